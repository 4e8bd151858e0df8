#include "base/trees.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace hearsay {
namespace {

constexpr std::array<std::string_view, 2> kFeatures = {"words", "links"};

void put(std::string& out, uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
}

void put_node(std::string& out, int32_t threshold, uint16_t feature, int16_t left, int16_t right) {
  put(out, static_cast<uint32_t>(threshold), 4);
  put(out, feature, 2);
  put(out, static_cast<uint16_t>(left), 2);
  put(out, static_cast<uint16_t>(right), 2);
}

// words <= 10 ? (links <= -1 ? 1 : 2) : 30, plus 100 always.
std::string two_trees() {
  std::string out = "HTR1";
  put(out, 2, 4);
  put(out, 2, 4);
  out += "words\nlinks\n";
  put(out, 2, 4);
  put_node(out, 10, 0, 1, -3);
  put_node(out, -1, 1, -1, -2);
  for (uint32_t leaf : {1U, 2U, 30U}) put(out, leaf, 4);
  put(out, 0, 4);
  put(out, 100, 4);
  return out;
}

int64_t score(const Trees& trees, int32_t words, int32_t links) {
  std::array<int32_t, 2> row = {words, links};
  return trees.score(row);
}

TEST(trees_test, rows_fall_into_their_leaves) {
  auto trees = Trees::read(two_trees(), kFeatures);
  ASSERT_TRUE(trees.ok()) << trees.error().text();
  EXPECT_EQ(score(*trees, 10, -1), 101);
  EXPECT_EQ(score(*trees, 10, 0), 102);
  EXPECT_EQ(score(*trees, 11, -5), 130);
  EXPECT_EQ(score(Trees(), 11, -5), 0);
}

TEST(trees_test, what_is_low_after_a_few_trees_is_left_at_that) {
  auto trees = Trees::read(two_trees(), kFeatures);
  ASSERT_TRUE(trees.ok());
  std::array<int32_t, 2> row = {10, -1};
  EXPECT_EQ(trees->score_above(row, 2, 1), std::nullopt);
  EXPECT_EQ(trees->score_above(row, 1, 1), 101);
  EXPECT_EQ(trees->score_above(row, 1000, 9), std::nullopt);
}

TEST(trees_test, features_share_the_change_along_the_path) {
  auto trees = Trees::read(two_trees(), kFeatures);
  ASSERT_TRUE(trees.ok());
  std::array<std::array<int32_t, 2>, 3> cells = {{{10, -1}, {10, 0}, {11, 0}}};
  std::array<std::span<const int32_t>, 3> rows = {cells[0], cells[1], cells[2]};
  // All three: (1 + 2 + 30) / 3 = 11; the two of few words: (1 + 2) / 2 = 1; and 100 always.
  auto first = trees->contributions(rows, 0);
  EXPECT_EQ(first.base, 111);
  EXPECT_EQ(first.of_feature, (std::vector<int64_t>{1 - 11, 1 - 1}));
  EXPECT_EQ(trees->contributions(rows, 1).of_feature, (std::vector<int64_t>{1 - 11, 2 - 1}));
  EXPECT_EQ(trees->contributions(rows, 2).of_feature, (std::vector<int64_t>{30 - 11, 0}));
  EXPECT_EQ(trees->contributions(rows, 2, 1).base, 11) << "of the first tree alone";
  auto alone = trees->contributions(std::span(rows).first(1), 0);
  EXPECT_EQ(alone.base, 101) << "nothing to differ from";
  EXPECT_EQ(alone.of_feature, (std::vector<int64_t>{0, 0}));
}

TEST(trees_test, log_odds_are_shown_in_hundredths) {
  EXPECT_EQ(odds_text(0), "0.00");
  EXPECT_EQ(odds_text(Trees::kUnit * 5 / 4), "1.25");
  EXPECT_EQ(odds_text(-Trees::kUnit * 12), "-12.00");
  EXPECT_EQ(odds_text(-328), "-0.01");
  EXPECT_EQ(odds_text(-327), "0.00") << "no minus before nothing";
  EXPECT_EQ(odds_text(Trees::kUnit / 16), "0.06");
}

TEST(trees_test, other_features_are_refused) {
  std::array<std::string_view, 2> swapped = {"links", "words"};
  EXPECT_FALSE(Trees::read(two_trees(), swapped).ok());
  EXPECT_FALSE(Trees::read(two_trees(), std::span(kFeatures).first(1)).ok());
}

TEST(trees_test, every_cut_and_loops_are_refused) {
  std::string whole = two_trees();
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(Trees::read(whole.substr(0, size), kFeatures).ok()) << size;
  EXPECT_FALSE(Trees::read(whole + "x", kFeatures).ok());
  std::string loop = "HTR1";
  put(loop, 2, 4);
  put(loop, 1, 4);
  loop += "words\nlinks\n";
  put(loop, 1, 4);
  put_node(loop, 0, 0, 0, -1);
  put(loop, 0, 4);
  put(loop, 0, 4);
  EXPECT_FALSE(Trees::read(loop, kFeatures).ok()) << "a node that leads to itself";
}

TEST(trees_test, log_odds_become_shares) {
  EXPECT_EQ(odds_to_share(0), 5000);
  EXPECT_EQ(odds_to_share(Trees::kUnit), 7311);
  EXPECT_EQ(odds_to_share(-Trees::kUnit), 2689);
  EXPECT_EQ(odds_to_share(INT64_MIN / 2), 3);
  uint16_t last = 0;
  for (int64_t odds = -9 * Trees::kUnit; odds <= 9 * Trees::kUnit; odds += 1000) {
    EXPECT_GE(odds_to_share(odds), last);
    last = odds_to_share(odds);
  }
}

}  // namespace
}  // namespace hearsay
