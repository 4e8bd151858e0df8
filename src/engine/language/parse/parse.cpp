// See parse.hpp.
#include "language/parse/parse.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace hearsay {
namespace {

using network::Classifier;
using network::Product;
using network::heat_of;
using network::Rows;

constexpr size_t kColumns = 32;  // of Kernels::multiply, at once

struct Head {
  std::unique_ptr<const Product> inner;
  std::unique_ptr<const Classifier> relations;
  Matrix<float> root, arcs;
  size_t arc = 0, label = 0;
  float heat = 1.0F;

  explicit Head(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    const Weights& weights = encoder.weights();
    arcs = weights.real("parse.arcs");
    arc = arcs.columns;
    auto product = Product::read(weights, "parse.inner");
    auto classes = Classifier::read(weights, "parse.relations");
    root = weights.real("parse.root", 1);
    heat = heat_of(weights, "parse.arcs");
    label = root.columns - std::min<size_t>(root.columns, arc);
    bool fits = product.ok() && classes.ok() && arcs.rows == arc + 1 && arc > 0 && label > 0 &&
                product->outputs() == 2 * (arc + label) && classes->inputs() == 3 * label;
    if (!fits) return;
    inner = std::make_unique<const Product>(std::move(*product));
    relations = std::make_unique<const Classifier>(std::move(*classes));
  }
  bool usable() const { return inner != nullptr; }
};

// What words show of themselves: as words and as heads, for arcs and for relations.
struct Parts {
  Rows word, head, word_label, head_label;
};

Parts parts_of(const Head& head, const Rows& states, const network::Kernels& kernels,
               network::Workspace& work) {
  Rows all;
  head.inner->apply(states, all, work, kernels);
  Parts out{Rows(states.rows(), head.arc + 1), Rows(states.rows(), head.arc),
            Rows(states.rows(), head.label), Rows(states.rows(), head.label)};
  for (size_t i = 0; i < states.rows(); ++i) {
    float* row = all.row(i);
    kernels.leaky_relu(row, all.columns);
    std::copy_n(row, head.arc, out.word.row(i));
    out.word.row(i)[head.arc] = 1.0F;
    std::copy_n(row + head.arc, head.arc, out.head.row(i));
    std::copy_n(row + 2 * head.arc, head.label, out.word_label.row(i));
    std::copy_n(row + 2 * head.arc + head.label, head.label, out.head_label.row(i));
  }
  return out;
}

// Writes the trees of one batch into `out`.
void parse_batch(const Head& head, const Encoding& encoding, const Tokens& tokens,
                 const Sentences& sentences, const SentenceBatch& batch,
                 const network::Kernels& kernels, network::Workspace& work, Parse& out) {
  Parts parts = parts_of(
      head, encoding.states_of(std::span(tokens.atom).subspan(batch.first_token, batch.tokens)),
      kernels, work);
  Rows mixed(batch.tokens, head.arc);
  kernels.multiply(parts.word.row(0), head.arcs.cells.data(), batch.tokens, head.arc + 1, head.arc,
                   mixed.row(0));
  Rows pairs(batch.tokens, 3 * head.label);
  std::vector<float> turned, padded, scores;
  for (size_t s = batch.begin; s < batch.end; ++s) {
    size_t first = sentences.first[s] - batch.first_token;
    size_t count = sentences.count[s];
    // Heads as columns, the root first, and as many more as a product takes at once.
    size_t columns = (count + 1 + kColumns - 1) / kColumns * kColumns;
    turned.assign(head.arc * columns, 0.0F);
    for (size_t k = 0; k < head.arc; ++k) turned[k * columns] = head.root.cells[k];
    for (size_t i = 0; i < count; ++i)
      for (size_t k = 0; k < head.arc; ++k)
        turned[k * columns + i + 1] = parts.head.row(first + i)[k];
    padded.resize(count * columns);
    kernels.multiply(mixed.row(first), turned.data(), count, head.arc, columns, padded.data());
    scores.resize(count * (count + 1));
    for (size_t i = 0; i < count; ++i)
      std::copy_n(padded.data() + i * columns, count + 1, scores.data() + i * (count + 1));
    std::vector<uint32_t> heads = best_tree(scores, count);
    for (size_t i = 0; i < count; ++i) {
      size_t word = first + i;
      size_t token = sentences.first[s] + i;
      if (heads[i] != 0)
        out.head[token] = static_cast<int32_t>(sentences.first[s] + heads[i] - 1);
      out.score[token] = {static_cast<uint16_t>(
          10000.0F * kernels.share(scores.data() + i * (count + 1), count + 1, heads[i], head.heat))};
      const float* own = parts.word_label.row(word);
      const float* other = heads[i] == 0 ? head.root.cells.data() + head.arc
                                         : parts.head_label.row(first + heads[i] - 1);
      float* pair = pairs.row(word);
      for (size_t k = 0; k < head.label; ++k) pair[k] = own[k] * other[k];
      std::copy_n(own, head.label, pair + head.label);
      std::copy_n(other, head.label, pair + 2 * head.label);
    }
  }
  for (const Classifier::Best& best : head.relations->apply(pairs, work, kernels))
    out.relation.push_back(head.relations->labels()[best.label]);
}

}  // namespace

Parse parse_sentences(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                      const Resources& resources) {
  Parse out;
  const auto& head = resources.made<Head>();
  if (!head.usable() || tokens.span.empty()) return out;
  out.head.assign(tokens.span.size(), -1);
  out.score.resize(tokens.span.size());
  network::Workspace work;
  for (const SentenceBatch& batch : batches_of(sentences))
    parse_batch(head, encoding, tokens, sentences, batch, resources.made<Encoder>().kernels(), work,
                out);
  return out;
}

}  // namespace hearsay
