// See web.hpp. All routes of the page.
#include "surfaces/web/web.hpp"

#include "surfaces/web/assets.hpp"
#include "surfaces/web/filters.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

using Kind = http::Parameter::Kind;

http::Parameter id_parameter(std::string doc) {
  return {.name = "id", .doc = std::move(doc), .required = true};
}

std::vector<http::Parameter> with(std::vector<http::Parameter> some,
                                  std::vector<http::Parameter> more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

// What went wrong anywhere outside of the API, for people.
http::Route problem_route() {
  return {.pattern = "/*",
          .name = "problem_page",
          .summary = "What went wrong",
          .answer =
              [](const http::Request& request, const Edition&) {
                return problem_page(static_cast<int>(request.number("status")),
                                    request.value("detail"));
              },
          .kept = false,
          .documented = false};
}

}  // namespace

std::vector<http::Route> page_routes() {
  std::vector<http::Parameter> list = with(filter_parameters(true), {cursor_parameter()});
  std::vector<http::Parameter> dated = with(filter_parameters(false), {cursor_parameter()});
  return {
      page_route("/", "start_page", "The stories, those with most origins first", list,
                 stories_page),
      page_route("/stories", "stories_page", "The stories, those with most origins first", list,
                 stories_page),
      page_route("/stories/{id}", "story_page", "A story: its accounts, and who said what",
                 {id_parameter("the story")}, story_page),
      page_route("/sources/{id}", "sources_page", "Who copied whom",
                 {id_parameter("a report or story"),
                  {.name = "story", .kind = Kind::flag, .doc = "of the whole story"}},
                 sources_page),
      page_route("/entities", "speakers_page", "Speakers, those of most reports first",
                 {{.name = "name", .doc = "part of a name, in any spelling"},
                  {.name = "type",
                   .kind = Kind::choice,
                   .doc = "only those",
                   .choices = {"person", "organisation", "place", "nationality"}},
                  cursor_parameter()},
                 speakers_page),
      page_route("/entities/{id}", "speaker_page", "A speaker: names, roles and statements",
                 {id_parameter("the speaker"), cursor_parameter()}, speaker_page),
      page_route("/reports", "reports_page", "The reports, the earliest first", dated,
                 reports_page),
      page_route("/reports/{id}", "report_page", "A report, with what is said in it",
                 {id_parameter("the report, or a unique beginning of its id")}, report_page),
      page_route("/search", "search_page", "Words in the reports",
                 with({{.name = "q", .doc = "what to look for"},
                       {.name = "exact", .kind = Kind::flag, .doc = "no other spellings of names"}},
                      dated),
                 search_page),
      page_route("/explain/{id}", "explain_page", "Why something is what it is",
                 {id_parameter("a row, a report, a story")}, explain_page),
      assets_route(),
      problem_route(),
  };
}

}  // namespace hearsay::web
