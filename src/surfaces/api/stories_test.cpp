#include "surfaces/api/stories.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/invented_sources.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::add;
using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::invented_pipeline;
using api_test_folder::make_store;

// Views of a store.
struct Read {
  explicit Read(std::unique_ptr<Hearsay> of) : hearsay(std::move(of)) {
    sources = std::make_unique<SourcesView>(*SourcesView::read(hearsay->store()));
    stories = std::make_unique<StoriesView>(*StoriesView::read(hearsay->store(), *sources));
  }
  std::string exported(bool chains, ExportFormat format = ExportFormat::jsonl) const {
    std::string out;
    auto write = [&out](std::string_view piece) {
      out += piece;
      return true;
    };
    Result<void> done = chains ? export_chains(hearsay->store(), format, write)
                               : export_stories(hearsay->store(), format, write);
    EXPECT_TRUE(done.ok()) << done.error().text();
    return out;
  }

  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
  std::unique_ptr<StoriesView> stories;
};

std::unique_ptr<Hearsay> invented(const Folder& folder, int reports) {
  std::string lines;
  for (int i = 0; i < reports; ++i)
    lines += R"({"text":"Report number )" + std::to_string(i) +
             R"( of an invented pile"})"
             "\n";
  auto opened = Hearsay::open(folder.at("s.db"), Store::Open::write, invented_pipeline());
  EXPECT_TRUE(opened.ok());
  EXPECT_TRUE(add(**opened, {folder.write("many.jsonl", lines)}).ok());
  return std::move(*opened);
}

TEST(stories_test, members_attached_reports_and_chains) {
  Folder folder;
  Read in(invented(folder, 7));
  std::vector<ReportId> ids = *in.hearsay->store().by_prefix("", 10);
  ASSERT_EQ(in.stories->all().size(), 2U);
  const StoryView& quay = in.stories->all()[0];
  const StoryView& mill = in.stories->all()[1];
  EXPECT_EQ(quay.id, Id128(ids[0]));
  EXPECT_EQ(quay.ids(), std::vector<ReportId>(ids.begin(), ids.begin() + 4));
  EXPECT_TRUE(quay.attached.empty());
  EXPECT_EQ(quay.reports[0].why, "one quay");
  EXPECT_EQ(quay.counts, (Counts{4, 0, 0, 2, 4}));
  ASSERT_EQ(mill.attached.size(), 1U);
  EXPECT_EQ(mill.attached[0].report, ids[3]);
  EXPECT_EQ(mill.counts.reports, 2U) << "what is attached is not counted";
  EXPECT_EQ(in.stories->of(ids[3]), &quay);
  ASSERT_EQ(in.stories->attached(ids[3]).size(), 1U);
  EXPECT_EQ(in.stories->attached(ids[3])[0], &mill);
  EXPECT_EQ(in.stories->of(ids[6]), nullptr);
  EXPECT_EQ(in.stories->find(ids[4]), &mill);
  EXPECT_EQ(in.stories->find(ids[5]), nullptr);
  EXPECT_EQ(quay.first, "") << "no report has a day";
  ASSERT_EQ(in.stories->chains().size(), 1U);
  const ChainView& chain = in.stories->chains()[0];
  ASSERT_EQ(chain.stories.size(), 2U);
  EXPECT_EQ(chain.stories[0].story, 0U);
  EXPECT_EQ(chain.stories[1].story, 1U);
  EXPECT_EQ(chain.stories[1].why, "the same harbour");
  EXPECT_EQ(mill.chains, std::vector<size_t>{0});
}

TEST(stories_test, a_chain_as_a_record) {
  Folder folder;
  Read in(invented(folder, 7));
  std::vector<ReportId> ids = *in.hearsay->store().by_prefix("", 10);
  std::string a = ids[0].hex();
  std::string b = ids[4].hex();
  const ChainView& chain = in.stories->chains()[0];
  EXPECT_EQ(in.exported(true),
            "{\"id\":\"" + a + "\",\"stories\":[\"" + a + "\",\"" + b + "\"],\"why\":[{\"id\":\"" +
                chain.stories[0].id.hex() + "\",\"story\":\"" + a +
                "\",\"score\":0.5000,\"text\":null},{\"id\":\"" + chain.stories[1].id.hex() +
                "\",\"story\":\"" + b + "\",\"score\":0.5000,\"text\":\"the same harbour\"}]}\n");
  EXPECT_TRUE(in.exported(true, ExportFormat::csv).starts_with("id,stories,why\r\n"));
}

// Which stories the engine finds is tested where it finds them; here, what is said of them.
TEST(stories_test, days_titles_and_counts_are_those_of_the_reports) {
  Folder folder;
  std::string file = folder.write("six.jsonl", copied_reports());
  Read in(make_store(folder, {file}));
  ReportId wire = in.hearsay->resolve(file + ":1")->report;
  const StoryView* story = in.stories->of(wire);
  ASSERT_NE(story, nullptr);
  EXPECT_EQ(in.stories->of(in.hearsay->resolve(file + ":2")->report), story) << "its copy";
  EXPECT_EQ(story->first, "2018-05-21");
  EXPECT_GE(story->last, "2018-05-23");
  EXPECT_EQ(story->counts, in.sources->counts(story->ids()));
  auto title = in.stories->title(in.hearsay->store(), *in.sources, *story);
  ASSERT_TRUE(title.ok());
  EXPECT_TRUE(*title == "Quay is closed" || *title == "One mill for three") << *title;
  const StoryView* goat = in.stories->of(in.hearsay->resolve(file + ":6")->report);
  ASSERT_NE(goat, nullptr);
  EXPECT_EQ(goat->first, "");
  EXPECT_EQ(*in.stories->title(in.hearsay->store(), *in.sources, *goat), "");
}

TEST(stories_test, a_year_or_month_is_no_day_of_a_story) {
  Folder folder;
  auto line = [](std::string_view site, std::string_view when, std::string_view text) {
    return api_test_folder::json_line(site, site, when, "Quay", text);
  };
  std::string file = folder.write(
      "years.jsonl", line("wire.example", "2018", api_test_folder::kWire) +
                         line("courier.example", "2018-05-22", api_test_folder::kWire) +
                         line("ledger.example", "2018", api_test_folder::kLedger) +
                         line("bell.example", "2017", api_test_folder::kLedger));
  Read in(make_store(folder, {file}));
  auto id = [&](int number) {
    return in.hearsay->resolve(file + ":" + std::to_string(number))->report;
  };
  const StoryView* quay = in.stories->of(id(1));
  ASSERT_NE(quay, nullptr);
  ASSERT_EQ(quay->reports.size(), 2U);
  EXPECT_EQ(quay->id, Id128(id(2)));
  EXPECT_EQ(quay->reports[0].report, id(2))
      << "its first report is the one that it is called after";
  EXPECT_EQ(quay->first, "2018-05-22");
  EXPECT_EQ(quay->last, "2018-05-22");
  const StoryView* mill = in.stories->of(id(3));
  ASSERT_NE(mill, nullptr);
  ASSERT_EQ(mill->reports.size(), 2U);
  EXPECT_EQ(mill->id, Id128(std::min(id(3), id(4))));
  EXPECT_EQ(mill->reports[0].report, std::min(id(3), id(4)));
  EXPECT_EQ(mill->first, "2017") << "no report has a day";
  EXPECT_EQ(mill->last, "2018");
}

TEST(stories_test, a_title_is_rather_that_of_an_origin) {
  Folder folder;
  std::string file = folder.write("six.jsonl", copied_reports());
  Read in(make_store(folder, {file}));
  StoryView story;
  for (int line : {2, 1, 6})  // the copy stands first
    story.reports.push_back(
        {RowId(), in.hearsay->resolve(file + ":" + std::to_string(line))->report, false, {}, ""});
  auto title = [&] { return *in.stories->title(in.hearsay->store(), *in.sources, story); };
  EXPECT_EQ(title(), "Quay is closed");
  story.reports.erase(story.reports.begin() + 1);
  EXPECT_EQ(title(), "Barges shut the quay") << "the only origin has none";
}

TEST(stories_test, a_title_is_not_that_of_a_copy_that_adds_something) {
  Folder folder;
  std::string quote =
      " “We told the council in March that the hinge would not outlive another winter, and they "
      "thanked us for the letter, filed it with the others and bought themselves a new carpet for "
      "the stairs,” said Ilka Danner, who has kept the lock for nineteen years.";
  std::string file = folder.write(
      "two.jsonl", api_test_folder::json_line("wire.example", "Tern Wire", "2018-05-21",
                                              "Quay is closed", api_test_folder::kWire) +
                       api_test_folder::json_line("post.example", "The Post", "2018-05-22",
                                                  "Keeper of the lock had warned",
                                                  std::string(api_test_folder::kWire) + quote));
  Read in(make_store(folder, {file}));
  StoryView story;
  for (int line : {2, 1})
    story.reports.push_back(
        {RowId(), in.hearsay->resolve(file + ":" + std::to_string(line))->report, false, {}, ""});
  ASSERT_EQ(in.sources->own_kind(story.reports[0].report), "adds");
  EXPECT_EQ(*in.stories->title(in.hearsay->store(), *in.sources, story), "Quay is closed");
}

TEST(stories_test, a_story_as_a_record) {
  Folder folder;
  std::string file = folder.write("six.jsonl", copied_reports());
  Read in(make_store(folder, {file}));
  const StoryView* goat = in.stories->of(in.hearsay->resolve(file + ":6")->report);
  std::string id = goat->id.hex();
  auto json = story_json(in.hearsay->store(), *in.sources, *in.stories, *goat);
  ASSERT_TRUE(json.ok());
  EXPECT_EQ(*json, "{\"id\":\"" + id +
                       "\",\"title\":null,\"first\":null,\"last\":null,\"reports\":[\"" + id +
                       "\"],\"attached\":[],\"counts\":{\"reports\":1,\"outlets\":0,\"families\":0,"
                       "\"origins\":1,\"unknown_outlet\":1},\"why\":[{\"id\":\"" +
                       goat->reports[0].id.hex() + "\",\"report\":\"" + id +
                       "\",\"part\":\"member\",\"score\":1.0000,\"text\":null}],\"chains\":[]}");
  std::string all = in.exported(false);
  EXPECT_NE(all.find(*json + "\n"), std::string::npos) << "the export has the same";
  std::vector<std::string_view> lines;
  for (std::string_view rest = all; !rest.empty();)
    lines.push_back(ascii::take_part(rest, '\n').substr(0, 40));
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end())) << "by id, which comes first";
  EXPECT_EQ(lines.size(), in.stories->all().size());
}

TEST(stories_test, an_empty_store_has_no_stories) {
  Folder folder;
  Read in(std::move(*Hearsay::open(folder.at("e.db"), Store::Open::write)));
  EXPECT_TRUE(in.stories->all().empty());
  EXPECT_EQ(in.exported(false), "");
  EXPECT_EQ(in.exported(true), "");
  EXPECT_EQ(in.stories->of(ReportId()), nullptr);
}

}  // namespace
}  // namespace hearsay
