// The suite `clean` over invented pages, with a rule for roles of its own, so that it does not
// depend on how well the engine cleans.
#include <gtest/gtest.h>

#include "eval/clean/clean.hpp"
#include "ingest/blocks/blocks.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/clean/clean.hpp"
#include "ingest/visible/visible.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay::eval {
namespace {

using api_test_folder::Folder;

// Keeps what does not begin with "Menu"; what begins with "Title" is the title.
Roles label_by_first_word(const Text& text, const Blocks& blocks) {
  Roles roles;
  for (Span span : blocks.span) {
    bool title = text[span].starts_with("Title");
    roles.span.push_back(span);
    roles.role.push_back(title ? BlockRole::title : BlockRole::body);
    roles.kept.push_back({!text[span].starts_with("Menu")});
    roles.why.push_back("first word");
    roles.score.push_back({});
  }
  return roles;
}

Pipeline test_pipeline() {
  Pipeline pipeline;
  pipeline.add<&read_characters>("characters");
  pipeline.add<&parse_page>("html");
  pipeline.add<&render_page>("rendering");
  pipeline.add<&read_text>("visible");
  pipeline.add<&find_blocks>("blocks");
  pipeline.add<&label_by_first_word>("roles");
  EXPECT_TRUE(pipeline.seal().ok());
  return pipeline;
}

constexpr std::string_view kPage =
    "<h1>Title of it all</h1><p>The ferry left at dawn.</p><p>Menu of the ship's own galley</p>"
    "<p>Nobody has seen it since then.</p><p>Buy one now and get two</p>";

PageScore score(GoldPage page) {
  Folder folder;
  page.html = folder.write("a.html", kPage);
  if (!page.gold_html.empty()) page.gold_html = folder.write("gold.html", page.gold_html);
  Result<PageScore> out = score_page(page, test_pipeline(), {});
  EXPECT_TRUE(out.ok());
  return out.ok() ? *out : PageScore();
}

std::string dump(const Overlap& overlap) {
  return std::to_string(overlap.tp) + " " + std::to_string(overlap.fp) + " " +
         std::to_string(overlap.fn);
}

std::string dump(const LineCounts& counts) {
  return std::to_string(counts.both) + " " + std::to_string(counts.found) + " " +
         std::to_string(counts.gold);
}

// The body found has 5 + 6 + 6 words, hence 14 shingles; the gold 5 + 7 + 6 words, hence 15. They
// share 2 of the first line and 3 of the third.
TEST(eval_clean_test, a_page_and_its_text_are_scored) {
  PageScore got = score({.id = "a",
                         .gold = "The ferry left at dawn.\nMenu of the ship's own galley\n"
                                 "Nobody has seen it since then."});
  EXPECT_EQ(dump(got.html), "5 9 10");
  EXPECT_EQ(got.html_blocks, 3u);
  EXPECT_EQ(dump(got.text), "5 9 10");
  EXPECT_EQ(got.text_blocks, 3u);
  EXPECT_EQ(dump(got.lines), "2 3 3");
  EXPECT_EQ(dump(got.words), "11 17 18");
  EXPECT_EQ(dump(got.best), "15 0 0");
  EXPECT_TRUE(got.best.exact);
  EXPECT_NEAR(got.word_f1, 2 * (11.0 / 17) * (11.0 / 18) / (11.0 / 17 + 11.0 / 18), 1e-9);
}

TEST(eval_clean_test, harm_is_what_is_set_aside_of_body_alone) {
  PageScore got = score({.id = "a", .gold = "The ferry läuft.\nMenu of it\n"});
  EXPECT_EQ(got.gold_characters, 26u);
  EXPECT_EQ(got.set_aside, 10u);
}

TEST(eval_clean_test, a_gold_page_is_its_text) {
  PageScore got = score({.id = "a",
                         .gold_html = "<div><p>The ferry left at dawn.</p>"
                                      "<p>Nobody has seen it since then.</p></div>"});
  EXPECT_EQ(dump(got.lines), "2 3 2");
}

TEST(eval_clean_test, a_prediction_needs_no_page) {
  PageScore got = score({.id = "a", .gold = "a b c d", .found = "a b c d e"});
  EXPECT_EQ(dump(got.html), "1 1 0");
  EXPECT_EQ(got.gold_characters, 0u);
}

TEST(eval_clean_test, a_page_that_is_not_there_is_an_error) {
  GoldPage page;
  page.html = "/nowhere/a.html.gz";
  EXPECT_FALSE(score_page(page, test_pipeline(), {}).ok());
}

const Measure* find(const Scored& scored, std::string_view name) {
  for (const Measure& measure : scored.measures)
    if (measure.name == name) return &measure;
  return nullptr;
}

TEST(eval_clean_test, the_suite_gives_measures_by_group) {
  Folder folder;
  for (const char* id : {"0001", "0002", "0005"}) {
    std::string type = id[3] == '2' ? "listing" : "article";
    folder.write(std::string("html/") + id + ".html.gz", kPage);
    folder.write(std::string("ground-truth/") + id + ".json",
                 R"({"ground_truth": {"main_content": "The ferry left at dawn."},)"
                 R"("_internal": {"page_type": {"primary": ")" +
                     type + R"("}}})");
  }
  Result<Scored> scored = run_clean(folder.path());
  ASSERT_TRUE(scored.ok());
  EXPECT_EQ(find(*scored, "body exact")->all, 2u);
  EXPECT_EQ(find(*scored, "held-out body exact")->all, 1u);
  EXPECT_EQ(find(*scored, "all pages exact")->all, 3u);
  EXPECT_EQ(find(*scored, "harm")->all, 2 * 23u);
  ASSERT_EQ(scored->details.size(), 3u);
  EXPECT_TRUE(scored->details[1].starts_with(R"({"id":"0002","article":false,"held_out":false)"));
  std::string once = scored->details[0] + scored->details[1] + scored->details[2];
  Result<Scored> again = run_clean(folder.path());
  EXPECT_EQ(again->details[0] + again->details[1] + again->details[2], once);
}

// Names are columns of a table 24 wide, and keys of what others compare with.
TEST(eval_clean_test, names_of_measures_are_short_and_differ) {
  Folder folder;
  folder.write("html/5.html.gz", kPage);
  folder.write("ground-truth/5.json", R"({"ground_truth": {"main_content": "x"},
      "_internal": {"page_type": {"primary": "article"}}})");
  Result<Scored> scored = run_clean(folder.path());
  ASSERT_TRUE(scored.ok());
  for (const Measure& measure : scored->measures) {
    EXPECT_LE(measure.name.size(), 23u) << measure.name;
    EXPECT_EQ(find(*scored, measure.name), &measure) << measure.name;
  }
}

TEST(eval_clean_test, a_folder_without_pages_is_refused) {
  Folder folder;
  EXPECT_EQ(run_clean(folder.path()).error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace hearsay::eval
