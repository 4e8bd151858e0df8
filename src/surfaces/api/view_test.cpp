#include "surfaces/api/view.hpp"

#include <gtest/gtest.h>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
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
