// Lineage figures: how long texts are and what words they are made of, to compare invented reports
// with written ones; and how often two originals share words by accident.
// Covered by eval/lineage/lineage_figures_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/span.hpp"
#include "eval/lineage/lineage.hpp"

namespace hearsay::eval {

// Bytes of each word: letters and digits (anything beyond ASCII but punctuation is a letter), with
// an apostrophe, hyphen, full stop or comma between two of them. O(bytes).
std::vector<Span> plain_words(std::string_view text);

using Quantiles = std::array<uint32_t, 5>;  // 5, 25, 50, 75 and 95 %

struct TextFigures {
  uint64_t texts = 0, words = 0;
  Quantiles report_words{}, sentences{}, sentence_words{}, paragraph_words{};
  // Distinct words, without regard to ASCII case, among the first so many.
  static constexpr std::array<uint64_t, 3> kAt = {10'000, 100'000, 336'000};
  std::array<uint64_t, 3> distinct{};  // 0 where there are fewer
  // Least squares of log count against log rank, ranks 10 to 1,000 and 100 to 10,000, of the first
  // kAt.back() words.
  double high_slope = 0, low_slope = 0;
  double once = 0;    // share of the distinct words that occur once among those
  double quoted = 0;  // share of the words that stand within a pair of double marks
};

// Collects; memory grows with the number of sentences and distinct words.
class TextMeasure {
 public:
  void add(std::string_view text);  // O(bytes)
  TextFigures figures() const;

 private:
  uint64_t words_ = 0, quoted_ = 0;
  std::vector<uint32_t> report_words_, sentences_, sentence_words_, paragraph_words_;
  std::unordered_map<std::string, uint32_t> counts_;
  std::array<uint64_t, 3> distinct_{};
};

// Pairs of originals of one story, and how many have 12 equal words in a row.
struct SharedRuns {
  uint64_t pairs = 0;
  uint64_t sharing = 0;         // outside of what GeneratedReport::common names in either
  uint64_t sharing_common = 0;  // anywhere
};

// Collects; memory grows with the words of the originals.
class SharedRunMeasure {
 public:
  void add(const GeneratedReport& report);  // O(bytes); copies are passed over
  SharedRuns runs() const;                  // O(words + pairs that share)

 private:
  struct Original {
    uint64_t story;
    std::vector<uint64_t> runs, all_runs;  // hashes of 12 words
  };
  std::vector<Original> originals_;
};

// Least squares of log count against log rank, `counts` from the highest down, ranks from 1; 0 if
// there are fewer than two.
double zipf_slope(const std::vector<uint32_t>& counts, size_t first_rank, size_t last_rank);

}  // namespace hearsay::eval
