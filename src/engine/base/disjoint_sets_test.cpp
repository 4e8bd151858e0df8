#include "base/disjoint_sets.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(disjoint_sets_test, the_least_stands_for_all_that_are_together) {
  DisjointSets sets(6);
  sets.join(5, 3);
  sets.join(3, 4);
  sets.join(1, 5);
  for (uint32_t one : {1U, 3U, 4U, 5U}) EXPECT_EQ(sets.find(one), 1U);
  EXPECT_EQ(sets.find(0), 0U);
  EXPECT_EQ(sets.find(2), 2U);
  sets.join(4, 3);
  EXPECT_EQ(sets.find(3), 1U) << "they were together before";
}

}  // namespace
}  // namespace hearsay
