// Hearsay::explain: which stage made a row, from what, and what was amended. See api.hpp.
#include <algorithm>
#include <exception>
#include <span>

#include "base/json.hpp"
#include "base/trees.hpp"
#include "document/dump.hpp"
#include "reported/mentions/mentions.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/explain_sources.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {
namespace {

constexpr size_t kRowsShown = 60;
constexpr size_t kFactorsShown = 5;

Error removed_meanwhile(const ReportId& id) {
  return {ErrorKind::missing, "report " + id.hex() + " has just been removed", "", -1};
}

std::string stage_line(const Pipeline& pipeline, const LayerInfo& info) {
  const Pipeline::Stage* stage = pipeline.find(info.name.name);
  if (stage == nullptr) return "";
  std::string inputs;
  for (const Pipeline::Value& input : stage->inputs)
    inputs += (inputs.empty() ? "" : ", ") + input.name;
  return "stage " + stage->name + ", version " + std::to_string(info.name.version) +
         (inputs.empty() ? "" : ", from " + inputs);
}

std::string bytes_of(const Text& text, Span span) {
  Span source = text.to_source(span);
  return "bytes " + std::to_string(source.begin) + " to " + std::to_string(source.end) +
         " of the source";
}

std::string show_amendment(const AmendmentRow& row) {
  return "amended by " + row.by + ": " + row.field + " = " + row.value + " (" + row.why + ")\n";
}

std::string show_amendments(const std::vector<AmendmentRow>& amendments) {
  std::string out;
  for (const AmendmentRow& row : amendments) {
    out += show_amendment(row);
    for (const Place& place : row.evidence) {
      out += "  evidence in report " + place.report.hex();
      if (!place.span.is_none())
        out += ", bytes " + std::to_string(place.span.begin) + " to " +
               std::to_string(place.span.end) + " of its text";
      out += "\n";
    }
  }
  return out;
}

void write_amendments(Json& json, const std::vector<AmendmentRow>& amendments) {
  json.begin_array("amendments");
  for (const AmendmentRow& row : amendments) {
    json.begin_object().field("id", row.id.hex()).field("target", row.target.hex());
    json.field("field", row.field);
    json.field("value", row.value).field("why", row.why).field("by", row.by);
    json.begin_array("evidence");
    for (const Place& place : row.evidence) {
      json.begin_object().field("report", place.report.hex());
      if (!place.span.is_none())
        json.begin_array("text_bytes")
            .field("", place.span.begin)
            .field("", place.span.end)
            .end_array();
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_stage(Json& json, const Pipeline& pipeline, const LayerInfo& info) {
  json.field("layer", info.name.name).field("version", info.name.version);
  const Pipeline::Stage* stage = pipeline.find(info.name.name);
  if (stage == nullptr) return;
  json.field("stage", stage->name).begin_array("inputs");
  for (const Pipeline::Value& input : stage->inputs) json.field("", input.name);
  json.end_array();
}

// One cell as a person reads it, with the bytes it rests on.
std::string show_cell(const ColumnInfo& column, const Cell& cell, const Text& text) {
  auto quoted = [&text](Span span) {
    std::string out = "\"";
    append_escaped(out, text[span]);
    return out + "\"";
  };
  switch (column.type) {
    case CellType::span:
      return cell.span.is_none() ? "none" : quoted(cell.span) + ", " + bytes_of(text, cell.span);
    case CellType::source_span:
      return cell.span.is_none() ? "none"
                                 : "bytes " + std::to_string(cell.span.begin) + " to " +
                                       std::to_string(cell.span.end) + " of the source";
    case CellType::spans: {
      std::string out;
      for (Span span : cell.spans)
        out += (out.empty() ? "" : " + ") + quoted(span) + ", " + bytes_of(text, span);
      return out;
    }
    case CellType::score:
      return Score{static_cast<uint16_t>(cell.number)}.text();
    case CellType::flag:
      return cell.number != 0 ? "yes" : "no";
    case CellType::choice:
      return std::string(column.choices[static_cast<size_t>(cell.number)]);
    case CellType::text:
      return std::string(cell.text);
    case CellType::id:
      return cell.id.hex();
    case CellType::integer:
    case CellType::row:
      return std::to_string(cell.number);
    case CellType::places:
      return std::to_string(cell.places.size()) + (cell.places.size() == 1 ? " place" : " places");
  }
  return "";
}

Explanation unknown(std::string_view why) {
  return {"what decided is not known: " + std::string(why), "", {}};
}

// Analyses the report again.
Explanation ask_stage(const Hearsay& hearsay, const Pipeline::Stage& stage, const FoundRow& row,
                      Source source) try {
  Document document(row.owner.report, std::move(source));
  hearsay.pipeline().analyse(document, hearsay.resources());
  std::vector<RowId> ids = row_ids(*row.info, document.find(stage.output.key), row.owner.report);
  auto found = std::find(ids.begin(), ids.end(), row.id);
  if (found == ids.end()) return unknown("the report does not give this row again");
  return stage.explain(document, hearsay.resources(), static_cast<size_t>(found - ids.begin()));
} catch (const std::exception& error) {
  return unknown(std::string("analysis gave up: ") + error.what());
}

// None if the row's stage has nothing to say beyond the row.
Result<std::optional<Explanation>> find_explanation(const Hearsay& hearsay, const FoundRow& row,
                                                    const StoredReport& report) {
  const Pipeline::Stage* stage = hearsay.pipeline().find(row.info->name.name);
  if (stage == nullptr || !stage->explain) return std::optional<Explanation>();
  if (report.analysis != hearsay.pipeline().version(hearsay.resources()))
    return std::optional(unknown("another version analysed the report (see hearsay reanalyse)"));
  Result<std::optional<Source>> source = hearsay.store().source(report.id);
  if (!source) return source.error();
  if (!*source) return removed_meanwhile(report.id);
  return std::optional(ask_stage(hearsay, *stage, row, std::move(**source)));
}

std::span<const Factor> strongest(const Weighing& weighing) {
  return std::span(weighing.factors).first(std::min(kFactorsShown, weighing.factors.size()));
}

// What the factors that are not shown add.
int64_t rest_of(const Weighing& weighing) {
  int64_t rest = weighing.log_odds - weighing.base;
  for (const Factor& factor : strongest(weighing)) rest -= factor.adds;
  return rest;
}

std::string added(int64_t log_odds) {
  std::string number = odds_text(log_odds);
  return "    " + std::string(number.front() == '-' ? "" : "+") + number + "  ";
}

std::string show(const Explanation& explanation) {
  std::string out = explanation.summary + "\n";
  if (!explanation.claim.empty())
    out += "for (+) and against (-) that " + explanation.claim + ":\n";
  for (const Weighing& weighing : explanation.weighings) {
    out += "  " + weighing.by + " say " + odds_text(weighing.log_odds) + "\n" +
           added(weighing.base) + "the mean of the report's rows\n";
    for (const Factor& factor : strongest(weighing))
      out += added(factor.adds) + factor.says + "  (" + factor.name + ")\n";
    size_t others = weighing.factors.size() - strongest(weighing).size();
    if (others > 0) out += added(rest_of(weighing)) + std::to_string(others) + " others\n";
  }
  return out;
}

void write_explanation(Json& json, const std::optional<Explanation>& explanation) {
  if (!explanation) {
    json.null("explanation");
    return;
  }
  json.begin_object("explanation").field("summary", explanation->summary);
  json.field("claim", explanation->claim).begin_array("weighings");
  for (const Weighing& weighing : explanation->weighings) {
    json.begin_object().field("by", weighing.by);
    json.raw("log_odds", odds_text(weighing.log_odds)).raw("base", odds_text(weighing.base));
    json.begin_array("factors");
    for (const Factor& factor : strongest(weighing)) {
      json.begin_object().field("name", factor.name).field("says", factor.says);
      json.field("value", factor.value).raw("adds", odds_text(factor.adds)).end_object();
    }
    json.end_array().raw("others_add", odds_text(rest_of(weighing))).end_object();
  }
  json.end_array().end_object();
}

// ---- who somebody is
// -----------------------------------------------------------------------------

// Of a mention, whose id may be that of an entity, too: who is meant, and why it was put together
// with others.
struct Identity {
  std::optional<EntityView> entity;
  std::string why;  // of this chain
  std::vector<Place> evidence;
};

template <class Resolved>
Result<bool> find_chain(const Store& store, const RowId& chain, RowId& entity, Identity& out) {
  if (store.pipeline().find(Resolved::kLayer.name) == nullptr) return false;
  auto table = store.table(layer_info<Resolved>());
  if (!table) return table.error();
  const Resolved& rows = *std::static_pointer_cast<const Resolved>(*table);
  for (size_t i = 0; i < rows.chain.size(); ++i) {
    if (rows.chain[i] != chain) continue;
    entity = rows.entity[i];
    out.why = rows.why[i];
    out.evidence.assign(rows.evidence[i].begin(), rows.evidence[i].end());
    return true;
  }
  return false;
}

Result<Identity> identify(const Hearsay& hearsay, const FoundRow& row, const AtHand* at_hand) {
  Identity out;
  const Store& store = hearsay.store();
  if (row.info != &layer_info<Mentions>()) return out;
  const Mentions& mentions = *static_cast<const Mentions*>(row.layer.get());
  RowId chain =
      row_ids(*row.info, row.layer.get(), row.owner.report)[mentions.first[row.row].index];
  RowId entity;
  Result<bool> found = find_chain<People>(store, chain, entity, out);
  if (found && !*found) found = find_chain<Groups>(store, chain, entity, out);
  if (!found) return found.error();
  if (!*found) return out;
  auto take = [&](const WhoIsWho& who) {
    for (const EntityView& one : who.all())
      if (one.id == entity) out.entity = one;
  };
  if (at_hand != nullptr) {
    take(at_hand->who);
    return out;
  }
  Result<WhoIsWho> who = WhoIsWho::read(store, hearsay.resources());
  if (!who) return who.error();
  take(*who);
  return out;
}

std::string words_at(const Store& store, const Place& place) {
  Result<std::optional<StoredReport>> report = store.report(place.report);
  if (!report || !*report || place.span.is_none() || place.span.end > (*report)->text.size())
    return "";
  return std::string((*report)->text[place.span]);
}
std::string place_text(const Store& store, const Place& place) {
  std::string words = words_at(store, place);
  if (words.empty()) return "";
  std::string out = "\"";
  append_escaped(out, words);
  Result<std::optional<StoredReport>> report = store.report(place.report);
  bool known = report && *report && !(*report)->paths.empty();
  return out + "\" in " + (known ? (*report)->paths.front() : "report " + place.report.hex());
}

std::string show(const Store& store, const Identity& identity) {
  if (!identity.entity) return "";
  const EntityView& one = *identity.entity;
  std::string out = "who that is: " + one.name + " (" + one.type + ", entity " + one.id.hex() +
                    "), in " + std::to_string(one.reports) + " reports\n";
  for (const auto& [name, count] : one.names)
    out += "  named " + name + ", " + std::to_string(count) + (count == 1 ? " time\n" : " times\n");
  for (const auto& [why, count] : one.why)
    out += "  " + std::to_string(count) + " joined: " + why + "\n";
  if (!identity.why.empty()) out += "taken for the same here: " + identity.why + "\n";
  for (const Place& place : identity.evidence)
    if (std::string text = place_text(store, place); !text.empty())
      out += "  evidence " + text + "\n";
  return out;
}

void write_identity(Json& json, const Store& store, const Identity& identity) {
  if (!identity.entity) return;
  const EntityView& one = *identity.entity;
  json.begin_object("who").field("entity", one.id.hex()).field("name", one.name);
  json.field("type", one.type).field("reports", one.reports).begin_array("names");
  for (const auto& [name, count] : one.names)
    json.begin_object().field("text", name).field("count", count).end_object();
  json.end_array().field("why", identity.why).begin_array("evidence");
  for (const Place& place : identity.evidence) {
    json.begin_object().field("report", place.report.hex());
    json.begin_array("text_bytes").field("", place.span.begin).field("", place.span.end);
    json.end_array().field("text", words_at(store, place)).end_object();
  }
  json.end_array().end_object();
}

Result<std::string> explain_row(const Hearsay& hearsay, const Named& named, bool json,
                                const AtHand* at_hand) {
  const Store& store = hearsay.store();
  Result<std::optional<FoundRow>> row = store.find_row(named.row);
  if (!row) return row.error();
  if (!*row) return removed_meanwhile(named.report);
  Result<std::optional<StoredReport>> report = store.report(named.report);
  if (!report) return report.error();
  Result<std::vector<AmendmentRow>> amendments = store.amendments(named.row);
  if (!amendments) return amendments.error();
  std::optional<Explanation> explanation;
  if (*report) {
    auto found = find_explanation(hearsay, **row, **report);
    if (!found) return found.error();
    explanation = std::move(*found);
  }
  Result<Identity> identity = identify(hearsay, **row, at_hand);
  if (!identity) return identity.error();
  const LayerInfo& info = *(*row)->info;
  const Text text = *report ? (*report)->text : Text();
  Result<Between> between = explain_between(store, **row, at_hand);
  if (!between) return between.error();
  Json out;
  out.begin_object().field("id", named.row.hex());
  if (named.report.is_zero())
    out.null("report");
  else
    out.field("report", named.report.hex());
  write_stage(out, hearsay.pipeline(), info);
  std::string shown = "row " + named.row.hex() + " of layer " + std::string(info.name.name) + "\n" +
                      stage_line(hearsay.pipeline(), info) + "\n";
  if (!named.report.is_zero())
    shown += "report " + named.report.hex() +
             (*report && !(*report)->paths.empty() ? ", " + (*report)->paths.front() : "") + "\n";
  out.begin_object("values");
  for (const ColumnInfo& column : info.columns) {
    std::string value = show_cell(column, column.get((*row)->layer.get(), (*row)->row), text);
    shown +=
        "  " + std::string(column.name) + ": " + value + "  (" + std::string(column.doc) + ")\n";
    out.field(column.name, value);
  }
  out.end_object();
  write_explanation(out, explanation);
  write_identity(out, store, *identity);
  if (!between->json.empty()) out.raw("between", between->json);
  write_amendments(out, *amendments);
  out.end_object();
  if (json) return out.line();
  // An entity has the id of a mention; who asks for it wants to know of the entity first.
  bool entity = identity->entity && Id128(identity->entity->id) == Id128(named.row);
  std::string who = show(store, *identity);
  return (entity ? "entity " + named.row.hex() + "\n" + who + "\nits first mention:\n" : "") +
         shown + (explanation ? show(*explanation) : "") + (entity ? "" : who) + between->shown +
         show_amendments(*amendments);
}

std::string show_layer(const Hearsay& hearsay, const ReportId& id, const LayerInfo& info,
                       const void* layer, std::string_view text,
                       const std::vector<AmendmentRow>& amendments) {
  std::vector<RowId> ids = row_ids(info, layer, id);
  std::string out = "\n" + std::string(info.name.name) + ": " + std::to_string(ids.size()) +
                    " rows; " + stage_line(hearsay.pipeline(), info) + "\n";
  for (size_t row = 0; row < ids.size() && row < kRowsShown; ++row) {
    out += "  " + ids[row].hex() + " " + dump_row(info, layer, row, text) + "\n";
    for (const AmendmentRow& amendment : amendments)
      if (amendment.target == ids[row]) out += "    " + show_amendment(amendment);
  }
  if (ids.size() > kRowsShown)
    out += "  and " + std::to_string(ids.size() - kRowsShown) + " more (hearsay export " +
           std::string(info.name.name) + ")\n";
  return out;
}

std::string report_head(const StoredReport& report) {
  std::string out = "report " + report.id.hex() + "\n";
  for (const std::string& path : report.paths) out += "read from " + path + "\n";
  if (!report.url.empty()) out += "address " + report.url + "\n";
  out += "format " + std::string(names_of(Format{})[static_cast<size_t>(report.format)]) + ", " +
         report.encoding + "\nanalysis " + report.analysis + "\n";
  for (const Problem& problem : report.problems)
    out += "problem " + problem.code + ": " + problem.message +
           (problem.offset >= 0 ? " (byte " + std::to_string(problem.offset) + ")" : "") + "\n";
  return out;
}

Result<std::string> explain_report(const Hearsay& hearsay, const Named& named, bool json,
                                   const AtHand* at_hand) {
  const Store& store = hearsay.store();
  Result<std::optional<StoredReport>> report = store.report(named.report);
  if (!report) return report.error();
  if (!*report) return removed_meanwhile(named.report);
  Result<std::vector<AmendmentRow>> amendments = store.amendments(RowId(named.report));
  if (!amendments) return amendments.error();
  std::string shown = report_head(**report);
  Json out;
  out.begin_object().field("id", named.report.hex()).field("analysis", (*report)->analysis);
  out.begin_array("layers");
  for (const Pipeline::Stage& stage : hearsay.pipeline().stages()) {
    if (stage.reduces || stage.layer == nullptr || stage.layer->storage != Storage::rows) continue;
    Result<std::shared_ptr<const void>> layer = store.layer(named.report, *stage.layer);
    if (!layer) return layer.error();
    if (*layer == nullptr) return removed_meanwhile(named.report);
    Result<std::vector<AmendmentRow>> of_rows = store.amendments(named.report, *stage.layer);
    if (!of_rows) return of_rows.error();
    shown += show_layer(hearsay, named.report, *stage.layer, layer->get(), (*report)->text.view(),
                        *of_rows);
    out.begin_object();
    write_stage(out, hearsay.pipeline(), *stage.layer);
    out.begin_array("rows");
    for (const RowId& id : row_ids(*stage.layer, layer->get(), named.report))
      out.field("", id.hex());
    out.end_array();
    write_amendments(out, *of_rows);
    out.end_object();
  }
  out.end_array();
  Result<Between> between = explain_place(store, named.report, at_hand);
  if (!between) return between.error();
  if (!between->json.empty()) out.raw("between", between->json);
  write_amendments(out, *amendments);
  out.end_object();
  if (json) return out.line();
  std::string changed = show_amendments(*amendments);
  return shown + between->shown + (changed.empty() ? "" : "\n" + changed);
}

}  // namespace

Result<std::string> Hearsay::explain(std::string_view name, bool json,
                                     const AtHand* at_hand) const {
  Result<Named> named = resolve(name);
  if (!named) return named.error();
  return named->kind == Named::Kind::row ? explain_row(*this, *named, json, at_hand)
                                         : explain_report(*this, *named, json, at_hand);
}

}  // namespace hearsay
