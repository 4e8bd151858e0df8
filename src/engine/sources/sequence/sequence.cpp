// See sequence.hpp.
#include "sources/sequence/sequence.hpp"

#include <algorithm>
#include <numeric>

namespace hearsay {

Sequence::Sequence(const Terms& terms, const Frequencies& frequencies) {
  constexpr size_t kShortSentence = 3;
  std::vector<uint32_t> stems;
  for (size_t row = 0; row < terms.size(); ++row) {
    if (terms.title[row].yes) continue;
    auto at = static_cast<uint32_t>(stems.size());
    if (terms.sentence[row].yes && at >= begins_.back() + kShortSentence) begins_.push_back(at);
    stems.push_back(terms.stem[row]);
    spans_.push_back(terms.span[row]);
    quoted_.push_back(terms.quoted[row].yes);
    name_.push_back(terms.name[row].yes);
  }
  number_terms(stems, frequencies);
  begins_.push_back(size());
  count_sentences();
  hash_grams();
}

void Sequence::number_terms(std::span<const uint32_t> stems, const Frequencies& frequencies) {
  std::vector<uint64_t> sorted;  // stem and row
  sorted.reserve(stems.size());
  for (size_t row = 0; row < stems.size(); ++row)
    sorted.push_back((uint64_t{stems[row]} << 32) | row);
  std::sort(sorted.begin(), sorted.end());
  at_.resize(stems.size());
  for (uint64_t one : sorted) {
    auto row = static_cast<uint32_t>(one);
    auto stem = static_cast<uint32_t>(one >> 32);
    if (stems_.empty() || stem != stems_.back()) {
      stems_.push_back(stem);
      weights_.push_back(frequencies.weight(stem));
      row_ends_.push_back(0);
    }
    rows_.push_back(row);
    at_[row] = terms() - 1;
    row_ends_.back() = static_cast<uint32_t>(rows_.size());
  }
}

// Of terms that say something, by sentence and by term.
void Sequence::count_sentences() {
  std::vector<uint32_t> sorted;
  std::vector<std::pair<uint32_t, Count>> by_term;  // term, sentence and count
  for (uint32_t sentence = 0; sentence < sentences(); ++sentence) {
    sorted.assign(at_.begin() + begin(sentence), at_.begin() + begin(sentence + 1));
    std::sort(sorted.begin(), sorted.end());
    for (size_t i = 0; i < sorted.size();) {
      size_t end = i;
      while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
      auto count = static_cast<uint32_t>(end - i);
      if (weights_[sorted[i]] >= kContent) {
        in_terms_.push_back({sorted[i], count});
        by_term.push_back({sorted[i], {sentence, count}});
      }
      i = end;
    }
    in_term_ends_.push_back(static_cast<uint32_t>(in_terms_.size()));
  }
  std::stable_sort(by_term.begin(), by_term.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  in_sentence_ends_.assign(terms(), 0);
  for (const auto& [term, count] : by_term) {
    in_sentences_.push_back(count);
    ++in_sentence_ends_[term];
  }
  std::partial_sum(in_sentence_ends_.begin(), in_sentence_ends_.end(), in_sentence_ends_.begin());
}

void Sequence::hash_grams() {
  std::vector<uint64_t> sorted;
  for (uint32_t row = 0; row + kGram <= size(); ++row) {
    uint64_t hash = 0;
    for (uint32_t i = 0; i < kGram; ++i)
      hash = (hash ^ stems_[at_[row + i]]) * 0x9E3779B97F4A7C15ULL;
    sorted.push_back((hash >> 32 << 32) | row);
  }
  std::sort(sorted.begin(), sorted.end());
  for (uint64_t one : sorted)
    grams_.push_back({static_cast<uint32_t>(one >> 32), static_cast<uint32_t>(one)});
}

uint32_t Sequence::count(uint32_t term, Span where) const {
  std::span<const uint32_t> all = rows(term);
  auto begin = std::lower_bound(all.begin(), all.end(), where.begin);
  return static_cast<uint32_t>(std::lower_bound(begin, all.end(), where.end) - begin);
}

uint32_t Sequence::sentence_at(uint32_t row) const {
  auto after = std::upper_bound(begins_.begin(), begins_.end() - 1, row);
  return static_cast<uint32_t>(after - begins_.begin()) - 1;
}

uint32_t Sequence::near_border(uint32_t row, uint32_t most) const {
  auto after = std::lower_bound(begins_.begin(), begins_.end(), row);
  uint32_t up = after == begins_.end() ? UINT32_MAX : *after - row;
  uint32_t down = after == begins_.begin() ? UINT32_MAX : row - *(after - 1);
  if (std::min(up, down) > most) return row;
  return down <= up ? row - down : row + up;
}

}  // namespace hearsay
