#include "store/schema/schema.hpp"

#include <gtest/gtest.h>

#include "document/dump.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using namespace store_test_pipeline;

constexpr std::string_view kText =
    "One plain zebra said: no. 'Twas Parrots \xC3\xA9tude\nand A second line";

struct Tables {
  Folder folder;
  std::unique_ptr<Database> database;
  Zstandard compression;

  Tables() {
    database = std::move(*Database::open(folder.file("a"), Database::Mode::create, 0));
    EXPECT_TRUE(database->execute("PRAGMA synchronous=OFF").ok());
    EXPECT_TRUE(database->execute(std::string(core_tables())).ok());
    EXPECT_TRUE(database
                    ->execute("INSERT INTO reports VALUES(1,x'00',0,'','','','','','',x'',0,0,"
                              "'',NULL,NULL),(2,x'01',0,'','','','','','',x'',0,0,'',NULL,NULL)")
                    .ok());
  }
  template <class L>
  std::string round(const L& layer, std::string_view text) {
    LayerTable table(layer_info<L>());
    EXPECT_TRUE(table.rebuild(*database).ok());
    EXPECT_TRUE(*table.fits(*database));
    auto ids = row_ids(layer_info<L>(), &layer, ReportId());
    auto written = table.write(*database, compression, 1, &layer, ids);
    EXPECT_TRUE(written.ok()) << written.error().text();
    auto back = table.read(*database, compression, 1, Bounds{});
    EXPECT_TRUE(back.ok()) << back.error().text();
    EXPECT_EQ(*table.rows(*database), layer_info<L>().size(&layer));
    auto none = table.read(*database, compression, 2, Bounds{});
    EXPECT_EQ(layer_info<L>().size(none->get()), 0u);
    return dump(layer_info<L>(), back->get(), text);
  }
};

TEST(schema_test, every_type_of_cell_comes_back) {
  Tables tables;
  Text text(std::string(kText), {});
  Lines lines = find_lines(text);
  Words words = find_words(text, lines);
  ASSERT_GT(words.span.size(), 9u);
  EXPECT_EQ(tables.round(words, kText), dump(layer_info<Words>(), &words, kText));
  EXPECT_EQ(tables.round(lines, kText), dump(layer_info<Lines>(), &lines, kText));
  Bits bits = find_bits(text);
  EXPECT_EQ(tables.round(bits, kText), dump(layer_info<Bits>(), &bits, kText));
  EXPECT_EQ(tables.round(Words{}, ""), "");
}

TEST(schema_test, the_sql_of_a_table_is_the_declaration_and_does_not_change) {
  LayerTable table(layer_info<Lines>());
  EXPECT_EQ(table.signature(), "rows span:span number:integer");
  EXPECT_EQ(table.create(),
            (std::vector<std::string>{
                "CREATE TABLE \"layer_lines\"(_report INTEGER NOT NULL REFERENCES reports(n) ON "
                "DELETE CASCADE, _row INTEGER NOT NULL, _id BLOB NOT NULL, \"span_begin\" INTEGER, "
                "\"span_end\" INTEGER, \"number\" INTEGER NOT NULL, PRIMARY KEY(_report, _row)) "
                "WITHOUT ROWID",
                "CREATE INDEX \"layer_lines_id\" ON \"layer_lines\"(_id)"}));
  EXPECT_EQ(LayerTable(layer_info<Words>()).signature(),
            "rows span:span source:source_span letters:spans size:integer share:score capital:flag "
            "first:choice(lower|upper|other) folded:text line:row(lines) self:id places:places");
}

TEST(schema_test, other_columns_do_not_fit) {
  Tables tables;
  LayerTable table(layer_info<Lines>());
  EXPECT_FALSE(*table.fits(*tables.database)) << "not made yet";
  ASSERT_TRUE(table.rebuild(*tables.database).ok());
  EXPECT_TRUE(*table.fits(*tables.database));
  ASSERT_TRUE(tables.database->execute("UPDATE layers SET signature='rows span:span'").ok());
  EXPECT_FALSE(*table.fits(*tables.database)) << "made by a version with other columns";
  ASSERT_TRUE(table.rebuild(*tables.database).ok());
  ASSERT_TRUE(tables.database->execute("DROP INDEX layer_lines_id").ok());
  EXPECT_FALSE(*table.fits(*tables.database)) << "its index is missing";
}

// What a cell is set to, and whether a reader takes it.
struct Planted {
  const char* sql;
  const char* why;
};

TEST(schema_test, a_cell_that_cannot_be_is_damage) {
  const Planted kPlanted[] = {
      {"span_begin=5, span_end=4", "turned around"},
      {"span_begin=-1", "negative"},
      {"span_end=99", "past the text"},
      {"span_begin='x'", "no number"},
      {"span_end=NULL", "half a span"},
      {"source_end=99", "past the source"},
      {"letters=x'ff'", "a list that ends early"},
      {"letters=x'0200e001'", "a list past the text"},
      {"letters='text'", "no blob"},
      {"share=10001", "more than one"},
      {"capital=2", "neither yes nor no"},
      {"first=3", "no such choice"},
      {"first=-1", "no such choice"},
      {"folded=x'00'", "no text"},
      {"line=-2", "no row"},
      {"line=4294967295", "no row"},
      {"self=x'00'", "no id"},
      {"places=x'00'", "no place"},
  };
  Text text(std::string("plain"), {});
  Words words = find_words(text, find_lines(text));
  for (const Planted& planted : kPlanted) {
    Tables tables;
    tables.round(words, "plain");
    LayerTable table(layer_info<Words>());
    Bounds bounds{5, 5, 1 << 20};
    EXPECT_TRUE(table.read(*tables.database, tables.compression, 1, bounds).ok());
    auto changed = tables.database->execute(std::string("UPDATE layer_words SET ") + planted.sql);
    if (!changed.ok()) continue;  // the file itself refuses it
    auto read = table.read(*tables.database, tables.compression, 1, bounds);
    ASSERT_FALSE(read.ok()) << planted.sql << ": " << planted.why;
    EXPECT_EQ(read.error().kind, ErrorKind::damaged);
    EXPECT_EQ(read.error().path, tables.folder.file("a"));
  }
}

TEST(schema_test, a_packed_layer_that_was_changed_is_damage) {
  Tables tables;
  tables.round(find_bits(Text(std::string(500, 'x'), {})), "");
  LayerTable table(layer_info<Bits>());
  ASSERT_TRUE(tables.database->execute("UPDATE packed_bits SET _bytes = x'00010203'").ok());
  EXPECT_FALSE(table.read(*tables.database, tables.compression, 1, Bounds{}).ok());
}

TEST(schema_test, collection_rows_are_read_by_stage_and_in_id_order) {
  Tables tables;
  LayerTable table(layer_info<Amendments>());
  ASSERT_TRUE(table.rebuild(*tables.database).ok());
  auto put = [&](const std::string& by, const std::vector<std::string>& values) {
    Amendments rows;
    for (const std::string& value : values) {
      rows.target.emplace_back(Id128{1, 1});
      rows.field.push_back("f");
      rows.value.push_back(value);
      rows.why.push_back("");
      rows.evidence.push_back({});
    }
    auto ids = row_ids(layer_info<Amendments>(), &rows, ReportId());
    ASSERT_TRUE(table.write_by(*tables.database, by, &rows, ids).ok());
  };
  put("one", {"a", "b", "c"});
  put("two", {"d"});
  auto size = [&](std::string_view by) {
    return layer_info<Amendments>().size(table.read_by(*tables.database, by)->get());
  };
  EXPECT_EQ(size(""), 4u);
  EXPECT_EQ(size("one"), 3u);
  auto all = table.read_by(*tables.database, "");
  auto ids = row_ids(layer_info<Amendments>(), all->get(), ReportId());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  ASSERT_TRUE(table.erase_by(*tables.database, "one").ok());
  EXPECT_EQ(size(""), 1u);
}

TEST(schema_test, rows_go_with_their_report) {
  Tables tables;
  tables.round(find_lines(Text(std::string("a\nb"), {})), "");
  LayerTable table(layer_info<Lines>());
  ASSERT_TRUE(tables.database->execute("DELETE FROM reports WHERE n=1").ok());
  EXPECT_EQ(*table.rows(*tables.database), 0u);
}

TEST(schema_test, names_are_quoted) {
  EXPECT_EQ(quote_name("order"), "\"order\"");
  EXPECT_EQ(quote_name("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace hearsay
