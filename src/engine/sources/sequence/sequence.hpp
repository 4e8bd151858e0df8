// Sequence: a report as alignment sees it: its terms by their number, what each says, and where
// each stands. Made once for a report and compared with many. Covered by
// sources/sequence/sequence_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/span.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay {

class Sequence {
 public:
  // A term of a sentence, and how often it stands there.
  struct Count {
    uint32_t term, count;
  };
  // So many words in a row, from a position on.
  struct Gram {
    uint32_t hash, at;
  };
  static constexpr uint32_t kGram = 6;

  Sequence() = default;
  // All of `terms` but the title. O(n log n).
  Sequence(const Terms& terms, const Frequencies& frequencies);

  // Rows: the words in order.
  uint32_t size() const { return static_cast<uint32_t>(at_.size()); }
  Span all() const { return {0, size()}; }
  uint32_t term(uint32_t row) const { return at_[row]; }
  bool is_quoted(uint32_t row) const { return quoted_[row]; }
  bool is_name(uint32_t row) const { return name_[row]; }
  // Where rows stand in the text: from the first to the last.
  Span place(Span rows) const { return {spans_[rows.begin].begin, spans_[rows.end - 1].end}; }

  // Terms: the different words, by their stems.
  uint32_t terms() const { return static_cast<uint32_t>(stems_.size()); }
  uint32_t stem(uint32_t term) const { return stems_[term]; }
  uint32_t weight(uint32_t term) const { return weights_[term]; }  // of Frequencies
  std::span<const uint32_t> rows(uint32_t term) const { return of(rows_, row_ends_, term); }
  // Sentences with this term. Only of terms that say something (kContent).
  std::span<const Count> sentences_with(uint32_t term) const {
    return of(in_sentences_, in_sentence_ends_, term);
  }
  bool has(uint32_t term, Span rows) const { return count(term, rows) > 0; }
  uint32_t count(uint32_t term, Span rows) const;

  // Sentences of at least three words; shorter ones belong to the one behind, if there is one.
  uint32_t sentences() const { return static_cast<uint32_t>(begins_.size()) - 1; }
  uint32_t begin(uint32_t sentence) const { return begins_[sentence]; }  // up to sentences()
  uint32_t sentence_at(uint32_t row) const;
  std::span<const Count> terms_of(uint32_t sentence) const {
    return of(in_terms_, in_term_ends_, sentence);
  }
  // The row, or where a sentence begins or ends if that is at most `most` rows away.
  uint32_t near_border(uint32_t row, uint32_t most) const;

  // By hash, then place.
  std::span<const Gram> grams() const { return grams_; }

  // Words of less weight are in a third of all texts.
  static constexpr uint32_t kContent = 100;

 private:
  template <class T>
  static std::span<const T> of(const std::vector<T>& items, const std::vector<uint32_t>& ends,
                               uint32_t which) {
    uint32_t begin = which == 0 ? 0 : ends[which - 1];
    return std::span(items).subspan(begin, ends[which] - begin);
  }
  void number_terms(std::span<const uint32_t> stems, const Frequencies& frequencies);
  void count_sentences();
  void hash_grams();

  std::vector<Span> spans_;
  std::vector<uint32_t> at_;
  std::vector<bool> quoted_, name_;
  std::vector<uint32_t> stems_, weights_, rows_, row_ends_;
  std::vector<uint32_t> begins_{0};
  std::vector<Count> in_terms_, in_sentences_;
  std::vector<uint32_t> in_term_ends_, in_sentence_ends_;
  std::vector<Gram> grams_;
};

}  // namespace hearsay
