#include "surfaces/api/feeds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/hostile_report.hpp"
#include "surfaces/api/test_folder.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/api/xml_elements.hpp"

namespace hearsay {
namespace {

using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::kHostileReport;
using api_test_folder::make_store;
using api_test_folder::XmlElements;
using Texts = std::vector<std::string>;

const Site kSite{"http://localhost:8080"};

// A store of these lines, and its views.
struct Read {
  explicit Read(std::string_view lines) {
    hearsay = make_store(folder, {folder.write("reports.jsonl", lines)});
    sources = std::make_unique<SourcesView>(*SourcesView::read(store()));
    stories = std::make_unique<StoriesView>(*StoriesView::read(store(), *sources));
    who = std::make_unique<WhoIsWho>(*WhoIsWho::read(store(), hearsay->resources()));
  }
  const Store& store() const { return hearsay->store(); }
  std::vector<ReportId> all() const { return *store().by_prefix("", 1000); }
  std::string id(const std::string& url) const { return hearsay->resolve(url)->report.hex(); }

  std::string story(const StoryView& of) const {
    return *story_feed(store(), *sources, *stories, of, kSite);
  }
  std::string speaker(std::string_view name) const {
    auto found = who->named(name);
    if (found.empty()) return "nobody is called so";
    return *speaker_feed(store(), *sources, *found.front(), all(), kSite);
  }
  std::string search(const std::string& query, bool exact = false) const {
    return *search_feed(store(), *sources, {query, query, exact}, kSite);
  }

  Folder folder;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
  std::unique_ptr<StoriesView> stories;
  std::unique_ptr<WhoIsWho> who;
};

// What RFC 4287 asks of a feed.
void expect_atom(const XmlElements& feed) {
  ASSERT_TRUE(feed.valid) << feed.error;
  ASSERT_FALSE(feed.all.empty());
  EXPECT_EQ(feed.all[0].attributes.at("xmlns"), "http://www.w3.org/2005/Atom");
  for (std::string one : {"/feed/id", "/feed/title", "/feed/updated"})
    EXPECT_EQ(feed.at(one).size(), 1U) << one;
  EXPECT_EQ(feed.links("/feed/link", "self").size(), 1U);
  size_t entries = feed.at("/feed/entry").size();
  for (std::string one :
       {"/feed/entry/id", "/feed/entry/title", "/feed/entry/updated", "/feed/entry/author/name"})
    EXPECT_EQ(feed.at(one).size(), entries) << one;
  EXPECT_EQ(feed.links("/feed/entry/link", "alternate").size(), entries);
  Texts ids = feed.texts("/feed/entry/id");
  ids.push_back(feed.texts("/feed/id").front());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
  Texts days = feed.texts("/feed/entry/updated");
  EXPECT_TRUE(std::is_sorted(days.rbegin(), days.rend()));
  for (const std::string& day : days) EXPECT_EQ(day.size(), 20U) << day;
}

TEST(feeds_test, a_story_has_an_entry_for_every_report) {
  Read in(api_test_folder::copies_of_the_wire());
  const StoryView* quay =
      in.stories->of(in.hearsay->resolve("https://wire.example/2018-05-21/a")->report);
  ASSERT_NE(quay, nullptr);
  XmlElements feed(in.story(*quay));
  expect_atom(feed);
  EXPECT_EQ(feed.texts("/feed/title"), Texts{"Quay is closed"});
  EXPECT_EQ(feed.texts("/feed/id"), Texts{"urn:hearsay:story:" + quay->id.hex()});
  EXPECT_EQ(feed.links("/feed/link", "self"), Texts{kSite.story_feed(quay->id)});
  EXPECT_EQ(feed.texts("/feed/entry/title").back(), "Quay is closed") << "the oldest";
  EXPECT_EQ(feed.texts("/feed/entry/author/name").back(), "Tern Wire");
  EXPECT_EQ(feed.texts("/feed/entry/published").back(), "2018-05-21T00:00:00Z");
  EXPECT_EQ(feed.texts("/feed/updated").front(), feed.texts("/feed/entry/updated").front());
  EXPECT_EQ(feed.links("/feed/entry/link", "related").back(), "https://wire.example/2018-05-21/a");
  std::string wire = in.id("https://wire.example/2018-05-21/a");
  EXPECT_EQ(feed.links("/feed/entry/link", "alternate").back(),
            "http://localhost:8080/reports/" + wire);
  EXPECT_NE(std::ranges::count(feed.links("/feed/entry/link", "via"),
                               "http://localhost:8080/reports/" + wire),
            0);
  EXPECT_EQ(feed.texts("/feed/entry/content").back().substr(0, 18), "The harbour master");
  std::string subtitle = feed.texts("/feed/subtitle").front();
  EXPECT_NE(subtitle.find("reports, "), std::string::npos) << subtitle;
  EXPECT_NE(subtitle.find("origin"), std::string::npos) << subtitle;
}

TEST(feeds_test, a_speaker_has_an_entry_for_every_statement) {
  Read in(
      R"({"url":"https://a.example/1","publisher":"Tern Wire","published":"2018-05-21","text":"Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi said."}
{"url":"https://b.example/2","publisher":"The Courier","published":"2018-06-02","text":"Ferry late again\n\nBahram Qasemi, the foreign ministry spokesman, said on Tuesday that the ferry was late. Ilse Vard, a baker, denied that bread was dear."}
{"text":"No day is known\n\nBahram Qasemi, the foreign ministry spokesman, told reporters that no storm was seen."}
)");
  XmlElements feed(in.speaker("Qasemi"));
  expect_atom(feed);
  EXPECT_EQ(feed.texts("/feed/title"), Texts{"Statements of Bahram Qasemi"});
  Texts titles = feed.texts("/feed/entry/title");
  ASSERT_EQ(titles.size(), 4U);
  EXPECT_EQ(titles[0], "Bahram Qasemi (say, indirect): the ferry was late");
  EXPECT_EQ(titles[2], "Bahram Qasemi: “We will wait for the storm”");
  EXPECT_EQ(feed.texts("/feed/entry/author/name"),
            (Texts{"The Courier", "Tern Wire", "Tern Wire", "(unknown outlet)"}));
  EXPECT_EQ(feed.texts("/feed/entry/updated").back(), "1970-01-01T00:00:00Z")
      << "nothing says when the last report appeared";
  EXPECT_EQ(feed.texts("/feed/entry/published").size(), 3U);
  EXPECT_NE(feed.links("/feed/entry/link", "alternate")[2].find("#s-"), std::string::npos);
  EXPECT_EQ(feed.links("/feed/entry/link", "related")[2],
            "https://a.example/1#:~:text=We%20will%20wait%20for%20the%20storm");
}

TEST(feeds_test, a_search_has_the_newest_first) {
  Read in(copied_reports());
  XmlElements feed(in.search("harbour OR mill"));
  expect_atom(feed);
  EXPECT_EQ(feed.at("/feed/entry").size(), 5U);
  EXPECT_EQ(feed.texts("/feed/id"), Texts{"urn:hearsay:search:harbour%20OR%20mill"});
  EXPECT_EQ(feed.links("/feed/link", "self"),
            Texts{"http://localhost:8080/feeds/search?q=harbour%20OR%20mill"});
  EXPECT_EQ(feed.texts("/feed/entry/updated").front(), "2018-05-29T00:00:00Z");
  XmlElements exact(in.search("mill", true));
  EXPECT_EQ(exact.links("/feed/link", "self"),
            Texts{"http://localhost:8080/feeds/search?q=mill&exact=1"});
}

TEST(feeds_test, what_is_vaguely_dated_does_not_count_as_new) {
  Read read(
      R"({"url":"https://a.example/1","published":"1987","text":"Gulls over the pier of Vell."}
{"url":"https://a.example/2","published":"2018-06-01","text":"Gulls over the roofs of Orlan."}
{"url":"https://a.example/3","text":"Gulls over a field, nobody knows when."}
{"url":"https://a.example/4","published":"2018-06-03","text":"Gulls over the school of Merrow."}
)");
  std::string feed = read.search("gulls");
  std::vector<size_t> places;
  for (const char* url : {"4", "2", "1", "3"})
    places.push_back(feed.find("https://a.example/" + std::string(url)));
  EXPECT_LT(places[0], places[1]);
  EXPECT_LT(places[1], std::min(places[2], places[3]));
  EXPECT_NE(std::max(places[2], places[3]), std::string::npos);
  EXPECT_NE(feed.find("<updated>2018-06-03"), std::string::npos);
}

TEST(feeds_test, nothing_found_is_a_feed_without_entries) {
  Read in(copied_reports());
  XmlElements feed(in.search("zeppelin <\"'&>"));
  expect_atom(feed);
  EXPECT_TRUE(feed.at("/feed/entry").empty());
  EXPECT_EQ(feed.texts("/feed/updated"), Texts{"1970-01-01T00:00:00Z"});
}

TEST(feeds_test, whatever_reports_say_it_is_a_feed) {
  Read in(kHostileReport);
  for (const std::string& xml : {in.search("quay"), in.speaker("Vard")}) {
    XmlElements feed(xml);
    expect_atom(feed);
    EXPECT_FALSE(feed.at("/feed/entry").empty()) << xml;
    EXPECT_TRUE(feed.links("/feed/entry/link", "related").empty()) << "its address is no page";
    EXPECT_EQ(xml.find("<script"), std::string::npos);
    EXPECT_EQ(xml.find('\x1b'), std::string::npos);
    for (const api_test_folder::XmlElement& one : feed.all)
      EXPECT_EQ(one.path.substr(0, 5), "/feed");
  }
}

TEST(feeds_test, a_feed_has_no_more_entries_than_it_may) {
  std::string lines;
  for (int i = 0; i < 130; ++i)
    lines += R"({"url":"https://a.example/)" + std::to_string(i) + R"(","published":"2018-05-)" +
             (i < 9 ? "0" : "") + std::to_string(i % 28 + 1) +
             R"(","text":"Ilse Vard, a baker, said that loaf number )" + std::to_string(i) +
             R"( was burnt."})"
             "\n";
  Read in(lines);
  XmlElements found(in.search("loaf"));
  expect_atom(found);
  EXPECT_EQ(found.at("/feed/entry").size(), kSearchEntries);
  XmlElements said(in.speaker("Ilse Vard"));
  expect_atom(said);
  EXPECT_EQ(said.at("/feed/entry").size(), kSpeakerEntries);
}

}  // namespace
}  // namespace hearsay
