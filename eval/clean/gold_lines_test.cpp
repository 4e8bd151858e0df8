#include "eval/clean/gold_lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay::eval {
namespace {

// A letter a line: "b" body, "-" not.
std::string dump(std::string_view gold, const std::vector<std::string_view>& lines) {
  std::string out;
  for (const GoldLine& line : find_gold_lines(gold, lines)) out += line.body ? 'b' : '-';
  return out;
}

TEST(gold_lines_test, a_line_of_the_gold_is_body) {
  EXPECT_EQ(dump("The ferry left at dawn.\nNobody saw it come back.",
                 {"Home | News | Sport | Weather", "The ferry left at dawn.",
                  "Nobody saw it come back.", "Read more about the ferry left at the quay"}),
            "-bb-");
}

// Shingles: 1 of 2 is no more than half, 2 of 3 is.
TEST(gold_lines_test, more_than_half_of_it_must_be) {
  EXPECT_EQ(dump("a b c d", {"a b c d x"}), "-");
  EXPECT_EQ(dump("a b c d e", {"a b c d e x"}), "b");
}

TEST(gold_lines_test, what_one_line_used_is_not_there_for_the_next) {
  EXPECT_EQ(dump("a b c d e", {"a b c d e", "a b c d e"}), "b-");
  EXPECT_EQ(dump("a b c d e\na b c d e", {"a b c d e", "a b c d e", "a b c d e"}), "bb-");
  // A line that is no body uses nothing.
  EXPECT_EQ(dump("a b c d", {"a b c d x y z", "a b c d"}), "-b");
}

TEST(gold_lines_test, short_lines_take_what_long_ones_left) {
  EXPECT_EQ(dump("What follows\nThe ferry goes home at noon",
                 {"home", "What follows", "The ferry goes home at noon", "What follows"}),
            "-bb-");
  EXPECT_EQ(dump("Three words now", {"Three", "Three words now"}), "-b");
  EXPECT_EQ(dump("go go", {"go", "go", "go"}), "bb-");
}

TEST(gold_lines_test, lines_without_words_are_no_body) {
  EXPECT_EQ(dump("a b c d", {"", "***", "a b c d"}), "--b");
  EXPECT_EQ(dump("", {"a", "a b c d e"}), "--");
  EXPECT_EQ(dump("", {}), "");
}

TEST(gold_lines_test, words_are_counted) {
  EXPECT_EQ(find_gold_lines("", {"One, two; three"})[0].words, 3u);
}

TEST(gold_lines_test, many_equal_lines_stay_cheap) {
  std::string gold;
  for (int i = 0; i < 50'000; ++i) gold += "go on ";
  std::vector<std::string_view> lines(100'000, "go on");
  std::vector<GoldLine> got = find_gold_lines(gold, lines);
  EXPECT_TRUE(got[49'999].body);
  EXPECT_FALSE(got[50'000].body);
}

}  // namespace
}  // namespace hearsay::eval
