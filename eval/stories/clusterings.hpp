// Measures of a clustering against a key: B-cubed (Bagga and Baldwin 1998; where items lie in
// several clusters, Amigo et al. 2009), pairs of items, adjusted Rand index (Hubert and Arabie
// 1985), and how many clusters there are. Give all of them together: B-cubed alone hides one giant
// blob. Covered by eval/stories/clusterings_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// Items, numbered from 0, of every cluster. An item may lie in several clusters; an item of none
// stands alone, as if it had a cluster of its own. Naming it twice in one cluster is naming it
// once.
using Clusters = std::vector<std::vector<size_t>>;

// Means over items. With C the clusters that two items share in what was found and L those they
// share in the key, the precision of an item is the mean of min(C, L) / C over all items that share
// a found cluster with it, itself among them; its recall is the mean of min(C, L) / L over those
// that share one of the key. Without overlap that is the B-cubed of 1998.
struct BCubed {
  double precision = 0;
  double recall = 0;
  double f1() const;  // of the two means; 0 where there are no items
};

struct ClusteringScore {
  BCubed b_cubed;
  F1Counts pairs;      // of items that share a cluster
  double rand = 0;     // adjusted: 1 the same, 0 as by chance, may be below. With overlap, from
                       // pairs by the same formula, which is then no more than a likeness
  uint64_t found = 0;  // clusters, items that stand alone among them
  uint64_t gold = 0;
};

// Every number in `found` and `gold` must be below `items`. Items that lie in the same clusters on
// both sides are one to it, and their groups are compared where they share a cluster:
// O(items + pairs of such groups), for a pair of partitions never more than the sum over clusters
// of the square of how many clusters of the other side each touches.
ClusteringScore compare_clusterings(const Clusters& found, const Clusters& gold, size_t items);

// The numbers of the clusters of every item, in order; empty where it stands alone.
std::vector<std::vector<size_t>> clusters_of_items(const Clusters& clusters, size_t items);

}  // namespace hearsay::eval
