// Who copied whom: a picture, the same as a table, and the passages that prove it.
#include <algorithm>
#include <map>
#include <optional>

#include "base/utf8.hpp"
#include "surfaces/api/lineage_pages.hpp"
#include "surfaces/api/report_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/lineage_picture.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostPairs = 40;    // whose passages are shown
constexpr size_t kMostRows = 1000;   // of the table
constexpr size_t kMostBytes = 6000;  // of a passage

// How an origin comes by what it tells, where another report would stand.
std::string_view origin_words(std::string_view kind) {
  if (kind == "adds") return "adds something of its own";
  if (kind == "circle") return "first of reports that have it from each other";
  return "no other report of this pile";
}

std::string_view form_words(std::string_view form) {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"verbatim", "word for word"},
      {"rewritten", "in other words"},
      {"summarised", "in fewer words"},
      {"quotation", "a quotation"}};
  auto found = kWords.find(form);
  return found == kWords.end() ? form : found->second;
}

// Which of two has a quotation from the other is not asked, so nothing is sure of it.
std::string sure_text(const Derivation& edge) {
  return edge.relation == "shared_quotation" ? "" : edge.score.text().substr(0, 4);
}

std::string how_text(const LineageEdge& one) {
  std::string out(relation_name(one.edge->relation));
  if (one.words.all > 0) out += ", " + std::to_string(one.words.percent()) + " % of its words";
  return out;
}

// ---- the table ----------------------------------------------------------------------------------

void put_report_cell(Html& html, const Edition& edition, const ReportId& id,
                     std::string_view before = "") {
  html.open("td");
  if (!before.empty()) html.element("small", before).leaf("br");
  if (const ReportHead* head = edition.indices().reports.find(id)) {
    html.foreign_link(url_of(*head), title_of(*head)).leaf("br");
    put_source(html, *head);
  }
  html.close();
}

void put_row(Html& html, const Edition& edition, const LineageEdge& one,
             const std::map<const Derivation*, size_t>& pairs) {
  bool quotes = one.edge->relation == "shared_quotation";
  html.open("tr");
  put_report_cell(html, edition, one.edge->to);
  put_report_cell(html, edition, one.edge->from, quotes ? "quotes the same as" : "");
  html.open("td");
  auto pair = pairs.find(one.edge);
  if (pair != pairs.end()) {
    std::string id = "edge-" + std::to_string(pair->second);
    html.element("a", {Attribute::href(Url::local("").fragment(id)), {"data-edge", id}},
                 how_text(one));
  } else {
    html.text(how_text(one));
  }
  html.close().element("td", {{"class", "number"}}, sure_text(*one.edge));
  html.foreign_element("td", {}, one.edge->why).close();
}

void put_table(Html& html, const Edition& edition, const LineageDetail& detail,
               const std::map<const Derivation*, size_t>& pairs) {
  html.open("section", {{"aria-labelledby", "table"}});
  html.element("h2", {{"id", "table"}}, "The same as a table");
  html.open("div", {{"class", "wide"},
                    {"tabindex", "0"},
                    {"role", "region"},
                    {"aria-label", "Table of who has it from whom"}});
  html.open("table").open("thead").open("tr");
  for (std::string_view head : {"Report", "has it from", "how", "how sure", "what speaks for it"})
    html.element("th", {{"scope", "col"}}, head);
  html.close().close().open("tbody");
  size_t room = kMostRows;
  for (const LineageNode& node : detail.nodes) {
    if (node.kind.empty() || room == 0) continue;
    --room;
    html.open("tr");
    put_report_cell(html, edition, node.report->id);
    html.element("td", origin_words(node.kind)).element("td", "origin").element("td", "");
    html.foreign_element("td", {}, node.why).close();
  }
  for (const auto* edges : {&detail.edges, &detail.quotations})
    for (const LineageEdge& one : *edges) {
      if (room == 0) break;
      --room;
      put_row(html, edition, one, pairs);
    }
  html.close().close().close();
  if (room == 0)
    html.element("p", {{"class", "fine"}}, "More rows are not shown here; the export has all.");
  html.close();
}

// ---- the passages -------------------------------------------------------------------------------

Result<std::string> text_of(const Edition& edition, const ReportId& id) {
  Result<std::optional<StoredReport>> report = edition.store().report(id);
  if (!report) return report.error();
  return *report ? std::string((*report)->text.view()) : std::string();
}

void put_side(Html& html, const Edition& edition, const ReportId& id, std::string_view text,
              Span passage, std::vector<Span> same) {
  html.open("div");
  if (const ReportHead* head = edition.indices().reports.find(id)) put_source(html, *head);
  std::vector<Marking> words;
  for (Span one : same) words.push_back({.span = one, .kind = Marking::Kind::found});
  if (passage.size() > kMostBytes) passage.end = passage.begin + kMostBytes;
  while (passage.end > passage.begin && !is_boundary(text, passage.end)) --passage.end;
  html.open("blockquote", {{"dir", "auto"}});
  put_marked(html, text, passage, words);
  html.close().close();
}

Result<void> put_pair(Html& html, const Edition& edition, const LineageEdge& one, size_t number) {
  const Derivation& edge = *one.edge;
  Result<std::string> from = text_of(edition, edge.from);
  if (!from) return from.error();
  Result<std::string> to = text_of(edition, edge.to);
  if (!to) return to.error();
  Result<std::vector<SameWords>> same = same_words(edition.store(), edge.from, edge.to);
  if (!same) return same.error();
  std::vector<Span> there, here;
  for (const SameWords& words : *same) {
    there.push_back(words.from);
    here.push_back(words.to);
  }
  const ReportHead* left = edition.indices().reports.find(edge.from);
  const ReportHead* right = edition.indices().reports.find(edge.to);
  if (left == nullptr || right == nullptr) return {};
  std::string id = "edge-" + std::to_string(number);
  html.open(
      "section",
      {{"class", "pair row"}, {"id", id}, {"tabindex", "-1"}, {"aria-labelledby", id + "-name"}});
  html.open("h3", {{"id", id + "-name"}}).foreign_link(url_of(*right), title_of(*right));
  html.text(edge.relation == "shared_quotation" ? " quotes the same as "
            : edge.is_direction_known()         ? " has it from "
                                                : " has the same as ");
  html.foreign_link(url_of(*left), title_of(*left)).close();
  std::string sure = sure_text(edge);
  html.open("p", {{"class", "fine"}}).text(how_text(one) + " · ");
  if (!sure.empty()) html.text("how sure: " + sure + " · ");
  html.foreign(edge.why).close();
  for (const LineagePassage& passage : one.passages) {
    if (passage.from.end > from->size() || passage.to.end > to->size()) continue;
    html.open("div", {{"class", "sides"}});
    put_side(html, edition, edge.from, *from, passage.from, there);
    put_side(html, edition, edge.to, *to, passage.to, here);
    html.close().open("p", {{"class", "fine"}}).text(std::string(form_words(passage.form)) + " · ");
    put_tools(html, passage.id);
    html.close();
  }
  html.close();
  return {};
}

// ---- the page -----------------------------------------------------------------------------------

Result<LineageDetail> read(const Edition& edition, const http::Request& request, bool story) {
  std::string_view name = request.value("id");
  std::optional<Id128> id = Id128::from_hex(name);
  const StoryView* whole = id ? edition.stories().find(*id) : nullptr;
  if (story && whole != nullptr) return view_lineage(edition, *whole);
  Result<ReportId> report = find_report(edition, name);
  if (report) return view_lineage(edition, *report);
  if (whole != nullptr) return view_lineage(edition, *whole);
  return report.error();
}

void put_head(Html& html, const LineageDetail& detail) {
  html.open("header", {{"class", "top"}}).element("p", {{"class", "eyebrow"}}, "Who copied whom");
  html.foreign_element(
      "h1", {}, detail.report != nullptr ? title_of(*detail.report) : title_of(*detail.story));
  put_counts(html, detail.counts);
  html.open("nav", {{"class", "links"}, {"aria-label", "Elsewhere"}});
  if (detail.report != nullptr) html.link(url_of(*detail.report), "The report");
  if (detail.story != nullptr) {
    const Id128& story = detail.story->story->id;
    html.link(Url::of("/stories/", story), "The story");
    if (detail.report != nullptr)
      html.link(Url::of("/sources/", story).query("story", "1"), "The lineage of the whole story");
  }
  Id128 id = detail.report != nullptr ? Id128(detail.report->id) : detail.story->story->id;
  Url gexf = Url::local("/api/sources/" + id.hex() + "/gexf");
  Url json = Url::of("/api/sources/", id);
  gexf.query("of", detail.report == nullptr ? "story" : "report");
  if (detail.report == nullptr) json.query("story", "1");
  html.link(gexf, "GEXF").link(json, "JSON").close().close();
}

}  // namespace

Result<Page> sources_page(const http::Request& request, const Edition& edition) {
  Result<LineageDetail> detail = read(edition, request, request.flag("story"));
  if (!detail) return detail.error();
  std::string title =
      detail->report != nullptr ? title_of(*detail->report) : title_of(*detail->story);
  Page page{.place = Page::Place::stories, .title = "Who copied whom: " + title, .kind = "sources"};
  Html& html = page.content;
  put_head(html, *detail);
  std::vector<const LineageEdge*> shown;
  std::map<const Derivation*, size_t> pairs;
  size_t left_out = 0;
  for (const auto* edges : {&detail->edges, &detail->quotations})
    for (const LineageEdge& one : *edges) {
      if (one.passages.empty()) continue;
      if (shown.size() == kMostPairs) {
        ++left_out;
        continue;
      }
      pairs.emplace(one.edge, shown.size());
      shown.push_back(&one);
    }
  if (detail->edges.empty()) html.element("p", "No report here has anything from another.");
  put_picture(html, *detail, pairs);
  if (!shown.empty()) {
    html.open("section", {{"aria-labelledby", "passages"}, {"class", "passages"}});
    html.element("h2", {{"id", "passages"}}, "The passages, side by side");
    html.element("p", {{"class", "fine"}}, "Words that both have in a row are marked.");
    for (size_t i = 0; i < shown.size(); ++i)
      if (Result<void> done = put_pair(html, edition, *shown[i], i); !done) return done.error();
    if (left_out > 0)
      html.element("p", {{"class", "fine"}},
                   "Of " + counted(left_out, "more pair", "more pairs") +
                       " of reports the passages are not shown here; the JSON has all.");
    html.close();
  }
  put_table(html, edition, *detail, pairs);
  return page;
}

}  // namespace hearsay::web
