// See network.hpp.
#include "language/network/network.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <dnnl.hpp>

// Of libgomp, by which oneDNN spreads its work; its header comes with some compilers only.
extern "C" {
void omp_set_num_threads(int threads);
int omp_get_max_threads();
}

namespace hearsay::network {
namespace {

using Format = dnnl::memory::format_tag;
using Type = dnnl::memory::data_type;

Error missing(const std::string& name) {
  return {ErrorKind::damaged, "the weights have no fitting part " + name, "", -1};
}

std::optional<std::vector<float>> reals(const Weights& weights, const std::string& name,
                                        size_t size) {
  Matrix<float> part = weights.real(name, 1, static_cast<uint32_t>(size));
  if (part.rows == 0) return std::nullopt;
  return std::vector<float>(part.cells.begin(), part.cells.end());
}

// oneDNN makes code for every number of rows; so that it need not for each, rows come in sixteens,
// as its tiles are high, and not more at once than two windows have.
constexpr size_t kSteps = 16;
constexpr size_t kTallest = 320;
size_t height_of(size_t rows) {
  return rows > kTallest / 2 ? kTallest : (rows + kSteps - 1) / kSteps * kSteps;
}

const dnnl::engine& engine() {
  static const dnnl::engine one(dnnl::engine::kind::cpu, 0);
  return one;
}

// One thread a call: work is spread over reports.
struct OneThread {
  int before = omp_get_max_threads();
  OneThread() { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before); }
};

// Room for its steps between is the caller's: what oneDNN keeps itself belongs to the thread that made
// the product, and others would write over each other.
const dnnl::primitive_attr& own_room() {
  static const dnnl::primitive_attr one = [] {
    dnnl::primitive_attr out;
    out.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return out;
  }();
  return one;
}

}  // namespace

struct Product::Packed {
  struct Made {
    dnnl::matmul product;
    dnnl::memory::desc room;
  };
  dnnl::memory weights;
  std::mutex mutex;
  std::map<size_t, Made> made;  // by height

  static Made make(size_t height, size_t inputs, size_t outputs,
                           const dnnl::memory::desc& weights) {
    auto size = [](size_t number) { return static_cast<dnnl::memory::dim>(number); };
    dnnl::memory::desc rows({size(height), size(inputs)}, Type::s8, Format::ab);
    dnnl::memory::desc out({size(height), size(outputs)}, Type::s32, Format::ab);
    dnnl::matmul::primitive_desc done(dnnl::matmul::desc(rows, weights, out), own_room(), engine());
    return {dnnl::matmul(done), done.scratchpad_desc()};
  }
};

Product::Product() : packed_(std::make_unique<Packed>()) {}
Product::Product(Product&&) noexcept = default;
Product& Product::operator=(Product&&) noexcept = default;
Product::~Product() = default;

Result<Product> Product::read(const Weights& weights, const std::string& name) {
  Matrix<int8_t> cells = weights.whole(name + ".weight");
  Product out;
  out.inputs_ = cells.columns;
  out.outputs_ = cells.rows;
  auto steps = reals(weights, name + ".step", cells.rows);
  auto bias = reals(weights, name + ".bias", cells.rows);
  if (cells.rows == 0 || cells.columns % kLanes != 0 || !steps || !bias) return missing(name);
  out.steps_ = std::move(*steps);
  out.bias_ = std::move(*bias);
  OneThread one;
  dnnl::memory::dims size = {static_cast<dnnl::memory::dim>(cells.columns),
                             static_cast<dnnl::memory::dim>(cells.rows)};
  dnnl::memory::desc any(size, Type::s8, Format::any);
  dnnl::memory::desc rows({static_cast<dnnl::memory::dim>(kTallest), size[0]}, Type::s8, Format::ab);
  dnnl::memory::desc result({static_cast<dnnl::memory::dim>(kTallest), size[1]}, Type::s32,
                            Format::ab);
  dnnl::matmul::primitive_desc wanted(dnnl::matmul::desc(rows, any, result), own_room(), engine());
  // The file has a row for every output, so its columns are what the product calls rows.
  dnnl::memory given({size, Type::s8, Format::ba}, engine(), const_cast<int8_t*>(cells.cells.data()));
  out.packed_->weights = dnnl::memory(wanted.weights_desc(), engine());
  dnnl::stream stream(engine());
  dnnl::reorder(given, out.packed_->weights).execute(stream, given, out.packed_->weights);
  stream.wait();
  return out;
}

void Product::multiply(const int8_t* whole, size_t height, int32_t* sums, Workspace& work) const {
  OneThread one;
  Packed::Made made;
  {
    std::lock_guard lock(packed_->mutex);
    auto [found, fresh] = packed_->made.try_emplace(height);
    if (fresh)
      found->second = Packed::make(height, inputs_, outputs_, packed_->weights.get_desc());
    made = found->second;
  }
  // From a multiple of 64 bytes on, as a cache's lines are.
  std::byte* room = Workspace::room(work.room_between, made.room.get_size() + 64);
  room += 64 - reinterpret_cast<uintptr_t>(room) % 64;
  dnnl::memory between(made.room, engine(), room);
  auto size = [](size_t number) { return static_cast<dnnl::memory::dim>(number); };
  dnnl::memory source({{size(height), size(inputs_)}, Type::s8, Format::ab}, engine(),
                      const_cast<int8_t*>(whole));
  dnnl::memory result({{size(height), size(outputs_)}, Type::s32, Format::ab}, engine(), sums);
  dnnl::stream stream(engine());
  made.product.execute(stream, {{DNNL_ARG_SRC, source},
                                {DNNL_ARG_WEIGHTS, packed_->weights},
                                {DNNL_ARG_DST, result},
                                {DNNL_ARG_SCRATCHPAD, between}});
  stream.wait();
}

void Product::apply(const Rows& rows, Rows& out, Workspace& work, const Kernels& kernels) const {
  out.reshape(rows.rows(), outputs_);
  std::array<float, kTallest> steps;
  for (size_t begin = 0; begin < rows.rows(); begin += kTallest) {
    size_t count = std::min(kTallest, rows.rows() - begin);
    size_t height = height_of(count);
    int8_t* whole = Workspace::room(work.whole, height * inputs_);
    int32_t* sums = Workspace::room(work.sums, height * outputs_);
    for (size_t i = 0; i < count; ++i)
      steps[i] = kernels.quantise(rows.row(begin + i), inputs_, whole + i * inputs_);
    std::fill(whole + count * inputs_, whole + height * inputs_, int8_t{0});
    multiply(whole, height, sums, work);
    for (size_t i = 0; i < count; ++i)
      kernels.dequantise(sums + i * outputs_, outputs_, steps[i], steps_.data(), bias_.data(),
                         out.row(begin + i));
  }
}

void Product::apply_both(const Product& first, const Product& second, const Rows& rows, Rows& out,
                         Workspace& work, const Kernels& kernels) {
  size_t inner = first.outputs_;
  out.reshape(rows.rows(), second.outputs_);
  float* row = Workspace::room(work.row, inner);
  std::array<float, kTallest> steps;
  for (size_t begin = 0; begin < rows.rows(); begin += kTallest) {
    size_t count = std::min(kTallest, rows.rows() - begin);
    size_t height = height_of(count);
    int8_t* whole = Workspace::room(work.whole, height * first.inputs_);
    int8_t* between = Workspace::room(work.inner, height * inner);
    int32_t* sums = Workspace::room(work.sums, height * std::max(inner, second.outputs_));
    for (size_t i = 0; i < count; ++i)
      steps[i] = kernels.quantise(rows.row(begin + i), first.inputs_, whole + i * first.inputs_);
    std::fill(whole + count * first.inputs_, whole + height * first.inputs_, int8_t{0});
    first.multiply(whole, height, sums, work);
    for (size_t i = 0; i < count; ++i) {
      kernels.dequantise(sums + i * inner, inner, steps[i], first.steps_.data(),
                         first.bias_.data(), row);
      kernels.gelu(row, inner);
      steps[i] = kernels.quantise(row, inner, between + i * inner);
    }
    std::fill(between + count * inner, between + height * inner, int8_t{0});
    second.multiply(between, height, sums, work);
    for (size_t i = 0; i < count; ++i)
      kernels.dequantise(sums + i * second.outputs_, second.outputs_, steps[i],
                         second.steps_.data(), second.bias_.data(), out.row(begin + i));
  }
}

float heat_of(const Weights& weights, const std::string& name) {
  Matrix<float> part = weights.real(name + ".heat", 1, 1);
  float heat = part.rows == 0 ? 1.0F : part.cells[0];
  return heat >= 0.1F && heat <= 10.0F ? heat : 1.0F;
}

Classifier::Classifier(Product product, std::vector<std::string> labels, float heat)
    : product_(std::move(product)), labels_(std::move(labels)), heat_(heat) {}

Result<Classifier> Classifier::read(const Weights& weights, const std::string& name) {
  auto product = Product::read(weights, name);
  if (!product) return product.error();
  std::vector<std::string> labels;
  for (std::string_view rest = weights.bytes(name + ".labels"); !rest.empty();) {
    size_t end = std::min(rest.find('\n'), rest.size());
    labels.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (labels.size() != product->outputs()) return missing(name + ".labels");
  return Classifier(std::move(*product), std::move(labels), heat_of(weights, name));
}

void Classifier::scores(const Rows& rows, Rows& out, Workspace& work, const Kernels& kernels) const {
  product_.apply(rows, out, work, kernels);
}

std::vector<Classifier::Best> Classifier::apply(const Rows& rows, Workspace& work,
                                                const Kernels& kernels) const {
  Rows all;
  scores(rows, all, work, kernels);
  std::vector<Best> out(rows.rows());
  for (size_t i = 0; i < out.size(); ++i) {
    const float* row = all.row(i);
    auto best = static_cast<size_t>(std::max_element(row, row + labels_.size()) - row);
    out[i] = {static_cast<uint32_t>(best),
              static_cast<uint16_t>(10000.0F * kernels.share(row, labels_.size(), best, heat_))};
  }
  return out;
}

Chain::Chain(Classifier classes, std::vector<float> steps)
    : classes_(std::move(classes)), steps_(std::move(steps)), worth_(steps_.size()) {
  // Relative to the largest of all, which falls out where shares are taken.
  kernels(best_isa()).raise(steps_.data(), steps_.size(), classes_.heat(), worth_.data());
}

Result<Chain> Chain::read(const Weights& weights, const std::string& name) {
  auto classes = Classifier::read(weights, name);
  if (!classes) return classes.error();
  auto labels = static_cast<uint32_t>(classes->labels().size());
  Matrix<float> steps = weights.real(name + ".steps", labels + 1, labels);
  if (steps.rows == 0) return missing(name + ".steps");
  return Chain(std::move(*classes), {steps.cells.begin(), steps.cells.end()});
}

std::vector<Chain::Sequence> Chain::apply(const Rows& rows, std::span<const uint32_t> counts,
                                          Workspace& work, const Kernels& kernels) const {
  Rows scores;
  classes_.scores(rows, scores, work, kernels);
  std::vector<Sequence> out;
  size_t at = 0;
  for (uint32_t count : counts) {
    out.push_back(read_one(scores.row(at), count, kernels));
    at += count;
  }
  return out;
}

Chain::Sequence Chain::read_one(const float* scores, size_t count, const Kernels& kernels) const {
  size_t size = labels().size();
  Sequence out;
  out.chain_ = this;
  out.count_ = count;
  if (count == 0) return out;
  // The best, from the begin.
  std::vector<float> total(size), next(size);
  std::vector<uint32_t> back(count * size);
  for (size_t l = 0; l < size; ++l) total[l] = scores[l] + steps_[size * size + l];
  for (size_t i = 1; i < count; ++i) {
    for (size_t l = 0; l < size; ++l) {
      size_t from = 0;
      for (size_t k = 1; k < size; ++k)
        if (total[k] + steps_[k * size + l] > total[from] + steps_[from * size + l]) from = k;
      back[i * size + l] = static_cast<uint32_t>(from);
      next[l] = total[from] + steps_[from * size + l] + scores[i * size + l];
    }
    total.swap(next);
  }
  out.best.resize(count);
  out.best[count - 1] =
      static_cast<uint32_t>(std::max_element(total.begin(), total.end()) - total.begin());
  for (size_t i = count - 1; i > 0; --i) out.best[i - 1] = back[i * size + out.best[i]];
  // What all together say (Rabiner 1989): every row of `before_` adds up to 1.
  out.here_.resize(count * size);
  out.before_.resize(count * size);
  out.behind_.assign(count * size, 1.0F);
  out.scale_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    float* here = out.here_.data() + i * size;
    float* before = out.before_.data() + i * size;
    kernels.raise(scores + i * size, size, classes_.heat(), here);
    float sum = 0;
    for (size_t l = 0; l < size; ++l) {
      float from = worth_[size * size + l];
      if (i > 0) {
        from = 0;
        for (size_t k = 0; k < size; ++k) from += before[k - size] * worth_[k * size + l];
      }
      before[l] = from * here[l];
      sum += before[l];
    }
    out.scale_[i] = sum > 1e-30F ? 1.0F / sum : 0.0F;
    for (size_t l = 0; l < size; ++l) before[l] *= out.scale_[i];
  }
  for (size_t i = count - 1; i > 0; --i)
    for (size_t k = 0; k < size; ++k) {
      float sum = 0;
      for (size_t l = 0; l < size; ++l)
        sum += worth_[k * size + l] * out.here_[i * size + l] * out.behind_[i * size + l];
      out.behind_[(i - 1) * size + k] = sum * out.scale_[i];
    }
  return out;
}

uint16_t Chain::Sequence::share(size_t begin, size_t end, std::span<const uint32_t> after) const {
  size_t size = chain_->labels().size();
  const std::vector<float>& worth = chain_->worth_;
  float out = before_[begin * size + best[begin]];
  for (size_t i = begin + 1; i < end; ++i)
    out *= worth[best[i - 1] * size + best[i]] * here_[i * size + best[i]] * scale_[i];
  if (end < count_) {
    float sum = 0;
    for (uint32_t l = 0; l < size; ++l)
      if (std::find(after.begin(), after.end(), l) == after.end())
        sum += worth[best[end - 1] * size + l] * here_[end * size + l] * behind_[end * size + l];
    out *= sum * scale_[end];
  }
  return static_cast<uint16_t>(10000.0F * std::clamp(out, 0.0F, 1.0F));
}

TransformerLayer::TransformerLayer(Product qkv, Product out, Product wide, Product narrow)
    : qkv_(std::move(qkv)),
      out_(std::move(out)),
      wide_(std::move(wide)),
      narrow_(std::move(narrow)) {}

Result<TransformerLayer> TransformerLayer::read(const Weights& weights, const std::string& name) {
  auto qkv = Product::read(weights, name + ".qkv");
  auto out = Product::read(weights, name + ".out");
  auto wide = Product::read(weights, name + ".wide");
  auto narrow = Product::read(weights, name + ".narrow");
  for (const auto* one : {&qkv, &out, &wide, &narrow})
    if (!one->ok()) return one->error();
  size_t size = qkv->inputs();
  bool fits = size % 32 == 0 && qkv->outputs() == 3 * size && out->inputs() == size &&
              out->outputs() == size && wide->inputs() == size &&
              wide->outputs() % kLanes == 0 && narrow->inputs() == wide->outputs() &&
              narrow->outputs() == size;
  if (!fits) return missing(name);
  TransformerLayer layer(std::move(*qkv), std::move(*out), std::move(*wide), std::move(*narrow));
  for (auto [part, target] : {std::pair{".norm1.scale", &layer.scale1_},
                              {".norm1.shift", &layer.shift1_},
                              {".norm2.scale", &layer.scale2_},
                              {".norm2.shift", &layer.shift2_}}) {
    auto found = reals(weights, name + part, size);
    if (!found) return missing(name + part);
    *target = std::move(*found);
  }
  return layer;
}

void TransformerLayer::apply(Rows& rows, Workspace& work, const Kernels& kernels) const {
  constexpr size_t kHead = 32;
  size_t count = rows.rows();
  size_t size = rows.columns;
  qkv_.apply(rows, work.qkv, work, kernels);
  work.seen.reshape(count, size);
  float* scratch = Workspace::room(work.attention, (count + kHead) * (2 * kHead + 8));
  const float* queries = work.qkv.row(0);
  for (size_t head = 0; head < size; head += kHead)
    kernels.attend(queries + head, queries + size + head, queries + 2 * size + head, count,
                   3 * size, work.seen.row(0) + head, size, scratch);
  out_.apply(work.seen, work.mixed, work, kernels);
  for (size_t i = 0; i < count; ++i)
    kernels.add_and_norm(rows.row(i), work.mixed.row(i), size, scale1_.data(), shift1_.data());
  Product::apply_both(wide_, narrow_, rows, work.mixed, work, kernels);
  for (size_t i = 0; i < count; ++i)
    kernels.add_and_norm(rows.row(i), work.mixed.row(i), size, scale2_.data(), shift2_.data());
}

}  // namespace hearsay::network
