#include "store/formats/formats.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "store/search/search.hpp"
#include "store/store.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using store_test_pipeline::Fixture;
using store_test_pipeline::Folder;

struct Made {
  Folder folder;
  Fixture fixture;
  std::string file = folder.file("s.db");

  Made() {
    auto store = open(Store::Open::write);
    EXPECT_TRUE(store.ok()) << store.error().text();
  }
  Result<std::unique_ptr<Store>> open(Store::Open mode) {
    return Store::open(file, mode, fixture.pipeline, fixture.resources, 0);
  }
  // Changes the file behind the store's back, as an enemy would who has no defensive mode.
  void change(const std::string& sql) {
    auto database = Database::open(file, Database::Mode::write, 0);
    ASSERT_TRUE(database.ok());
    int set = 0;
    sqlite3_db_config((*database)->raw(), SQLITE_DBCONFIG_DEFENSIVE, 0, &set);
    sqlite3_db_config((*database)->raw(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, &set);
    ASSERT_TRUE(prepare_search(**database, 1000).ok());
    auto done = (*database)->execute(sql);
    ASSERT_TRUE(done.ok()) << done.error().text();
  }
  Error refused(Store::Open mode) {
    auto store = open(mode);
    EXPECT_FALSE(store.ok());
    return store.ok() ? Error{} : store.error();
  }
};

TEST(formats_test, a_new_store_carries_its_marks) {
  Made made;
  auto database = Database::open(made.file, Database::Mode::read, 0);
  EXPECT_EQ(*(*database)->number("PRAGMA application_id"), kStoreMark);
  EXPECT_EQ(*(*database)->number("PRAGMA user_version"), kStoreFormat);
  EXPECT_EQ(*recognise_store(**database), StoreState::current);
  EXPECT_EQ(*(*database)->string("PRAGMA journal_mode"), "wal");
}

TEST(formats_test, a_newer_format_is_refused_saying_what_to_do) {
  Made made;
  made.change("UPDATE meta SET value='Hearsay 7.1.0'; PRAGMA user_version=99");
  for (Store::Open mode : {Store::Open::read, Store::Open::write}) {
    Error error = made.refused(mode);
    EXPECT_EQ(error.kind, ErrorKind::unsupported);
    EXPECT_EQ(error.path, made.file);
    EXPECT_NE(error.message.find("format 99"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("Hearsay 7.1.0"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("install a newer Hearsay"), std::string::npos) << error.message;
  }
}

TEST(formats_test, other_files_are_refused_and_left_as_they_are) {
  Folder folder;
  Fixture fixture;
  std::string page = "<html>" + std::string(5000, ' ') + "</html>";
  for (const std::string& bytes :
       {std::string("x"), page, std::string(100'000, '\0'), std::string("SQLite format 3\0", 16)}) {
    std::string file = folder.file("other");
    std::ofstream(file, std::ios::binary) << bytes;
    for (Store::Open mode : {Store::Open::read, Store::Open::write}) {
      auto store = Store::open(file, mode, fixture.pipeline, fixture.resources, 0);
      ASSERT_FALSE(store.ok()) << bytes.size();
      EXPECT_EQ(store.error().path, file);
    }
    std::ifstream in(file, std::ios::binary);
    std::string after((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(after, bytes);
  }
}

TEST(formats_test, a_database_of_something_else_is_refused) {
  Folder folder;
  Fixture fixture;
  auto database = Database::open(folder.file("x"), Database::Mode::create, 0);
  ASSERT_TRUE((*database)->execute("CREATE TABLE t(a)").ok());
  for (Store::Open mode : {Store::Open::read, Store::Open::write}) {
    auto store = Store::open(folder.file("x"), mode, fixture.pipeline, fixture.resources, 0);
    ASSERT_FALSE(store.ok());
    EXPECT_EQ(store.error().kind, ErrorKind::usage);
  }
}

TEST(formats_test, a_missing_file_is_missing_and_an_empty_one_can_become_a_store) {
  Folder folder;
  Fixture fixture;
  auto none = Store::open(folder.file("s"), Store::Open::read, fixture.pipeline, fixture.resources);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().kind, ErrorKind::missing);
  std::ofstream(folder.file("s")).flush();
  auto empty =
      Store::open(folder.file("s"), Store::Open::read, fixture.pipeline, fixture.resources);
  ASSERT_FALSE(empty.ok());
  EXPECT_EQ(empty.error().kind, ErrorKind::missing);
  EXPECT_TRUE(
      Store::open(folder.file("s"), Store::Open::write, fixture.pipeline, fixture.resources).ok());
  EXPECT_TRUE(
      Store::open(folder.file("s"), Store::Open::read, fixture.pipeline, fixture.resources).ok());
}

TEST(formats_test, what_this_version_did_not_make_is_refused) {
  for (const char* sql :
       {"CREATE TRIGGER t AFTER INSERT ON paths BEGIN DELETE FROM reports; END",
        "CREATE VIEW v AS SELECT 1", "CREATE TABLE other(a)",
        "DROP VIEW searchable; CREATE VIEW searchable AS SELECT 1 AS n, '' AS title, '' AS "
        "text",
        "CREATE VIEW layer_x AS SELECT 1", "DROP TABLE problems",
        "DROP INDEX reports_url; CREATE INDEX reports_url ON reports(url, fetched)"}) {
    Made made;
    made.change(sql);
    for (Store::Open mode : {Store::Open::read, Store::Open::write})
      EXPECT_EQ(made.refused(mode).kind, ErrorKind::damaged) << sql;
  }
}

TEST(formats_test, layers_of_another_version_stay_but_are_not_refused) {
  Made made;
  made.change("CREATE TABLE layer_gossip(_report INTEGER, word TEXT)");
  EXPECT_TRUE(made.open(Store::Open::read).ok());
  EXPECT_TRUE(made.open(Store::Open::write).ok());
}

}  // namespace
}  // namespace hearsay
