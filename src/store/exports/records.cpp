// See records.hpp.
#include "store/exports/records.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/ascii.hpp"

namespace hearsay {

using Kind = Shape::Kind;

namespace shapes {
Shape leaf(std::string name, Kind kind) {
  return {std::move(name), kind, {}, false, false};
}
Shape object(std::string name, std::vector<Shape> parts) {
  return {std::move(name), Kind::object, std::move(parts), false, false};
}
Shape list(std::string name, Shape item) {
  return {std::move(name), Kind::list, {std::move(item)}, false, false};
}
Shape given(Shape shape) {
  shape.given = true;
  return shape;
}
Shape named(std::string name, Shape shape) {
  shape.name = std::move(name);
  return shape;
}
}  // namespace shapes

namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::object;

constexpr size_t kTextsKept = 16;

Shape range(std::string name) {
  return list(std::move(name), given(leaf("", Kind::number)));
}

// What was amended; comes last in every record and only where there is something.
Shape amended_shape() {
  Shape out =
      list("amended", given(object("", {given(leaf("field")), leaf("from"), given(leaf("to")),
                                        given(leaf("why")), given(leaf("by"))})));
  out.optional = true;
  return out;
}

const Shape& block_shape() {
  static const Shape shape =
      object("", {given(leaf("begin", Kind::number)), given(leaf("end", Kind::number)),
                  given(leaf("role")), given(leaf("kept", Kind::flag)), leaf("why"),
                  given(leaf("score", Kind::decimal)), amended_shape()});
  return shape;
}

Shape make_report_shape() {
  return object(
      "",
      {given(leaf("id")), given(list("paths", given(leaf("")))), leaf("path"), leaf("url"),
       given(leaf("format")), given(leaf("text")), given(leaf("text_sha256")), span_shape("title"),
       object("publisher", {leaf("name"), leaf("domain"), leaf("family"), leaf("how")}),
       given(list("authors", given(span_shape("")))), span_shape("dateline"),
       object("published", {leaf("earliest"), leaf("latest"), leaf("how")}), leaf("language"),
       given(list("blocks", given(block_shape()))),
       given(list("problems", given(object("", {given(leaf("code")), given(leaf("message")),
                                                leaf("offset", Kind::number)})))),
       amended_shape()});
}

Shape place_shape() {
  Shape out = span_shape("");
  out.parts.insert(out.parts.begin(), leaf("report"));
  return out;
}

Shape column_shape(const ColumnInfo& column) {
  std::string name(column.name);
  switch (column.type) {
    case CellType::span:
      return span_shape(name);
    case CellType::source_span:
      return range(name);
    case CellType::spans:
      return list(name, span_shape(""));
    case CellType::integer:
      return leaf(name, Kind::number);
    case CellType::score:
      return leaf(name, Kind::decimal);
    case CellType::flag:
      return leaf(name, Kind::flag);
    case CellType::places:
      return list(name, place_shape());
    case CellType::choice:
    case CellType::text:
    case CellType::row:
    case CellType::id:
      return leaf(name);
  }
  return leaf(name);
}

// The record of a statement: its columns, with what belongs together put together.
Shape make_statement_shape() {
  return object(
      "", {given(leaf("id")), given(leaf("report")), given(leaf("kind")), given(leaf("act")),
           given(leaf("polarity")), given(list("content", span_shape(""))), span_shape("cue"),
           given(object("speaker", {span_shape("span"), leaf("name"), leaf("entity"), leaf("how"),
                                    span_shape("named"), leaf("score", Kind::decimal)})),
           span_shape("addressee"),
           given(list("relay", given(object("", {leaf("name"), leaf("entity"), span_shape("span"),
                                                 span_shape("cue")})))),
           object("date", {leaf("earliest"), leaf("latest"), leaf("how"), span_shape("span")}),
           given(leaf("score", Kind::decimal)), amended_shape()});
}

// The record of an entity: what its columns say a line each, as lists.
Shape make_entity_shape() {
  return object(
      "",
      {given(leaf("id")), given(leaf("type")), given(leaf("name")), leaf("country"),
       given(list("names",
                  given(object("", {given(leaf("text")), given(leaf("count", Kind::number))})))),
       given(list("roles", given(object("", {given(leaf("text")), leaf("earliest"), leaf("latest"),
                                             given(leaf("reports", Kind::number))})))),
       given(leaf("mentions", Kind::number)), given(leaf("reports", Kind::number)),
       given(list("why",
                  given(object("", {given(leaf("text")), given(leaf("count", Kind::number))})))),
       amended_shape()});
}

// The record of a passage that one report has from another: its places are spans of two reports
// that `from` and `to` name.
Shape make_copy_edge_shape() {
  return object("",
                {given(leaf("id")), given(leaf("from")), given(leaf("to")), given(leaf("relation")),
                 given(leaf("form")), span_shape("from_span"), span_shape("to_span"),
                 given(leaf("score", Kind::decimal)), leaf("why"), amended_shape()});
}

Value range_value(Span span) {
  if (span.is_none()) return {};
  return Value::of_parts({Value::of(int64_t{span.begin}), Value::of(int64_t{span.end})});
}

// ---- layers by the names of their columns -------------------------------------------------------

// Any layer, read by column name, so that records do not depend on the stages that make it.
class Named {
 public:
  static Result<Named> read(const Store& store, const ReportId& report, std::string_view name) {
    const Pipeline::Stage* stage = store.pipeline().find(name);
    if (stage == nullptr || stage->reduces) return Named();
    auto layer = store.layer(report, *stage->layer);
    if (!layer) return layer.error();
    Named out;
    out.info_ = *layer == nullptr ? nullptr : stage->layer;
    out.layer_ = std::move(*layer);
    return out;
  }

  const LayerInfo* info() const { return info_; }  // null if there is no such layer
  std::vector<RowId> ids(const ReportId& report) const {
    return row_ids(*info_, layer_.get(), report);
  }
  size_t rows() const { return info_ == nullptr ? 0 : info_->size(layer_.get()); }
  std::string_view text(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    if (found == nullptr) return {};
    if (found->type == CellType::text) return cell(found, row).text;
    if (found->type == CellType::choice)
      return found->choices[static_cast<size_t>(cell(found, row).number)];
    return {};
  }
  Span span(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    return found == nullptr ? Span::none() : cell(found, row).span;
  }
  int64_t number(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    return found == nullptr ? 0 : cell(found, row).number;
  }
  std::span<const Span> spans(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    return found == nullptr ? std::span<const Span>() : cell(found, row).spans;
  }
  std::span<const Place> places(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    return found == nullptr ? std::span<const Place>() : cell(found, row).places;
  }
  Id128 id(std::string_view column, size_t row) const {
    const ColumnInfo* found = find(column);
    return found == nullptr ? Id128() : cell(found, row).id;
  }

  Named() = default;
  // A layer that is at hand and outlives this.
  Named(const LayerInfo& info, const void* layer)
      : info_(&info), layer_(std::shared_ptr<const void>(), layer) {}

 private:
  const ColumnInfo* find(std::string_view name) const {
    if (info_ == nullptr) return nullptr;
    for (const ColumnInfo& column : info_->columns)
      if (column.name == name) return &column;
    return nullptr;
  }
  Cell cell(const ColumnInfo* column, size_t row) const { return column->get(layer_.get(), row); }

  const LayerInfo* info_ = nullptr;
  std::shared_ptr<const void> layer_;
};

bool is_statements(const LayerInfo& info) {
  return info.name.name == "statements";
}

bool is_mentions(const LayerInfo& info) {
  return info.name.name == "mentions";
}
bool is_entities(const LayerInfo& info) {
  return info.name.name == "entities";
}
bool is_copy_edges(const LayerInfo& info) {
  return info.name.name == "copy_edges";
}

// Chosen rows of the layer `metadata`.
class Chosen {
 public:
  explicit Chosen(const Named& metadata) : metadata_(metadata) {}

  std::vector<size_t> rows(std::string_view field) const {
    std::vector<size_t> out;
    for (size_t row = 0; row < metadata_.rows(); ++row)
      if (metadata_.number("chosen", row) != 0 && metadata_.text("field", row) == field)
        out.push_back(row);
    return out;
  }
  Value text(std::string_view field, std::string_view column) const {
    std::vector<size_t> found = rows(field);
    return found.empty() ? Value() : text_or_null(metadata_.text(column, found.front()));
  }
  Value span(std::string_view field, const ReadText& text) const {
    std::vector<size_t> found = rows(field);
    return found.empty() ? Value() : span_of(found.front(), text);
  }
  Value spans(std::string_view field, const ReadText& text) const {
    std::vector<Value> out;
    for (size_t row : rows(field)) out.push_back(span_of(row, text));
    return Value::of_parts(std::move(out));
  }

 private:
  // Words that are not in the visible text have their value and the bytes they came from.
  Value span_of(size_t row, const ReadText& text) const {
    Span span = metadata_.span("span", row);
    if (!span.is_none()) return span_value(text, span);
    return Value::of_parts({Value(), Value(), Value::of(metadata_.text("value", row)),
                            range_value(metadata_.span("source", row))});
  }

  const Named& metadata_;
};

// ---- entities -----------------------------------------------------------------------------------
Value count_value(std::string_view text) {
  int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return Value::of(count);
}

// Lines of a count and a text.
Value counted_value(std::string_view lines) {
  std::vector<Value> out;
  while (!lines.empty()) {
    std::string_view line = ascii::take_part(lines, '\n');
    Value count = count_value(ascii::take_part(line, '\t'));
    out.push_back(Value::of_parts({Value::of(line), count}));
  }
  return Value::of_parts(std::move(out));
}

Value entity_value(const Named& rows, size_t row, const RowId& id) {
  std::vector<Value> roles;
  for (std::string_view lines = rows.text("roles", row); !lines.empty();) {
    std::string_view line = ascii::take_part(lines, '\n');
    Value earliest = text_or_null(ascii::take_part(line, '\t'));
    Value latest = text_or_null(ascii::take_part(line, '\t'));
    Value reports = count_value(ascii::take_part(line, '\t'));
    roles.push_back(Value::of_parts({Value::of(line), earliest, latest, reports}));
  }
  return Value::of_parts(
      {Value::of(id.hex()), Value::of(rows.text("type", row)), Value::of(rows.text("name", row)),
       text_or_null(rows.text("country", row)), counted_value(rows.text("names", row)),
       Value::of_parts(std::move(roles)), Value::of(rows.number("mentions", row)),
       Value::of(rows.number("reports", row)), counted_value(rows.text("why", row)), Value()});
}

Value publisher_value(const Chosen& chosen) {
  Value name = chosen.text("publisher", "value");
  Value domain = chosen.text("domain", "value");
  if (name.null && domain.null) return {};
  Value how = chosen.text(name.null ? "domain" : "publisher", "how");
  return Value::of_parts({name, domain, Value(), how});
}

Value published_value(const Chosen& chosen) {
  if (chosen.rows("published").empty()) return {};
  return Value::of_parts({chosen.text("published", "value"), chosen.text("published", "latest"),
                          chosen.text("published", "how")});
}

Value problems_value(const Problems& problems) {
  std::vector<Value> out;
  for (const Problem& problem : problems)
    out.push_back(Value::of_parts({Value::of(problem.code), Value::of(problem.message),
                                   problem.offset < 0 ? Value() : Value::of(problem.offset)}));
  return Value::of_parts(std::move(out));
}

Value texts_value(const std::vector<std::string>& texts) {
  std::vector<Value> out;
  for (const std::string& text : texts) out.push_back(Value::of(text));
  return Value::of_parts(std::move(out));
}

// ---- statements ---------------------------------------------------------------------------------

Value relay_value(const Named& rows, size_t row, const ReadText& text) {
  std::vector<Value> out;
  std::string_view names = rows.text("relay_names", row);
  std::span<const Span> spans = rows.spans("relay", row);
  std::span<const Span> cues = rows.spans("relay_cues", row);
  for (size_t i = 0; i < spans.size(); ++i) {
    size_t end = std::min(names.find('\n'), names.size());
    Span cue = i < cues.size() && !cues[i].empty() ? cues[i] : Span::none();
    out.push_back(Value::of_parts({text_or_null(names.substr(0, end)), Value(),
                                   span_value(text, spans[i]), span_value(text, cue)}));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return Value::of_parts(std::move(out));
}

Value date_value(const Named& rows, size_t row, const ReadText& text) {
  std::string_view first = rows.text("date", row);
  std::string_view last = rows.text("date_latest", row);
  if (first.empty() && last.empty()) return {};
  return Value::of_parts({text_or_null(first), text_or_null(last), Value::of("text"),
                          span_value(text, rows.span("date_words", row))});
}

Value statement_value(const Named& rows, size_t row, const RowId& id, const ReportId& report,
                      const ReadText& text) {
  std::vector<Value> content;
  for (Span span : rows.spans("content", row)) content.push_back(span_value(text, span));
  Value speaker = Value::of_parts({span_value(text, rows.span("speaker", row)),
                                   text_or_null(rows.text("speaker_name", row)), Value(),
                                   Value::of(rows.text("speaker_how", row)),
                                   span_value(text, rows.span("speaker_named", row)),
                                   Value::of(rows.number("speaker_score", row))});
  return Value::of_parts(
      {Value::of(id.hex()), Value::of(report.hex()), Value::of(rows.text("kind", row)),
       Value::of(rows.text("act", row)), Value::of(rows.text("polarity", row)),
       Value::of_parts(std::move(content)), span_value(text, rows.span("cue", row)),
       std::move(speaker), span_value(text, rows.span("addressee", row)),
       relay_value(rows, row, text), date_value(rows, row, text),
       Value::of(rows.number("score", row)), Value()});
}

// ---- amendments ---------------------------------------------------------------------------------

std::optional<Value> parse_leaf(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::text:
      return Value::of(text);
    case Kind::number: {
      int64_t number = 0;
      auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
      return Value::of(number);
    }
    case Kind::flag:
      if (text == "yes" || text == "true") return Value::of(1);
      if (text == "no" || text == "false") return Value::of(0);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

void fill_object(const Shape& shape, Value& value) {
  if (!value.null) return;
  value.null = false;
  value.parts.assign(shape.parts.size(), Value());
}

// A span stands for its text. To nothing: takes the value away, of fields that amendments can give.
std::optional<Value> amend_whole(const Shape& shape, Value& value, std::string_view to) {
  if (shape.kind == Kind::object) {
    for (size_t i = 0; i < shape.parts.size(); ++i) {
      if (shape.parts[i].name != "text") continue;
      Value from = value.null ? Value() : value.parts[i];
      value = Value();
      if (to.empty()) return from;
      fill_object(shape, value);
      value.parts[i] = Value::of(to);
      return from;
    }
    return std::nullopt;
  }
  if (shape.kind == Kind::list || shape.kind == Kind::decimal) return std::nullopt;
  if (to.empty()) return std::exchange(value, Value());
  std::optional<Value> made = parse_leaf(shape.kind, to);
  if (!made) return std::nullopt;
  std::swap(value, *made);
  return made;
}

std::string shown(const Shape& shape, const Value& value) {
  if (shape.kind == Kind::flag) return value.number != 0 ? "true" : "false";
  if (shape.kind == Kind::number) return std::to_string(value.number);
  return value.text;
}

// Of each field the first amendment that fits; the record's last part lists what was done.
void amend_record(const Shape& shape, Value& record, const std::vector<AmendmentRow>& rows) {
  std::vector<std::string_view> done;
  std::vector<Value> listed;
  for (const AmendmentRow& one : rows) {
    if (std::find(done.begin(), done.end(), one.field) != done.end()) continue;
    std::optional<Value> from = amend_field(shape, record, one.field, one.value);
    if (!from) continue;
    done.push_back(one.field);
    listed.push_back(Value::of_parts({Value::of(one.field), *from, Value::of(one.value),
                                      Value::of(one.why), Value::of(one.by)}));
  }
  if (!listed.empty()) record.parts.back() = Value::of_parts(std::move(listed));
}

// `amendments`: of the rows of `roles`, in the order in which they count.
Value blocks_value(const Named& roles, const ReadText& text, const ReportId& report,
                   const std::vector<AmendmentRow>& amendments) {
  std::map<RowId, std::vector<AmendmentRow>> amended;
  for (const AmendmentRow& one : amendments) amended[one.target].push_back(one);
  std::vector<RowId> ids;
  if (!amended.empty()) ids = roles.ids(report);
  std::vector<size_t> order(roles.rows());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return roles.span("span", a) < roles.span("span", b);
  });
  std::vector<Value> out;
  for (size_t row : order) {
    Value span = span_value(text, roles.span("span", row));
    if (span.null) continue;
    out.push_back(
        Value::of_parts({span.parts[0], span.parts[1], Value::of(roles.text("role", row)),
                         Value::of(roles.number("kept", row)), text_or_null(roles.text("why", row)),
                         Value::of(roles.number("score", row)), Value()}));
    if (ids.empty()) continue;
    if (auto found = amended.find(ids[row]); found != amended.end())
      amend_record(block_shape(), out.back(), found->second);
  }
  return Value::of_parts(std::move(out));
}

}  // namespace

Value text_or_null(std::string_view text) {
  return text.empty() ? Value() : Value::of(text);
}

Shape span_shape(std::string name) {
  return object(std::move(name), {leaf("begin", Kind::number), leaf("end", Kind::number),
                                  leaf("text"), range("bytes")});
}

const Shape& report_shape() {
  static const Shape shape = make_report_shape();
  return shape;
}

Shape row_shape(const LayerInfo& info) {
  if (is_statements(info)) {
    static const Shape shape = make_statement_shape();
    return shape;
  }
  if (is_entities(info)) {
    static const Shape shape = make_entity_shape();
    return shape;
  }
  if (is_copy_edges(info)) {
    static const Shape shape = make_copy_edge_shape();
    return shape;
  }
  Shape out = object("", {leaf("id")});
  out.parts.push_back(leaf(info.scope == Scope::report ? "report" : "by"));
  for (const ColumnInfo& column : info.columns) out.parts.push_back(column_shape(column));
  if (is_mentions(info)) out.parts.push_back(leaf("entity"));
  out.parts.push_back(amended_shape());
  return out;
}

Value span_value(const ReadText& text, Span span) {
  if (span.is_none() || span.begin > span.end || span.end > text.text.size()) return {};
  return Value::of_parts({Value::of(int64_t{text.points.from_byte(span.begin)}),
                          Value::of(int64_t{text.points.from_byte(span.end)}),
                          Value::of(text.text[span]), range_value(text.text.to_source(span))});
}

std::optional<Value> amend_field(const Shape& shape, Value& record, std::string_view field,
                                 std::string_view value) {
  for (size_t i = 0; i < shape.parts.size(); ++i) {
    const Shape& part = shape.parts[i];
    if (part.name == field) {
      fill_object(shape, record);
      std::optional<Value> from = amend_whole(part, record.parts[i], value);
      if (from && !from->null) *from = Value::of(shown(part, *from));
      return from;
    }
    bool inside = part.kind == Kind::object && field.starts_with(part.name + "_");
    if (!inside) continue;
    Value changed = record.null ? Value() : record.parts[i];
    fill_object(part, changed);
    std::optional<Value> from =
        amend_field(part, changed, field.substr(part.name.size() + 1), value);
    if (!from) continue;
    fill_object(shape, record);
    record.parts[i] = std::move(changed);
    return from;
  }
  return std::nullopt;
}

Result<void> RecordSource::amend(const Shape& shape, Value& record, const RowId& target) {
  Result<std::vector<AmendmentRow>> rows = store_.amendments(target);
  if (!rows) return rows.error();
  if (!rows->empty()) amend_record(shape, record, *rows);
  return {};
}

// ---- building -----------------------------------------------------------------------------------

Result<Value> RecordSource::report(const StoredReport& report) {
  Result<Named> metadata = Named::read(store_, report.id, "metadata");
  if (!metadata) return metadata.error();
  Result<Named> roles = Named::read(store_, report.id, "roles");
  if (!roles) return roles.error();
  Result<Named> languages = Named::read(store_, report.id, "languages");
  if (!languages) return languages.error();
  Result<std::vector<AmendmentRow>> of_blocks = std::vector<AmendmentRow>();
  if (roles->info() != nullptr) of_blocks = store_.amendments(report.id, *roles->info());
  if (!of_blocks) return of_blocks.error();
  ReadText text(report.text);
  Chosen chosen(*metadata);
  Value url = chosen.text("url", "value");
  Value out = Value::of_parts(
      {Value::of(report.id.hex()), texts_value(report.paths),
       report.paths.empty() ? Value() : Value::of(report.paths.front()),
       url.null ? text_or_null(report.url) : url,
       Value::of(names_of(report.format)[static_cast<size_t>(report.format)]),
       Value::of(report.text.view()), Value::of(report.text_sha256), chosen.span("title", text),
       publisher_value(chosen), chosen.spans("author", text), chosen.span("dateline", text),
       published_value(chosen),
       languages->rows() == 0 ? Value() : text_or_null(languages->text("language", 0)),
       blocks_value(*roles, text, report.id, *of_blocks), problems_value(report.problems),
       Value()});
  Result<void> amended = amend(report_shape(), out, RowId(report.id));
  if (!amended) return amended.error();
  return out;
}

Result<std::shared_ptr<const ReadText>> RecordSource::text(const ReportId& id) {
  for (size_t i = kept_.size(); i-- > 0;)
    if (kept_[i].id == id) {
      std::rotate(kept_.begin() + static_cast<std::ptrdiff_t>(i),
                  kept_.begin() + static_cast<std::ptrdiff_t>(i) + 1, kept_.end());
      return kept_.back().text;
    }
  Result<std::optional<StoredReport>> report = store_.report(id);
  if (!report) return report.error();
  std::shared_ptr<const ReadText> text;
  if (*report) text = std::make_shared<const ReadText>((*report)->text);
  if (kept_.size() == kTextsKept) kept_.erase(kept_.begin());
  kept_.push_back({id, text});
  return text;
}

Result<Value> RecordSource::places(std::span<const Place> list) {
  std::vector<Value> out;
  for (const Place& place : list) {
    Result<std::shared_ptr<const ReadText>> other = text(place.report);
    if (!other) return other.error();
    Value value = *other == nullptr ? Value() : span_value(**other, place.span);
    if (value.null) value = Value::of_parts({Value(), Value(), Value(), Value()});
    value.parts.insert(value.parts.begin(), Value::of(place.report.hex()));
    out.push_back(std::move(value));
  }
  return Value::of_parts(std::move(out));
}

Result<Value> RecordSource::copy_edge(const LayerInfo& info, const void* layer, size_t row,
                                      const RowId& id) {
  Named rows(info, layer);
  Value out =
      Value::of_parts({Value::of(id.hex()), Value::of(rows.id("from", row).hex()),
                       Value::of(rows.id("to", row).hex()), Value::of(rows.text("relation", row)),
                       Value::of(rows.text("form", row))});
  for (std::string_view side : {"from_span", "to_span"}) {
    std::span<const Place> places = rows.places(side, row);
    Value& span = out.parts.emplace_back();
    if (places.empty()) continue;
    Result<std::shared_ptr<const ReadText>> read = text(places.front().report);
    if (!read) return read.error();
    if (*read != nullptr) span = span_value(**read, places.front().span);
  }
  out.parts.push_back(Value::of(rows.number("score", row)));
  out.parts.push_back(Value::of(rows.text("why", row)));
  out.parts.emplace_back();
  return out;
}

Result<Value> RecordSource::cell(const ColumnInfo& column, const Cell& cell, const ReportId& report,
                                 const ReadText* text) {
  switch (column.type) {
    case CellType::span:
      return text == nullptr ? Value() : span_value(*text, cell.span);
    case CellType::source_span:
      return range_value(cell.span);
    case CellType::spans: {
      std::vector<Value> out;
      for (Span span : cell.spans)
        out.push_back(text == nullptr ? Value() : span_value(*text, span));
      return Value::of_parts(std::move(out));
    }
    case CellType::choice:
      return Value::of(column.choices[static_cast<size_t>(cell.number)]);
    case CellType::text:
      return Value::of(cell.text);
    case CellType::id:
      return cell.id.is_zero() ? Value() : Value::of(cell.id.hex());
    case CellType::places:
      return places(cell.places);
    case CellType::row: {
      if (cell.number < 0) return Value();
      Result<std::optional<RowId>> target =
          store_.row_id(report, column.target, static_cast<uint32_t>(cell.number));
      if (!target) return target.error();
      return *target ? Value::of((*target)->hex()) : Value();
    }
    case CellType::integer:
    case CellType::score:
    case CellType::flag:
      return Value::of(cell.number);
  }
  return Value();
}

// Who is who says it of the first mention; its row there has an id that follows from that
// mention's.
Result<Value> RecordSource::find_entity(const RowId& chain) {
  for (std::string_view name : {"people", "groups"}) {
    const Pipeline::Stage* stage = store_.pipeline().find(name);
    if (stage == nullptr || stage->layer == nullptr) continue;
    std::shared_ptr<void> one = stage->layer->make();
    for (const ColumnInfo& column : stage->layer->columns) {
      Cell cell;
      if (column.name == "chain") cell.id = chain;
      column.append(one.get(), cell);
    }
    Result<std::optional<FoundRow>> found =
        store_.find_row(row_ids(*stage->layer, one.get(), ReportId()).front(), *stage->layer);
    if (!found) return found.error();
    if (!*found) continue;
    for (const ColumnInfo& column : stage->layer->columns)
      if (column.name == "entity")
        return Value::of(column.get((*found)->layer.get(), (*found)->row).id.hex());
  }
  return Value();
}

Result<Value> RecordSource::entity_of(const ReportId& report, int64_t first) {
  if (report != entities_report_) entities_.clear();
  entities_report_ = report;
  if (auto known = entities_.find(first); known != entities_.end()) return known->second;
  std::optional<RowId> chain;
  if (report == mentions_report_ && first >= 0 &&
      static_cast<size_t>(first) < mention_ids_.size()) {
    chain = mention_ids_[static_cast<size_t>(first)];
  } else {
    Result<std::optional<RowId>> read =
        store_.row_id(report, "mentions", static_cast<uint32_t>(first));
    if (!read) return read.error();
    chain = *read;
  }
  Value& out = entities_[first];
  if (!chain) return out;
  if (who_) {
    Id128 entity = who_(*chain);
    return out = entity.is_zero() ? Value() : Value::of(entity.hex());
  }
  Result<Value> entity = find_entity(*chain);
  if (!entity) return entity;
  return out = std::move(*entity);
}

// The field of that name.
size_t field_of(const Shape& shape, std::string_view name) {
  return static_cast<size_t>(std::find_if(shape.parts.begin(), shape.parts.end(),
                                          [&](const Shape& part) { return part.name == name; }) -
                             shape.parts.begin());
}

Result<Value> RecordSource::entity_at(const ReportId& report, Span words) {
  if (words.is_none()) return Value();
  const Pipeline::Stage* stage = store_.pipeline().find("mentions");
  if (stage == nullptr || stage->reduces) return Value();
  if (mentions_ == nullptr || mentions_report_ != report) {
    Result<std::shared_ptr<const void>> read = store_.layer(report, *stage->layer);
    if (!read) return read.error();
    mentions_ = std::move(*read);
    mentions_report_ = report;
    mention_ids_.clear();
    if (mentions_ != nullptr) mention_ids_ = row_ids(*stage->layer, mentions_.get(), report);
  }
  if (mentions_ == nullptr) return Value();
  Named mentions(*stage->layer, mentions_.get());
  std::optional<size_t> best;
  uint32_t most = 0;
  for (size_t k = 0; k < mentions.rows(); ++k) {
    Span span = mentions.span("span", k);
    if (span.begin >= words.end) break;
    if (!span.overlaps(words)) continue;
    uint32_t both = std::min(span.end, words.end) - std::max(span.begin, words.begin);
    if (both <= most || 2 * both < words.size()) continue;
    most = both;
    best = k;
  }
  if (!best) return Value();
  return entity_of(report, mentions.number("first", *best));
}

Result<void> RecordSource::name_speakers(Span speaker, std::span<const Span> relays,
                                         const ReportId& report, Value& statement) {
  static const Shape shape = make_statement_shape();
  size_t at = field_of(shape, "speaker");
  Result<Value> found = entity_at(report, speaker);
  if (!found) return found.error();
  statement.parts[at].parts[field_of(shape.parts[at], "entity")] = std::move(*found);
  at = field_of(shape, "relay");
  size_t entity = field_of(shape.parts[at].parts[0], "entity");
  for (size_t i = 0; i < relays.size(); ++i) {
    found = entity_at(report, relays[i]);
    if (!found) return found.error();
    statement.parts[at].parts[i].parts[entity] = std::move(*found);
  }
  return {};
}

const Shape& RecordSource::shape_of(const LayerInfo& info) {
  auto found = shapes_.find(&info);
  return found != shapes_.end() ? found->second
                                : shapes_.emplace(&info, row_shape(info)).first->second;
}

Result<Value> RecordSource::row(const LayerInfo& info, const void* layer, size_t row,
                                const RowId& id, const RowOwner& owner) {
  std::shared_ptr<const ReadText> of_report;
  if (is_statements(info)) {
    Result<std::shared_ptr<const ReadText>> read = text(owner.report);
    if (!read) return read.error();
    if (*read == nullptr)
      return Error{ErrorKind::missing, "report " + owner.report.hex() + " has just been removed",
                   "", -1};
    Named rows(info, layer);
    Value out = statement_value(rows, row, id, owner.report, **read);
    bool named = !rows.text("speaker_name", row).empty();
    Result<void> speakers = name_speakers(named ? rows.span("speaker_named", row) : Span::none(),
                                          rows.spans("relay", row), owner.report, out);
    if (!speakers) return speakers.error();
    Result<void> amended = amend(shape_of(info), out, id);
    if (!amended) return amended.error();
    return out;
  }
  if (is_entities(info)) {
    Value out = entity_value(Named(info, layer), row, id);
    Result<void> amended = amend(shape_of(info), out, id);
    if (!amended) return amended.error();
    return out;
  }
  if (is_copy_edges(info)) {
    Result<Value> out = copy_edge(info, layer, row, id);
    if (!out) return out;
    Result<void> amended = amend(shape_of(info), *out, id);
    if (!amended) return amended.error();
    return out;
  }
  std::vector<Value> parts = {Value::of(id.hex())};
  if (info.scope == Scope::report) {
    Result<std::shared_ptr<const ReadText>> read = text(owner.report);
    if (!read) return read.error();
    of_report = *read;
    parts.push_back(Value::of(owner.report.hex()));
  } else {
    parts.push_back(Value::of(owner.by));
  }
  for (const ColumnInfo& column : info.columns) {
    Result<Value> value = cell(column, column.get(layer, row), owner.report, of_report.get());
    if (!value) return value.error();
    parts.push_back(std::move(*value));
  }
  if (is_mentions(info)) {
    Result<Value> entity = entity_of(owner.report, Named(info, layer).number("first", row));
    if (!entity) return entity.error();
    parts.push_back(std::move(*entity));
  }
  parts.emplace_back();
  Value out = Value::of_parts(std::move(parts));
  Result<void> amended = amend(shape_of(info), out, id);
  if (!amended) return amended.error();
  return out;
}

}  // namespace hearsay
