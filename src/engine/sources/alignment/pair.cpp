// See pair.hpp.
#include "sources/alignment/pair.hpp"

#include <algorithm>
#include <cmath>

namespace hearsay {
namespace {

// Fewer sentences say nothing about how common a term is among them.
constexpr uint32_t kLeastSentences = 30;

// Least of how rare a term is in news and among the sentences of the two texts (tf-isf).
uint32_t weight(uint32_t in_news, size_t sentences_with, uint32_t sentences) {
  if (sentences_with == 0) return in_news;
  double rare =
      100 * std::log(static_cast<double>(sentences) / static_cast<double>(sentences_with));
  return std::min(in_news, static_cast<uint32_t>(std::lround(std::max(rare, 0.0))));
}

void weigh(Side& side, const Sequence& other, uint32_t sentences) {
  for (uint32_t term = 0; term < side.own->terms(); ++term) {
    size_t with = side.own->sentences_with(term).size();
    if (side.other[term] != Side::kNone) with += other.sentences_with(side.other[term]).size();
    side.weights.push_back(weight(side.own->weight(term), with, sentences));
  }
}

}  // namespace

Pair::Pair(const Sequence& first, const Sequence& second) {
  from.own = &first;
  to.own = &second;
  from.other.assign(first.terms(), Side::kNone);
  to.other.assign(second.terms(), Side::kNone);
  for (uint32_t a = 0, b = 0; a < first.terms() && b < second.terms();) {
    uint32_t left = first.stem(a);
    uint32_t right = second.stem(b);
    if (left == right) {
      from.other[a] = b;
      to.other[b] = a;
    }
    a += left <= right;
    b += right <= left;
  }
  uint32_t sentences = std::max(first.sentences() + second.sentences(), kLeastSentences);
  weigh(from, second, sentences);
  weigh(to, first, sentences);
}

namespace {

// The terms that stand there, in order: places are many and small, texts may be large.
std::vector<uint32_t> terms_in(const Sequence& sequence, Span rows) {
  std::vector<uint32_t> out;
  for (uint32_t row = rows.begin; row < rows.end; ++row) out.push_back(sequence.term(row));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

uint32_t evidence(const Pair& pair, Span from, Span to) {
  uint32_t sum = 0;
  for (uint32_t term : terms_in(*pair.to.own, to)) {
    uint32_t other = pair.to.other[term];
    if (other != Side::kNone && pair.to.own->weight(term) >= Sequence::kContent &&
        pair.from.own->has(other, from))
      sum += pair.to.weights[term];
  }
  return sum;
}

namespace {

double squares(const Side& side, Span rows) {
  double sum = 0;
  for (uint32_t term : terms_in(*side.own, rows)) {
    if (side.own->weight(term) < Sequence::kContent) continue;
    double value = static_cast<double>(side.weights[term]) * side.own->count(term, rows);
    sum += value * value;
  }
  return sum;
}

}  // namespace

double likeness(const Pair& pair, Span from, Span to) {
  double sum = 0;
  for (uint32_t term : terms_in(*pair.to.own, to)) {
    uint32_t other = pair.to.other[term];
    if (other == Side::kNone || pair.to.own->weight(term) < Sequence::kContent) continue;
    double weight = pair.to.weights[term];
    sum += weight * pair.to.own->count(term, to) * weight * pair.from.own->count(other, from);
  }
  double both = squares(pair.from, from) * squares(pair.to, to);
  return both > 0 ? sum / std::sqrt(both) : 0;
}

}  // namespace hearsay
