// See clusterings.hpp.
#include "eval/stories/clusterings.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace hearsay::eval {
namespace {

using Numbers = std::vector<size_t>;  // of clusters, rising

// Items that lie in exactly these clusters.
struct Cell {
  Numbers found, gold;
  uint64_t items;
};

// As clusters_of_items(), with numbers of their own for those that stand alone.
std::vector<Numbers> with_lone_items(const Clusters& clusters, size_t items, uint64_t& count) {
  std::vector<Numbers> out = clusters_of_items(clusters, items);
  for (const std::vector<size_t>& one : clusters) count += !one.empty();
  size_t next = clusters.size();
  for (Numbers& one : out) {
    if (!one.empty()) continue;
    one.push_back(next++);
    ++count;
  }
  return out;
}

std::vector<Cell> cells_of(const std::vector<Numbers>& found, const std::vector<Numbers>& gold) {
  std::map<std::pair<const Numbers&, const Numbers&>, uint64_t> counts;
  for (size_t i = 0; i < found.size(); ++i) ++counts[{found[i], gold[i]}];
  std::vector<Cell> out;
  for (const auto& [key, items] : counts) out.push_back({key.first, key.second, items});
  return out;
}

size_t count_common(const Numbers& a, const Numbers& b) {
  size_t out = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    out += a[i] == b[j];
    bool first = a[i] <= b[j];
    j += b[j] <= a[i];
    i += first;
  }
  return out;
}

// One side against the other: B-cubed precision of `side`, its pairs, and those of them that are
// pairs of `other` too.
struct OneSide {
  double mean = 0;
  uint64_t pairs = 0, both = 0;
};

OneSide compare_side(const std::vector<Cell>& cells, Numbers Cell::*side, Numbers Cell::*other,
                     uint64_t items) {
  std::map<size_t, Numbers> cells_with;
  for (size_t i = 0; i < cells.size(); ++i)
    for (size_t cluster : cells[i].*side) cells_with[cluster].push_back(i);
  OneSide out;
  std::vector<size_t> seen(cells.size(), cells.size());
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& one = cells[i];
    double right = 0;
    uint64_t mates = 0;
    for (size_t cluster : one.*side)
      for (size_t j : cells_with[cluster]) {
        if (std::exchange(seen[j], i) == i) continue;
        const Cell& mate = cells[j];
        size_t here = count_common(one.*side, mate.*side);
        size_t there = count_common(one.*other, mate.*other);
        right +=
            static_cast<double>(mate.items * std::min(here, there)) / static_cast<double>(here);
        mates += mate.items;
        uint64_t pairs = one.items * (mate.items - (i == j));
        out.pairs += pairs;
        out.both += there > 0 ? pairs : 0;
      }
    out.mean += static_cast<double>(one.items) * right / static_cast<double>(mates);
  }
  if (items > 0) out.mean /= static_cast<double>(items);
  out.pairs /= 2;  // each was met from both ends
  out.both /= 2;
  return out;
}

double adjusted_rand(const F1Counts& pairs, uint64_t items) {
  double all = static_cast<double>(items) * (static_cast<double>(items) - 1) / 2;
  auto found = static_cast<double>(pairs.found);
  auto gold = static_cast<double>(pairs.gold);
  double chance = all > 0 ? found * gold / all : 0;
  double most = (found + gold) / 2;
  if (most == chance) return 1;  // all alone, or all together, on both sides
  return (static_cast<double>(pairs.both) - chance) / (most - chance);
}

}  // namespace

double BCubed::f1() const {
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

std::vector<std::vector<size_t>> clusters_of_items(const Clusters& clusters, size_t items) {
  std::vector<Numbers> out(items);
  for (size_t cluster = 0; cluster < clusters.size(); ++cluster)
    for (size_t item : clusters[cluster]) {
      assert(item < items);
      if (out[item].empty() || out[item].back() != cluster) out[item].push_back(cluster);
    }
  return out;
}

ClusteringScore compare_clusterings(const Clusters& found, const Clusters& gold, size_t items) {
  ClusteringScore out;
  std::vector<Numbers> ours = with_lone_items(found, items, out.found);
  std::vector<Numbers> key = with_lone_items(gold, items, out.gold);
  std::vector<Cell> cells = cells_of(ours, key);
  OneSide precision = compare_side(cells, &Cell::found, &Cell::gold, items);
  OneSide recall = compare_side(cells, &Cell::gold, &Cell::found, items);
  out.b_cubed = {precision.mean, recall.mean};
  out.pairs = {precision.both, precision.pairs, recall.pairs};
  out.rand = adjusted_rand(out.pairs, items);
  return out;
}

}  // namespace hearsay::eval
