// Seeds: pairs of sentences that say much the same, and clusters of them. Covered by
// sources/alignment/alignment_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.hpp"
#include "sources/alignment/alignment.hpp"
#include "sources/alignment/pair.hpp"

namespace hearsay {

struct Seed {
  uint32_t from, to;  // sentences
  auto operator<=>(const Seed&) const = default;
};

// Sentences that runs lie in and, if they may be `reworded`, those of which cosine and Dice
// coefficient are high enough.
std::vector<Seed> find_seeds(const Pair& pair, const std::vector<Run>& runs, bool reworded);

// Seeds of which neighbours lie near each other on both sides, as rows from first to last.
struct SeedCluster {
  Span from, to;
  double likeness = 0;
};
// Those that say much the same as a whole; a cluster that does not is parted at smaller gaps.
std::vector<SeedCluster> cluster_seeds(const Pair& pair, std::vector<Seed> seeds);

}  // namespace hearsay
