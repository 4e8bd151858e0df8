#include "stories/happenings/happenings.hpp"

#include <gtest/gtest.h>

#include <map>

#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

Stories stories_of(const TestPile& pile, const CopyEdges& copies = {}) {
  static const Resources resources = make_resources();
  return find_stories(Across<Text, Metadata, Terms>(pile), copies, resources);
}

ReportId story_of(const Stories& all, const ReportId& report) {
  for (size_t row = 0; row < all.report.size(); ++row)
    if (all.report[row] == report && all.part[row] == StoryPart::member) return all.story[row];
  ADD_FAILURE() << "no row for " << report.hex();
  return {};
}

std::string why(const Stories& all, const ReportId& report) {
  for (size_t row = 0; row < all.report.size(); ++row)
    if (all.report[row] == report && all.part[row] == StoryPart::member)
      return std::string(all.why[row]);
  return "";
}

constexpr std::string_view kFirst =
    "The oil tanker Brisa ran aground off Cape Sorrel on Saturday and leaked 900 tonnes of crude. "
    "Captain Ivo Mestre was questioned by the coast guard.";
constexpr std::string_view kSecond =
    "Crude from the tanker Brisa, aground off Cape Sorrel, reached the beaches on Sunday. The coast "
    "guard put the leak at 900 tonnes and questioned Captain Ivo Mestre.";
constexpr std::string_view kOther =
    "The council of Aldmoor named a new mayor on Thursday, and the bridge will be built.";

TEST(happenings_test, a_story_is_called_after_its_earliest_report) {
  TestPile pile;
  ReportId second = pile.add(1, "2017-03-12", "Oil reaches beaches", kSecond);
  ReportId first = pile.add(2, "2017-03-11", "Tanker aground", kFirst);
  ReportId undated = pile.add(0, "", "Brisa leaks", kSecond);
  ReportId other = pile.add(4, "2017-03-11", "New mayor", kOther);
  Stories all = stories_of(pile);
  EXPECT_EQ(story_of(all, first), first);
  EXPECT_EQ(story_of(all, second), first);
  EXPECT_EQ(story_of(all, undated), first);
  EXPECT_EQ(story_of(all, other), other);
  EXPECT_TRUE(columns_are_level(layer_info<Stories>(), &all));
}

TEST(happenings_test, says_in_words_what_speaks_for_it) {
  TestPile pile;
  pile.add(2, "2017-03-11", "Tanker aground", kFirst);
  ReportId second = pile.add(1, "2017-03-12", "Oil reaches beaches", kSecond);
  ReportId other = pile.add(4, "2017-03-11", "New mayor", kOther);
  Stories all = stories_of(pile);
  std::string reason = why(all, second);
  EXPECT_NE(reason.find("names in common: "), std::string::npos) << reason;
  EXPECT_NE(reason.find("Brisa"), std::string::npos) << reason;
  EXPECT_NE(reason.find("1 number or date in common; 1 day after the first"), std::string::npos)
      << reason;
  EXPECT_EQ(why(all, other), "");
}

TEST(happenings_test, copies_go_where_their_original_goes) {
  TestPile pile;
  ReportId first = pile.add(1, "2017-03-11", "Tanker aground", kFirst);
  ReportId copy = pile.add(2, "2017-03-13", "Tanker aground", kFirst);
  CopyEdges copies;
  copies.from.push_back(first);
  copies.to.push_back(copy);
  copies.relation.push_back(CopyRelation::identical);
  Stories all = stories_of(pile, copies);
  EXPECT_EQ(story_of(all, copy), first);
  EXPECT_EQ(why(all, copy), "copied");
  EXPECT_EQ(why(all, first), "");
}

TEST(happenings_test, rows_are_sorted_and_every_report_is_a_member_once) {
  TestPile pile;
  for (uint64_t i = 0; i < 30; ++i)
    pile.add((i * 7919) % 1009, i % 3 == 0 ? "" : "2017-03-11", "Report",
             i % 2 == 0 ? kFirst : kOther);
  Stories all = stories_of(pile);
  std::map<ReportId, int> members;
  for (size_t row = 0; row < all.story.size(); ++row) {
    members[all.report[row]] += all.part[row] == StoryPart::member;
    if (row > 0) {
      EXPECT_LE(all.story[row - 1], all.story[row]);
    }
  }
  EXPECT_EQ(members.size(), 30U);
  for (const auto& [report, count] : members) EXPECT_EQ(count, 1);
}

TEST(happenings_test, no_reports_give_no_stories) {
  EXPECT_TRUE(stories_of(TestPile()).story.empty());
}

}  // namespace
}  // namespace hearsay
