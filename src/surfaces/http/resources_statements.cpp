// Statements, by whoever says them, in what report and about what. See resources.hpp.
#include "surfaces/api/records.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::named;

Result<StatementFilter> filter_of(const Request& request, const Edition& edition) {
  StatementFilter out;
  if (std::string_view id = request.value("report"); !id.empty()) {
    Result<ReportId> report = find_report(edition, id);
    if (!report) return report.error();
    out.report = *report;
  }
  if (std::string_view id = request.value("entity"); !id.empty()) {
    Result<EntityLine> entity = find_entity(edition, id);
    if (!entity) return entity.error();
    out.entity = entity->entity->id;
  }
  if (std::string_view id = request.value("story"); !id.empty()) {
    Result<const StoryView*> story = find_story(edition, id);
    if (!story) return story.error();
    out.story = *story;
  }
  out.name = request.value("name");
  out.about = request.value("about");
  out.kind = request.value("kind");
  out.act = request.value("act");
  out.polarity = request.value("polarity");
  out.days = days_asked(request);
  return out;
}

List<SaidLine> statements() {
  return {shared(named("Statement", statement_shape())),
          [](const Request& request, const Edition& edition,
             const PageAsked& asked) -> Result<PageOf<SaidLine>> {
            Result<StatementFilter> filter = filter_of(request, edition);
            if (!filter) return filter.error();
            return list_statements(edition, *filter, asked);
          },
          [](const Edition&, const SaidLine& line) -> Result<std::optional<Value>> {
            return std::optional(line.record);
          }};
}

}  // namespace

std::vector<Route> statement_routes() {
  std::vector<Parameter> filters = {
      text_parameter("report", "of this report: its id or a unique beginning of it"),
      text_parameter("story", "of this story: its id, or that of a report of it"),
      text_parameter("entity", "said by this entity: its id"),
      text_parameter("name", "said by somebody who is called so, under any of his names"),
      text_parameter("about", "with a word that begins so"),
      choice_parameter("kind", "whether it is quoted", statement_choices("kind")),
      choice_parameter("act", "what the speaker does by saying it", statement_choices("act")),
      choice_parameter("polarity", "whether he asserts or denies it",
                       statement_choices("polarity"))};
  for (Parameter& day : day_parameters("said, or else reported,")) filters.push_back(day);
  return {list_route("/api/statements", "statements",
                     "Statements by the day of their report; a page may hold few where much has to "
                     "be passed over, and ends where `next` is null",
                     std::move(filters), statements())};
}

}  // namespace hearsay::http
