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

// oneDNN makes code for every number of rows; so that it need not for each, rows come in these.
constexpr std::array<size_t, 5> kHeights = {16, 48, 96, 160, 320};
size_t height_of(size_t rows) {
  for (size_t height : kHeights)
    if (rows <= height) return height;
  return kHeights.back();
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

}  // namespace

struct Product::Packed {
  dnnl::memory weights;
  std::mutex mutex;
  std::map<size_t, dnnl::matmul> made;  // by height

  static dnnl::matmul make(size_t height, size_t inputs, size_t outputs,
                           const dnnl::memory::desc& weights) {
    auto size = [](size_t number) { return static_cast<dnnl::memory::dim>(number); };
    dnnl::memory::desc rows({size(height), size(inputs)}, Type::s8, Format::ab);
    dnnl::memory::desc out({size(height), size(outputs)}, Type::s32, Format::ab);
    return dnnl::matmul(
        dnnl::matmul::primitive_desc(dnnl::matmul::desc(rows, weights, out), engine()));
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
  dnnl::memory::desc rows({static_cast<dnnl::memory::dim>(kHeights[2]), size[0]}, Type::s8, Format::ab);
  dnnl::memory::desc result({static_cast<dnnl::memory::dim>(kHeights[2]), size[1]}, Type::s32,
                            Format::ab);
  dnnl::matmul::primitive_desc wanted(dnnl::matmul::desc(rows, any, result), engine());
  // The file has a row for every output, so its columns are what the product calls rows.
  dnnl::memory given({size, Type::s8, Format::ba}, engine(), const_cast<int8_t*>(cells.cells.data()));
  out.packed_->weights = dnnl::memory(wanted.weights_desc(), engine());
  dnnl::stream stream(engine());
  dnnl::reorder(given, out.packed_->weights).execute(stream, given, out.packed_->weights);
  stream.wait();
  return out;
}

void Product::apply(const Rows& rows, Rows& out, Workspace& work, const Kernels& kernels) const {
  out.reshape(rows.rows(), outputs_);
  OneThread one;
  dnnl::stream stream(engine());
  auto& whole = work.whole;
  auto& sums = work.sums;
  std::array<float, kHeights.back()> steps;
  for (size_t begin = 0; begin < rows.rows(); begin += kHeights.back()) {
    size_t count = std::min(kHeights.back(), rows.rows() - begin);
    size_t height = height_of(count);
    whole.resize(height * inputs_);
    sums.resize(height * outputs_);
    for (size_t i = 0; i < count; ++i)
      steps[i] = kernels.quantise(rows.row(begin + i), inputs_, whole.data() + i * inputs_);
    std::fill(whole.begin() + static_cast<ptrdiff_t>(count * inputs_), whole.end(), int8_t{0});
    dnnl::matmul product;
    {
      std::lock_guard lock(packed_->mutex);
      auto [found, fresh] = packed_->made.try_emplace(height);
      if (fresh)
        found->second = Packed::make(height, inputs_, outputs_, packed_->weights.get_desc());
      product = found->second;
    }
    auto size = [](size_t number) { return static_cast<dnnl::memory::dim>(number); };
    dnnl::memory source({{size(height), size(inputs_)}, Type::s8, Format::ab}, engine(), whole.data());
    dnnl::memory result({{size(height), size(outputs_)}, Type::s32, Format::ab}, engine(), sums.data());
    product.execute(stream, {{DNNL_ARG_SRC, source},
                             {DNNL_ARG_WEIGHTS, packed_->weights},
                             {DNNL_ARG_DST, result}});
    stream.wait();
    for (size_t i = 0; i < count; ++i)
      kernels.dequantise(sums.data() + i * outputs_, outputs_, steps[i], steps_.data(), bias_.data(),
                         out.row(begin + i));
  }
}

Classifier::Classifier(Product product, std::vector<std::string> labels)
    : product_(std::move(product)), labels_(std::move(labels)) {}

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
  return Classifier(std::move(*product), std::move(labels));
}

std::vector<Classifier::Best> Classifier::apply(const Rows& rows, Workspace& work,
                                                const Kernels& kernels) const {
  Rows scores;
  product_.apply(rows, scores, work, kernels);
  std::vector<Best> out(rows.rows());
  for (size_t i = 0; i < out.size(); ++i) {
    const float* row = scores.row(i);
    auto best = static_cast<size_t>(std::max_element(row, row + labels_.size()) - row);
    out[i] = {static_cast<uint32_t>(best),
              static_cast<uint16_t>(10000.0F * kernels.share(row, labels_.size(), best))};
  }
  return out;
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
  work.attention.resize((count + kHead) * (kHead + 4));
  const float* queries = work.qkv.row(0);
  for (size_t head = 0; head < size; head += kHead)
    kernels.attend(queries + head, queries + size + head, queries + 2 * size + head, count,
                   3 * size, work.seen.row(0) + head, size, work.attention.data());
  out_.apply(work.seen, work.mixed, work, kernels);
  for (size_t i = 0; i < count; ++i)
    kernels.add_and_norm(rows.row(i), work.mixed.row(i), size, scale1_.data(), shift1_.data());
  wide_.apply(rows, work.wide, work, kernels);
  for (size_t i = 0; i < count; ++i) kernels.gelu(work.wide.row(i), work.wide.columns);
  narrow_.apply(work.wide, work.narrow, work, kernels);
  for (size_t i = 0; i < count; ++i)
    kernels.add_and_norm(rows.row(i), work.narrow.row(i), size, scale2_.data(), shift2_.data());
}

}  // namespace hearsay::network
