#include "surfaces/api/view.hpp"

#include <gtest/gtest.h>

#include "surfaces/api/records.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
using api_test_folder::kFiveReports;
using api_test_folder::make_store;

TEST(view_test, days_are_as_precise_as_known) {
  struct Row {
    std::string earliest, latest, expected;
  };
  for (const Row& row : std::vector<Row>{
           {"", "", ""},
           {"2018-05", "", "2018-05"},
           {"2018-05-21", "2018-05-21", "2018-05-21"},
           {"2018-05-21T14:03Z", "2018-05-21T15:00Z", "2018-05-21"},
           {"2018-05-21", "2018-05-23", "2018-05-21 to 2018-05-23"},
           {"", "2018-05-23", "before 2018-05-23"},
       }) {
    ReportView view;
    view.published = row.earliest;
    view.published_latest = row.latest;
    EXPECT_EQ(published_days(view), row.expected);
  }
}

TEST(view_test, a_statement_in_a_line) {
  StatementView one;
  one.name = "Ada  Vard";
  one.kind = "direct";
  one.act = "say";
  one.polarity = "asserted";
  one.content = {"We will", "never\nleave"};
  EXPECT_EQ(statement_line(one), "Ada Vard: “We will […] never leave”");
  one.act = "promise";
  EXPECT_EQ(statement_line(one), "Ada Vard (promise): “We will […] never leave”");
  one.kind = "indirect";
  one.content = {"she would never"};
  EXPECT_EQ(statement_line(one), "Ada Vard (promise, indirect): she would never");
  one.act = "deny";
  one.polarity = "denied";
  EXPECT_EQ(statement_line(one), "Ada Vard denies (indirect): she would never");
  one.name.clear();
  EXPECT_EQ(statement_line(one), "somebody denies (indirect): she would never");
  EXPECT_EQ(relay_line(one), "");
  one.relay = {{"Tasnim", "reported"}, {"The Times of Israel", ""}};
  EXPECT_EQ(relay_line(one), "through Tasnim, The Times of Israel");
}

TEST(view_test, a_statement_is_as_sure_as_its_record) {
  Folder folder;
  auto hearsay = make_store(
      folder, {folder.write("a.txt",
                            "Quay stays shut\n\nHarbour master Orla Vard said on Monday that the "
                            "northern quay would stay shut until the gates were mended. \"We will "
                            "not wait for the council\", she told the Tern Wire.\n")});
  ASSERT_NE(hearsay, nullptr);
  size_t seen = 0;
  Result<void> done = each_statement(hearsay->store(), [&](const StatementView& one) {
    std::string json = *hearsay->explain(one.id.hex(), true);
    EXPECT_NE(json.find("\"score\":\"" + one.score.text() + "\""), std::string::npos) << json;
    EXPECT_NE(json.find("\"speaker_score\":\"" + one.speaker_score.text() + "\""),
              std::string::npos)
        << json;
    return ++seen > 0;
  });
  EXPECT_TRUE(done.ok());
  EXPECT_GT(seen, 0u);
}

TEST(view_test, a_beginning_is_of_whole_characters) {
  EXPECT_EQ(beginning_of("Märtens", 7), "Märten…");
  EXPECT_EQ(beginning_of("Märtens", 8), "Märtens");
  EXPECT_EQ(beginning_of("Märtens", 2), "M…");
  EXPECT_EQ(beginning_of("one two", 4), "one…");
  EXPECT_EQ(beginning_of("", 0), "");
}

TEST(view_test, a_report_that_is_not_there_is_not_seen) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("five.jsonl", kFiveReports)});
  ASSERT_NE(hearsay, nullptr);
  EXPECT_FALSE(see_report(hearsay->store(), ReportId(Id128{1, 2}))->has_value());
  ReportId first = hearsay->resolve("https://courier.example/1")->report;
  EXPECT_EQ((*see_report(hearsay->store(), first))->report.id, first);
}

TEST(view_test, a_plain_report_shows_its_blocks_in_order) {
  Folder folder;
  constexpr std::string_view kText =
      "Ferry waits at Tern Harbour\n\nThe harbour master said that the ferry would not leave "
      "before the storm over the strait had passed.\n\nNobody was hurt, he said.\n";
  std::string file = folder.write("a.txt", kText);
  auto hearsay = make_store(folder, {file});
  ASSERT_NE(hearsay, nullptr);
  const Store& store = hearsay->store();
  auto report = store.report(hearsay->resolve(file)->report);
  auto view = view_report(store, **report);
  ASSERT_TRUE(view.ok()) << view.error().text();
  EXPECT_EQ(view->title, "Ferry waits at Tern Harbour");
  EXPECT_EQ(view->language, "en");
  ASSERT_EQ(view->blocks.size(), 3u);
  EXPECT_EQ((*report)->text[view->blocks[2].span], "Nobody was hurt, he said.");
  EXPECT_TRUE(view->blocks[1].kept);
  for (const BlockView& block : view->blocks) EXPECT_FALSE(block.role.empty());
}

TEST(view_test, a_block_is_set_aside_by_what_other_reports_say) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("five.jsonl", kFiveReports)});
  ASSERT_NE(hearsay, nullptr);
  auto last_block = [&]() -> BlockView {
    auto report = hearsay->store().report(hearsay->resolve("https://courier.example/1")->report);
    return view_report(hearsay->store(), **report)->blocks.back();
  };
  EXPECT_FALSE(last_block().kept);
  EXPECT_EQ(last_block().role, "body");
  EXPECT_EQ(last_block().why, "stands in 5 of 5 articles of courier.example");
  auto report = hearsay->store().report(hearsay->resolve("https://courier.example/1")->report);
  std::string json = *report_json(hearsay->store(), **report);
  std::string amended = R"(,"amended":[{"field":"kept","from":"true","to":"false","why":")" +
                        last_block().why + R"(","by":"sources/boilerplate"}]}],"problems":)";
  EXPECT_NE(json.find(amended), std::string::npos) << json;
  EXPECT_EQ(json.find("\"amended\"", json.find(amended) + amended.size()), std::string::npos);
  ASSERT_TRUE(hearsay->remove({hearsay->resolve("https://courier.example/2")->report}).ok());
  EXPECT_EQ(last_block().why, "stands in 4 of 4 articles of courier.example");
  ASSERT_TRUE(hearsay->remove({hearsay->resolve("https://courier.example/3")->report}).ok());
  EXPECT_TRUE(last_block().kept);
  EXPECT_EQ(last_block().why, "of the article by its shape and place");
}

TEST(view_test, an_empty_report_has_an_empty_view) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", "\n")});
  ASSERT_NE(hearsay, nullptr);
  auto ids = hearsay->store().by_prefix("", 1);
  if (ids->empty()) GTEST_SKIP() << "an input without text is listed as a failure";
  auto view = view_report(hearsay->store(), **hearsay->store().report(ids->front()));
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(view->title, "");
  EXPECT_TRUE(view->blocks.empty());
}

}  // namespace
}  // namespace hearsay
