// The floor: what the oldest way of finding stories reaches, one pass over the texts with TF-IDF
// (Allan et al. 1998). To be printed beside our figures; it is flattered, because its threshold is
// the one that is best on the very texts it is measured by. Covered by eval/stories/floor_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "eval/stories/clusterings.hpp"
#include "eval/stories/story_sets.hpp"

namespace hearsay::eval {

// Takes the texts in an order that is shuffled but, for each number, always the same. Each joins
// the cluster whose centroid, the sum of its members, has the highest cosine with it, the older
// where two are alike, or begins a new one where that cosine is below the threshold. Words are runs
// of letters and digits in lower case, weighted by (1 + ln tf) ln((N + 1) / (df + .5)), where N and
// df count the texts so far with this one, and stay as they were. A clustering for each threshold.
std::vector<Clusters> cluster_in_one_pass(const std::vector<StoryItem>& items,
                                          std::span<const double> thresholds, uint64_t order);

struct FloorBest {
  double threshold = 0;
  double value = 0;
  uint64_t clusters = 0;
};
// The best of each measure, at the lowest threshold where several are.
struct Floor {
  FloorBest b_cubed, pairs, rand;  // F1, F1 and the index
};

// Over the thresholds .10, .15 ... .60; a value is the mean over five orders, because one order
// alone may be .02 better or worse than another.
Floor find_floor(const StorySet& set);

}  // namespace hearsay::eval
