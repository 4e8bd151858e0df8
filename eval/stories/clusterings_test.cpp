#include "eval/stories/clusterings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hearsay::eval {
namespace {

// The definitions, word for word, over all pairs of items.
class SlowTwin {
 public:
  SlowTwin(const Clusters& found, const Clusters& gold, size_t items)
      : found_(table(found, items)), gold_(table(gold, items)), items_(items) {}

  BCubed b_cubed() const { return {mean(found_, gold_), mean(gold_, found_)}; }

  F1Counts pairs() const {
    F1Counts out;
    for (size_t i = 0; i < items_; ++i)
      for (size_t j = i + 1; j < items_; ++j) {
        bool found = shared(found_, i, j) > 0;
        bool gold = shared(gold_, i, j) > 0;
        out.found += found;
        out.gold += gold;
        out.both += found && gold;
      }
    return out;
  }

 private:
  using Table = std::vector<std::vector<bool>>;  // [cluster][item]

  static Table table(const Clusters& clusters, size_t items) {
    Table out;
    std::vector<bool> placed(items);
    for (const std::vector<size_t>& cluster : clusters) {
      std::vector<bool>& row = out.emplace_back(items);
      for (size_t item : cluster) row[item] = placed[item] = true;
    }
    for (size_t item = 0; item < items; ++item)
      if (!placed[item]) out.emplace_back(items)[item] = true;
    return out;
  }

  static int shared(const Table& table, size_t i, size_t j) {
    int out = 0;
    for (const std::vector<bool>& row : table) out += row[i] && row[j];
    return out;
  }

  double mean(const Table& side, const Table& other) const {
    double sum = 0;
    for (size_t i = 0; i < items_; ++i) {
      double right = 0;
      double mates = 0;
      for (size_t j = 0; j < items_; ++j) {
        int here = shared(side, i, j);
        if (here == 0) continue;
        right += static_cast<double>(std::min(here, shared(other, i, j))) / here;
        ++mates;
      }
      sum += right / mates;
    }
    return sum / static_cast<double>(items_);
  }

  Table found_, gold_;
  size_t items_;
};

TEST(clusterings_test, the_same_clusters_are_right) {
  ClusteringScore score = compare_clusterings({{0, 1}, {2, 3, 4}}, {{4, 3, 2}, {1, 0}}, 6);
  EXPECT_DOUBLE_EQ(score.b_cubed.f1(), 1);
  EXPECT_DOUBLE_EQ(score.pairs.f1(), 1);
  EXPECT_DOUBLE_EQ(score.rand, 1);
  EXPECT_EQ(score.found, 3U);  // item 5 stands alone
  EXPECT_EQ(score.gold, 3U);
}

TEST(clusterings_test, one_item_in_the_wrong_cluster) {
  // 0 1 2 | 3 4 5, found as 0 1 | 2 3 4 5.
  ClusteringScore score = compare_clusterings({{0, 1}, {2, 3, 4, 5}}, {{0, 1, 2}, {3, 4, 5}}, 6);
  // Precision: 1 for 0 and 1, 1/4 for 2, 3/4 for the rest. Recall: 2/3, 2/3, 1/3, and 1 thrice.
  EXPECT_DOUBLE_EQ(score.b_cubed.precision, (1 + 1 + .25 + 3 * .75) / 6);
  EXPECT_DOUBLE_EQ(score.b_cubed.recall, (2. / 3 + 2. / 3 + 1. / 3 + 3) / 6);
  EXPECT_EQ(score.pairs.both, 4U);   // 01, 34, 35, 45
  EXPECT_EQ(score.pairs.found, 7U);  // 1 + 6
  EXPECT_EQ(score.pairs.gold, 6U);   // 3 + 3
  // By chance 7 * 6 / 15 = 2.8; at most 6.5.
  EXPECT_DOUBLE_EQ(score.rand, (4 - 2.8) / (6.5 - 2.8));
}

TEST(clusterings_test, one_blob_is_punished_by_all_but_recall) {
  ClusteringScore score = compare_clusterings({{0, 1, 2, 3}}, {{0, 1}, {2, 3}}, 4);
  EXPECT_DOUBLE_EQ(score.b_cubed.precision, .5);
  EXPECT_DOUBLE_EQ(score.b_cubed.recall, 1);
  EXPECT_DOUBLE_EQ(score.pairs.precision(), 2. / 6);
  EXPECT_DOUBLE_EQ(score.pairs.recall(), 1);
  EXPECT_DOUBLE_EQ(score.rand, 0);
  EXPECT_EQ(score.found, 1U);
  EXPECT_EQ(score.gold, 2U);
}

TEST(clusterings_test, all_alone_is_punished_by_all_but_precision) {
  ClusteringScore score = compare_clusterings({}, {{0, 1}, {2, 3}}, 4);
  EXPECT_DOUBLE_EQ(score.b_cubed.precision, 1);
  EXPECT_DOUBLE_EQ(score.b_cubed.recall, .5);
  EXPECT_DOUBLE_EQ(score.pairs.f1(), 0);
  EXPECT_DOUBLE_EQ(score.rand, 0);
  EXPECT_EQ(score.found, 4U);
}

TEST(clusterings_test, clusters_that_cross_are_worse_than_chance) {
  ClusteringScore score = compare_clusterings({{0, 2}, {1, 3}}, {{0, 1}, {2, 3}}, 4);
  // Found 2, gold 2, none in both, by chance 4 / 6, at most 2.
  EXPECT_DOUBLE_EQ(score.rand, (0 - 4. / 6) / (2 - 4. / 6));
  EXPECT_DOUBLE_EQ(score.b_cubed.f1(), .5);
}

TEST(clusterings_test, an_item_of_two_clusters_counts_as_often_as_it_is_shared) {
  // In the key 1 lies in both, found in the first alone.
  ClusteringScore score = compare_clusterings({{0, 1}, {2}}, {{0, 1}, {1, 2}}, 3);
  // 1 with itself: one cluster of ours, two of the key. Recall of 0: (1 + 1) / 2; of 1, with 0,
  // 1 and 2: (1 + 1/2 + 0) / 3; of 2, with 1 and 2: (0 + 1) / 2.
  EXPECT_DOUBLE_EQ(score.b_cubed.precision, 1);
  EXPECT_DOUBLE_EQ(score.b_cubed.recall, (1 + .5 + .5) / 3);
  EXPECT_EQ(score.pairs.both, 1U);
  EXPECT_EQ(score.pairs.gold, 2U);
}

TEST(clusterings_test, the_same_cluster_twice_is_less_precise) {
  // Amigo et al., 5.3: giving a pair more often than the key has it costs precision.
  ClusteringScore score = compare_clusterings({{0, 1}, {0, 1}}, {{0, 1}}, 2);
  EXPECT_DOUBLE_EQ(score.b_cubed.precision, .5);
  EXPECT_DOUBLE_EQ(score.b_cubed.recall, 1);
  EXPECT_EQ(score.found, 2U);
}

TEST(clusterings_test, naming_an_item_twice_changes_nothing) {
  ClusteringScore score = compare_clusterings({{0, 1, 0, 0}, {}}, {{0, 1}}, 2);
  EXPECT_DOUBLE_EQ(score.b_cubed.f1(), 1);
  EXPECT_EQ(score.pairs.found, 1U);
  EXPECT_EQ(score.found, 1U);
}

TEST(clusterings_test, nothing_and_one_item) {
  ClusteringScore nothing = compare_clusterings({}, {}, 0);
  EXPECT_DOUBLE_EQ(nothing.b_cubed.f1(), 0);
  EXPECT_EQ(nothing.found, 0U);
  ClusteringScore one = compare_clusterings({}, {{0}}, 1);
  EXPECT_DOUBLE_EQ(one.b_cubed.f1(), 1);
  EXPECT_DOUBLE_EQ(one.rand, 1);
}

TEST(clusterings_test, agrees_with_its_slow_twin) {
  std::mt19937 chance(7);  // the same on every machine
  auto scatter = [&](size_t items, size_t clusters, size_t entries) {
    Clusters out(clusters);
    for (size_t i = 0; i < entries; ++i) out[chance() % clusters].push_back(chance() % items);
    return out;
  };
  for (size_t round = 0; round < 200; ++round) {
    size_t items = 1 + chance() % 25;
    Clusters found = scatter(items, 1 + chance() % 6, chance() % 60);
    Clusters gold = scatter(items, 1 + chance() % 6, chance() % 60);
    ClusteringScore fast = compare_clusterings(found, gold, items);
    SlowTwin slow(found, gold, items);
    EXPECT_NEAR(fast.b_cubed.precision, slow.b_cubed().precision, 1e-12);
    EXPECT_NEAR(fast.b_cubed.recall, slow.b_cubed().recall, 1e-12);
    EXPECT_EQ(fast.pairs.both, slow.pairs().both);
    EXPECT_EQ(fast.pairs.found, slow.pairs().found);
    EXPECT_EQ(fast.pairs.gold, slow.pairs().gold);
  }
}

}  // namespace
}  // namespace hearsay::eval
