#include "eval/copies/word_runs.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

constexpr std::string_view kPassage =
    "the ferry to Vell stayed at its quay on Monday because of the storm that blew over Merrow "
    "from the west, and those who had bought a ticket were asked to come back in two days";

TEST(word_runs_test, runs_that_lie_near_each_other_are_one_passage) {
  std::string source = "Nobody knows more: " + std::string(kPassage) + ".";
  std::string changed(kPassage);
  changed.replace(changed.find("quay"), 4, "PIER");
  std::string suspicious = "He wrote that " + changed + ", and left.";
  auto found = find_word_runs(source, suspicious, 5);
  ASSERT_EQ(found.size(), 1U);
  auto text = [](const std::string& of, Span at) { return of.substr(at.begin, at.size()); };
  EXPECT_EQ(text(source, found[0].source), kPassage);
  EXPECT_EQ(text(suspicious, found[0].suspicious), changed);
}

TEST(word_runs_test, what_is_short_is_no_passage) {
  std::string_view half = kPassage.substr(0, kPassage.find(" from the west"));
  EXPECT_TRUE(find_word_runs(half, half, 5).empty());
  EXPECT_TRUE(find_word_runs("", kPassage, 3).empty());
}

TEST(word_runs_test, what_lies_far_apart_is_two_passages) {
  std::string far;
  for (int i = 0; i < 100; ++i) far += " word" + std::to_string(i);
  std::string twice = std::string(kPassage) + far + " " + std::string(kPassage);
  EXPECT_EQ(find_word_runs(kPassage, twice, 3).size(), 2U);
  EXPECT_EQ(find_word_runs(twice, kPassage, 3).size(), 2U);
}

}  // namespace
}  // namespace hearsay::eval
