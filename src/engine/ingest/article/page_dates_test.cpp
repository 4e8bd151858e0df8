#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/dates.hpp"
#include "document/pipeline.hpp"
#include "ingest/article/article.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay {
namespace {

using article::Candidate;
using article::Candidates;

std::string written(std::string_view text) {
  Candidate candidate;
  if (!article::set_date(candidate, text)) return "none";
  return candidate.value + (candidate.day.empty() ? "" : " of " + candidate.day);
}

TEST(page_dates_test, metadata_write_dates_in_many_ways) {
  EXPECT_EQ(written("2017-05-04"), "2017-05-04");
  EXPECT_EQ(written("2017-05-04T12:30:00+02:00"), "2017-05-04T10:30:00Z");
  EXPECT_EQ(written("Thu, 04 May 2017 10:30:00 GMT"), "2017-05-04T10:30:00Z");
  EXPECT_EQ(written("Thu May 04 2017 10:30:00 GMT+0200 (CEST)"), "2017-05-04");
  EXPECT_EQ(written("2017-5-4"), "2017-05-04");
  EXPECT_EQ(written("2017/05/04 10:30"), "2017-05-04");
  EXPECT_EQ(written("4. Mai 2017"), "2017-05-04");
  EXPECT_EQ(written("05/04/2017 10:30 AM"), "2017-05-04");
  EXPECT_EQ(written("1493893800"), "2017-05-04T10:30:00Z");
  EXPECT_EQ(written("1493893800000"), "2017-05-04T10:30:00Z");
}

TEST(page_dates_test, metadata_in_numbers_of_two_readings_hold_both) {
  Candidate candidate;
  ASSERT_TRUE(article::set_date(candidate, "03/04/2017"));
  EXPECT_EQ(candidate.value + " " + candidate.latest, "2017-03-04 2017-04-03");
  ASSERT_TRUE(article::set_date(candidate, "03/04/2017", DayOrder::day_first));
  EXPECT_EQ(candidate.value + " " + candidate.latest, "2017-04-03 2017-04-03");
}

TEST(page_dates_test, the_day_at_home_is_kept_where_it_is_another) {
  EXPECT_EQ(written("2017-05-04T00:30:00+02:00"), "2017-05-03T22:30:00Z of 2017-05-04");
  EXPECT_EQ(written("2017-05-04T23:30:00-05:00"), "2017-05-05T04:30:00Z of 2017-05-04");
  EXPECT_EQ(written("Thu, 04 May 2017 23:30:00 -0500"), "2017-05-05T04:30:00Z of 2017-05-04");
}

TEST(page_dates_test, what_systems_write_for_want_of_a_date_is_none) {
  for (std::string_view text :
       {"", "soon", "0", "0001-01-01T00:00:00", "1900-01-01", "1970-01-01T00:00:00Z", "9999-12-31",
        "12345678901", "99999999999999"})
    EXPECT_EQ(written(text), "none") << text;
}

std::string path_date(std::string_view path) {
  Candidates out;
  article::read_date_of_path(path, out);
  return out.empty() ? "none" : out[0].value;
}

TEST(page_dates_test, paths_name_days_and_months) {
  for (std::string_view path :
       {"/2017/05/04/boats", "/2017/5/4/boats", "/a/2017-05-04-boats", "/2017/may/04/boats",
        "/20170504/1", "/boats_2017_05_04.html", "/boats-04-05-2017.html"})
    EXPECT_EQ(path_date(path), "2017-05-04") << path;
  EXPECT_EQ(path_date("/2017/05/boats"), "2017-05");
  for (std::string_view path : {"/", "", "/2017", "/2017-05", "/2017/13/04", "/1903/05/04",
                                "/12345678/1", "/a/2017x/05/04"})
    EXPECT_EQ(path_date(path), "none") << path;
}

// What the engine says of a page's publication: "EARLIEST LATEST how", and of its day at home.
std::string published(std::string bytes, Format format = Format::html, std::string url = "",
                      std::string fetched = "") {
  static const Pipeline kPipeline = make_pipeline();
  Source source;
  source.bytes = std::move(bytes);
  source.format = format;
  source.url = std::move(url);
  source.fetched = std::move(fetched);
  Document document(std::move(source));
  kPipeline.analyse(document, Resources());
  const auto& metadata = document.get<Metadata>();
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (metadata.field[i] != MetadataField::published || !metadata.chosen[i].yes) continue;
    std::string out = std::string(metadata.value[i]);
    if (metadata.latest[i] != metadata.value[i]) out += ".." + std::string(metadata.latest[i]);
    out += " " + std::string(metadata.how[i]);
    if (!metadata.day[i].empty()) out += " of " + std::string(metadata.day[i]);
    return out;
  }
  return "none";
}

const std::string kBody =
    "<p>The boats left the harbour of Vell before noon, and the people on the mole counted them, "
    "as they "
    "count everything that leaves. Nobody had told them when the boats would be back, nor who had "
    "sent "
    "them away, and nobody asked.</p>";

std::string page(const std::string& before, const std::string& after = "",
                 const std::string& head = "") {
  return "<html><head><title>Boats leave Vell</title>" + head +
         "</head><body><h1>Boats leave Vell</h1>" + before + kBody + after + "</body></html>";
}

TEST(page_dates_test, a_line_near_the_title_dates_a_page) {
  EXPECT_EQ(published(page("<p>4. Mai 2017</p>")), "2017-05-04 text near the title");
  EXPECT_EQ(
      published(page(
          "<div class=meta><span>Ilka Danner</span> | <span class=date>May 4, 2017</span></div>")),
      "2017-05-04 text near the title");
  EXPECT_EQ(published(page("<p>Vell Courier, 04.05.2017</p>")), "2017-05-04 text near the title");
}

TEST(page_dates_test, published_beats_updated) {
  EXPECT_EQ(published(page("<p>Updated: 6 May 2017</p><p>Published: 4 May 2017</p>")),
            "2017-05-04 text published");
  EXPECT_EQ(published(page("<p>Veröffentlicht am 04.05.2017, zuletzt geändert am 06.05.2017</p>")),
            "2017-05-04 text published");
  EXPECT_EQ(published(page("<p>Publié le 4 mai 2017, mis à jour le 6 mai 2017</p>")),
            "2017-05-04 text published");
  EXPECT_EQ(published(page("<time datetime='2017-05-06' class=updated>6 May</time><time "
                           "datetime='2017-05-04' class=published>4 May</time>")),
            "2017-05-04 time");
}

TEST(page_dates_test, a_report_that_only_was_updated_is_of_that_day) {
  EXPECT_EQ(published(page("<p>Updated: 6 May 2017</p>")), "2017-05-06 text updated");
  EXPECT_EQ(published(page("", "", "<meta property='article:modified_time' content='2017-05-06'>")),
            "..2017-05-06 meta article:modified_time");
}

TEST(page_dates_test, dates_of_other_things_are_not_the_report_s) {
  EXPECT_EQ(published(page(
                "",
                "<p>The last boat that came to Vell came in the night of 4 May 2015, and many "
                "remember how it lay "
                "across the harbour for a week, with its lamps lit and nobody aboard, until a "
                "storm took it. "
                "They tell of it still when they sit on the mole in the evening and count.</p>")),
            "none");
  EXPECT_EQ(published(page(
                "",
                "<div class=comments><div class=comment>Bosun <span>9 May 2017</span></div></div>"
                "<ul class=related><li>Eels <span>2 May 2016</span></li></ul>")),
            "none");
  EXPECT_EQ(published(page(
                "<p>The last storm of this kind came on 2 March 2015 and took two boats.</p>")),
            "none");
}

TEST(page_dates_test, names_and_words_speak_against_a_date) {
  auto after = [](std::string name) {
    return published(page("", "<div class='" + name + "'>4 May 2017</div>"));
  };
  EXPECT_EQ(after("comments"), "none");
  EXPECT_EQ(after("comments-open"), "2017-05-04 text near the title");
  auto before = [](std::string word) {
    return published(page(
        "<p>" + word + " 4 May 2015</p><p class='published date meta'>Saturday, 6 May 2017</p>"));
  };
  EXPECT_EQ(before("Joined"), "2017-05-06 text near the title");
  EXPECT_EQ(before("Vell"), "2015-05-04 text near the title");
}

TEST(page_dates_test, hints_hold_dates) {
  for (std::string tag : {"abbr", "span"})
    EXPECT_EQ(published(page("<" + tag + " title='2017-05-04T10:30:00Z'>today</" + tag + ">")),
              "2017-05-04T10:30:00Z time");
  EXPECT_EQ(published(page("<b title='2017-05-04T10:30:00Z'>today</b>")), "none");
}

TEST(page_dates_test, an_old_day_shown_beats_a_later_one_in_the_metadata) {
  EXPECT_EQ(published(page("<p class=date>4 May 2017</p>", "",
                           "<meta property='article:published_time' content='2019-01-01'>")),
            "2017-05-04 text near the title");
  EXPECT_EQ(published(page("<p class=date>6 May 2017</p>", "",
                           "<meta property='article:published_time' content='2017-05-04'>")),
            "2017-05-04 meta article:published_time");
}

TEST(page_dates_test, the_day_shown_is_the_day_at_home) {
  EXPECT_EQ(
      published(page("<p class=date>4 May 2017</p>", "",
                     "<meta property='article:published_time' content='2017-05-03T22:30:00Z'>")),
      "2017-05-03T22:30:00Z meta article:published_time of 2017-05-04");
  EXPECT_EQ(
      published(page("<p class=date>5 May 2017</p>", "",
                     "<meta property='article:published_time' content='2017-05-04T02:30:00Z'>")),
      "2017-05-04T02:30:00Z meta article:published_time");  // no zone makes this the 5th
}

TEST(page_dates_test, other_dates_of_the_page_decide_the_order_of_numbers) {
  EXPECT_EQ(published(page("<p class=date>3/4/2017</p>", "<p>Tide tables of 1/25/2017</p>")),
            "2017-03-04 text near the title");
  EXPECT_EQ(published(page("<p class=date>3/4/2017</p>", "<p>Tide tables of 25/1/2017</p>")),
            "2017-04-03 text near the title");
  EXPECT_EQ(published(page("<p class=date>3/4/2017</p>")),
            "2017-03-04..2017-04-03 text near the title");
  EXPECT_EQ(published("<html lang=en-US>" + page("<p class=date>3/4/2017</p>").substr(6)),
            "2017-03-04 text near the title");
}

TEST(page_dates_test, json_ld_of_other_reports_comes_behind_the_page_s_own) {
  std::string list =
      R"(<script type="application/ld+json">{"@type":"WebPage","mentions":[{"@type":"Article","datePublished":"2016-01-01"}]}</script>)";
  EXPECT_EQ(published(page("<p>4 May 2017</p>", "", list)), "2017-05-04 text near the title");
}

TEST(page_dates_test, data_for_scripts_dates_a_page_if_it_agrees) {
  EXPECT_EQ(
      published(page(
          "", "<script>var page={\"id\":7,\"publishedAt\":\"2017-05-04T10:30:00Z\"}</script>")),
      "2017-05-04T10:30:00Z script publishedAt");
  EXPECT_EQ(
      published(page("", "<div data-x='{&quot;publish_date&quot;:&quot;2017-05-04&quot;}'></div>")),
      "2017-05-04 script publish_date");
  EXPECT_EQ(
      published(page(
          "",
          "<script>[{\"publishedAt\":\"2017-05-04\"},{\"publishedAt\":\"2017-05-05\"}]</script>")),
      "none");
  EXPECT_EQ(published(page("", "<script>{\"publisher\":\"2017-05-04 Press\"}</script>")), "none");
}

TEST(page_dates_test, the_address_and_the_notice_come_last) {
  EXPECT_EQ(published(page(""), Format::html, "http://courier.example/2017/05/04/boats"),
            "2017-05-04 url");
  EXPECT_EQ(published(page("", "<p>© 2009-2017 The Vell Courier</p>")), "..2017 copyright");
  EXPECT_EQ(published(page("")), "none");
}

TEST(page_dates_test, nothing_is_of_after_the_day_it_was_fetched) {
  EXPECT_EQ(published(page("<p>4 May 2017</p>"), Format::html, "", "2017-05-01T00:00:00Z"),
            "..2017-05-01T00:00:00Z crawl");
  EXPECT_EQ(published(page("<p>2 May 2017</p>"), Format::html, "", "2017-05-01T00:00:00Z"),
            "2017-05-02 text near the title");
}

TEST(page_dates_test, plain_texts_are_dated_by_their_lines) {
  const std::string body =
      "\n\nThe boats left the harbour of Vell before noon, and the people on the mole counted "
      "them, as they "
      "count everything that leaves. Nobody had told them when the boats would be back.\n";
  EXPECT_EQ(published("Boats leave Vell\nBy Ilka Danner\n4 May 2017" + body, Format::text),
            "2017-05-04 text near the title");
  EXPECT_EQ(
      published("Boats leave Vell\nPosted on May 4, 2017 by Ilka Danner" + body, Format::text),
      "2017-05-04 text published");
  EXPECT_EQ(
      published("Boats leave Vell today\n\nVELL, 4 May 2017 (Pelagos Wire) — The boats left the "
                "harbour of Vell before noon, and "
                "the people on the mole counted them, as they count everything that leaves.\n",
                Format::text),
      "2017-05-04 text dateline");
  EXPECT_EQ(published("Boats leave Vell today\n\nVELL, May 4 — The boats left the harbour." + body,
                      Format::text),
            "none");
  EXPECT_EQ(published("Boats leave Vell today\n\nVELL, May 4 — The boats left the harbour." + body,
                      Format::text, "http://courier.example/2017/05/boats"),
            "2017-05-04 text dateline");
  EXPECT_EQ(published("Boats leave Vell today" + body, Format::text), "none");
}

TEST(page_dates_test, ten_thousand_dates_are_bounded) {
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "<p><time datetime=2017-05-04>4 May 2017</time></p>";
  EXPECT_EQ(published(page(many)), "2017-05-04 time");
  EXPECT_EQ(published(std::string(10'000, '<') + "4 May 2017"),
            published(std::string(10'000, '<') + "4 May 2017"));
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div class=date>";
  EXPECT_EQ(published(deep + "4 May 2017"), "2017-05-04 text");
}

}  // namespace
}  // namespace hearsay
