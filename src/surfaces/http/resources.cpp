// The API's routes, and what they have in common. See http.hpp and resources.hpp.
#include "surfaces/http/resources.hpp"

#include <algorithm>
#include <iterator>

#include "document/pipeline.hpp"
#include "surfaces/api/explain_sources.hpp"
#include "surfaces/api/exporting.hpp"
#include "surfaces/api/records.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::object;
using Kind = Shape::Kind;

constexpr std::string_view kJsonLines = "application/jsonl";
constexpr std::string_view kCsv = "text/csv; charset=utf-8";

// ---- summary ------------------------------------------------------------------------------------

const std::shared_ptr<const Shape>& summary_shape() {
  static const auto shape = shared(
      object("Summary",
             {number_shape("reports"), number_shape("texts"), number_shape("outlets"),
              number_shape("families"), number_shape("unknown_outlet"), number_shape("origins"),
              number_shape("stories"), number_shape("chains"), number_shape("statements"),
              number_shape("entities"), number_shape("speakers"), leaf("first"), leaf("last")}));
  return shape;
}

Response answer_summary(const Request&, const Edition& edition) {
  const Summary& all = edition.indices().summary;
  return json(*summary_shape(),
              Value::of_parts(
                  {number_value(all.reports), number_value(all.texts), number_value(all.outlets),
                   number_value(all.families), number_value(all.unknown_outlet),
                   number_value(all.origins), number_value(all.stories), number_value(all.chains),
                   number_value(all.statements), number_value(all.entities),
                   number_value(all.speakers), text_or_null(all.first), text_or_null(all.last)}));
}

// ---- explain ------------------------------------------------------------------------------------

Response answer_explain(const Request& request, const Edition& edition) {
  std::string_view id = request.value("id");
  // Only ids: where a file lay on this machine is nobody's question here.
  bool hex = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
  if (!hex) return problem(404, "missing", "there is no row or report with this id");
  AtHand at_hand{edition.sources(), edition.stories(), edition.who()};
  Result<std::string> text = edition.hearsay().explain(id, true, &at_hand);
  if (!text) return problem(text.error());
  Response out;
  out.body = std::move(*text);
  return out;
}

// ---- export -------------------------------------------------------------------------------------

std::string_view type_of(std::string_view format) {
  if (format == "jsonl") return kJsonLines;
  if (format == "csv" || format == "csv_plain") return kCsv;
  if (format == "gexf" || format == "graphml") return "application/xml";
  return "text/plain; charset=utf-8";
}

std::string default_format(std::string_view what) {
  if (what == "tokens") return "conllu";
  return what == "lineage" ? "gexf" : "jsonl";
}

Response answer_export(const Request& request, const Edition& edition) {
  std::string what(request.value("what"));
  std::string format(request.value("format"));
  if (format.empty()) format = default_format(what);
  if (Result<void> fits = check_export(edition.store().pipeline(), what, format); !fits)
    return problem(fits.error());
  Response out;
  out.type = type_of(format);
  out.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + what + "." + (format == "csv_plain" ? "csv" : format) + "\"");
  out.stream = [held = edition.shared_from_this(), what, format](const Write& write) {
    return export_all(held->store(), what, format, write);
  };
  return out;
}

Route summary_route() {
  Route out;
  out.pattern = "/api/summary";
  out.name = "summary";
  out.summary =
      "What the store holds: reports, distinct texts, outlets, families, origins, "
      "stories, statements, entities";
  out.answers = {{"application/json", summary_shape()}};
  out.answer = answer_summary;
  return out;
}

// What Hearsay::explain() writes; what hangs on the layer is open.
Shape explained_shape() {
  auto maybe = [](Shape shape) {
    shape.optional = true;
    return shape;
  };
  auto open = [](std::string name) { return object(std::move(name), {}); };
  Shape amendment = object(
      "Amendment",
      {text_shape("id"), text_shape("target"), text_shape("field"), text_shape("value"),
       text_shape("why"), text_shape("by"),
       list_shape("evidence", object("Evidence", {text_shape("report"),
                                                  maybe(list("text_bytes", number_shape("")))}))});
  Shape layer =
      object("ExplainedLayer", {text_shape("layer"), number_shape("version"), text_shape("stage"),
                                list_shape("inputs", leaf("")), list_shape("rows", leaf("")),
                                list_shape("amendments", amendment)});
  return object(
      "Explained",
      {text_shape("id"), maybe(leaf("report")), maybe(leaf("analysis")), maybe(leaf("layer")),
       maybe(leaf("version", Kind::number)), maybe(leaf("stage")), maybe(list("inputs", leaf(""))),
       maybe(open("values")), maybe(list("layers", given(layer))), maybe(open("explanation")),
       maybe(open("who")), maybe(open("between")), list_shape("amendments", amendment)});
}

Route explain_route() {
  Route out;
  out.pattern = "/api/explain/{id}";
  out.name = "explain";
  out.summary =
      "Why a row or a report is what it is: stage, values, evidence, what decided, "
      "amendments";
  out.parameters = {id_parameter("id of a row, of an entity or of a report")};
  out.answers = {{"application/json", shared(explained_shape())}};
  out.answer = answer_explain;
  return out;
}

Route export_route() {
  std::vector<std::string> formats;
  for (std::string_view name : export_formats()) formats.emplace_back(name);
  Route out;
  out.pattern = "/api/export/{what}";
  out.name = "export";
  out.summary = "All records of one kind, sorted by id, without any cap";
  out.parameters = {
      choice_parameter("what", "what to export", all_exports(make_pipeline())),
      choice_parameter("format", "how it is written; jsonl unless only other formats fit",
                       formats)};
  out.parameters[0].required = true;
  out.answers = {{std::string(kJsonLines), nullptr},
                 {std::string(kCsv), nullptr},
                 {"application/xml", nullptr},
                 {"text/plain; charset=utf-8", nullptr}};
  out.answer = answer_export;
  out.kept = false;
  return out;
}

void add(std::vector<Route>& to, std::vector<Route> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

}  // namespace

std::vector<Route> api_routes() {
  std::vector<Route> out;
  out.push_back(summary_route());
  for (auto routes :
       {report_routes, statement_routes, entity_routes, story_routes, source_routes, search_routes})
    add(out, routes());
  out.push_back(explain_route());
  out.push_back(export_route());
  return out;
}

Response json(const Shape& shape, const Value& value) {
  Response out;
  append_json(out.body, shape, value);
  out.body += '\n';
  return out;
}

// ---- parameters ---------------------------------------------------------------------------------

Parameter id_parameter(std::string doc) {
  return {.name = "id", .doc = std::move(doc), .required = true};
}

Parameter text_parameter(std::string name, std::string doc) {
  return {.name = std::move(name), .doc = std::move(doc)};
}

Parameter choice_parameter(std::string name, std::string doc, std::vector<std::string> choices) {
  return {.name = std::move(name),
          .kind = Parameter::Kind::choice,
          .doc = std::move(doc),
          .choices = std::move(choices)};
}

Parameter flag_parameter(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = Parameter::Kind::flag, .doc = std::move(doc)};
}

std::vector<Parameter> day_parameters(const std::string& of) {
  return {{.name = "from", .kind = Parameter::Kind::day, .doc = of + " on that day or later"},
          {.name = "to", .kind = Parameter::Kind::day, .doc = of + " on that day or before"}};
}

std::vector<Parameter> list_parameters(std::vector<Parameter> own, bool streamed,
                                       std::string_view limit) {
  own.push_back(text_parameter("cursor", "`next` of the page before"));
  own.push_back({.name = "limit",
                 .kind = Parameter::Kind::number,
                 .doc = "how many items at most",
                 .fallback = std::string(limit),
                 .most = 1000});
  if (!streamed) return own;
  Parameter format =
      choice_parameter("format", "json for a page; jsonl or csv for all that fit, without any cap",
                       {"json", "jsonl", "csv", "csv_plain"});
  format.fallback = "json";
  own.push_back(std::move(format));
  return own;
}

PageAsked page_asked(const Request& request) {
  return {std::string(request.value("cursor")),
          static_cast<size_t>(std::max<uint64_t>(request.number("limit"), 1))};
}

DaysAsked days_asked(const Request& request) {
  return {request.value("from"), request.value("to")};
}

// ---- shapes and values --------------------------------------------------------------------------

Shape extended(const Shape& shape, std::string name, std::vector<Shape> more) {
  Shape out = shape;
  out.name = std::move(name);
  for (Shape& one : more) out.parts.push_back(std::move(one));
  return out;
}

Shape number_shape(std::string name) {
  return given(leaf(std::move(name), Kind::number));
}
Shape score_shape(std::string name) {
  return given(leaf(std::move(name), Kind::decimal));
}
Shape text_shape(std::string name) {
  return given(leaf(std::move(name)));
}
Shape flag_shape(std::string name) {
  return given(leaf(std::move(name), Kind::flag));
}
Shape list_shape(std::string name, Shape item) {
  return given(list(std::move(name), given(std::move(item))));
}

Value number_value(uint64_t number) {
  return Value::of(static_cast<int64_t>(number));
}
Value score_value(Score score) {
  return Value::of(int64_t{score.ten_thousandths});
}
Value flag_value(bool yes) {
  return Value::of(int64_t{yes});
}
Value id_value(const Id128& id) {
  return Value::of(id.hex());
}

Shape head_shape(std::string name) {
  return given(
      object(std::move(name), {text_shape("id"), leaf("title"), leaf("outlet"), leaf("family"),
                               leaf("url"), leaf("language"), leaf("first"), leaf("last")}));
}

Value head_value(const ReportHead& head) {
  return Value::of_parts({id_value(head.id), text_or_null(head.title), text_or_null(head.outlet),
                          text_or_null(head.family), text_or_null(head.url),
                          text_or_null(head.language), text_or_null(head.published.first),
                          text_or_null(head.published.last)});
}

Shape origin_shape(std::string name) {
  return given(
      object(std::move(name), {text_shape("id"), text_shape("report"), text_shape("origin"),
                               text_shape("kind"), score_shape("score"), leaf("why")}));
}

Value origin_value(const OriginView& origin) {
  return Value::of_parts({id_value(origin.id), id_value(origin.report), id_value(origin.origin),
                          Value::of(origin.kind), score_value(origin.score),
                          text_or_null(origin.why)});
}

std::shared_ptr<const Shape> shared(Shape shape) {
  return std::make_shared<const Shape>(std::move(shape));
}

// ---- lists --------------------------------------------------------------------------------------

Shape page_shape(const Shape& item) {
  return object(item.name + "Page",
                {list_shape("items", item), leaf("next"), leaf("total", Kind::number)});
}

Value page_value(std::vector<Value> items, const std::string& next,
                 const std::optional<uint64_t>& total) {
  return Value::of_parts({Value::of_parts(std::move(items)), text_or_null(next),
                          total ? number_value(*total) : Value()});
}

Response stream_records(const Edition& edition, std::string_view format,
                        std::shared_ptr<const Shape> item, WriteRecords records) {
  auto names = names_of(ExportFormat{});
  auto form =
      static_cast<ExportFormat>(std::find(names.begin(), names.end(), format) - names.begin());
  Response out;
  out.type = type_of(format);
  out.stream = [held = edition.shared_from_this(), form, item = std::move(item),
                records = std::move(records)](const Write& write) -> Result<void> {
    RecordLines lines(*item, form, write);
    Result<void> done = records(*held, [&lines](const Value& record) { return lines.add(record); });
    if (done) lines.flush();
    return done;
  };
  return out;
}

}  // namespace hearsay::http
