#include "surfaces/api/edition.hpp"

#include <gtest/gtest.h>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::add;
using api_test_folder::Folder;

constexpr std::string_view kTwo =
    R"({"url":"https://a.example/1","date":"2019-05-02","text":"Ferry waits\n\nThe harbour master Ansel Candlewren said the ferry would wait. Candlewren spoke on Monday."}
{"url":"https://b.example/2","date":"2019-05-01","text":"Storm comes\n\nThe storm comes, Ansel Candlewren said on Sunday."}
{"url":"https://c.example/3","text":"Bread\n\nBakers asked for a penny more."}
)";

TEST(edition_test, lists_reports_by_day_and_by_whom_they_name) {
  Folder folder;
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  ASSERT_TRUE(hearsay.ok());
  ASSERT_TRUE(add(**hearsay, {folder.write("two.jsonl", kTwo)}).ok());
  Result<std::shared_ptr<const Edition>> edition = Edition::read(std::move(*hearsay));
  ASSERT_TRUE(edition.ok());
  const Edition& it = **edition;
  ASSERT_EQ(it.reports().size(), 3U);
  EXPECT_EQ(it.sources().published(it.reports()[0].id).first, "2019-05-01");
  EXPECT_EQ(it.sources().published(it.reports()[1].id).first, "2019-05-02");
  EXPECT_EQ(it.sources().published(it.reports()[2].id).first, "");
  auto named = it.who().named("Candlewren");
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(it.entity(named[0]->id), named[0]);
  std::span<const ReportId> naming = it.indices().speaking.naming(named[0]->id);
  ASSERT_EQ(naming.size(), 2U);
  EXPECT_EQ(naming[0], it.reports()[0].id);
  EXPECT_EQ(naming[1], it.reports()[1].id);
  EXPECT_TRUE(it.indices().speaking.naming(Id128{1, 2}).empty());
  EXPECT_EQ(it.entity(Id128{1, 2}), nullptr);
}

TEST(edition_test, a_store_tells_when_it_changed) {
  Folder folder;
  auto writer = Hearsay::open(folder.at("store.db"), Store::Open::write);
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE(add(**writer, {folder.write("one.txt", "The ferry waits.\n")}).ok());
  auto reader = Hearsay::open(folder.at("store.db"), Store::Open::read);
  ASSERT_TRUE(reader.ok());
  Result<int64_t> before = (*reader)->store().version();
  ASSERT_TRUE(before.ok());
  EXPECT_EQ(*(*reader)->store().version(), *before);
  ASSERT_TRUE(add(**writer, {folder.write("two.txt", "The storm comes.\n")}).ok());
  EXPECT_NE(*(*reader)->store().version(), *before);
}

}  // namespace
}  // namespace hearsay
