// Reports: the list, and one with its statements, stories and origins. See resources.hpp.
#include "surfaces/api/records.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::named;
using shapes::object;

Shape in_story_shape(std::string name) {
  return object(std::move(name), {text_shape("id"), leaf("title"), text_shape("part"),
                                  text_shape("row"), score_shape("score"), leaf("why")});
}

Value in_story_value(const ReportInStory& one) {
  return Value::of_parts({id_value(one.story->story->id), text_or_null(one.story->title),
                          Value::of(one.part->attached ? "attached" : "member"),
                          id_value(one.part->id), score_value(one.part->score),
                          text_or_null(one.part->why)});
}

const std::shared_ptr<const Shape>& detail_shape() {
  static const auto shape =
      shared(extended(report_shape(), "ReportDetail",
                      {list_shape("statements", named("Statement", statement_shape())),
                       list_shape("stories", in_story_shape("ReportInStory")),
                       list_shape("origins", origin_shape("Origin"))}));
  return shape;
}

Response answer_report(const Request& request, const Edition& edition) {
  Result<ReportId> id = find_report(edition, request.value("id"));
  if (!id) return problem(id.error());
  Result<ReportDetail> report = view_report_page(edition, *id);
  if (!report) return problem(report.error());
  std::vector<Value> statements, stories, origins;
  for (SaidLine& one : report->statements) statements.push_back(std::move(one.record));
  for (const ReportInStory& one : report->stories) stories.push_back(in_story_value(one));
  for (const OriginView& one : report->origins) origins.push_back(origin_value(one));
  Value record = std::move(report->record);
  for (std::vector<Value>* list : {&statements, &stories, &origins})
    record.parts.push_back(Value::of_parts(std::move(*list)));
  return json(*detail_shape(), record);
}

List<const ReportHead*> reports() {
  return {shared(named("Report", report_shape())),
          [](const Request& request, const Edition& edition,
             const PageAsked& asked) -> Result<PageOf<const ReportHead*>> {
            ReportFilter filter{days_asked(request), std::string(request.value("outlet")),
                                std::string(request.value("language"))};
            if (std::string_view id = request.value("story"); !id.empty()) {
              Result<const StoryView*> story = find_story(edition, id);
              if (!story) return story.error();
              filter.story = *story;
            }
            return list_reports(edition, filter, asked);
          },
          [](const Edition& edition, const ReportHead* head) -> Result<std::optional<Value>> {
            Result<std::optional<StoredReport>> report = edition.store().report(head->id);
            if (!report) return report.error();
            if (!*report) return std::optional<Value>();
            Result<Value> record = RecordSource(edition.store()).report(**report);
            if (!record) return record.error();
            return std::optional(std::move(*record));
          }};
}

}  // namespace

std::vector<Route> report_routes() {
  std::vector<Parameter> filters = day_parameters("appeared");
  filters.push_back(text_parameter("outlet", "appeared in this outlet; case does not count"));
  filters.push_back(text_parameter("language", "ISO 639-1 code of its language"));
  filters.push_back(text_parameter("story", "of this story: its id, or that of a report of it"));
  Route one;
  one.pattern = "/api/reports/{id}";
  one.name = "report";
  one.summary = "A report with its text, what was set aside, its statements, stories and origins";
  one.parameters = {id_parameter("its id or a unique beginning of it")};
  one.answers = {{"application/json", detail_shape()}};
  one.answer = answer_report;
  return {list_route("/api/reports", "reports", "Reports by the day on which they appeared",
                     std::move(filters), reports()),
          std::move(one)};
}

}  // namespace hearsay::http
