// Every route of the API over a small pile: what it answers fits what it declares.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>

#include "surfaces/api/records.hpp"
#include "surfaces/api/test_edition.hpp"
#include "surfaces/http/http.hpp"
#include "surfaces/http/router.hpp"

namespace hearsay::http {
namespace {

namespace dom = simdjson::dom;
using api_test_folder::kHostileTitle;
using api_test_folder::test_edition;

const Edition& edition() {
  return *test_edition().edition;
}

const Router& router() {
  static const Router out(api_routes());
  return out;
}

struct Answered {
  const Route* route = nullptr;
  Response response;
};

Answered get(const std::string& target) {
  Request request;
  auto found = router().find("GET", target, request);
  if (Response* refused = std::get_if<Response>(&found)) return {nullptr, std::move(*refused)};
  Answered out{std::get<const Route*>(found), {}};
  out.response = out.route->answer(request, edition());
  if (out.response.stream) {
    Result<void> done = out.response.stream([&](std::string_view piece) {
      out.response.body += piece;
      return true;
    });
    EXPECT_TRUE(done.ok()) << target;
  }
  return out;
}

// ---- whether a value fits a shape ---------------------------------------------------------------

std::string misfit(const Shape& shape, dom::element value, const std::string& at);

std::string object_misfit(const Shape& shape, dom::object object, const std::string& at) {
  size_t part = 0;
  for (auto [key, value] : object) {
    while (part < shape.parts.size() && shape.parts[part].name != key && shape.parts[part].optional)
      ++part;
    if (part == shape.parts.size() || shape.parts[part].name != key)
      return at + " has " + std::string(key) + " where it should not";
    std::string wrong = misfit(shape.parts[part], value, at + "." + std::string(key));
    if (!wrong.empty()) return wrong;
    ++part;
  }
  while (part < shape.parts.size() && shape.parts[part].optional) ++part;
  return part == shape.parts.size() ? "" : at + " lacks " + shape.parts[part].name;
}

std::string misfit(const Shape& shape, dom::element value, const std::string& at) {
  using Kind = Shape::Kind;
  if (value.is_null()) return shape.given ? at + " is null" : "";
  switch (shape.kind) {
    case Kind::text:
      return value.is_string() ? "" : at + " is no text";
    case Kind::number:
      return value.is_int64() ? "" : at + " is no whole number";
    case Kind::decimal:
      return value.is_double() ? "" : at + " is no decimal";
    case Kind::flag:
      return value.is_bool() ? "" : at + " is no flag";
    case Kind::object:
      if (!value.is_object()) return at + " is no object";
      if (shape.parts.empty()) return "";  // open
      return object_misfit(shape, value.get_object().value_unsafe(), at);
    case Kind::list:
      break;
  }
  if (!value.is_array()) return at + " is no list";
  size_t number = 0;
  dom::array items = value;
  for (dom::element item : items) {
    std::string wrong =
        misfit(shape.parts.front(), item, at + "[" + std::to_string(number++) + "]");
    if (!wrong.empty()) return wrong;
  }
  return "";
}

const Shape* shape_of(const Route& route, std::string_view type) {
  for (const auto& [one, shape] : route.answers)
    if (one == type) return shape.get();
  return nullptr;
}

// A JSON answer, and that it is as declared.
class Json {
 public:
  explicit Json(const std::string& target) : answered_(get(target)) {
    EXPECT_EQ(answered_.response.status, 200) << target << "\n" << answered_.response.body;
    EXPECT_EQ(answered_.response.type, "application/json") << target;
    auto parsed = parser_.parse(answered_.response.body);
    EXPECT_EQ(parsed.error(), simdjson::SUCCESS) << target;
    if (parsed.error() == simdjson::SUCCESS) root = parsed.value_unsafe();
    if (answered_.route == nullptr) return;
    const Shape* shape = shape_of(*answered_.route, "application/json");
    if (shape != nullptr) {
      EXPECT_EQ(misfit(*shape, root, target), "");
    }
  }

  const std::string& body() const { return answered_.response.body; }
  std::string text(std::string_view pointer) const {
    auto found = root.at_pointer(pointer);
    return found.is_string() ? std::string(found.get_string().value_unsafe()) : "";
  }
  int64_t number(std::string_view pointer) const {
    auto found = root.at_pointer(pointer);
    return found.is_int64() ? found.get_int64().value_unsafe() : -1;
  }
  size_t size(std::string_view pointer) const {
    auto found = root.at_pointer(pointer);
    return found.is_array() ? found.get_array().value_unsafe().size() : SIZE_MAX;
  }
  std::vector<std::string> ids(std::string_view pointer = "/items") const {
    std::vector<std::string> out;
    auto found = root.at_pointer(pointer);
    if (!found.is_array()) return out;
    dom::array items = found;
    for (dom::element one : items) out.emplace_back(std::string_view(one["id"]));
    return out;
  }

  dom::element root;

 private:
  dom::parser parser_;
  Answered answered_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string id_of(std::string_view title) {
  return test_edition().titled(title)->id.hex();
}

// The story of the wire's report.
std::string quay() {
  return edition().stories().of(test_edition().titled("Quay is closed")->id)->id.hex();
}

std::string entity(std::string_view name) {
  return edition().who().named(name).at(0)->id.hex();
}

const std::vector<std::string> kLists = {"/api/reports", "/api/statements", "/api/entities",
                                         "/api/stories", "/api/search?q=ferry+OR+quay"};

std::string with(const std::string& target, const std::string& more) {
  return target + (target.find('?') == std::string::npos ? "?" : "&") + more;
}

// ---- all routes ---------------------------------------------------------------------------------

TEST(resources_test, every_route_says_what_it_is) {
  std::set<std::string> names;
  for (const Route& route : api_routes()) {
    EXPECT_EQ(route.method, "GET");
    EXPECT_TRUE(route.pattern.starts_with("/api/"));
    EXPECT_TRUE(names.insert(route.name).second) << route.name;
    EXPECT_FALSE(route.summary.empty());
    EXPECT_FALSE(route.summary.ends_with('.')) << route.summary;
    EXPECT_FALSE(route.answers.empty()) << route.name;
    for (const Parameter& one : route.parameters) {
      EXPECT_FALSE(one.doc.empty()) << route.name << " " << one.name;
      EXPECT_FALSE(one.doc.ends_with('.')) << one.doc;
      EXPECT_EQ(one.kind == Parameter::Kind::choice, !one.choices.empty()) << one.name;
    }
  }
}

TEST(resources_test, lists_are_walked_by_their_cursors_and_every_item_comes_once) {
  for (const std::string& list : kLists) {
    std::vector<std::string> all = Json(with(list, "limit=1000")).ids();
    ASSERT_GE(all.size(), 3U) << list;
    for (const char* limit : {"limit=1", "limit=2", "limit=3"}) {
      std::vector<std::string> walked;
      std::string cursor;
      do {
        Json page(with(list, std::string(limit) + (cursor.empty() ? "" : "&cursor=" + cursor)));
        for (std::string& id : page.ids()) walked.push_back(std::move(id));
        EXPECT_EQ(page.number("/total"), static_cast<int64_t>(all.size())) << list;
        cursor = page.text("/next");
      } while (!cursor.empty() && walked.size() <= all.size());
      EXPECT_EQ(walked, all) << list << " " << limit;
    }
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size()) << list;
  }
}

TEST(resources_test, lists_are_streamed_whole_and_line_by_line_as_declared) {
  for (const std::string& list : kLists) {
    std::vector<std::string> all = Json(with(list, "limit=1000")).ids();
    Answered lines = get(with(list, "format=jsonl&limit=1"));
    EXPECT_EQ(lines.response.type, "application/jsonl");
    const Shape* shape = shape_of(*lines.route, "application/jsonl");
    ASSERT_NE(shape, nullptr);
    std::vector<std::string> ids;
    for (const std::string& line : lines_of(lines.response.body)) {
      dom::parser parser;
      auto parsed = parser.parse(line);
      ASSERT_EQ(parsed.error(), simdjson::SUCCESS) << line;
      EXPECT_EQ(misfit(*shape, parsed.value_unsafe(), list), "");
      ids.emplace_back(std::string_view(parsed["id"]));
    }
    EXPECT_EQ(ids, all) << list;
    Answered table = get(with(list, "format=csv"));
    EXPECT_EQ(table.response.type, "text/csv; charset=utf-8");
    EXPECT_TRUE(table.response.body.starts_with(csv_header(*shape))) << table.response.body;
  }
}

TEST(resources_test, broken_cursors_and_filters_are_refused) {
  for (const std::string& list : kLists)
    for (const char* wrong :
         {"cursor=x", "cursor=1.2.3", "limit=1001", "limit=x", "format=xml", "nonsense=1"}) {
      Answered answered = get(with(list, wrong));
      EXPECT_EQ(answered.response.status, 400) << list << " " << wrong;
      EXPECT_EQ(answered.response.type, "application/problem+json");
    }
  EXPECT_EQ(get("/api/reports?from=yesterday").response.status, 400);
  EXPECT_EQ(get("/api/statements?kind=shouted").response.status, 400);
  EXPECT_EQ(get("/api/search").response.status, 400) << "q is missing";
}

TEST(resources_test, what_is_not_there_is_missing) {
  const std::string nobody = "ffffffffffffffffffffffffffffffff";
  for (const char* route :
       {"/api/reports/", "/api/entities/", "/api/stories/", "/api/sources/", "/api/explain/"})
    for (const std::string& id : {nobody, std::string("zz"), std::string("%2e%2e%2f"),
                                  std::string("copied.jsonl"), std::string("%3Cscript%3E")}) {
      Answered answered = get(route + id);
      EXPECT_EQ(answered.response.status, 404) << route << id << answered.response.body;
      EXPECT_EQ(answered.response.type, "application/problem+json");
    }
  EXPECT_EQ(get("/api/statements?report=" + nobody).response.status, 404);
  EXPECT_EQ(get("/api/statements?entity=" + nobody).response.status, 404);
  EXPECT_EQ(get("/api/export/nonsense").response.status, 400);
}

// ---- each ---------------------------------------------------------------------------------------

TEST(resources_test, the_summary_has_all_counts) {
  Json summary("/api/summary");
  EXPECT_EQ(summary.number("/reports"), 11);
  EXPECT_EQ(summary.number("/texts"), 9);
  EXPECT_EQ(summary.text("/first"), "2018-05-21");
}

TEST(resources_test, reports_are_the_records_of_the_export) {
  Answered lines = get("/api/reports?format=jsonl");
  std::vector<std::string> here = lines_of(lines.response.body);
  std::vector<std::string> there = lines_of(get("/api/export/reports").response.body);
  std::sort(here.begin(), here.end());
  std::sort(there.begin(), there.end());
  EXPECT_EQ(here, there);
  EXPECT_EQ(Json("/api/reports?outlet=straits+mail").ids().size(), 2U);
  EXPECT_EQ(Json("/api/reports?from=2018-06&to=2018-06").ids(),
            std::vector{id_of("Ferry late again")});
  EXPECT_EQ(Json("/api/reports?language=xx").number("/total"), 0);
}

TEST(resources_test, a_report_has_statements_stories_and_origins) {
  std::string id = id_of("Barges shut the quay");
  Json report("/api/reports/" + id);
  EXPECT_EQ(report.text("/id"), id);
  EXPECT_EQ(report.text("/title/text"), "Barges shut the quay");
  EXPECT_EQ(report.text("/stories/0/id"), quay());
  EXPECT_EQ(report.text("/stories/0/part"), "member");
  EXPECT_EQ(report.text("/origins/0/origin"), id_of("Quay is closed"));
  EXPECT_EQ(report.text("/origins/0/kind"), "copy");
  Json speech("/api/reports/" + id_of("Ferry late again").substr(0, 10));
  EXPECT_EQ(speech.size("/statements"), 2U);
}

TEST(resources_test, statements_of_a_speaker_are_found_under_all_names) {
  Json all("/api/statements?entity=" + entity("Qasemi Bahram"));
  EXPECT_GE(all.ids().size(), 4U);
  EXPECT_EQ(all.number("/total"), static_cast<int64_t>(all.ids().size()));
  EXPECT_EQ(Json("/api/statements?name=ghasemi").ids(), all.ids());
  EXPECT_EQ(Json("/api/statements?act=deny&name=vard").ids().size(), 1U);
  EXPECT_EQ(Json("/api/statements?about=bread&name=ilse&from=2018-06&to=2018-06").ids().size(), 1U);
  EXPECT_EQ(Json("/api/statements?report=" + id_of("Ferry late again")).ids().size(), 2U);
}

TEST(resources_test, an_entity_has_its_names_and_what_it_says) {
  Json one("/api/entities/" + entity("Ghasemi"));
  EXPECT_EQ(one.text("/name"), "Bahram Qasemi");
  EXPECT_GE(one.number("/statements"), 4);
  EXPECT_EQ(one.size("/said/items"), static_cast<size_t>(one.number("/statements")));
  EXPECT_EQ(Json("/api/entities?name=ghasemi").ids(), std::vector{one.text("/id")});
  EXPECT_EQ(Json("/api/entities?type=person&speaking=1&limit=1").ids(),
            std::vector{one.text("/id")});
}

TEST(resources_test, a_story_has_accounts_and_is_found_by_any_report_of_it) {
  Json story("/api/stories/" + id_of("Quay is closed"));
  EXPECT_EQ(story.text("/id"), quay());
  EXPECT_EQ(story.text("/accounts/0/origin/title"), "Quay is closed");
  EXPECT_EQ(story.text("/accounts/0/reports/1/from/relation"), "identical");
  EXPECT_EQ(Json("/api/stories/" + id_of("Barges shut the quay")).body(), story.body());
  EXPECT_EQ(Json("/api/stories?origins=100").number("/total"), 0);
  EXPECT_EQ(Json("/api/stories?outlet=the+courier").ids(), std::vector{story.text("/id")});
  for (const char* by : {"origins", "reports", "date"})
    EXPECT_EQ(Json(std::string("/api/stories?by=") + by).number("/total"),
              static_cast<int64_t>(edition().stories().all().size()));
}

TEST(resources_test, sources_have_nodes_edges_passages_and_a_tree) {
  std::string wire = id_of("Quay is closed");
  std::string bell = id_of("Quay shut for days");
  Json all("/api/sources/" + wire);
  EXPECT_EQ(all.text("/report"), wire);
  EXPECT_GE(all.size("/nodes"), 4U);
  EXPECT_GE(all.size("/edges"), 3U);
  EXPECT_EQ(all.number("/lineage/0/depth"), 0);
  EXPECT_FALSE(all.text("/edges/0/passages/0/from_span/text").empty());
  EXPECT_EQ(all.size("/edges/0/passages/0/to_same"), 0U);
  Json one("/api/sources/" + wire + "?from=" + wire + "&to=" + bell);
  EXPECT_EQ(one.size("/edges"), 1U);
  EXPECT_GE(one.size("/edges/0/passages/0/to_same"), 1U);
  Json story("/api/sources/" + bell + "?story=1");
  EXPECT_EQ(story.text("/report"), "");
  EXPECT_EQ(story.text("/story"), quay());
  EXPECT_EQ(get("/api/sources/" + wire + "?from=" + wire).response.status, 400);
}

TEST(resources_test, a_search_says_where_the_words_stand) {
  Json found("/api/search?q=harbour+master");
  EXPECT_EQ(found.text("/items/0/words/0/text"), "harbour");
  EXPECT_NE(found.text("/items/0/snippet/text").find("harbour master"), std::string::npos);
  Json wide("/api/search?q=Ghasemi");
  EXPECT_EQ(wide.text("/widened/0/word"), "Ghasemi");
  EXPECT_EQ(wide.text("/widened/0/others/0"), "qasemi");
  EXPECT_EQ(wide.number("/total"), 4);
  EXPECT_EQ(Json("/api/search?q=Ghasemi&exact=1").number("/total"), 1);
  EXPECT_EQ(Json("/api/search?q=Ghasemi&from=2018-06&to=2018-06").number("/total"), 1);
  EXPECT_EQ(Json("/api/search?q=nowhere+to+be+found").number("/total"), 0);
}

TEST(resources_test, everything_can_be_explained_by_its_id) {
  Json statements("/api/statements");
  for (const std::string& id :
       {statements.text("/items/0/id"), id_of("Quay is closed"), entity("Vard")}) {
    Json why("/api/explain/" + id);
    EXPECT_EQ(why.text("/id"), id);
  }
}

TEST(resources_test, everything_can_be_exported) {
  for (const char* what :
       {"reports", "statements", "entities", "copy_edges", "stories", "chains"}) {
    Answered lines = get(std::string("/api/export/") + what);
    EXPECT_EQ(lines.response.type, "application/jsonl") << what;
    Answered table = get(std::string("/api/export/") + what + "?format=csv");
    EXPECT_EQ(table.response.type, "text/csv; charset=utf-8");
    EXPECT_FALSE(table.response.body.empty()) << what;
  }
  EXPECT_EQ(get("/api/export/lineage").response.type, "application/xml");
  EXPECT_EQ(get("/api/export/tokens").response.type, "text/plain; charset=utf-8");
  EXPECT_EQ(get("/api/export/reports?format=gexf").response.status, 400);
}

// ---- hostile text -------------------------------------------------------------------------------

TEST(resources_test, hostile_text_stays_text) {
  Json report("/api/reports/" + id_of(kHostileTitle));
  EXPECT_EQ(report.text("/title/text"), kHostileTitle);
  for (const std::string& body :
       {report.body(), get("/api/stories").response.body, get("/api/search?q=rolls").response.body,
        get("/api/statements?name=vard&format=csv").response.body})
    for (char c : body)
      EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r');
  std::string table = get("/api/search?q=rolls&format=csv").response.body;
  EXPECT_NE(table.find("\"'=<script>"), std::string::npos) << "a formula is guarded: " << table;
}

TEST(resources_test, hostile_questions_are_answered) {
  for (const char* text : {"%22", "%27%3B--", "%E2%80%AE", "*", "-", "OR", "%22a%22*", "%3Cb%3E",
                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    for (const char* route : {"/api/search?q=", "/api/statements?name=", "/api/statements?about=",
                              "/api/entities?name=", "/api/reports?outlet="})
      Json(std::string(route) + text);
}

}  // namespace
}  // namespace hearsay::http
