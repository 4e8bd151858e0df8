// Pair: two sequences side by side: which terms both have, and how much each term tells about the
// two. Views of both sequences. Covered by sources/alignment/alignment_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.hpp"
#include "sources/sequence/sequence.hpp"

namespace hearsay {

// One side of a pair, as seen from it.
struct Side {
  const Sequence* own = nullptr;
  std::vector<uint32_t> other;    // of every term the same of the other side, or kNone
  std::vector<uint32_t> weights;  // of every term: what is said all over the two tells little
  static constexpr uint32_t kNone = UINT32_MAX;
};

struct Pair {
  Side from, to;
  // Both must outlive it. O(terms).
  Pair(const Sequence& from, const Sequence& to);
};

// In hundredths of a nat: the weights of the terms that stand in both places, each once.
// O(words of both places * log).
uint32_t evidence(const Pair& pair, Span from, Span to);
// Cosine of the two places' terms, 0 to 1. The same.
double likeness(const Pair& pair, Span from, Span to);

}  // namespace hearsay
