// Gist: what a report is about, as a few weighted terms in several fields, small enough to keep for
// every report of a pile: about 1 kB. Gists are added up: the sum of many says what a story is
// about, and the product of two sums is the sum of all products of their reports, so two stories
// are compared without looking at their reports again. Weights are whole numbers, so the order of
// addition changes nothing, as long as all terms are kept. Covered by stories/gist/gist_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "document/resources.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay {

// Of a report only the heaviest terms of each field are kept, so many:
enum class GistField : uint8_t {
  body,     // 64 words
  lead,     // 24 words of the title and the first sentences
  names,    // 16 words that are mostly written with a capital
  pairs,    // 32 pairs of words that stand together
  numbers,  // 8 numbers, in figures or words
  dates,    // 8 days of the week, months and years
  anchors,  // 16: dates, and numbers of two figures or more
};
inline constexpr size_t kGistFields = 7;

class Gist {
 public:
  // `term` is a stem of Terms, or made of one.
  struct Entry {
    uint32_t term;
    int32_t weight;
    bool operator==(const Entry&) const = default;
  };
  using Entries = std::span<const Entry>;
  // What the weights of a field of one report are scaled to: their squares add up to its square,
  // but for rounding.
  static constexpr int32_t kUnit = 4096;

  Gist() = default;
  // Of each field its entries, in any order, each term once. Keeps the heaviest, ties by term, and
  // scales them. O(n log n).
  explicit Gist(std::span<std::vector<std::pair<uint32_t, double>>, kGistFields> fields);

  // By term.
  Entries of(GistField field) const {
    auto at = static_cast<size_t>(field);
    uint32_t begin = at == 0 ? 0 : ends_[at - 1];
    return Entries(entries_).subspan(begin, ends_[at] - begin);
  }
  // Sums of at most kMostSummed reports keep within 32 bits a weight. Of a field of
  // more than twice kMostTerms the kMostTerms heaviest are kept, ties by term. O(terms of both).
  void add(const Gist& other);
  static constexpr uint32_t kMostSummed = 1U << 17;
  static constexpr size_t kMostTerms = 4096;

  // The gist as if it were of one report: the heaviest terms, scaled. O(n log n).
  Gist as_one() const;

  bool operator==(const Gist&) const = default;

 private:
  std::vector<Entry> entries_;
  std::array<uint32_t, kGistFields> ends_{};
};

// The sum of products of weights of terms in both. O(shorter * log(longer)), or O(both) if that is
// less.
int64_t product(Gist::Entries a, Gist::Entries b);

// What words are that do not count as words: those that count for nothing, dates, and numbers that
// are written out.
class GistWords {
 public:
  // Of knowledge/story_words.txt.
  explicit GistWords(const Resources& resources);

  enum class Kind : uint8_t {
    word,   // any other
    empty,  // counts for nothing
    may,    // the month, if it has a capital
    date,
  };
  struct Known {
    uint32_t stem = 0;
    uint32_t figures_stem = 0;  // of "five" the stem of "5"
    Kind kind = Kind::word;
    uint8_t figures = 0;  // of "five" 1; 0 if it is no number. One, two and three stand everywhere
                          // and are none
  };
  // Of a stem of Terms. O(1).
  const Known& of(uint32_t stem) const {
    for (size_t at = stem & mask_;; at = (at + 1) & mask_)
      if (slots_[at].stem == stem || is_free(slots_[at])) return slots_[at];
  }

 private:
  static bool is_free(const Known& slot) { return slot.kind == Kind::word && slot.figures == 0; }
  Known& slot_of(uint32_t stem);

  std::vector<Known> slots_;
  size_t mask_ = 0;
};

// O(words log words).
Gist find_gist(const Terms& terms, const Frequencies& frequencies, const GistWords& words);

}  // namespace hearsay
