#include "eval/copies/plagdet.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace hearsay::eval {
namespace {

// A case of 100 characters on each side.
const std::vector<SharedPassage> kOne = {{0, {0, 100}, {50, 150}}};

TEST(plagdet_test, all_that_there_is_and_nothing_else) {
  PlagDet got = score_passages(kOne, kOne);
  EXPECT_DOUBLE_EQ(got.precision, 1);
  EXPECT_DOUBLE_EQ(got.recall, 1);
  EXPECT_DOUBLE_EQ(got.granularity, 1);
  EXPECT_DOUBLE_EQ(got.score, 1);
}

TEST(plagdet_test, half_of_a_case) {
  PlagDet got = score_passages(kOne, {{0, {0, 50}, {50, 100}}});
  EXPECT_DOUBLE_EQ(got.precision, 1);
  EXPECT_DOUBLE_EQ(got.recall, 0.5);
  EXPECT_DOUBLE_EQ(got.score, 2.0 / 3);
}

TEST(plagdet_test, more_than_a_case) {
  // 100 of 200 characters of the source, 100 of 100 of the other.
  PlagDet got = score_passages(kOne, {{0, {0, 200}, {50, 150}}});
  EXPECT_DOUBLE_EQ(got.precision, 200.0 / 300);
  EXPECT_DOUBLE_EQ(got.recall, 1);
  EXPECT_DOUBLE_EQ(got.score, 0.8);
}

TEST(plagdet_test, two_fragments_of_a_case) {
  PlagDet got = score_passages(kOne, {{0, {0, 40}, {50, 90}}, {0, {60, 100}, {110, 150}}});
  EXPECT_DOUBLE_EQ(got.precision, 1);
  EXPECT_DOUBLE_EQ(got.recall, 0.8);
  EXPECT_DOUBLE_EQ(got.granularity, 2);
  EXPECT_DOUBLE_EQ(got.score, 2 * 0.8 / 1.8 / std::log2(3.0));
}

TEST(plagdet_test, granularity_is_of_the_cases_that_were_detected) {
  std::vector<SharedPassage> cases = {
      {0, {0, 100}, {0, 100}}, {1, {0, 100}, {0, 100}}, {2, {0, 100}, {0, 100}}};
  PlagDet got = score_passages(
      cases, {{0, {0, 50}, {0, 50}}, {0, {50, 100}, {50, 100}}, {1, {0, 100}, {0, 100}}});
  EXPECT_DOUBLE_EQ(got.recall, 2.0 / 3);
  EXPECT_DOUBLE_EQ(got.granularity, 1.5);
}

TEST(plagdet_test, another_pair_has_nothing_to_do_with_it) {
  PlagDet got = score_passages(kOne, {{1, {0, 100}, {50, 150}}});
  EXPECT_DOUBLE_EQ(got.precision, 0);
  EXPECT_DOUBLE_EQ(got.recall, 0);
  EXPECT_DOUBLE_EQ(got.granularity, 1);
  EXPECT_DOUBLE_EQ(got.score, 0);
}

TEST(plagdet_test, one_side_alone_is_no_detection) {
  PlagDet got = score_passages(kOne, {{0, {0, 100}, {150, 250}}});
  EXPECT_DOUBLE_EQ(got.precision, 0);
  EXPECT_DOUBLE_EQ(got.recall, 0);
}

TEST(plagdet_test, what_several_detections_hold_counts_once) {
  // 0-60 and 40-80 of the source are 80 characters, 50-110 and 90-130 of the other are 80.
  PlagDet got = score_passages(kOne, {{0, {0, 60}, {50, 110}}, {0, {40, 80}, {90, 130}}});
  EXPECT_DOUBLE_EQ(got.recall, 160.0 / 200);
  EXPECT_DOUBLE_EQ(got.precision, 1);
  EXPECT_DOUBLE_EQ(got.granularity, 2);
}

TEST(plagdet_test, a_detection_may_hold_two_cases) {
  // Of 0-100 and 0-100 the cases hold 80 and 80.
  std::vector<SharedPassage> cases = {{0, {0, 40}, {0, 40}}, {0, {60, 100}, {60, 100}}};
  PlagDet got = score_passages(cases, {{0, {0, 100}, {0, 100}}});
  EXPECT_DOUBLE_EQ(got.precision, 0.8);
  EXPECT_DOUBLE_EQ(got.recall, 1);
  EXPECT_DOUBLE_EQ(got.granularity, 1);
}

TEST(plagdet_test, means_are_over_passages_and_not_over_characters) {
  std::vector<SharedPassage> cases = {{0, {0, 1000}, {0, 1000}}, {1, {0, 10}, {0, 10}}};
  PlagDet got = score_passages(cases, {{0, {0, 1000}, {0, 1000}}, {2, {0, 5}, {0, 5}}});
  EXPECT_DOUBLE_EQ(got.recall, 0.5);
  EXPECT_DOUBLE_EQ(got.precision, 0.5);
  EXPECT_EQ(got.recalls, (std::vector<double>{1, 0}));
  EXPECT_EQ(got.precisions, (std::vector<double>{1, 0}));
}

TEST(plagdet_test, nothing_found_and_nothing_there) {
  PlagDet found_nothing = score_passages(kOne, {});
  EXPECT_DOUBLE_EQ(found_nothing.score, 0);
  EXPECT_DOUBLE_EQ(found_nothing.recall, 0);
  PlagDet nothing_there = score_passages({}, kOne);
  EXPECT_DOUBLE_EQ(nothing_there.precision, 0);
  PlagDet neither = score_passages({}, {});
  EXPECT_DOUBLE_EQ(neither.score, 0);
  EXPECT_DOUBLE_EQ(neither.granularity, 1);
}

TEST(plagdet_test, an_empty_span_overlaps_nothing) {
  PlagDet got = score_passages({{0, {5, 5}, {5, 5}}}, {{0, {0, 9}, {0, 9}}, {0, {5, 5}, {5, 5}}});
  EXPECT_DOUBLE_EQ(got.recall, 0);
  EXPECT_DOUBLE_EQ(got.precision, 0);
}

TEST(plagdet_test, covered_counts_what_lies_within_once) {
  EXPECT_EQ(covered({}), 0U);
  EXPECT_EQ(covered({{10, 20}, {0, 30}, {25, 40}, {50, 60}}), 50U);
}

}  // namespace
}  // namespace hearsay::eval
