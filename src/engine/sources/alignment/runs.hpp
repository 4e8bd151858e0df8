// Runs: the same words in a row in two sequences, and chains of them. Covered by
// sources/alignment/alignment_test.cpp.
#pragma once

#include <vector>

#include "sources/alignment/alignment.hpp"
#include "sources/alignment/pair.hpp"

namespace hearsay {

// In order of `to`, then `from`; of more than 20,000 the longest. Six words that stand there over
// and over begin runs at their first 16 places on each side. O(words log words + words of the
// runs), which overlap only where words repeat themselves.
std::vector<Run> find_runs(const Pair& pair);

// Runs one after the other on both sides.
struct Chain {
  Span from{0, 0}, to{0, 0};
  uint32_t size = 0;  // words in its runs
};

// The heaviest chain of runs that touch the place: words in runs less what lies between them.
// O(runs there ^ 2), of at most 400.
Chain chain_runs(const std::vector<Run>& runs, Span from, Span to);

}  // namespace hearsay
