// How much of a text is what it should be: the measures of the article extraction benchmark
// (scrapinghub, evaluate.py) and of WCXB (evaluate.py).
// Covered by eval/clean/overlap_test.cpp, and against the published scores by eval/clean/rivals.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hearsay::eval {

// Four words in a row, as numbers; a shorter text is one shingle, filled with kNoWord.
using Shingle = std::array<uint32_t, 4>;
inline constexpr uint32_t kNoWord = UINT32_MAX;

// Gives equal words equal numbers. Keeps views: the texts must outlive it.
class Vocabulary {
 public:
  // The words of a text as numbers, in order. O(text).
  std::vector<uint32_t> numbers_of(std::string_view text);

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

// The shingles of a text: as many as it has words, less three, and one for a text of one to three.
// Nothing for a text without words.
std::vector<Shingle> shingles_of(std::span<const uint32_t> words);

// One text against its gold, as multisets of shingles.
struct Overlap {
  uint64_t tp = 0;     // in both
  uint64_t fp = 0;     // found too much
  uint64_t fn = 0;     // in the gold alone
  bool exact = false;  // the same words in the same order, no words included

  double precision() const;  // 0 where nothing was found
  double recall() const;     // 0 where the gold is empty
};
Overlap compare(std::string_view gold, std::string_view found);

// The benchmark's figures over pages: precision is the mean over the pages on which something was
// found, recall the mean over those whose gold is not empty, F1 is made of these two means, `exact`
// is the share of exact pages. `deviation` is the standard deviation of F1 in 1,000 resamples of
// the pages, drawn by a fixed sequence. All 0 without pages.
struct BodyScore {
  double f1 = 0, precision = 0, recall = 0, exact = 0, deviation = 0;
};
BodyScore score_bodies(std::span<const Overlap> pages);

// F1 of two bags of lower-cased words; 1 when both are empty, 0 when one is.
double word_f1(std::string_view gold, std::string_view found);

// Of precision and recall; 0 when both are.
double f1_of(double precision, double recall);

}  // namespace hearsay::eval
