// Hearsay::explain: what people and programs are told about a report and a row.
#include <gtest/gtest.h>
#include <simdjson.h>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
using api_test_folder::kFiveReports;
using api_test_folder::make_store;

constexpr std::string_view kReport =
    "Ferry waits at Tern Harbour\n\nThe harbour master said that the ferry would not leave.\n";

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(explain_test, a_report_names_its_file_analysis_and_every_row) {
  Folder folder;
  std::string file = folder.write("a.txt", kReport);
  auto hearsay = make_store(folder, {file});
  ASSERT_NE(hearsay, nullptr);
  auto text = hearsay->explain(file, false);
  ASSERT_TRUE(text.ok()) << text.error().text();
  EXPECT_TRUE(has(*text, "read from " + file)) << *text;
  EXPECT_TRUE(has(*text, "format text, utf-8")) << *text;
  EXPECT_TRUE(has(*text, "stage ingest/clean, version ")) << *text;
  EXPECT_TRUE(has(*text, "The harbour master said")) << *text;
  ReportId id = hearsay->resolve(file)->report;
  auto blocks = hearsay->store().row_id(id, "roles", 0);
  EXPECT_TRUE(has(*text, (*blocks)->hex())) << "each row can be explained in turn";
}

TEST(explain_test, a_row_names_its_stage_values_and_bytes) {
  Folder folder;
  std::string file = folder.write("a.txt", kReport);
  auto hearsay = make_store(folder, {file});
  ReportId id = hearsay->resolve(file)->report;
  std::string row = (*hearsay->store().row_id(id, "roles", 1))->hex();
  auto text = hearsay->explain(row, false);
  ASSERT_TRUE(text.ok()) << text.error().text();
  EXPECT_TRUE(has(*text, "row " + row + " of layer roles")) << *text;
  EXPECT_TRUE(has(*text, "stage ingest/clean, version ")) << *text;
  EXPECT_TRUE(has(*text, ", from ")) << *text;
  EXPECT_TRUE(has(*text, "report " + id.hex() + ", " + file)) << *text;
  EXPECT_TRUE(has(*text,
                  "\"The harbour master said that the ferry would not leave.\", bytes 29 to "
                  "84 of the source"))
      << *text;
}

constexpr std::string_view kPage =
    "<html><body><article><h1>Ferry waits at Tern Harbour</h1><p>The harbour master said on Monday "
    "that the ferry would not leave, and that nobody knew when the next one would.</p></article>"
    "<div class=comments><p>me too, I was there and I saw it.</p></div></body></html>";

// The ids of all blocks of the only report.
std::vector<std::string> blocks_of(const Hearsay& hearsay) {
  std::vector<std::string> out;
  ReportId id = hearsay.store().by_prefix("", 1)->front();
  for (uint32_t i = 0;; ++i) {
    auto row = hearsay.store().row_id(id, "roles", i);
    if (!row->has_value()) return out;
    out.push_back((*row)->hex());
  }
}

TEST(explain_test, a_block_names_the_features_that_decided) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.html", kPage)});
  std::vector<std::string> blocks = blocks_of(*hearsay);
  ASSERT_EQ(blocks.size(), 3u);
  std::string text = *hearsay->explain(blocks[1], false);
  EXPECT_TRUE(has(text, "\nthe trees decided: log odds ")) << text;
  EXPECT_TRUE(has(text, "\nfor (+) and against (-) that the block is of the article:\n")) << text;
  simdjson::dom::parser parser;
  simdjson::dom::element parsed;
  ASSERT_EQ(parser.parse(*hearsay->explain(blocks[1], true)).get(parsed), simdjson::SUCCESS);
  EXPECT_EQ(std::string_view(parsed["explanation"]["claim"]), "the block is of the article");
  ASSERT_EQ(simdjson::dom::array(parsed["explanation"]["weighings"]).size(), 2u);
  for (simdjson::dom::element weighing : parsed["explanation"]["weighings"]) {
    double sum = double(weighing["base"]) + double(weighing["others_add"]);
    for (simdjson::dom::element factor : weighing["factors"]) {
      sum += double(factor["adds"]);
      EXPECT_TRUE(
          has(text, std::string(factor["says"]) + "  (" + std::string(factor["name"]) + ")"));
    }
    EXPECT_EQ(simdjson::dom::array(weighing["factors"]).size(), 5u);
    EXPECT_NEAR(sum, double(weighing["log_odds"]), 0.04) << "each is rounded to hundredths";
  }
}

TEST(explain_test, a_layer_without_a_model_has_no_explanation) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", kReport)});
  ReportId id = hearsay->store().by_prefix("", 1)->front();
  std::string row = (*hearsay->store().row_id(id, "languages", 0))->hex();
  EXPECT_TRUE(has(*hearsay->explain(row, true), "\"explanation\":null"));
  EXPECT_FALSE(has(*hearsay->explain(row, false), "decided")) << "columns say all";
}

// One stage more than the engine's, so that its version is another.
struct Marks {
  static constexpr LayerName kLayer{"marks", 1, "Nothing."};
  std::vector<Span> span;
  static constexpr auto columns() { return std::tuple{column("span", &Marks::span, "none")}; }
};
Marks find_marks(const Text&) {
  return {};
}

TEST(explain_test, what_another_version_decided_is_not_made_up) {
  Folder folder;
  std::string row = blocks_of(*make_store(folder, {folder.write("a.html", kPage)}))[1];
  Pipeline other;
  add_all_stages(other);
  other.add<&find_marks>("z/marks");
  ASSERT_TRUE(other.seal().ok());
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write, std::move(other));
  ASSERT_TRUE(hearsay.ok()) << hearsay.error().text();
  std::string text = *(*hearsay)->explain(row, false);
  EXPECT_TRUE(has(text, "not known: another version analysed the report")) << text;
  EXPECT_FALSE(has(text, "log odds")) << text;
}

TEST(explain_test, json_is_json_with_the_same_ids) {
  Folder folder;
  std::string file = folder.write("a.txt", kReport);
  auto hearsay = make_store(folder, {file});
  ReportId id = hearsay->resolve(file)->report;
  std::string row = (*hearsay->store().row_id(id, "roles", 0))->hex();
  simdjson::dom::parser parser;
  auto report = hearsay->explain(file, true);
  simdjson::dom::element parsed;
  ASSERT_EQ(parser.parse(*report).get(parsed), simdjson::SUCCESS) << *report;
  EXPECT_EQ(std::string_view(parsed["id"]), id.hex());
  bool met = false;
  for (simdjson::dom::element layer : parsed["layers"])
    for (simdjson::dom::element each : layer["rows"]) met |= std::string_view(each) == row;
  EXPECT_TRUE(met);
  ASSERT_EQ(parser.parse(*hearsay->explain(row, true)).get(parsed), simdjson::SUCCESS);
  EXPECT_EQ(std::string_view(parsed["id"]), row);
  EXPECT_EQ(std::string_view(parsed["report"]), id.hex());
  EXPECT_EQ(std::string_view(parsed["layer"]), "roles");
  EXPECT_EQ(std::string_view(parsed["stage"]), "ingest/clean");
  EXPECT_TRUE(parsed["values"].is_object());
  EXPECT_TRUE(parsed["amendments"].is_array());
}

TEST(explain_test, an_amended_row_shows_the_amendment_and_its_evidence) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("five.jsonl", kFiveReports)});
  ASSERT_NE(hearsay, nullptr);
  ReportId id = hearsay->resolve("https://courier.example/1")->report;
  std::string row = (*hearsay->store().row_id(id, "roles", 2))->hex();
  std::string amended =
      "amended by sources/boilerplate: kept = false (stands in 5 of 5 articles of "
      "courier.example)\n";
  EXPECT_TRUE(has(*hearsay->explain(id.hex(), false), "\n    " + amended));
  std::string text = *hearsay->explain(row, false);
  EXPECT_TRUE(has(text, "\n" + amended + "  evidence in report ")) << text;
  EXPECT_TRUE(has(text, " of its text\n")) << text;
  simdjson::dom::parser parser;
  simdjson::dom::element parsed;
  ASSERT_EQ(parser.parse(*hearsay->explain(id.hex(), true)).get(parsed), simdjson::SUCCESS);
  EXPECT_EQ(simdjson::dom::array(parsed["amendments"]).size(), 0u) << "none of the report itself";
  size_t met = 0;
  for (simdjson::dom::element layer : parsed["layers"])
    for (simdjson::dom::element one : layer["amendments"])
      met += std::string_view(one["target"]) == row;
  EXPECT_EQ(met, 1u);
}

// The id of the n-th mention of a report.
std::string mention_of(const Hearsay& hearsay, const std::string& file, uint32_t n) {
  return (*hearsay.store().row_id(hearsay.resolve(file)->report, "mentions", n))->hex();
}

TEST(explain_test, a_mention_says_who_that_is_under_which_names_and_why) {
  Folder folder;
  std::string first = folder.write(
      "a.txt",
      "Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday "
      "that the ferry would sail. \"We will wait for the storm,\" Qasemi said.\n");
  std::string other = folder.write(
      "b.txt",
      "Ferry late again\n\nBahram Ghasemi, the foreign ministry spokesman, said on Tuesday that "
      "the ferry was late.\n");
  auto hearsay = make_store(folder, {first, other});
  ASSERT_NE(hearsay, nullptr);
  const std::string reason = "can be one name, and both are called spokesman";
  std::string entity;
  // His full name, and the surname that stands alone behind it.
  for (uint32_t mention : {0U, 1U}) {
    std::string row = mention_of(*hearsay, first, mention);
    std::string text = *hearsay->explain(row, false);
    EXPECT_TRUE(has(text, "\nwho that is: Bahram Ghasemi (person, entity ")) << text;
    EXPECT_TRUE(has(text, "), in 2 reports\n")) << text;
    for (std::string_view name : {"Bahram Ghasemi", "Bahram Qasemi", "Qasemi"})
      EXPECT_TRUE(has(text, "\n  named " + std::string(name) + ", 1 time")) << text;
    EXPECT_TRUE(has(text, reason + "\ntaken for the same here: ")) << text;
    EXPECT_TRUE(has(text, "\n  evidence \"Bahram Ghasemi\" in " + other + "\n")) << text;
    simdjson::dom::parser parser;
    simdjson::dom::element parsed;
    ASSERT_EQ(parser.parse(*hearsay->explain(row, true)).get(parsed), simdjson::SUCCESS);
    simdjson::dom::element who = parsed["who"];
    EXPECT_EQ(std::string_view(who["name"]), "Bahram Ghasemi");
    EXPECT_EQ(std::string_view(who["type"]), "person");
    EXPECT_EQ(uint64_t(who["reports"]), 2U);
    std::vector<std::string> names;
    for (simdjson::dom::element one : who["names"]) {
      names.emplace_back(std::string_view(one["text"]));
      EXPECT_EQ(uint64_t(one["count"]), 1U);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"Bahram Ghasemi", "Bahram Qasemi", "Qasemi"}));
    EXPECT_TRUE(has(std::string(who["why"]), reason));
    ASSERT_EQ(simdjson::dom::array(who["evidence"]).size(), 1U);
    EXPECT_EQ(std::string_view(who["evidence"].at(0)["report"]),
              hearsay->resolve(other)->report.hex());
    entity = std::string(who["entity"]);
    EXPECT_TRUE(has(text, "(person, entity " + entity + ")")) << "the same in both";
  }
  EXPECT_TRUE(has(*hearsay->explain(mention_of(*hearsay, other, 0), true), entity))
      << "and in the other report";
}

TEST(explain_test, who_is_alone_was_put_together_with_nobody) {
  Folder folder;
  std::string file = folder.write("a.txt", "Bread\n\nIlse Vard, a baker, denied it.\n");
  auto hearsay = make_store(folder, {file});
  std::string row = mention_of(*hearsay, file, 0);
  std::string text = *hearsay->explain(row, false);
  EXPECT_TRUE(has(text, "\nwho that is: Ilse Vard (person, entity ")) << text;
  EXPECT_FALSE(has(text, "joined: ")) << text;
  EXPECT_FALSE(has(text, "taken for the same")) << text;
  EXPECT_TRUE(has(*hearsay->explain(row, true), R"("why":"","evidence":[])"));
  std::string block = (*hearsay->store().row_id(hearsay->resolve(file)->report, "roles", 0))->hex();
  EXPECT_FALSE(has(*hearsay->explain(block, false), "who that is")) << "of mentions only";
  EXPECT_FALSE(has(*hearsay->explain(block, true), "\"who\""));
}

TEST(explain_test, every_row_of_every_layer_is_explained) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", kReport)});
  ReportId id = hearsay->store().by_prefix("", 1)->front();
  size_t rows = 0;
  for (const Pipeline::Stage& stage : hearsay->pipeline().stages()) {
    if (stage.reduces || stage.layer == nullptr || stage.layer->storage != Storage::rows) continue;
    auto layer = hearsay->store().layer(id, *stage.layer);
    for (const RowId& row : row_ids(*stage.layer, layer->get(), id)) {
      EXPECT_TRUE(hearsay->explain(row.hex(), false).ok()) << stage.name;
      EXPECT_TRUE(hearsay->explain(row.hex(), true).ok()) << stage.name;
      ++rows;
    }
  }
  EXPECT_GT(rows, 3u);
}

TEST(explain_test, what_is_not_there_is_missing) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", kReport)});
  auto text = hearsay->explain("nothing-like-it", false);
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().kind, ErrorKind::missing);
}

TEST(explain_test, hostile_text_cannot_break_the_json) {
  Folder folder;
  std::string file =
      folder.write("a\"\\\x01.txt", "\"}],\x1b[31m \xe2\x80\xae \xff\xc0 \n\n\\\" quoted\n");
  auto hearsay = make_store(folder, {file});
  ASSERT_NE(hearsay, nullptr);
  simdjson::dom::parser parser;
  simdjson::dom::element parsed;
  ReportId id = hearsay->store().by_prefix("", 1)->front();
  ASSERT_EQ(parser.parse(*hearsay->explain(id.hex(), true)).get(parsed), simdjson::SUCCESS);
  auto row = hearsay->store().row_id(id, "roles", 0);
  ASSERT_TRUE(row->has_value());
  std::string json = *hearsay->explain((*row)->hex(), true);
  ASSERT_EQ(parser.parse(json).get(parsed), simdjson::SUCCESS) << json;
}

}  // namespace
}  // namespace hearsay
