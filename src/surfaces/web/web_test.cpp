#include <gtest/gtest.h>

#include <set>

#include "base/json.hpp"
#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/test_folder.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/web/assets.hpp"
#include "surfaces/web/filters.hpp"
#include "surfaces/web/page_reader.hpp"
#include "surfaces/web/web.hpp"

namespace hearsay::web {
namespace {

using api_test_folder::Folder;
using api_test_folder::make_store;

// ---- what reports can try -----------------------------------------------------------------------

constexpr std::string_view kScript = "<script>alert(1)</script>";
constexpr std::string_view kBreaker = "\" onmouseover=\"alert(2)";
constexpr std::string_view kTurned = "\u202Eturned\u2066";

std::string line(std::string_view url, std::string_view outlet, std::string_view day,
                 std::string_view title, std::string_view text) {
  Json json;
  json.begin_object().field("url", url).field("publisher", outlet).field("published", day);
  json.field("title", title).field("text", std::string(title) + "\n\n" + std::string(text));
  return json.end_object().line();
}

// Reports of one story that copy each other, with something hostile wherever reports have a say.
std::string hostile_reports() {
  std::string text =
      "Captain Orla </p></bdi><img src=x onerror=alert(3)> Vard said on Monday that \"the northern "
      "quay <script>alert(4)</script> is closed until the gates are mended\". " +
      std::string(api_test_folder::kWire) + " " + std::string(kTurned) +
      " \"We will not wait for the council\", Vard told the Tern Wire. According to the Tern Wire, "
      "the mayor denied that barges had drifted. ' onfocus='alert(5)";
  return line("javascript:alert(6)", kBreaker, "2018-05-21",
              std::string(kScript) + " quay is closed", text) +
         line("https://courier.example/\"><script>", "<b>Courier</b>", "2018-05-22",
              std::string(kTurned) + std::string(kBreaker) + " shuts the quay", text) +
         line("https://bell.example/2018/a", "Evening 'Bell'", "2018-05-23", "Quay & shut </title>",
              text.substr(0, text.size() / 2)) +
         line("data:text/html,<script>alert(7)</script>", "Plain Ledger", "", "One mill for three",
              api_test_folder::kLedger);
}

// ---- a store, and its pages ---------------------------------------------------------------------

bool fits(std::string_view pattern, std::string_view path,
          std::vector<std::pair<std::string, std::string>>& values) {
  while (!pattern.empty() && !path.empty()) {
    pattern.remove_prefix(1), path.remove_prefix(1);
    size_t one = std::min(pattern.find('/'), pattern.size()),
           other = std::min(path.find('/'), path.size());
    std::string_view wanted = pattern.substr(0, one), given = path.substr(0, other);
    if (wanted.starts_with('{') && !given.empty())
      values.emplace_back(wanted.substr(1, wanted.size() - 2), given);
    else if (wanted != given)
      return false;
    pattern.remove_prefix(one), path.remove_prefix(other);
  }
  return pattern.empty() && path.empty();
}

struct Site {
  explicit Site(std::string_view reports) {
    std::unique_ptr<Hearsay> made = reports.empty()
                                        ? make_store(folder, {})
                                        : make_store(folder, {folder.write("a.jsonl", reports)});
    EXPECT_NE(made, nullptr);
    auto read = Edition::read(std::shared_ptr<const Hearsay>(std::move(made)));
    if (!read) ADD_FAILURE() << read.error().text();
    if (read) edition = *read;
  }
  // `query`: values as they are after decoding.
  http::Response get(const std::string& path,
                     std::vector<std::pair<std::string, std::string>> query = {}) const {
    for (const http::Route& route : page_routes()) {
      http::Request request;
      request.method = "GET";
      request.path = path;
      request.values = query;
      if (fits(route.pattern, path, request.values)) return route.answer(request, *edition);
    }
    return {.status = 404, .body = "no route"};
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> out = {"/", "/stories", "/entities", "/reports", "/search"};
    for (const ReportHead& head : edition->reports())
      for (std::string_view kind : {"/reports/", "/sources/", "/explain/"})
        out.push_back(std::string(kind) + head.id.hex());
    for (const StoryView& story : edition->stories().all())
      for (std::string_view kind : {"/stories/", "/sources/"})
        out.push_back(std::string(kind) + story.id.hex());
    for (const EntityView& entity : edition->who().all())
      for (std::string_view kind : {"/entities/", "/explain/"})
        out.push_back(std::string(kind) + entity.id.hex());
    return out;
  }

  Folder folder;
  std::shared_ptr<const Edition> edition;
};

const std::set<std::string> kTags = {
    "html",   "head",    "meta",    "title", "link", "script",  "body",    "header", "footer",
    "main",   "nav",     "div",     "span",  "p",    "a",       "b",       "i",      "bdi",
    "small",  "code",    "pre",     "h1",    "h2",   "h3",      "h4",      "ul",     "ol",
    "li",     "dl",      "dt",      "dd",    "form", "label",   "input",   "button", "select",
    "option", "details", "summary", "time",  "mark", "section", "article", "aside",  "blockquote",
    "table",  "thead",   "tbody",   "tr",    "th",   "td",      "br",      "svg",    "g",
    "path",   "rect",    "text"};

bool leads_somewhere(std::string_view address) {
  std::string_view path = address.substr(0, address.find_first_of("?#"));
  if (address.starts_with("#")) return true;
  if (address.starts_with("https://") || address.starts_with("http://")) return true;
  if (path.ends_with(".json")) path.remove_suffix(5);
  for (std::string_view other : {"/api/", "/feeds/"})
    if (path.starts_with(other)) return true;
  std::vector<std::pair<std::string, std::string>> values;
  for (const http::Route& route : page_routes())
    if (fits(route.pattern, path, values)) return true;
  return false;
}

void check_page(const std::string& path, const http::Response& answer) {
  SCOPED_TRACE(path);
  EXPECT_EQ(answer.type, "text/html; charset=utf-8");
  ReadPage page = read_page(answer.body);
  ASSERT_EQ(page.problem, "") << answer.body;
  for (const ReadTag& tag : page.tags) {
    EXPECT_TRUE(kTags.contains(tag.name)) << tag.name;
    std::set<std::string> names;
    for (const auto& [name, value] : tag.attributes) {
      EXPECT_TRUE(names.insert(name).second) << "twice: " << name;
      EXPECT_FALSE(name.starts_with("on") || name == "style") << name;
      bool icon = tag.name == "link" && value.starts_with("data:image/svg+xml");
      if (name == "href" || name == "src" || name == "action") {
        EXPECT_TRUE(icon || leads_somewhere(value)) << value;
      }
      // Places on the page itself are there; the lineage's are where there are passages.
      if (name == "href" && value.starts_with("#")) {
        EXPECT_TRUE(page.ids.contains(value.substr(1))) << value;
      }
      if (name == "src") {
        EXPECT_EQ(value, asset("app.js").address);
      }
    }
  }
  for (std::string_view never : {"\u202E", "\u2066", "alert(1)\">", "<img", "<script>"})
    EXPECT_EQ(answer.body.find(never), std::string::npos) << never;
}

TEST(web_test, hostile_reports_stay_text_on_every_page) {
  Site site(hostile_reports());
  ASSERT_NE(site.edition, nullptr);
  ASSERT_EQ(site.edition->reports().size(), 4u);
  for (const std::string& path : site.paths()) {
    http::Response answer = site.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    check_page(path, answer);
  }
  for (const ReportHead& head : site.edition->reports()) {
    const ReportId& id = head.id;
    auto all = view_statements(site.edition->store(), id);
    ASSERT_TRUE(all.ok());
    for (const StatementView& one : *all)
      check_page("/explain", site.get("/explain/" + one.id.hex()));
  }
}

TEST(web_test, what_is_asked_for_stays_text) {
  Site site(hostile_reports());
  for (std::string_view hostile : {kScript, kBreaker, kTurned, std::string_view("Vard")}) {
    std::string value(hostile);
    check_page("/search", site.get("/search", {{"q", value}, {"outlet", value}, {"from", value}}));
    check_page("/search", site.get("/search", {{"q", "quay"}, {"exact", "1"}}));
    check_page("/entities", site.get("/entities", {{"name", value}, {"type", value}}));
    check_page("/stories",
               site.get("/stories", {{"outlet", value}, {"origins", value}, {"to", value}}));
    check_page("/reports", site.get("/reports", {{"outlet", value}}));
    for (std::string_view kind :
         {"/stories/", "/reports/", "/entities/", "/sources/", "/explain/"}) {
      http::Response answer = site.get(std::string(kind) + "x" + value);
      if (value.find('/') == std::string::npos) {
        EXPECT_EQ(answer.status, 404) << kind << answer.body;
        check_page(std::string(kind), answer);
      }
    }
  }
}

TEST(web_test, a_cursor_that_is_none_is_said) {
  Site site(hostile_reports());
  for (std::string_view path : {"/stories", "/reports", "/entities"}) {
    http::Response answer = site.get(std::string(path), {{"cursor", "nonsense"}});
    EXPECT_EQ(answer.status, 400) << path;
    check_page(std::string(path), answer);
  }
}

TEST(web_test, an_empty_store_says_what_to_do) {
  Site site("");
  ASSERT_NE(site.edition, nullptr);
  http::Response answer = site.get("/");
  check_page("/", answer);
  EXPECT_NE(answer.body.find("hearsay add"), std::string::npos);
  for (std::string_view path : {"/entities", "/reports", "/search"})
    check_page(std::string(path), site.get(std::string(path)));
}

TEST(web_test, a_story_shows_its_accounts_and_a_lineage_its_passages) {
  Site site(api_test_folder::copied_reports());
  const StoryView* largest = nullptr;
  for (const StoryView& story : site.edition->stories().all())
    if (largest == nullptr || story.reports.size() > largest->reports.size()) largest = &story;
  ASSERT_NE(largest, nullptr);
  std::string story = site.get("/stories/" + largest->id.hex()).body;
  EXPECT_NE(story.find("Tern Wire"), std::string::npos);
  EXPECT_NE(story.find("class=\"given\""), std::string::npos);
  http::Response lineage = site.get("/sources/" + largest->id.hex(), {{"story", "1"}});
  check_page("/sources", lineage);
  EXPECT_NE(lineage.body.find("identical 100 %"), std::string::npos);
  EXPECT_NE(lineage.body.find("<mark class=\"found\">"), std::string::npos);
}

size_t count_of(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

TEST(web_test, a_column_names_its_report_once_and_its_other_origins) {
  Site site(api_test_folder::copied_reports());
  bool others = false;
  for (const StoryView& story : site.edition->stories().all()) {
    std::string page = site.get("/stories/" + story.id.hex()).body;
    constexpr std::string_view kColumn = "<li class=\"column row\" data-id=\"";
    for (size_t at = page.find(kColumn); at != std::string::npos; at = page.find(kColumn, at + 1)) {
      std::string id = page.substr(at + kColumn.size(), 32);
      std::string column = page.substr(at, page.find("</article>", at) - at);
      EXPECT_EQ(count_of(column, "href=\"/reports/" + id + "\" class=\"row-link\""), 1u) << column;
      EXPECT_EQ(count_of(column, "</span><a href=\"/reports/" + id + "\""), 0u) << column;
    }
    others |= page.find("also rests on 1 more origin<") != std::string::npos;
  }
  EXPECT_TRUE(others);
}

// The copy is listed before the origin, which gives no day.
TEST(web_test, the_same_words_are_shown_where_they_come_from) {
  std::string text = std::string(api_test_folder::kWire) +
                     " \"The gates will not be lifted before the ice is off the basin\", harbour "
                     "master Orla Vard said on Monday.";
  Site site(line("https://courier.example/a", "The Courier", "2018-05-22", "Barges shut the quay",
                 "VELL (Tern Wire) - " + text) +
            line("https://wire.example/a", "Tern Wire", "", "Quay is closed", text));
  ASSERT_EQ(site.edition->stories().all().size(), 1u);
  ASSERT_EQ(site.edition->indices().reports.all().front().outlet, "The Courier");
  std::string page = site.get("/stories/" + site.edition->stories().all().front().id.hex()).body;
  std::string said = page.substr(page.find("id=\"said\""));
  size_t wire = said.find("<bdi>Tern Wire</bdi>"), copy = said.find("copied by <a");
  ASSERT_NE(wire, std::string::npos) << said;
  ASSERT_NE(copy, std::string::npos) << said;
  EXPECT_LT(wire, copy) << said;
  EXPECT_GT(said.find("<bdi>The Courier</bdi>"), copy) << said;
}

TEST(web_test, an_origin_promises_no_more_than_the_pile_knows) {
  Site site(api_test_folder::copied_reports());
  for (const std::string& path : site.paths()) {
    std::string page = site.get(path).body;
    EXPECT_EQ(page.find("from nobody,"), std::string::npos) << path;
    EXPECT_EQ(page.find("nobody: an origin"), std::string::npos) << path;
  }
  EXPECT_NE(site.get("/").body.find("from no other report of this pile"), std::string::npos);
}

TEST(web_test, a_lineage_tells_its_lines_in_words) {
  Site site(api_test_folder::copied_reports());
  const StoryView* story = nullptr;
  for (const StoryView& one : site.edition->stories().all())
    if (story == nullptr || one.reports.size() > story->reports.size()) story = &one;
  ASSERT_NE(story, nullptr);
  std::string page = site.get("/sources/" + story->id.hex(), {{"story", "1"}}).body;
  for (std::string_view words :
       {"aria-label=\"Evening Bell from Tern Wire: shortened 100 %\"", "class=\"key\"", "how sure",
        "word for word", "tabindex=\"-1\" aria-labelledby=\"edge-0-name\""})
    EXPECT_NE(page.find(words), std::string::npos) << words << page;
}

TEST(web_test, lists_lead_to_their_exports_with_the_same_filters) {
  Site site(api_test_folder::copied_reports());
  struct Row {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;
    std::string link;
  };
  for (const Row& row :
       std::vector<Row>{{"/stories",
                         {{"origins", "2"}, {"from", "2018"}},
                         "/api/stories?from=2018&amp;origins=2&amp;format=csv"},
                        {"/reports",
                         {{"outlet", "Tern Wire"}},
                         "/api/reports?outlet=Tern%20Wire&amp;format=jsonl"},
                        {"/search",
                         {{"q", "quay"}, {"exact", "1"}, {"to", "2019"}},
                         "/api/search?q=quay&amp;exact=1&amp;to=2019&amp;format=csv"}}) {
    std::string page = site.get(row.path, row.query).body;
    EXPECT_NE(page.find("href=\"" + row.link + "\""), std::string::npos) << row.link << page;
  }
  std::string stories = site.get("/stories").body, reports = site.get("/reports").body;
  EXPECT_NE(stories.find("Tern Wire (1 story)"), std::string::npos) << stories;
  EXPECT_NE(reports.find("Tern Wire (1 report)"), std::string::npos) << reports;
}

TEST(web_test, days_of_a_filter_are_days) {
  for (const http::Parameter& one : filter_parameters(true))
    if (one.name == "from" || one.name == "to") {
      EXPECT_EQ(one.kind, http::Parameter::Kind::day) << one.name;
    }
}

TEST(web_test, a_hit_leads_to_its_words) {
  Site site(api_test_folder::copied_reports());
  std::string page = site.get("/search", {{"q", "donkeys"}}).body;
  EXPECT_NE(page.find("#:~:text=donkeys%20that%20the%20monastery%20lends%2E\""), std::string::npos)
      << page;
  EXPECT_NE(page.find("role=\"status\">2 reports have it, the best first"), std::string::npos)
      << page;
  page = site.get("/search", {{"q", "zebra"}}).body;
  EXPECT_NE(page.find("Nothing found for <bdi>zebra</bdi>"), std::string::npos) << page;
}

TEST(web_test, a_report_leads_from_its_words_to_its_statements_and_back) {
  Site site(hostile_reports());
  bool found = false;
  for (const ReportHead& head : site.edition->reports()) {
    const ReportId& id = head.id;
    auto all = view_statements(site.edition->store(), id);
    ASSERT_TRUE(all.ok());
    std::string page = site.get("/reports/" + id.hex()).body;
    for (const StatementView& one : *all) {
      found = true;
      EXPECT_NE(page.find("id=\"s-" + one.id.hex() + "\""), std::string::npos);
      EXPECT_NE(page.find("href=\"#s-" + one.id.hex() + "\""), std::string::npos);
      EXPECT_NE(page.find("href=\"#row-" + one.id.hex() + "\""), std::string::npos);
    }
  }
  EXPECT_TRUE(found);
}

TEST(web_test, assets_are_served_under_the_hash_of_their_content) {
  Site site("");
  for (const Asset& one : assets()) {
    EXPECT_FALSE(one.bytes.empty()) << one.name;
    http::Response answer = site.get(one.address);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, one.bytes);
  }
  EXPECT_EQ(site.get("/assets/app.js").status, 404);
}

TEST(web_test, what_went_wrong_is_a_page) {
  check_page("problem", problem_page(404, "there is no <b>such</b> page"));
  check_page("problem", problem_page(500, std::string(kBreaker)));
}

}  // namespace
}  // namespace hearsay::web
