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

void add_edge(CopyEdges& copies, const ReportId& from, const ReportId& to, CopyRelation relation) {
  copies.from.push_back(from);
  copies.to.push_back(to);
  copies.relation.push_back(relation);
}

constexpr std::string_view kFirst =
    "The oil tanker Brisa ran aground off Cape Sorrel on Saturday and leaked 900 tonnes of crude. "
    "Captain Ivo Mestre was questioned by the coast guard.";
constexpr std::string_view kSecond =
    "Crude from the tanker Brisa, aground off Cape Sorrel, reached the beaches on Sunday. The "
    "coast "
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
  add_edge(copies, first, copy, CopyRelation::identical);
  Stories all = stories_of(pile, copies);
  EXPECT_EQ(story_of(all, copy), first);
  EXPECT_EQ(why(all, copy), "copied; 2 days after the first");
  EXPECT_EQ(why(all, first), "");
}

TEST(happenings_test, says_of_every_report_when_it_appeared_itself) {
  TestPile pile;
  ReportId first = pile.add(1, "2017-03-11", "Tanker aground", kFirst);
  ReportId second = pile.add(2, "2017-03-12", "Oil reaches beaches", kSecond);
  ReportId copy = pile.add(3, "2017-03-30", "Tanker aground", kFirst);
  CopyEdges copies;
  add_edge(copies, first, copy, CopyRelation::identical);
  Stories all = stories_of(pile, copies);
  ASSERT_EQ(story_of(all, second), first);
  EXPECT_EQ(why(all, first).find("the first"), std::string::npos) << why(all, first);
  EXPECT_NE(why(all, second).find("; 1 day after the first"), std::string::npos)
      << why(all, second);
  EXPECT_NE(why(all, copy).find("; 19 days after the first"), std::string::npos) << why(all, copy);
}

TEST(happenings_test, copied_is_what_an_edge_leads_to_whatever_its_date) {
  TestPile pile;
  ReportId original = pile.add(1, "", "Tanker aground", kFirst);
  ReportId copy = pile.add(2, "2017-03-13", "Tanker aground", kFirst);
  CopyEdges copies;
  add_edge(copies, original, copy, CopyRelation::identical);
  Stories all = stories_of(pile, copies);
  EXPECT_EQ(story_of(all, original), copy);
  EXPECT_EQ(why(all, original), "");
  EXPECT_EQ(why(all, copy), "copied");
}

TEST(happenings_test, two_tellings_attached_to_a_story_of_two_are_not_taken_for_it) {
  TestPile pile;
  pile.add(1, "", "", kFirst);
  pile.add(2, "", "", kSecond);
  std::string in_brief =
      "The week in brief. Mayor Lena Korvath of Aldmoor resigned after auditors found 3.2 million "
      "missing from the bridge fund. The oil tanker Brisa ran aground off Cape Sorrel and leaked "
      "900 tonnes of crude. Dock workers in Porthaven met the harbour company, and union leader "
      "Otto "
      "Brandle counted 430 ships. In Belsk an earthquake of magnitude 6.3 damaged houses. Teachers "
      "of Merrow want smaller classes and will march to the ministry. Snow closed the pass above "
      "Toram, where 27 lorries wait. ";
  pile.add(3, "", "",
           "Mayor Lena Korvath of Aldmoor resigned on Monday after auditors found 3.2 million "
           "missing from the bridge fund. Korvath denied taking money.");
  pile.add(4, "", "",
           "Aldmoor mayor Lena Korvath has stepped down over the bridge fund, where auditors miss "
           "3.2 million. \"I took nothing,\" Korvath said on Monday.");
  ReportId brief = pile.add(5, "", "", in_brief + "In sport, Halder won the cup.");
  ReportId again = pile.add(6, "", "", in_brief + "In Halder the cup was won.");
  CopyEdges copies;
  add_edge(copies, brief, again, CopyRelation::rewritten);
  Stories all = stories_of(pile, copies);
  size_t attached = 0;
  for (size_t row = 0; row < all.story.size(); ++row) {
    if (all.part[row] != StoryPart::attached) continue;
    ++attached;
    EXPECT_TRUE(all.report[row] == brief || all.report[row] == again);
    EXPECT_LT(all.score[row], Score::of(1));
    EXPECT_NE(all.why[row].find("in common"), std::string::npos) << all.why[row];
  }
  EXPECT_GE(attached, 2U);
}

TEST(happenings_test, a_date_that_leaves_the_day_open_is_none) {
  TestPile pile;
  ReportId year = pile.add(1, "2017", "Tanker aground", kFirst);
  ReportId day = pile.add(2, "2017-03-12", "Oil reaches beaches", kSecond);
  Stories all = stories_of(pile);
  EXPECT_EQ(story_of(all, year), day);
  EXPECT_EQ(why(all, year).find("the first"), std::string::npos) << why(all, year);
  TestPile undated;
  ReportId never = undated.add(1, "", "Tanker aground", kFirst);
  undated.add(2, "2017-03-12", "Oil reaches beaches", kSecond);
  EXPECT_EQ(why(all, year), why(stories_of(undated), never));
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
    auto key = [&](size_t at) { return std::tie(all.story[at], all.part[at], all.report[at]); };
    if (row > 0) {
      EXPECT_LT(key(row - 1), key(row));
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
