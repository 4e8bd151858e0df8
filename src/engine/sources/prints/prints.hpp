// Prints: by what reports that may have copied from each other find one another among all. Of every
// run of twelve words at least one print is kept, so what was copied word for word is found
// (winnowing: Schleimer, Wilkerson and Aiken 2003); a second kind, pairs of rare words of one
// sentence, sees what was told again in other words. Covered by sources/prints/prints_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sources/sequence/sequence.hpp"

namespace hearsay {

// Words of which a print is made, and prints of which one is kept: any kRunWords + kWindow - 1
// words in a row that two reports share give them a common print.
inline constexpr uint32_t kRunWords = 5, kWindow = 8;
// Of a report at most so many pairs of rare words.
inline constexpr size_t kMostPairs = 40;

// Numbers of 37 bits, sorted, each once: of runs of kRunWords, and of four words of quotations,
// which may be shorter: some 40 of these, of short quotations first. O(words).
std::vector<uint64_t> run_prints(const Sequence& sequence);
// The pairs that say most, names and numbers among them. O(words log words).
std::vector<uint64_t> pair_prints(const Sequence& sequence);

// Two reports by their numbers, the later one first in order, and what they have in common.
struct CandidatePair {
  uint32_t later, earlier;
  uint16_t runs, pairs;  // prints of either kind; at most 65,535
};

// Which reports share prints. Eight bytes a print.
class PrintIndex {
 public:
  // `report` counts from 0 and is below 2^26; `site` is any number that stands for its site, 0 if
  // it is not known.
  void add(uint32_t report, uint32_t site, std::span<const uint64_t> runs,
           std::span<const uint64_t> pairs);

  // For every report the few that it has most in common with among those that `rank` places before
  // it, by rank of the later, then of the earlier one; ranks are 0 to the number of reports - 1. A
  // print of more than kMostPaired reports joins each of them only to the first three and the five
  // before it; a pair of words of more than kMostReports is passed over; so is a run or a pair that
  // stands in many texts of one site and hardly elsewhere. O(prints log prints), and a walk over
  // what reports share for every sixty-fourth of them, at least 4,096. The same with any `threads`.
  std::vector<CandidatePair> find(std::span<const uint32_t> rank, unsigned threads = 1) &&;

  static constexpr size_t kMostReports = 64, kMostPaired = 12;

  // The site of a report and what it tells, as numbers.
  struct Teller {
    uint32_t site, text;
    auto operator<=>(const Teller&) const = default;
  };

 private:
  void keep_shared(std::span<const uint32_t> rank);
  std::vector<CandidatePair> find_some(Span later) const;

  std::vector<uint64_t> prints_;  // 37 bits of print, 1 of kind, 26 of report, by rank in the end
  std::vector<Teller> tellers_;   // by report
};

}  // namespace hearsay
