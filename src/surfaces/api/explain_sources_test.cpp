#include "surfaces/api/explain_sources.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/invented_sources.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::make_store;

struct Explained {
  Explained() {
    file = folder.write("six.jsonl", copied_reports());
    hearsay = make_store(folder, {file});
    sources = std::make_unique<SourcesView>(*SourcesView::read(hearsay->store()));
    stories = std::make_unique<StoriesView>(*StoriesView::read(hearsay->store(), *sources));
  }
  ReportId line(int number) const {
    return hearsay->resolve(file + ":" + std::to_string(number))->report;
  }
  std::string text(const Id128& id) const { return *hearsay->explain(id.hex(), false); }
  simdjson::dom::element json(const Id128& id) {
    written = *hearsay->explain(id.hex(), true);
    return parser.parse(written);
  }

  Folder folder;
  std::string file, written;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
  std::unique_ptr<StoriesView> stories;
  simdjson::dom::parser parser;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(explain_sources_test, a_copy_shows_both_passages_and_compares_again) {
  Explained in;
  const Derivation& edge = *in.sources->parents(in.line(3))[0];
  RowId id = in.sources->copy_id(edge.passages[0]);
  std::string text = in.text(id);
  EXPECT_TRUE(has(text, "from " + in.line(1).hex() + ", 2018-05-21, Quay is closed, ")) << text;
  EXPECT_TRUE(has(text, "to " + in.line(3).hex() + ", 2018-05-23, Quay shut for days, ")) << text;
  EXPECT_TRUE(has(text, "repaired <<\n  . The council expects the work"))
      << "what stands behind it";
  EXPECT_TRUE(has(text, "  one derives from the other, score " + edge.score.text() +
                            "; the row's score is " + edge.score.text() + "\n"))
      << text;
  EXPECT_FALSE(has(text, "report 0000")) << "it is of no one report";
  auto json = in.json(id);
  EXPECT_TRUE(json["report"].is_null());
  auto compared = json["between"]["compared"];
  EXPECT_EQ(std::string_view(compared["relatedness"]), "copy");
  EXPECT_EQ(uint64_t(compared["to"]["told"]), uint64_t(compared["to"]["same_told"]));
  EXPECT_EQ(std::string_view(json["between"]["from"]["report"]), in.line(1).hex());
}

TEST(explain_sources_test, an_origin_shows_the_way_from_there) {
  Explained in;
  OriginView origin = in.sources->origins(in.line(3))[0];
  std::string text = in.text(origin.id);
  EXPECT_TRUE(has(text, "rests on " + in.line(1).hex())) << text;
  EXPECT_TRUE(has(text, "  truncated in " + in.line(3).hex())) << text;
  EXPECT_TRUE(has(text, "the weakest step")) << text;
  simdjson::dom::array way = in.json(origin.id)["between"]["way"];
  ASSERT_EQ(way.size(), 1U);
  EXPECT_EQ(std::string_view(way.at(0)["relation"]), "truncated");
  std::string own = in.text(in.sources->origins(in.line(1))[0].id);
  EXPECT_FALSE(has(own, "\nrests on")) << own;
}

TEST(explain_sources_test, a_story_shows_the_other_reports) {
  Explained in;
  const StoryView& story = *in.stories->of(in.line(2));
  for (const StoryReport& one : story.reports) {
    if (one.report != in.line(2)) continue;
    std::string text = in.text(one.id);
    EXPECT_TRUE(has(text, "story " + story.id.hex())) << text;
    EXPECT_TRUE(has(text, "with " + in.line(1).hex())) << text;
    EXPECT_EQ(simdjson::dom::array(in.json(one.id)["between"]["reports"]).size(),
              story.reports.size());
  }
}

TEST(explain_sources_test, a_report_names_its_rows_among_others) {
  Explained in;
  auto between = explain_place(in.hearsay->store(), in.line(5));
  ASSERT_TRUE(between.ok());
  for (const Derivation* edge : in.sources->parents(in.line(5)))
    EXPECT_TRUE(has(between->shown, in.sources->copy_id(edge->passages[0]).hex()));
  for (const OriginView& origin : in.sources->origins(in.line(5)))
    EXPECT_TRUE(has(between->shown, origin.id.hex()));
  EXPECT_TRUE(has(in.text(in.line(5)), between->shown));
  EXPECT_TRUE(has(between->shown, "member of story " + in.stories->of(in.line(5))->id.hex()));
}

TEST(explain_sources_test, every_row_is_explained_as_text_and_json) {
  Explained in;
  for (const LayerInfo* info :
       {&layer_info<CopyEdges>(), &layer_info<Origins>(), &layer_info<Stories>()}) {
    Result<void> done = in.hearsay->store().each_row(*info, [&](const StoredRow& row) {
      EXPECT_FALSE(in.text(row.id).empty());
      EXPECT_TRUE(in.json(row.id)["between"].is_object());
      return true;
    });
    EXPECT_TRUE(done.ok());
  }
}

TEST(explain_sources_test, a_circle_has_no_weakest_step) {
  Folder folder;
  std::string lines;
  for (int i = 0; i < 7; ++i)
    lines += R"({"text":"Report number )" + std::to_string(i) +
             R"( of an invented pile"})"
             "\n";
  auto hearsay =
      *Hearsay::open(folder.at("s.db"), Store::Open::write, api_test_folder::invented_pipeline());
  ASSERT_TRUE(api_test_folder::add(*hearsay, {folder.write("seven.jsonl", lines)}).ok());
  auto sources = *SourcesView::read(hearsay->store());
  ReportId last = hearsay->store().by_prefix("", 10)->at(6);
  ASSERT_EQ(sources.origins(last).size(), 1U);
  std::string text = *hearsay->explain(sources.origins(last)[0].id.hex(), false);
  EXPECT_FALSE(has(text, "the weakest step")) << text;
  EXPECT_TRUE(has(text, "the first of them stands for all")) << text;
}

}  // namespace
}  // namespace hearsay
