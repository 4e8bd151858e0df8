#include "surfaces/http/documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/hostile_report.hpp"
#include "surfaces/api/test_folder.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay::http {
namespace {

using api_test_folder::copies_of_the_wire;
using api_test_folder::Folder;
using api_test_folder::kHostileReport;
using api_test_folder::make_store;

constexpr std::string_view kWireAddress = "https://wire.example/2018-05-21/a";
constexpr std::string_view kSpoken =
    R"({"url":"https://a.example/1","published":"2018-05-21","text":"Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, spoke on Monday. \"We will wait for the storm,\" Qasemi told reporters."}
)";

// Documents of a store, asked for as the router does.
struct Served {
  explicit Served(std::string_view lines) {
    hearsay = make_store(folder, {folder.write("reports.jsonl", lines)});
    edition = *Edition::read(hearsay);
  }
  Response get(std::string_view pattern, std::string id,
               std::vector<std::pair<std::string, std::string>> more = {}) const {
    Request request;
    request.method = "GET";
    request.path = pattern;
    request.values = std::move(more);
    request.values.emplace_back("id", std::move(id));
    request.headers = {{"host", "localhost:8080"}};
    for (const Route& route : document_routes())
      if (route.pattern == pattern) return route.answer(request, *edition);
    return problem(404, "missing", "no such route");
  }
  ReportId id(std::string_view url) const { return hearsay->resolve(url)->report; }

  Folder folder;
  std::shared_ptr<Hearsay> hearsay;
  std::shared_ptr<const Edition> edition;
};

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST(documents_test, every_route_is_declared) {
  std::set<std::string> names, patterns;
  for (const Route& route : document_routes()) {
    EXPECT_TRUE(names.insert(route.name).second) << route.name;
    EXPECT_TRUE(patterns.insert(route.pattern).second) << route.pattern;
    EXPECT_FALSE(route.summary.empty() || route.summary.ends_with(".")) << route.pattern;
    EXPECT_FALSE(route.answers.empty()) << route.pattern;
    EXPECT_TRUE(route.answer) << route.pattern;
    bool has_id = std::any_of(route.parameters.begin(), route.parameters.end(),
                              [](const Parameter& one) { return one.name == "id"; });
    EXPECT_EQ(has(route.pattern, "{id}"), has_id) << route.pattern;
  }
}

TEST(documents_test, feeds) {
  Served in(copies_of_the_wire());
  std::string story = in.edition->stories().of(in.id(kWireAddress))->id.hex();
  Response feed = in.get("/feeds/stories/{id}", story);
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.type, "application/atom+xml");
  EXPECT_EQ(header_of(feed, "Vary"), "Host");
  EXPECT_TRUE(has(feed.body, "http://localhost:8080/reports/" + in.id(kWireAddress).hex()));
  Response found = in.get("/feeds/search", "", {{"q", "quay"}});
  EXPECT_TRUE(has(found.body, "<entry>")) << found.body;
  Served spoken(kSpoken);
  std::string speaker = spoken.edition->who().named("Qasemi").front()->id.hex();
  Response said = spoken.get("/feeds/entities/{id}", speaker);
  EXPECT_TRUE(has(said.body, "We will wait for the storm")) << said.body;
}

TEST(documents_test, linked_data) {
  Served in(copies_of_the_wire());
  std::string id = in.id(kWireAddress).hex();
  for (const std::string& name : {id, id.substr(0, 8)}) {
    Response report = in.get("/api/reports/{id}/jsonld", name);
    EXPECT_EQ(report.type, "application/ld+json");
    EXPECT_TRUE(has(report.body, "\"headline\":\"Quay is closed\"")) << report.body;
  }
  Response story = in.get("/api/stories/{id}/jsonld", id);
  EXPECT_TRUE(has(story.body, "\"numberOfItems\":3")) << story.body;
}

TEST(documents_test, citations) {
  Served in(kSpoken);
  std::string report = in.id("https://a.example/1").hex();
  Response whole = in.get("/api/reports/{id}/cite", report, {{"format", "json"}});
  EXPECT_EQ(whole.type, "application/json");
  EXPECT_TRUE(has(whole.body, "\"of\":\"report\"")) << whole.body;
  Response entry = in.get("/api/reports/{id}/cite", report, {{"format", "bibtex"}});
  EXPECT_EQ(entry.type, "application/x-bibtex");
  EXPECT_TRUE(has(header_of(entry, "Content-Disposition"), ".bib"));
  EXPECT_TRUE(entry.body.starts_with("@misc{hearsay-" + report.substr(0, 16)));
  RowId said = view_statements(in.edition->store(), in.id("https://a.example/1"))->at(0).id;
  Response line = in.get("/api/statements/{id}/cite", said.hex(), {{"format", "plain"}});
  EXPECT_TRUE(has(line.body, "Bahram Qasemi: “We will wait for the storm”")) << line.body;
  EXPECT_TRUE(has(line.body, "#s-" + said.hex())) << line.body;
}

TEST(documents_test, the_lineage_of_a_report_or_of_its_story) {
  Served in(copies_of_the_wire());
  std::string id = in.id(kWireAddress).hex();
  auto nodes = [&](const std::string& of, const std::string& asked) {
    Response graph = in.get("/api/sources/{id}/gexf", asked, {{"of", of}});
    EXPECT_EQ(graph.type, "application/gexf+xml") << graph.body;
    size_t count = 0;
    for (size_t at = graph.body.find("<node "); at != std::string::npos;
         at = graph.body.find("<node ", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(nodes("", id), 3U) << "of the story, whose id it is";
  EXPECT_EQ(nodes("story", id), 3U);
  EXPECT_EQ(nodes("report", id), 3U) << "with all that was made of it";
  EXPECT_EQ(nodes("", in.id("https://bell.example/2018-05-23/a").hex().substr(0, 8)), 2U);
}

TEST(documents_test, what_is_not_there_is_missing) {
  Served in(kSpoken);
  for (const Route& route : document_routes()) {
    if (!has(route.pattern, "{id}")) continue;
    for (std::string id : {"00000000000000000000000000000000", "zz", "", "reports.jsonl",
                           "https://a.example/1", "<script>"}) {
      Response answer = in.get(route.pattern, id);
      EXPECT_TRUE(answer.status == 404 || answer.status == 400) << route.pattern << " " << id;
      EXPECT_EQ(answer.type, "application/problem+json");
    }
  }
}

TEST(documents_test, nothing_that_a_report_says_becomes_a_tag) {
  Served in(kHostileReport);
  ReportId id = in.edition->reports().front().id;
  for (std::string_view pattern : {"/feeds/stories/{id}", "/api/reports/{id}/jsonld",
                                   "/api/stories/{id}/jsonld", "/api/sources/{id}/gexf"}) {
    Response answer = in.get(pattern, id.hex());
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_FALSE(has(answer.body, "<script")) << answer.body;
    EXPECT_FALSE(has(answer.body, "href=\"javascript:")) << answer.body;
  }
}

}  // namespace
}  // namespace hearsay::http
