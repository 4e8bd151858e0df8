// Sources: who has it from whom, around a report or in a story. See resources.hpp.
#include <map>

#include "surfaces/api/lineage_pages.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::named;
using shapes::object;
using Kind = Shape::Kind;

// Texts are read once each, the first so many; spans of the others are null.
constexpr size_t kMostTexts = 400;

class Texts {
 public:
  explicit Texts(const Edition& edition) : edition_(edition) {}

  // Null for a report that has just been removed, or is one too many.
  Result<const ReadText*> of(const ReportId& id) {
    auto [at, added] = texts_.try_emplace(id);
    if (added && texts_.size() <= kMostTexts) {
      Result<std::optional<StoredReport>> report = edition_.store().report(id);
      if (!report) return report.error();
      if (*report) at->second = std::make_unique<const ReadText>(std::move((*report)->text));
    }
    return at->second.get();
  }

 private:
  const Edition& edition_;
  std::map<ReportId, std::unique_ptr<const ReadText>> texts_;
};

Value place_value(const ReadText* text, Span span) {
  if (text == nullptr || span.end > text->text.size()) return {};
  return span_value(*text, span);
}

Value places_value(const ReadText* text, const std::vector<Span>& spans) {
  std::vector<Value> out;
  for (Span span : spans) out.push_back(place_value(text, span));
  return Value::of_parts(std::move(out));
}

Shape node_shape() {
  return object("LineageNode", {text_shape("report"), leaf("title"), leaf("outlet"), leaf("family"),
                                leaf("published"), leaf("origin_kind"), leaf("origin_why"),
                                leaf("story"), flag_shape("asked")});
}

Value node_value(const LineageNode& node) {
  const ReportHead& head = *node.report;
  return Value::of_parts({id_value(head.id), text_or_null(head.title), text_or_null(head.outlet),
                          text_or_null(head.family), text_or_null(head.published.first),
                          text_or_null(node.kind), text_or_null(node.why),
                          node.story == nullptr ? Value() : id_value(node.story->id),
                          flag_value(node.asked)});
}

Shape passage_shape() {
  return object("Passage", {text_shape("id"), text_shape("form"), span_shape("from_span"),
                            span_shape("to_span"), given(list("from_same", span_shape(""))),
                            given(list("to_same", span_shape("")))});
}

Shape edge_shape() {
  return object("LineageEdge", {text_shape("from"), text_shape("to"), text_shape("relation"),
                                score_shape("score"), leaf("why"), number_shape("words"),
                                number_shape("of_words"), list_shape("passages", passage_shape())});
}

Result<Value> edge_value(const LineageEdge& one, Texts& texts) {
  const Derivation& edge = *one.edge;
  std::vector<Value> passages;
  for (const LineagePassage& passage : one.passages) {
    Result<const ReadText*> from = texts.of(edge.from);
    if (!from) return from.error();
    Result<const ReadText*> to = texts.of(edge.to);
    if (!to) return to.error();
    passages.push_back(Value::of_parts(
        {id_value(passage.id), Value::of(passage.form), place_value(*from, passage.from),
         place_value(*to, passage.to), places_value(*from, passage.from_same),
         places_value(*to, passage.to_same)}));
  }
  return Value::of_parts({id_value(edge.from), id_value(edge.to), Value::of(edge.relation),
                          score_value(edge.score), text_or_null(edge.why),
                          number_value(one.words.copied), number_value(one.words.all),
                          Value::of_parts(std::move(passages))});
}

Result<Value> edges_value(const std::vector<LineageEdge>& edges, Texts& texts) {
  std::vector<Value> out;
  for (const LineageEdge& one : edges) {
    Result<Value> edge = edge_value(one, texts);
    if (!edge) return edge;
    out.push_back(std::move(*edge));
  }
  return Value::of_parts(std::move(out));
}

Shape line_shape() {
  return object("LineageLine", {text_shape("report"), number_shape("depth"), leaf("from"),
                                leaf("relation"), leaf("score", Kind::decimal), leaf("why"),
                                flag_shape("asked"), flag_shape("again")});
}

Value line_value(const LineageLine& line) {
  const Derivation* from = line.from;
  return Value::of_parts({id_value(line.report), number_value(line.depth),
                          from == nullptr ? Value() : id_value(from->from),
                          from == nullptr ? Value() : Value::of(from->relation),
                          from == nullptr ? Value() : score_value(from->score),
                          from == nullptr ? Value() : text_or_null(from->why),
                          flag_value(line.asked), flag_value(line.again)});
}

const std::shared_ptr<const Shape>& lineage_shape() {
  static const auto shape = shared(object(
      "Lineage", {leaf("report"), leaf("story"), given(counts_shape()),
                  number_shape("origins_elsewhere"), list_shape("origins", origin_shape("Origin")),
                  list_shape("lineage", line_shape()), list_shape("nodes", node_shape()),
                  list_shape("edges", edge_shape()), list_shape("quotations", edge_shape())}));
  return shape;
}

Response answer(const LineageDetail& lineage, const Edition& edition) {
  Texts texts(edition);
  Result<Value> edges = edges_value(lineage.edges, texts);
  if (!edges) return problem(edges.error());
  Result<Value> quotations = edges_value(lineage.quotations, texts);
  if (!quotations) return problem(quotations.error());
  std::vector<Value> origins, lines, nodes;
  for (const OriginView& one : lineage.origins) origins.push_back(origin_value(one));
  for (const LineageLine& one : lineage.lines) lines.push_back(line_value(one));
  for (const LineageNode& one : lineage.nodes) nodes.push_back(node_value(one));
  return json(*lineage_shape(),
              Value::of_parts(
                  {lineage.report == nullptr ? Value() : id_value(lineage.report->id),
                   lineage.story == nullptr ? Value() : id_value(lineage.story->story->id),
                   counts_record(lineage.counts), number_value(lineage.origins_elsewhere),
                   Value::of_parts(std::move(origins)), Value::of_parts(std::move(lines)),
                   Value::of_parts(std::move(nodes)), std::move(*edges), std::move(*quotations)}));
}

Result<std::optional<ReportPair>> pair_of(const Request& request, const Edition& edition) {
  std::string_view from = request.value("from"), to = request.value("to");
  if (from.empty() && to.empty()) return std::optional<ReportPair>();
  if (from.empty() || to.empty())
    return Error{ErrorKind::usage, "from and to name an edge together", "", -1};
  Result<ReportId> first = find_report(edition, from);
  if (!first) return first.error();
  Result<ReportId> second = find_report(edition, to);
  if (!second) return second.error();
  return std::optional(ReportPair(*first, *second));
}

Response answer_sources(const Request& request, const Edition& edition) {
  Result<ReportId> report = find_report(edition, request.value("id"));
  if (!report) return problem(report.error());
  Result<std::optional<ReportPair>> pair = pair_of(request, edition);
  if (!pair) return problem(pair.error());
  const StoryView* story = edition.stories().of(*report);
  bool whole = request.flag("story");
  if (whole && story == nullptr)
    return problem(404, "missing", "report " + report->hex() + " is of no story");
  Result<LineageDetail> lineage =
      whole ? view_lineage(edition, *story, *pair) : view_lineage(edition, *report, *pair);
  return lineage ? answer(*lineage, edition) : problem(lineage.error());
}

}  // namespace

std::vector<Route> source_routes() {
  Route out;
  out.pattern = "/api/sources/{id}";
  out.name = "sources";
  out.summary =
      "Who has it from whom: the lineage of a report, or of its whole story, with the "
      "passages";
  out.parameters = {id_parameter("id of a report or a story, which is that of its earliest report"),
                    flag_parameter("story", "of the whole story instead of the report alone"),
                    text_parameter("from",
                                   "with `to`: only the edge between these two reports, and in its "
                                   "passages the words that both have in a row"),
                    text_parameter("to", "see `from`")};
  out.answers = {{"application/json", lineage_shape()}};
  out.answer = answer_sources;
  return {std::move(out)};
}

}  // namespace hearsay::http
