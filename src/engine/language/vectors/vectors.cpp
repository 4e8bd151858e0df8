// See vectors.hpp.
#include "language/vectors/vectors.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace hearsay {
namespace {

using network::Product;
using network::Rows;

struct Head {
  std::unique_ptr<const Product> out;

  explicit Head(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    auto product = Product::read(encoder.weights(), "vectors");
    if (product.ok() && product->outputs() == kVectorSize)
      out = std::make_unique<const Product>(std::move(*product));
  }
};

SentenceVector whole(const float* row) {
  double square = 0;
  for (size_t i = 0; i < kVectorSize; ++i) square += double{row[i]} * row[i];
  double turn = square > 0 ? 127.0 / std::sqrt(square) : 0;
  SentenceVector out{};
  for (size_t i = 0; i < kVectorSize; ++i)
    out[i] = static_cast<int8_t>(std::lrint(std::clamp(row[i] * turn, -127.0, 127.0)));
  return out;
}

}  // namespace

double likeness(const SentenceVector& a, const SentenceVector& b) {
  int32_t both = 0;
  int32_t own = 0;
  int32_t other = 0;
  for (size_t i = 0; i < kVectorSize; ++i) {
    both += a[i] * b[i];
    own += a[i] * a[i];
    other += b[i] * b[i];
  }
  return own == 0 || other == 0 ? 0 : both / std::sqrt(double(own) * other);
}

Vectors find_vectors(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                     const Resources& resources) {
  Vectors out;
  const auto& head = resources.made<Head>();
  if (head.out == nullptr || sentences.span.empty()) return out;
  // Of every sentence the mean of its word-pieces, from its first word to the first of its last.
  Rows means(sentences.span.size(), encoding.states.columns);
  for (size_t s = 0; s < sentences.span.size(); ++s) {
    uint32_t last = sentences.first[s] + sentences.count[s] - 1;
    uint32_t begin = encoding.piece[tokens.atom[sentences.first[s]]];
    uint32_t end = encoding.piece[tokens.atom[last]] + 1;
    float* mean = means.row(s);
    for (uint32_t piece = begin; piece < end; ++piece)
      for (size_t i = 0; i < means.columns; ++i) mean[i] += encoding.states.row(piece)[i];
    for (size_t i = 0; i < means.columns; ++i) mean[i] /= static_cast<float>(end - begin);
  }
  Rows rows;
  network::Workspace work;
  head.out->apply(means, rows, work, resources.made<Encoder>().kernels());
  for (size_t s = 0; s < rows.rows(); ++s) out.of.push_back(whole(rows.row(s)));
  return out;
}

}  // namespace hearsay
