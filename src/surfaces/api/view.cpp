// See view.hpp. A view is read off the record, so that people and programs are shown the same.
#include "surfaces/api/view.hpp"

#include <cassert>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "ingest/clean/clean.hpp"
#include "store/exports/records.hpp"

namespace hearsay {
namespace {

// A part of an object by its name; null if it is absent.
const Value* find(const Shape& shape, const Value& value, std::string_view name) {
  for (size_t i = 0; i < shape.parts.size() && i < value.parts.size(); ++i)
    if (shape.parts[i].name == name) return value.parts[i].null ? nullptr : &value.parts[i];
  return nullptr;
}

const Shape& shape_of(const Shape& shape, std::string_view name) {
  for (const Shape& part : shape.parts)
    if (part.name == name) return part;
  assert(false && "the record has this part");
  return shape;
}

std::string text_of(const Shape& shape, const Value& value, std::string_view name) {
  const Value* part = find(shape, value, name);
  return part == nullptr ? "" : part->text;
}

// The text of `inner` in the object `outer`.
std::string text_of(const Shape& shape, const Value& value, std::string_view outer,
                    std::string_view inner) {
  const Value* part = find(shape, value, outer);
  return part == nullptr ? "" : text_of(shape_of(shape, outer), *part, inner);
}

Score score_of(const Shape& shape, const Value& value) {
  const Value* part = find(shape, value, "score");
  return part == nullptr ? Score::of(1) : Score{static_cast<uint16_t>(part->number)};
}

std::vector<Value> items_of(const Shape& shape, const Value& value, std::string_view name) {
  const Value* part = find(shape, value, name);
  return part == nullptr ? std::vector<Value>() : part->parts;
}

BlockView block_of(const Shape& shape, const Value& value, const CodePoints& points) {
  auto place = [&](std::string_view name) {
    return points.to_byte(static_cast<uint32_t>(find(shape, value, name)->number));
  };
  BlockView out{{place("begin"), place("end")},
                text_of(shape, value, "role"),
                find(shape, value, "kept")->number != 0,
                text_of(shape, value, "why")};
  // Why a block is kept or set aside is said by whoever amended that.
  for (const Value& amended : items_of(shape, value, "amended")) {
    const Shape& one = shape_of(shape, "amended").parts[0];
    if (text_of(one, amended, "field") == "kept") out.why = text_of(one, amended, "why");
  }
  return out;
}

}  // namespace

Result<ReportView> view_report(const Store& store, const StoredReport& report) {
  Result<std::shared_ptr<const void>> there = store.layer(report.id, layer_info<Roles>());
  if (!there) return there.error();
  if (*there == nullptr)
    return Error{ErrorKind::missing, "report " + report.id.hex() + " has just been removed", "",
                 -1};
  Result<Value> record = RecordSource(store).report(report);
  if (!record) return record.error();
  return view_of_report(report.text, *record);
}

ReportView view_of_report(const Text& text, const Value& record) {
  const Shape& shape = report_shape();
  ReportView view;
  view.title = ascii::squeezed(text_of(shape, record, "title", "text"));
  for (const Value& author : items_of(shape, record, "authors"))
    view.authors.push_back(text_of(shape_of(shape, "authors").parts[0], author, "text"));
  view.publisher = text_of(shape, record, "publisher", "name");
  view.domain = text_of(shape, record, "publisher", "domain");
  view.url = text_of(shape, record, "url");
  view.published = text_of(shape, record, "published", "earliest");
  view.published_latest = text_of(shape, record, "published", "latest");
  view.published_how = text_of(shape, record, "published", "how");
  view.language = text_of(shape, record, "language");
  CodePoints points(text.view());
  for (const Value& block : items_of(shape, record, "blocks"))
    view.blocks.push_back(block_of(shape_of(shape, "blocks").parts[0], block, points));
  return view;
}

Result<std::optional<SeenReport>> see_report(const Store& store, const ReportId& id) {
  Result<std::optional<StoredReport>> report = store.report(id);
  if (!report) return report.error();
  if (!*report) return std::optional<SeenReport>();
  Result<ReportView> view = view_report(store, **report);
  if (!view && view.error().kind == ErrorKind::missing) return std::optional<SeenReport>();
  if (!view) return view.error();
  return std::optional(SeenReport{std::move(**report), std::move(*view)});
}

namespace {

StatementView statement_of(const LayerInfo& info, const Value& record, const RowId& id,
                           const ReportId& report, std::span<const Span> content) {
  static const Shape shape = row_shape(info);
  StatementView out{id,
                    report,
                    text_of(shape, record, "kind"),
                    text_of(shape, record, "act"),
                    text_of(shape, record, "polarity"),
                    {},
                    {content.begin(), content.end()},
                    text_of(shape, record, "cue", "text"),
                    "",
                    text_of(shape, record, "speaker", "name"),
                    text_of(shape, record, "speaker", "how"),
                    text_of(shape, record, "speaker", "name"),
                    text_of(shape, record, "speaker", "entity"),
                    text_of(shape, record, "addressee", "text"),
                    {},
                    text_of(shape, record, "date", "earliest"),
                    text_of(shape, record, "date", "latest")};
  for (const Value& part : items_of(shape, record, "content"))
    out.content.push_back(text_of(shape_of(shape, "content").parts[0], part, "text"));
  for (const Value& amended : items_of(shape, record, "amended")) {
    const Shape& one = shape_of(shape, "amended").parts[0];
    if (text_of(one, amended, "field") == "speaker_name")
      out.own_name = text_of(one, amended, "from");
  }
  const Shape& speaker = shape_of(shape, "speaker");
  out.score = score_of(shape, record);
  if (const Value* found = find(shape, record, "speaker")) {
    out.speaker = text_of(speaker, *found, "span", "text");
    out.speaker_score = score_of(speaker, *found);
  }
  const Shape& relay = shape_of(shape, "relay").parts[0];
  for (const Value& one : items_of(shape, record, "relay"))
    out.relay.push_back({text_of(relay, one, "name"), text_of(relay, one, "cue", "text")});
  return out;
}

const LayerInfo* statements_of(const Store& store) {
  const Pipeline::Stage* stage = store.pipeline().find("statements");
  return stage == nullptr ? nullptr : stage->layer;
}

std::span<const Span> content_of(const LayerInfo& info, const void* layer, size_t row) {
  for (const ColumnInfo& column : info.columns)
    if (column.name == "content") return column.get(layer, row).spans;
  return {};
}

}  // namespace

StatementView view_of_statement(const LayerInfo& info, const void* layer, size_t row,
                                const RowId& id, const ReportId& report, const Value& record) {
  return statement_of(info, record, id, report, content_of(info, layer, row));
}

Result<std::vector<StatementView>> view_statements(const Store& store, const ReportId& report) {
  std::vector<StatementView> out;
  const LayerInfo* info = statements_of(store);
  if (info == nullptr) return out;
  auto layer = store.layer(report, *info);
  if (!layer) return layer.error();
  if (*layer == nullptr) return out;
  RecordSource source(store);
  std::vector<RowId> ids = row_ids(*info, layer->get(), report);
  for (size_t row = 0; row < ids.size(); ++row) {
    Result<Value> record = source.row(*info, layer->get(), row, ids[row], {report, ""});
    if (!record) return record.error();
    out.push_back(view_of_statement(*info, layer->get(), row, ids[row], report, *record));
  }
  return out;
}

Result<void> each_statement(const Store& store, const std::function<bool(StatementView)>& visit) {
  const LayerInfo* info = statements_of(store);
  if (info == nullptr) return {};
  Result<void> failed;
  Result<void> done = store.each_report([&](const StoredReport& report) {
    Result<std::vector<StatementView>> all = view_statements(store, report.id);
    if (!all) failed = all.error();
    if (!all) return false;
    for (StatementView& one : *all)
      if (!visit(std::move(one))) return false;
    return true;
  });
  return done ? failed : done;
}

std::string content_line(const StatementView& statement) {
  std::string out;
  for (const std::string& part : statement.content)
    out += (out.empty() ? "" : " […] ") + ascii::squeezed(part);
  return out;
}

std::string statement_line(const StatementView& statement) {
  bool quoted = statement.kind == "direct";
  bool denied = statement.polarity == "denied";
  std::string how = statement.act == "say" && quoted ? "" : statement.act;
  if (denied && statement.act == "deny") how.clear();
  if (!quoted) how += (how.empty() ? "" : ", ") + statement.kind;
  std::string out = statement.name.empty() ? "somebody" : ascii::squeezed(statement.name);
  out += denied ? " denies" : "";
  if (!how.empty()) out += " (" + how + ")";
  return out + ": " + (quoted ? "“" : "") + content_line(statement) + (quoted ? "”" : "");
}

std::string relay_line(const StatementView& statement) {
  std::string out;
  for (const RelayView& one : statement.relay)
    out += (out.empty() ? "through " : ", ") + ascii::squeezed(one.name);
  return out;
}

std::string beginning_of(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  size_t end = most;
  while (end > 0 && !is_boundary(text, end)) --end;
  return std::string(ascii::trimmed(text.substr(0, end))) + "…";
}

std::string published_days(const ReportView& view) {
  std::string first = view.published.substr(0, 10);
  std::string last = view.published_latest.substr(0, 10);
  if (first.empty()) return last.empty() ? "" : "before " + last;
  return last.empty() || first == last ? first : first + " to " + last;
}

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace hearsay
