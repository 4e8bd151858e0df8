#include "surfaces/api/indices.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "surfaces/api/test_edition.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

using api_test_folder::test_edition;

const Edition& edition() {
  return *test_edition().edition;
}
const Indices& indices() {
  return edition().indices();
}

TEST(indices_test, heads_are_what_views_of_reports_say) {
  ASSERT_NE(test_edition().edition, nullptr);
  ASSERT_EQ(indices().reports.all().size(), 11U);
  for (const ReportHead& head : indices().reports.all()) {
    auto report = edition().store().report(head.id);
    ASSERT_TRUE(report.ok() && report->has_value());
    Result<ReportView> view = view_report(edition().store(), **report);
    ASSERT_TRUE(view.ok());
    EXPECT_EQ(head.title, view->title);
    EXPECT_EQ(head.url, view->url);
    EXPECT_EQ(head.language, view->language);
    EXPECT_EQ(head.outlet, edition().sources().outlet(head.id));
    EXPECT_EQ(head.days(), published_days(*view));
    EXPECT_EQ(indices().reports.find(head.id), &head);
  }
}

TEST(indices_test, heads_stand_by_day_and_those_without_one_last) {
  auto all = indices().reports.all();
  for (size_t i = 1; i < all.size(); ++i)
    EXPECT_TRUE(edition().sources().is_earlier(all[i - 1].id, all[i].id)) << i;
  EXPECT_FALSE(all.back().published.appeared.as_day().is_known());
  for (size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(indices().reports.place(all[i].id), i);
    EXPECT_EQ(indices().reports.behind(all[i].published.appeared.as_day(), all[i].id), i + 1);
  }
  EXPECT_EQ(indices().reports.place(ReportId()), all.size());
  EXPECT_EQ(indices().reports.find(ReportId()), nullptr);
  Appeared third = all[2].published.appeared.as_day(), fourth = all[3].published.appeared.as_day();
  EXPECT_EQ(indices().reports.behind(fourth, ReportId()), 3U - (third.first == fourth.first));
}

TEST(indices_test, days_that_are_asked_for_count_as_whole) {
  Published day{"2018-05-21", "2018-05-21", {1526860800, 1526947199}};
  EXPECT_TRUE(DaysAsked().has(day));
  EXPECT_TRUE(DaysAsked("2018-05-21", "2018-05-21").has(day));
  EXPECT_TRUE(DaysAsked("2018-05", "2018-05").has(day));
  EXPECT_TRUE(DaysAsked("2018", "").has(day));
  EXPECT_TRUE(DaysAsked("", "2018").has(day));
  EXPECT_FALSE(DaysAsked("2018-05-22", "").has(day));
  EXPECT_FALSE(DaysAsked("", "2018-05-20").has(day));
  EXPECT_TRUE(DaysAsked("", "").is_open());
  EXPECT_TRUE(DaysAsked().has(Published{}));
  EXPECT_FALSE(DaysAsked("2018", "").has(Published{}));
  EXPECT_FALSE(DaysAsked("", "2018").has(Published{}));
  EXPECT_TRUE(DaysAsked("2018-12-31", "").has("2018-12", ""));
  // Of which only a bound is known.
  EXPECT_TRUE(DaysAsked("", "2030").has("", "2017-04-06"));
  EXPECT_TRUE(DaysAsked("2010", "").has("", "2017-04-06"));
  EXPECT_FALSE(DaysAsked("2018", "").has("", "2017-04-06"));
  EXPECT_TRUE(DaysAsked("2018-02-10", "2018-02-11").has("2018-02-01", "2018-02-28"));
  EXPECT_FALSE(DaysAsked("2018-03", "").has("2018-02-01", "2018-02-28"));
  EXPECT_FALSE(DaysAsked("2018-03", "").has("", ""));
  EXPECT_TRUE(DaysAsked("2018-02-29x", "").is_open()) << "what is no date counts as empty";
}

TEST(indices_test, speakers_are_those_of_the_records) {
  uint64_t all = 0;
  std::map<std::string, size_t> said;
  for (const ReportHead& head : indices().reports.all()) {
    Result<std::vector<StatementView>> statements = view_statements(edition().store(), head.id);
    ASSERT_TRUE(statements.ok());
    auto speakers = indices().speaking.speakers(indices().reports.place(head.id));
    ASSERT_EQ(speakers.size(), statements->size());
    for (size_t row = 0; row < speakers.size(); ++row) {
      const std::string& entity = (*statements)[row].entity;
      EXPECT_EQ(speakers[row].is_zero() ? "" : speakers[row].hex(), entity);
      ++said[entity];
      ++all;
    }
  }
  EXPECT_EQ(indices().speaking.statements(), all);
  EXPECT_GE(all, 8U);
  EXPECT_EQ(indices().speaking.count(), said.size() - said.count(""));
  for (const auto& [entity, count] : said) {
    if (entity.empty()) continue;
    EXPECT_EQ(indices().speaking.said_by(*Id128::from_hex(entity)).size(), count);
  }
  EXPECT_TRUE(indices().speaking.said_by(Id128{1, 2}).empty());
  EXPECT_TRUE(indices().speaking.speakers(1000).empty());
}

TEST(indices_test, as_many_reports_name_everybody_as_who_is_who_says) {
  for (const EntityView& entity : edition().who().all()) {
    auto here = indices().speaking.naming(entity.id);
    EXPECT_EQ(here.size(), entity.reports) << entity.name;
    EXPECT_TRUE(std::is_sorted(here.begin(), here.end(), [](const auto& a, const auto& b) {
      return edition().sources().is_earlier(a, b);
    }));
  }
}

TEST(indices_test, story_heads_have_titles_outlets_and_orders) {
  const StoryHeads& heads = indices().stories;
  ASSERT_EQ(heads.all().size(), edition().stories().all().size());
  for (const StoryHead& head : heads.all()) {
    Result<std::string> title =
        edition().stories().title(edition().store(), edition().sources(), *head.story);
    ASSERT_TRUE(title.ok());
    EXPECT_EQ(head.title, *title);
    EXPECT_EQ(head.outlets.size(), head.story->counts.outlets);
    EXPECT_EQ(heads.find(head.story->id), &head);
  }
  EXPECT_EQ(heads.find(Id128{1, 2}), nullptr);
  for (StoryOrder order : {StoryOrder::origins, StoryOrder::reports, StoryOrder::date}) {
    auto places = heads.ordered(order);
    ASSERT_EQ(places.size(), heads.all().size());
    for (size_t i = 1; i < places.size(); ++i)
      EXPECT_TRUE(
          comes_first(order, *heads.all()[places[i - 1]].story, *heads.all()[places[i]].story));
  }
}

TEST(indices_test, the_summary_counts_all) {
  const Summary& all = indices().summary;
  EXPECT_EQ(all.reports, 11U);
  EXPECT_EQ(all.texts, 9U) << "two are copies, whole and shortened";
  EXPECT_EQ(all.unknown_outlet, 1U);
  EXPECT_EQ(all.stories, edition().stories().all().size());
  EXPECT_EQ(all.entities, edition().who().all().size());
  EXPECT_EQ(all.statements, indices().speaking.statements());
  EXPECT_EQ(all.first, "2018-05-21");
  EXPECT_EQ(all.last, "2018-08-01");
}

TEST(indices_test, who_says_most_stands_first) {
  uint64_t last = UINT64_MAX;
  std::set<uint32_t> seen;
  for (uint32_t place : indices().entities) {
    uint64_t said = indices().speaking.said_by(edition().who().all()[place].id).size();
    EXPECT_LE(said, last);
    last = said;
    seen.insert(place);
  }
  EXPECT_EQ(seen.size(), edition().who().all().size());
}

}  // namespace
}  // namespace hearsay
