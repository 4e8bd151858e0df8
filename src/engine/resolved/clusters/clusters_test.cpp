#include "resolved/clusters/clusters.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(clusters_test, all_that_were_put_together_have_one_that_stands_for_them) {
  Clusters clusters(5);
  clusters.put_under(1, 3);
  clusters.put_under(0, 1);
  EXPECT_EQ(clusters.find(3), 0U);
  EXPECT_EQ(clusters.find(2), 2U);
}

TEST(clusters_test, the_first_reason_is_kept_and_few_places) {
  Clusters clusters(4);
  clusters.note(0, 1, "the same name");
  clusters.note(0, 2, "another");
  clusters.note(0, 3, "a third");
  EXPECT_EQ(clusters.why(0), "the same name");
  EXPECT_EQ(clusters.why(2), "another");
  EXPECT_EQ(clusters.evidence(0).size(), Clusters::kMostEvidence);
  EXPECT_EQ(clusters.evidence(0)[1], 2U);
}

}  // namespace
}  // namespace hearsay
