#include "language/network/network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <thread>

#include <xxhash.h>

namespace hearsay::network {
namespace {

// A file of weights, made part by part.
class File {
 public:
  template <class T>
  void add(const std::string& name, uint32_t rows, uint32_t columns, const std::vector<T>& cells) {
    std::string entry(64, '\0');
    std::copy(name.begin(), name.end(), entry.begin());
    put(entry, 40, std::is_same_v<T, char> ? 0U : sizeof(T) == 1 ? 1U : 2U);
    put(entry, 44, rows);
    put(entry, 48, columns);
    put(entry, 52, static_cast<uint32_t>(body_.size() / 64));  // from the first part
    entries_.push_back(entry);
    body_.append(reinterpret_cast<const char*>(cells.data()), cells.size() * sizeof(T));
    body_.resize((body_.size() + 63) / 64 * 64);
  }
  Weights read() {
    size_t head = (24 + entries_.size() * 64 + 63) / 64 * 64;
    std::string rest;
    for (std::string& entry : entries_) {
      uint32_t at = 0;
      std::memcpy(&at, entry.data() + 52, 4);
      put(entry, 52, at + static_cast<uint32_t>(head / 64));
      rest += entry;
    }
    rest.resize(head - 24);
    rest += body_;
    room_.assign(rest.size() + 24 + 64, '\0');
    size_t begin = 64 - reinterpret_cast<uintptr_t>(room_.data()) % 64;
    std::string start = "HWF1" + std::string(20, '\0');
    put(start, 4, static_cast<uint32_t>(entries_.size()));
    put(start, 8, uint64_t{rest.size() + 24});
    put(start, 16, uint64_t{XXH3_64bits(rest.data(), rest.size())});
    std::copy(start.begin(), start.end(), room_.begin() + static_cast<ptrdiff_t>(begin));
    std::copy(rest.begin(), rest.end(), room_.begin() + static_cast<ptrdiff_t>(begin + 24));
    auto weights = Weights::read({room_.data() + begin, rest.size() + 24});
    EXPECT_TRUE(weights.ok()) << weights.error().text();
    return *weights;
  }

 private:
  template <class T>
  static void put(std::string& out, size_t at, T value) {
    std::memcpy(out.data() + at, &value, sizeof(T));
  }
  std::vector<std::string> entries_;
  std::string body_;
  std::vector<char> room_;
};

std::vector<float> reals(size_t size, uint32_t seed, float least, float most) {
  std::mt19937 random(seed);
  std::vector<float> out(size);
  for (float& one : out)
    one = least + (most - least) * static_cast<float>(random() % 10001) / 10000.0F;
  return out;
}

std::vector<int8_t> wholes(size_t size, uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<int8_t> out(size);
  for (int8_t& one : out) one = static_cast<int8_t>(static_cast<int32_t>(random() % 127) - 63);
  return out;
}

constexpr uint32_t kInputs = 384, kOutputs = 48;

void add_product(File& file, const std::string& name, uint32_t outputs, uint32_t inputs) {
  file.add(name + ".weight", outputs, inputs, wholes(size_t{outputs} * inputs, outputs + inputs));
  file.add(name + ".step", 1, outputs, reals(outputs, 2, 0.001F, 0.01F));
  file.add(name + ".bias", 1, outputs, reals(outputs, 3, -1, 1));
}

Rows some_rows(size_t count, size_t columns) {
  Rows out(count, columns);
  out.cells = reals(count * columns, 5, -2, 2);
  return out;
}

std::vector<Isa> isas() {
  std::vector<Isa> out = {Isa::any};
  if (best_isa() >= Isa::v3) out.push_back(Isa::v3);
  if (best_isa() >= Isa::v4) out.push_back(Isa::v4);
  return out;
}

TEST(network_test, a_product_is_what_whole_numbers_give) {
  File file;
  add_product(file, "p", kOutputs, kInputs);
  Weights weights = file.read();
  auto product = Product::read(weights, "p");
  ASSERT_TRUE(product.ok()) << product.error().text();
  Rows rows = some_rows(5, kInputs);
  Rows out;
  Workspace work;
  const Kernels& kernels = network::kernels(Isa::any);
  product->apply(rows, out, work, kernels);
  ASSERT_EQ(out.rows(), 5U);
  auto cells = weights.whole("p.weight");
  auto steps = weights.real("p.step");
  auto bias = weights.real("p.bias");
  for (size_t i = 0; i < 5; ++i) {
    std::vector<int8_t> whole(kInputs);
    float step = kernels.quantise(rows.row(i), kInputs, whole.data());
    EXPECT_TRUE(std::any_of(whole.begin(), whole.end(), [](int8_t x) { return std::abs(x) == 127; }));
    for (size_t o = 0; o < kOutputs; ++o) {
      int32_t sum = 0;
      for (size_t k = 0; k < kInputs; ++k) sum += whole[k] * cells.row(o)[k];
      EXPECT_EQ(out.row(i)[o], static_cast<float>(sum) * step * steps.cells[o] + bias.cells[o]);
    }
  }
}

TEST(network_test, a_row_is_the_same_whatever_stands_beside_it) {
  File file;
  add_product(file, "p", kOutputs, kInputs);
  Weights weights = file.read();
  auto product = Product::read(weights, "p");
  ASSERT_TRUE(product.ok());
  Rows all = some_rows(700, kInputs);  // more than oneDNN is given at once
  Workspace work;
  Rows together;
  const Kernels& kernels = network::kernels(best_isa());
  product->apply(all, together, work, kernels);
  for (size_t i : {0U, 1U, 319U, 320U, 699U}) {
    Rows one(1, kInputs);
    std::copy_n(all.row(i), kInputs, one.row(0));
    Rows alone;
    product->apply(one, alone, work, kernels);
    EXPECT_EQ(std::memcmp(alone.row(0), together.row(i), kOutputs * sizeof(float)), 0) << i;
  }
}

// Products are made by whichever thread comes first, and used by all.
TEST(network_test, threads_do_not_write_over_each_other) {
  constexpr uint32_t kWide = 384;
  File file;
  add_product(file, "p", 1536, kWide);
  Weights weights = file.read();
  auto product = Product::read(weights, "p");
  ASSERT_TRUE(product.ok());
  const Kernels& kernels = network::kernels(best_isa());
  Rows rows = some_rows(160, kWide);
  std::vector<Rows> found(4);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < found.size(); ++t)
    threads.emplace_back([&, t] {
      Workspace work;
      for (size_t count : {16U + 16U * static_cast<unsigned>(t), 100U, 33U, 160U}) {
        Rows some = rows;
        some.cells.resize(count * kWide);
        for (int i = 0; i < 20; ++i) product->apply(some, found[t], work, kernels);
      }
    });
  for (std::thread& thread : threads) thread.join();
  Workspace work;
  Rows alone;
  product->apply(rows, alone, work, kernels);
  for (const Rows& one : found) EXPECT_EQ(one.cells, alone.cells);
}

TEST(network_test, a_layer_gives_the_same_bits_with_every_instruction_set) {
  constexpr uint32_t kSize = 64;
  File file;
  add_product(file, "l.qkv", 3 * kSize, kSize);
  add_product(file, "l.out", kSize, kSize);
  add_product(file, "l.wide", 4 * kSize, kSize);
  add_product(file, "l.narrow", kSize, 4 * kSize);
  for (std::string norm : {"l.norm1", "l.norm2"}) {
    file.add(norm + ".scale", 1, kSize, reals(kSize, 7, 0.5F, 1.5F));
    file.add(norm + ".shift", 1, kSize, reals(kSize, 8, -0.5F, 0.5F));
  }
  Weights weights = file.read();
  auto layer = TransformerLayer::read(weights, "l");
  ASSERT_TRUE(layer.ok()) << layer.error().text();
  Workspace work;
  for (size_t count : {1U, 3U, 33U, 160U}) {
    Rows first;
    for (Isa isa : isas()) {
      Rows rows = some_rows(count, kSize);
      layer->apply(rows, work, network::kernels(isa));
      for (float cell : rows.cells) ASSERT_TRUE(std::isfinite(cell));
      if (isa == Isa::any) first = rows;
      EXPECT_EQ(std::memcmp(rows.cells.data(), first.cells.data(), rows.cells.size() * 4), 0)
          << count << " rows, instruction set " << static_cast<int>(isa);
    }
  }
}

TEST(network_test, kernels_compute_what_they_say) {
  for (Isa isa : isas()) {
    const Kernels& kernels = network::kernels(isa);
    std::vector<float> row = reals(64, 9, -6, 6);
    std::vector<float> out = row;
    kernels.gelu(out.data(), out.size());
    for (size_t i = 0; i < row.size(); ++i) {
      double x = row[i];
      EXPECT_NEAR(out[i], 0.5 * x * (1 + std::tanh(0.7978845608 * (x + 0.044715 * x * x * x))), 6e-6);
    }
    std::vector<float> other = reals(64, 10, -1, 1);
    std::vector<float> one(64, 1.0F);
    std::vector<float> zero(64, 0.0F);
    out = row;
    kernels.add_and_norm(out.data(), other.data(), 64, one.data(), zero.data());
    double mean = 0;
    double square = 0;
    for (float x : out) {
      mean += x / 64;
      square += double{x} * x / 64;
    }
    EXPECT_NEAR(mean, 0, 1e-6);
    EXPECT_NEAR(square, 1, 1e-5);
    std::array<float, 3> scores = {1, 3, 2};
    EXPECT_NEAR(kernels.share(scores.data(), 3, 1, 1.0F), 0.66524, 1e-5);
    std::vector<float> a = {1, 2, 3, 4, 5, 6};
    std::vector<float> b = {1, 0, 2, 1, 0, 3};
    std::vector<float> c(4);
    kernels.multiply(a.data(), b.data(), 2, 3, 2, c.data());
    EXPECT_EQ(c, (std::vector<float>{5, 11, 14, 23}));
  }
}

// Two rows that look at each other: the second key fits the first query.
TEST(network_test, attention_mixes_values_by_how_keys_fit) {
  std::vector<float> queries(64), keys(64), values(64), out(64);
  std::vector<float> scratch(32 * 72);
  queries[0] = 4;
  keys[32] = 4 * 5.656854F;  // 16 after scaling
  values[0] = 1;
  values[32] = 3;
  for (Isa isa : isas()) {
    network::kernels(isa).attend(queries.data(), keys.data(), values.data(), 2, 32, out.data(), 32,
                                 scratch.data());
    EXPECT_NEAR(out[0], 3, 1e-5);
    EXPECT_NEAR(out[32], 2, 1e-5) << "the second query fits both alike";
  }
}

// Against all sequences of three labels, one by one.
TEST(network_test, a_chain_finds_the_best_labels_and_what_all_say_of_them) {
  constexpr uint32_t kLabels = 3;
  constexpr size_t kCount = 4;
  File file;
  add_product(file, "c", kLabels, kInputs);
  file.add("c.labels", 6, 1, std::vector<char>{'O', '\n', 'B', '\n', 'I', '\n'});
  std::vector<float> steps = reals((kLabels + 1) * kLabels, 11, -2, 2);
  file.add("c.steps", kLabels + 1, kLabels, steps);
  file.add("c.heat", 1, 1, std::vector<float>{1.7F});
  Weights weights = file.read();
  auto chain = Chain::read(weights, "c");
  auto classes = Classifier::read(weights, "c");
  ASSERT_TRUE(chain.ok() && classes.ok());
  const Kernels& kernels = network::kernels(best_isa());
  Workspace work;
  Rows rows = some_rows(kCount, kInputs);
  Rows scores;
  classes->scores(rows, scores, work, kernels);
  std::vector<uint32_t> counts = {kCount};
  Chain::Sequence found = chain->apply(rows, counts, work, kernels).front();
  double most = -1e9;
  double all = 0;
  double part = 0;
  std::vector<uint32_t> best;
  for (uint32_t number = 0; number < 81; ++number) {
    std::vector<uint32_t> labels;
    for (uint32_t rest = number; labels.size() < kCount; rest /= kLabels) labels.push_back(rest % kLabels);
    double worth = steps[kLabels * kLabels + labels[0]];
    for (size_t i = 0; i < kCount; ++i) {
      worth += scores.row(i)[labels[i]];
      if (i > 0) worth += steps[labels[i - 1] * kLabels + labels[i]];
    }
    if (worth > most) best = labels;
    most = std::max(most, worth);
    all += std::exp(worth / 1.7);
    if (labels[1] == found.best[1] && labels[2] == found.best[2] && labels[3] != 2)
      part += std::exp(worth / 1.7);
  }
  EXPECT_EQ(found.best, best);
  std::vector<uint32_t> after = {2};
  EXPECT_NEAR(found.share(1, 3, after), 10000 * part / all, 2);
  EXPECT_TRUE(chain->apply(Rows(0, kInputs), {}, work, kernels).empty());
}

TEST(network_test, parts_that_are_missing_or_do_not_fit_are_refused) {
  File file;
  add_product(file, "p", kOutputs, kInputs);
  file.add("q.weight", 4, 16, wholes(64, 1));
  file.add("q.step", 1, 3, reals(3, 2, 0, 1));
  file.add("q.bias", 1, 4, reals(4, 2, 0, 1));
  Weights weights = file.read();
  EXPECT_FALSE(Product::read(weights, "none").ok());
  EXPECT_FALSE(Product::read(weights, "q").ok());
  EXPECT_FALSE(TransformerLayer::read(weights, "p").ok());
}

}  // namespace
}  // namespace hearsay::network
