#include "store/exports/exports.hpp"

#include <gtest/gtest.h>

#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using namespace store_test_pipeline;

struct Exported {
  Folder folder;
  Fixture fixture;
  std::unique_ptr<Store> store;

  Exported() {
    auto opened =
        Store::open(folder.file("s"), Store::Open::write, fixture.pipeline, fixture.resources);
    EXPECT_TRUE(opened.ok()) << opened.error().text();
    store = std::move(*opened);
  }
  ReportId add(Source source) {
    Document document = fixture.document(std::move(source));
    EXPECT_TRUE(store->add(document).ok());
    EXPECT_TRUE(store->commit().ok());
    return document.id();
  }
  ReportId add(std::string_view text) {
    Source source;
    source.bytes = text;
    source.path = "a.txt";
    return add(std::move(source));
  }
  std::string all(std::string_view what, ExportFormat format = ExportFormat::jsonl) {
    std::string out;
    auto done = export_records(*store, what, format, [&](std::string_view piece) {
      out += piece;
      return true;
    });
    EXPECT_TRUE(done.ok()) << done.error().text();
    return out;
  }
};

TEST(exports_test, a_report_without_layers_of_its_own_is_still_a_report) {
  Exported in;
  Source source;
  source.bytes = "<Oh>\xC3\xA9, \"no\"";
  source.format = Format::html;
  source.path = "a.html";
  source.url = "https://example.org/";
  source.problems = {{"cut", "it was cut", 4}, {"odd", "all of it", -1}};
  ReportId id = in.add(source);
  std::string expected =
      "{\"id\":\"" + id.hex() +
      "\",\"paths\":[\"a.html\"],\"path\":\"a.html\",\"url\":\"https://example.org/\",\"format\":"
      "\"html\",\"text\":\"Oh\xC3\xA9, \\\"no\\\"\",\"text_sha256\":"
      "\"" +
      (*in.store->report(id))->text_sha256 +
      "\",\"title\":null,\"publisher\":null,\"authors\":[],\"dateline\":null,\"published\":null,"
      "\"language\":null,\"blocks\":[],\"problems\":[{\"code\":\"cut\",\"message\":\"it was cut\","
      "\"offset\":4},{\"code\":\"odd\",\"message\":\"all of it\",\"offset\":null}]}";
  EXPECT_EQ(in.all("reports"), expected + "\n");
  EXPECT_EQ(*report_json(*in.store, **in.store->report(id)), expected);
}

TEST(exports_test, rows_of_any_layer_are_records) {
  Exported in;
  ReportId id = in.add("\xC3\xA9 plain\nZ zed");
  auto words = in.store->layer(id, layer_info<Words>());
  auto lines = in.store->layer(id, layer_info<Lines>());
  std::vector<RowId> word_ids = row_ids(layer_info<Words>(), words->get(), id);
  std::vector<RowId> line_ids = row_ids(layer_info<Lines>(), lines->get(), id);
  auto found = in.store->find_row(word_ids[1]);
  EXPECT_EQ(
      *row_json(*in.store, **found),
      "{\"id\":\"" + word_ids[1].hex() + "\",\"report\":\"" + id.hex() +
          "\",\"span\":{\"begin\":2,\"end\":7,\"text\":\"plain\",\"bytes\":[3,8]},\"source\":[3,"
          "8],\"letters\":[{\"begin\":2,\"end\":3,\"text\":\"p\",\"bytes\":[3,4]},{\"begin\":3,"
          "\"end\":4,\"text\":\"l\",\"bytes\":[4,5]},{\"begin\":4,\"end\":5,\"text\":\"a\","
          "\"bytes\":[5,6]},{\"begin\":5,\"end\":6,\"text\":\"i\",\"bytes\":[6,7]},{\"begin\":6,"
          "\"end\":7,\"text\":\"n\",\"bytes\":[7,8]}],\"size\":5,\"share\":0.3571,\"capital\":"
          "false,\"first\":\"lower\",\"folded\":\"plain\",\"line\":\"" +
          line_ids[0].hex() +
          "\",\"self\":\"00000000000000030000000000000008\",\"places\":[{\"report\":"
          "\"00000000000000010000000000000002\",\"begin\":null,\"end\":null,\"text\":null,"
          "\"bytes\":null}]}");
  found = in.store->find_row(word_ids[3]);
  std::string zed = *row_json(*in.store, **found);
  EXPECT_NE(zed.find("\"span\":null,\"source\":null"), std::string::npos) << zed;
  EXPECT_NE(zed.find("\"line\":null"), std::string::npos) << zed;
  std::string all = in.all("words");
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 4);
  EXPECT_NE(all.find(zed + "\n"), std::string::npos);
}

TEST(exports_test, records_are_sorted_by_id) {
  Exported in;
  for (int i = 0; i < 30; ++i) in.add("Report number " + std::to_string(i));
  for (std::string_view what : {"reports", "words", "lines"}) {
    std::string all = in.all(what);
    std::vector<std::string> ids;
    for (size_t at = 0; at < all.size(); at = all.find('\n', at) + 1)
      ids.push_back(all.substr(at, 40));
    EXPECT_GE(ids.size(), 30u);
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end())) << what;
  }
}

TEST(exports_test, amendments_are_applied_and_listed) {
  Exported in;
  ReportId id = in.add("LOUD plain");
  for (const Pipeline::Stage& stage : in.fixture.pipeline.stages())
    if (stage.reduces) {
      auto made = stage.reduce({*in.store, {}}, in.fixture.resources);
      ASSERT_TRUE(in.store->put_table(stage.name, *stage.layer, made->get()).ok());
    }
  auto words = in.store->layer(id, layer_info<Words>());
  Amendments user;
  auto amend = [&](const Id128& target, std::string_view field, std::string_view value) {
    user.target.emplace_back(target);
    user.field.push_back(field);
    user.value.push_back(value);
    user.why.push_back("I know");
    user.evidence.push_back({});
  };
  amend(id, "language", "quiet");
  amend(id, "no_such_field", "x");
  amend(row_ids(layer_info<Words>(), words->get(), id)[1], "folded", "plane");
  ASSERT_TRUE(in.store->put_table("user", layer_info<Amendments>(), &user).ok());
  ASSERT_TRUE(in.store->commit().ok());
  std::string reports = in.all("reports");
  EXPECT_NE(reports.find("\"language\":\"quiet\""), std::string::npos) << reports;
  EXPECT_NE(
      reports.find("\"amended\":[{\"field\":\"language\",\"from\":null,\"to\":\"quiet\",\"why\":"
                   "\"I know\",\"by\":\"user\"}]}"),
      std::string::npos)
      << reports;
  std::string rows = in.all("words");
  EXPECT_NE(rows.find("\"folded\":\"plane\""), std::string::npos);
  EXPECT_NE(rows.find("\"from\":\"plain\",\"to\":\"plane\""), std::string::npos);
  std::string amendments = in.all("amendments");
  EXPECT_EQ(std::count(amendments.begin(), amendments.end(), '\n'), 4);
  EXPECT_NE(amendments.find("\"evidence\":[{\"report\":\"" + id.hex() +
                            "\",\"begin\":0,\"end\":1,\"text\":\"L\",\"bytes\":[0,1]}]"),
            std::string::npos)
      << amendments;
}

TEST(exports_test, what_can_be_exported_is_said) {
  Exported in;
  EXPECT_EQ(exportable(in.fixture.pipeline),
            (std::vector<std::string>{"reports", "lines", "words", "amendments"}));
  for (std::string_view what : {"bits", "passing", "offsets", "", "nonsense", "Reports"}) {
    auto refused = export_records(*in.store, what, ExportFormat::jsonl, [](auto) { return true; });
    ASSERT_FALSE(refused.ok()) << what;
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
    EXPECT_NE(refused.error().message.find("reports, lines, words"), std::string::npos);
  }
}

TEST(exports_test, an_empty_store_exports_a_header_and_nothing_else) {
  Exported in;
  EXPECT_EQ(in.all("reports"), "");
  EXPECT_EQ(in.all("lines", ExportFormat::csv),
            "id,report,span_begin,span_end,span_text,span_bytes,number,amended\r\n");
}

TEST(exports_test, csv_has_as_many_cells_as_its_header) {
  Exported in;
  in.add("=Plain, \"zed\"\r\nand more");
  std::string csv = in.all("words", ExportFormat::csv);
  auto cells = [](std::string_view line) {
    size_t count = 1;
    bool quoted = false;
    for (char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) ++count;
    }
    return count;
  };
  size_t header = cells(csv.substr(0, csv.find("\r\n")));
  EXPECT_EQ(header, 17u);
  EXPECT_EQ(cells(csv), header * 5 - 4);
  EXPECT_NE(csv.find(",\"'=Plain,\","), std::string::npos) << csv;
  EXPECT_NE(in.all("words", ExportFormat::csv_plain).find(",\"=Plain,\","), std::string::npos);
}

TEST(exports_test, nobody_listening_ends_it) {
  Exported in;
  for (int i = 0; i < 3; ++i) in.add(std::string(70'000, 'x') + std::to_string(i));
  int pieces = 0;
  auto done = export_records(*in.store, "reports", ExportFormat::jsonl, [&](std::string_view) {
    ++pieces;
    return false;
  });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(pieces, 1);
}

}  // namespace
}  // namespace hearsay
