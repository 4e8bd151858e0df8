#include "eval/stories/floor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace hearsay::eval {
namespace {

StorySet invented() {
  StorySet set{"invented",
               {{"a", "", "ferry Lapwing sank off Merrow"},
                {"b", "", "forty aboard as ferry Lapwing sank"},
                {"c", "Ferry Lapwing sank, Merrow says", ""},
                {"d", "", "Budget office doubts harbour reserve"},
                {"e", "", "Harbour reserve doubted by budget office"}},
               {{0, 1, 2}, {3, 4}},
               {"lapwing", "reserve"}};
  return set;
}

TEST(floor_test, texts_with_the_same_words_come_together) {
  constexpr std::array<double, 1> kThresholds = {.1};
  Clusters found = cluster_in_one_pass(invented().items, kThresholds, 1).front();
  for (std::vector<size_t>& one : found) std::sort(one.begin(), one.end());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (Clusters{{0, 1, 2}, {3, 4}}));
}

TEST(floor_test, nothing_is_as_like_as_a_threshold_above_one) {
  constexpr std::array<double, 2> kThresholds = {0, 1.01};
  std::vector<Clusters> found = cluster_in_one_pass(invented().items, kThresholds, 1);
  EXPECT_EQ(found[0].size(), 1U);  // nothing is less like than 0
  EXPECT_EQ(found[1].size(), 5U);
}

TEST(floor_test, texts_without_words_stand_where_the_threshold_lets_them) {
  constexpr std::array<double, 1> kThresholds = {.1};
  std::vector<StoryItem> items = {{"a", "", ""}, {"b", "", "..."}, {"c", "", "gull"}};
  EXPECT_EQ(cluster_in_one_pass(items, kThresholds, 1).front().size(), 3U);
  EXPECT_TRUE(cluster_in_one_pass({}, kThresholds, 1).front().empty());
}

TEST(floor_test, the_best_threshold_is_kept_for_each_measure) {
  Floor floor = find_floor(invented());
  EXPECT_DOUBLE_EQ(floor.b_cubed.value, 1);
  EXPECT_DOUBLE_EQ(floor.pairs.value, 1);
  EXPECT_DOUBLE_EQ(floor.rand.value, 1);
  EXPECT_DOUBLE_EQ(floor.b_cubed.threshold, .1);
  EXPECT_EQ(floor.b_cubed.clusters, 2U);
}

}  // namespace
}  // namespace hearsay::eval
