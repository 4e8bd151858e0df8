// See documents.hpp.
#include "surfaces/http/documents.hpp"

#include <optional>
#include <string>

#include "surfaces/api/citations.hpp"
#include "surfaces/api/feeds.hpp"
#include "surfaces/api/lineage_graph.hpp"
#include "surfaces/api/linked_data.hpp"
#include "surfaces/api/report_pages.hpp"

namespace hearsay::http {
namespace {

using Answer = Response (*)(const Request&, const Edition&);

constexpr std::string_view kGraphType = "application/gexf+xml";
constexpr std::string_view kBibtexType = "application/x-bibtex";
constexpr std::string_view kPlainType = "text/plain; charset=utf-8";

Site site_of(const Request& request) {
  std::string_view host = request.header("host");
  return {host.empty() ? "" : (request.secure ? "https://" : "http://") + std::string(host)};
}

// `name`: under which a browser saves it; empty if it may show it.
Response document(std::string_view type, std::string body, const std::string& name = {}) {
  Response out;
  out.type = type;
  out.body = std::move(body);
  out.headers.emplace_back("Vary", "Host");
  if (!name.empty())
    out.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return out;
}

Response document(std::string_view type, Result<std::string> body, const std::string& name = {}) {
  return body ? document(type, std::move(*body), name) : problem(body.error());
}

Error missing(std::string_view what, std::string_view id, std::string_view where) {
  return {ErrorKind::missing,
          "there is no " + std::string(what) + " \"" + std::string(id) + "\"; " +
              std::string(where) + " lists them",
          "", -1};
}

// ---- what an address names ----------------------------------------------------------------------

Result<SeenReport> seen_of(const Request& request, const Edition& edition) {
  Result<ReportId> id = find_report(edition, request.value("id"));
  if (!id) return id.error();
  Result<std::optional<SeenReport>> seen = see_report(edition.store(), *id);
  if (!seen) return seen.error();
  if (!*seen) return missing("report", request.value("id"), "/api/reports");
  return std::move(**seen);
}

// ---- the documents ------------------------------------------------------------------------------

Response answer_story_feed(const Request& request, const Edition& edition) {
  Result<const StoryView*> story = find_story(edition, request.value("id"));
  if (!story) return problem(story.error());
  return document(kFeedType, story_feed(edition.store(), edition.sources(), edition.stories(),
                                        **story, site_of(request)));
}

Response answer_entity_feed(const Request& request, const Edition& edition) {
  std::optional<Id128> id = Id128::from_hex(request.value("id"));
  const EntityView* speaker = id ? edition.entity(*id) : nullptr;
  if (speaker == nullptr) return problem(missing("speaker", request.value("id"), "/api/entities"));
  std::vector<ReportId> giving;
  for (SaidAt at : edition.indices().speaking.said_by(*id))
    if (const ReportId& report = edition.reports()[at.report].id;
        giving.empty() || giving.back() != report)
      giving.push_back(report);
  return document(kFeedType, speaker_feed(edition.store(), edition.sources(), *speaker, giving,
                                          site_of(request)));
}

Response answer_search_feed(const Request& request, const Edition& edition) {
  std::string query(request.value("q"));
  bool exact = request.flag("exact");
  std::string widened = exact ? query : edition.who().widen(query).query;
  return document(kFeedType, search_feed(edition.store(), edition.sources(),
                                         {query, widened, exact}, site_of(request)));
}

Response answer_report_linked_data(const Request& request, const Edition& edition) {
  Result<SeenReport> seen = seen_of(request, edition);
  if (!seen) return problem(seen.error());
  auto entity = [&edition](const Id128& id) { return edition.entity(id); };
  return document(kLinkedDataType, report_linked_data(edition.store(), edition.sources(), entity,
                                                      *seen, site_of(request)));
}

Response answer_story_linked_data(const Request& request, const Edition& edition) {
  Result<const StoryView*> story = find_story(edition, request.value("id"));
  if (!story) return problem(story.error());
  return document(kLinkedDataType, story_linked_data(edition.store(), edition.sources(),
                                                     edition.stories(), **story, site_of(request)));
}

// As the parameter `format` wants it.
Response cite(const Citation& citation, const Request& request) {
  if (request.value("format") == "bibtex")
    return document(kBibtexType, citation.bibtex, citation.key + ".bib");
  if (request.value("format") == "plain") return document(kPlainType, citation.plain + "\n");
  Response out = json(citation_shape(), citation_value(citation));
  out.headers.emplace_back("Vary", "Host");
  return out;
}

Response answer_report_citation(const Request& request, const Edition& edition) {
  Result<SeenReport> seen = seen_of(request, edition);
  if (!seen) return problem(seen.error());
  return cite(cite_report(edition.sources(), *seen, site_of(request)), request);
}

Response answer_statement_citation(const Request& request, const Edition& edition) {
  std::optional<Id128> id = Id128::from_hex(request.value("id"));
  if (!id) return problem(missing("statement", request.value("id"), "/api/statements"));
  Result<SeenStatement> seen = see_statement(edition.store(), RowId(*id));
  if (!seen) return problem(seen.error());
  return cite(cite_statement(edition.sources(), seen->in, seen->statement, site_of(request)),
              request);
}

// The id of a story is that of its earliest report, so `of` tells which is meant.
Response answer_lineage(const Request& request, const Edition& edition) {
  std::string_view of = request.value("of");
  std::optional<Id128> id = Id128::from_hex(request.value("id"));
  const StoryView* story = id ? edition.stories().find(*id) : nullptr;
  if (of == "story") {
    Result<const StoryView*> found = find_story(edition, request.value("id"));
    if (!found) return problem(found.error());
    story = *found;
  }
  bool whole_story = story != nullptr && of != "report";
  std::vector<ReportId> reports;
  if (whole_story) {
    reports = story->ids();
  } else {
    Result<ReportId> report = find_report(edition, request.value("id"));
    if (!report) return problem(report.error());
    reports = {*report};
  }
  std::string body;
  Result<void> done =
      export_lineage_of(edition.store(), edition.sources(), edition.stories(), reports,
                        !whole_story, GraphFormat::gexf, [&body](std::string_view piece) {
                          body += piece;
                          return true;
                        });
  if (!done) return problem(done.error());
  std::string name = (whole_story ? "story-" : "report-") + reports.front().hex() + ".gexf";
  return document(kGraphType, std::move(body), name);
}

// ---- their declarations -------------------------------------------------------------------------

Parameter id_of(std::string_view what) {
  return {.name = "id", .doc = "The id of the " + std::string(what), .required = true};
}

Route route(std::string_view pattern, std::string_view name, std::string_view summary,
            std::vector<Parameter> parameters, std::string_view type, Answer answer) {
  Route out;
  out.pattern = pattern;
  out.name = name;
  out.summary = summary;
  out.parameters = std::move(parameters);
  out.answers.emplace_back(type, nullptr);
  out.answer = answer;
  return out;
}

Route citation_route(std::string_view pattern, std::string_view name, std::string_view summary,
                     std::string_view what, Answer answer) {
  Parameter format{.name = "format",
                   .kind = Parameter::Kind::choice,
                   .doc = "All of the citation, or only its BibTeX entry or its line of text",
                   .fallback = "json",
                   .choices = {"json", "bibtex", "plain"}};
  Route out = route(pattern, name, summary, {id_of(what), format}, kBibtexType, answer);
  out.answers.emplace_back(kPlainType, nullptr);
  out.answers.emplace(out.answers.begin(), "application/json",
                      std::make_shared<const Shape>(citation_shape()));
  return out;
}

std::vector<Route> feed_routes() {
  Parameter query{.name = "q", .doc = "What to look for", .required = true};
  Parameter exact{
      .name = "exact", .kind = Parameter::Kind::flag, .doc = "No other spellings of names"};
  return {route("/feeds/stories/{id}", "story_feed", "The reports of a story as an Atom feed",
                {id_of("story")}, kFeedType, answer_story_feed),
          route("/feeds/entities/{id}", "entity_feed",
                "The statements of a speaker as an Atom feed, the newest 100", {id_of("speaker")},
                kFeedType, answer_entity_feed),
          route("/feeds/search", "search_feed",
                "The reports that a search finds as an Atom feed, the newest 100", {query, exact},
                kFeedType, answer_search_feed)};
}

Route lineage_route() {
  Parameter of{.name = "of",
               .kind = Parameter::Kind::choice,
               .doc =
                   "Whether a story's id, which is also that of its earliest report, means the "
                   "report or the story; a story if neither is said",
               .choices = {"report", "story"}};
  return route("/api/sources/{id}/gexf", "lineage_graph",
               "Who has it from whom as a graph, for Gephi and others (GEXF 1.3)",
               {id_of("report or story"), of}, kGraphType, answer_lineage);
}

}  // namespace

std::vector<Route> document_routes() {
  std::vector<Route> out = feed_routes();
  out.push_back(route("/api/reports/{id}/jsonld", "report_linked_data",
                      "A report with what it quotes, in the words of schema.org (JSON-LD)",
                      {id_of("report")}, kLinkedDataType, answer_report_linked_data));
  out.push_back(route("/api/stories/{id}/jsonld", "story_linked_data",
                      "The reports of a story, in the words of schema.org (JSON-LD)",
                      {id_of("story")}, kLinkedDataType, answer_story_linked_data));
  out.push_back(citation_route("/api/reports/{id}/cite", "report_citation",
                               "How to cite a report: text, BibTeX, links", "report",
                               answer_report_citation));
  out.push_back(citation_route("/api/statements/{id}/cite", "statement_citation",
                               "How to cite a statement: text, BibTeX, links to its words",
                               "statement", answer_statement_citation));
  out.push_back(lineage_route());
  return out;
}

}  // namespace hearsay::http
