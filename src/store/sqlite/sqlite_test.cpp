#include "store/sqlite/sqlite.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using store_test_pipeline::Folder;

std::unique_ptr<Database> create(const std::string& file) {
  auto database = Database::open(file, Database::Mode::create, 0);
  EXPECT_TRUE(database.ok()) << database.error().text();
  return std::move(*database);
}

TEST(sqlite_test, cells_come_back_with_every_byte) {
  Folder folder;
  auto database = create(folder.file("a"));
  ASSERT_TRUE(database->execute("CREATE TABLE t(a, b, c, d)").ok());
  std::string odd("nul \0 and \xFF", 11);
  ASSERT_TRUE(database->prepare("INSERT INTO t VALUES(?,?,?,?)")
                  .bind(INT64_MIN)
                  .bind(std::string_view(odd))
                  .bind_blob("")
                  .bind_null()
                  .run()
                  .ok());
  Statement row = database->prepare("SELECT * FROM t");
  ASSERT_TRUE(*row.step());
  EXPECT_EQ(row.integer(0), INT64_MIN);
  EXPECT_EQ(row.text(1), odd);
  EXPECT_TRUE(row.is_blob(2));
  EXPECT_TRUE(row.is_null(3));
  EXPECT_EQ(row.integer(1), 0) << "cells are not converted";
  EXPECT_EQ(row.text(0), "");
  EXPECT_FALSE(*row.step());
}

TEST(sqlite_test, a_statement_in_use_is_prepared_once_more) {
  Folder folder;
  auto database = create(folder.file("a"));
  Statement one = database->prepare("SELECT 1 UNION SELECT 2");
  ASSERT_TRUE(*one.step());
  Statement two = database->prepare("SELECT 1 UNION SELECT 2");
  ASSERT_TRUE(*two.step());
  ASSERT_TRUE(*one.step());
  EXPECT_EQ(one.integer(0), 2);
  EXPECT_EQ(two.integer(0), 1);
}

TEST(sqlite_test, errors_say_the_path_and_what_they_are) {
  Folder folder;
  auto missing = Database::open(folder.file("none"), Database::Mode::read, 0);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::missing);
  EXPECT_EQ(missing.error().path, folder.file("none"));
  auto database = create(folder.file("a"));
  auto wrong = database->prepare("SELECT a FROM nowhere").run();
  ASSERT_FALSE(wrong.ok());
  EXPECT_NE(wrong.error().message.find("nowhere"), std::string::npos) << wrong.error().text();
  std::ofstream(folder.file("text"))
      << "This is not a database, it is a sentence. " << std::string(2000, 'x');
  auto text = Database::open(folder.file("text"), Database::Mode::read, 0);
  ASSERT_FALSE(text.ok() && (*text)->number("SELECT count(*) FROM sqlite_schema").ok());
}

TEST(sqlite_test, names_with_a_meaning_to_sqlite_are_plain_files) {
  Folder folder;
  std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.file(""));
  for (const std::string name : {"file:x?mode=memory", ":memory:"}) {
    auto database = create(name);
    ASSERT_TRUE(database->execute("CREATE TABLE t(a)").ok());
    EXPECT_TRUE(std::filesystem::exists("./" + name)) << name;
  }
  std::filesystem::current_path(before);
  EXPECT_FALSE(Database::open("", Database::Mode::create, 0).ok());
  EXPECT_FALSE(Database::open(std::string("a\0b", 3), Database::Mode::create, 0).ok());
}

TEST(sqlite_test, what_a_hostile_file_might_try_is_switched_off) {
  Folder folder;
  auto database = create(folder.file("a"));
  EXPECT_FALSE(database->prepare("ATTACH 'other' AS other").run().ok());
  EXPECT_FALSE(database->prepare("SELECT load_extension('x')").run().ok());
  ASSERT_TRUE(database->execute("CREATE TABLE t(a)").ok());
  ASSERT_TRUE(database->execute("PRAGMA writable_schema=ON").ok());
  EXPECT_FALSE(database->execute("DELETE FROM sqlite_schema").ok());
  EXPECT_EQ(*database->number("PRAGMA trusted_schema"), 0);
  EXPECT_EQ(*database->number("PRAGMA cell_size_check"), 1);
  EXPECT_EQ(*database->number("PRAGMA foreign_keys"), 1);
}

TEST(sqlite_test, a_transaction_that_is_not_committed_leaves_nothing) {
  Folder folder;
  auto database = create(folder.file("a"));
  ASSERT_TRUE(database->execute("CREATE TABLE t(a)").ok());
  {
    auto all = Transaction::begin(*database, Transaction::Kind::writing);
    ASSERT_TRUE(all.ok());
    ASSERT_TRUE(database->execute("INSERT INTO t VALUES(1)").ok());
  }
  EXPECT_EQ(*database->number("SELECT count(*) FROM t"), 0);
  {
    auto all = Transaction::begin(*database, Transaction::Kind::writing);
    ASSERT_TRUE(database->execute("INSERT INTO t VALUES(1)").ok());
    ASSERT_TRUE(all->commit().ok());
  }
  EXPECT_EQ(*database->number("SELECT count(*) FROM t"), 1);
}

}  // namespace
}  // namespace hearsay
