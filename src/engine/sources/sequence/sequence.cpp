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

// Of terms that say something, by term and by sentence. Terms come in order, so both lists do.
void Sequence::count_sentences() {
  std::vector<uint32_t> sentence_of(size());
  for (uint32_t sentence = 0; sentence < sentences(); ++sentence)
    std::fill(sentence_of.begin() + begin(sentence), sentence_of.begin() + begin(sentence + 1),
              sentence);
  in_term_ends_.assign(sentences(), 0);
  for (uint32_t term = 0; term < terms(); ++term) {
    size_t first = in_sentences_.size();
    for (uint32_t row : weights_[term] >= kContent ? rows(term) : std::span<const uint32_t>()) {
      uint32_t sentence = sentence_of[row];
      if (in_sentences_.size() > first && in_sentences_.back().term == sentence) {
        ++in_sentences_.back().count;
        continue;
      }
      in_sentences_.push_back({sentence, 1});
      ++in_term_ends_[sentence];
    }
    in_sentence_ends_.push_back(static_cast<uint32_t>(in_sentences_.size()));
  }
  std::vector<uint32_t> next(sentences());  // where a sentence's next term goes
  std::exclusive_scan(in_term_ends_.begin(), in_term_ends_.end(), next.begin(), 0U);
  std::partial_sum(in_term_ends_.begin(), in_term_ends_.end(), in_term_ends_.begin());
  in_terms_.resize(in_sentences_.size());
  for (uint32_t term = 0; term < terms(); ++term)
    for (Count in : sentences_with(term)) in_terms_[next[in.term]++] = {term, in.count};
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
