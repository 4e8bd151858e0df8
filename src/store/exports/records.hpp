// Records: what every exported record is made of, described once; JSON and CSV both follow from the
// description. The shapes are the contract that users build on: additions at the end, no renames.
// Covered by store/exports/records_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "document/columns.hpp"
#include "document/text.hpp"
#include "store/store.hpp"

namespace hearsay {

// One field of a record, or the record itself.
struct Shape {
  enum class Kind : uint8_t {
    text,
    number,
    decimal,  // four digits
    flag,
    object,  // `parts` are its fields
    list,    // `parts` holds one shape, that of its items
  };
  std::string name;
  Kind kind = Kind::text;
  std::vector<Shape> parts;
  bool optional = false;  // JSON leaves it out when it is null
  bool given = false;     // never null
};

// A value that fits a shape. Which member counts is said by the shape.
struct Value {
  bool null = true;
  int64_t number = 0;  // number; decimal in 1/10000; flag 0 or 1
  std::string text;
  std::vector<Value> parts;  // of an object in the shape's order, or the items of a list

  static Value of(std::string_view text) { return {false, 0, std::string(text), {}}; }
  static Value of(int64_t number) { return {false, number, "", {}}; }
  static Value of_parts(std::vector<Value> parts) { return {false, 0, "", std::move(parts)}; }
};

// To put shapes together.
namespace shapes {
Shape leaf(std::string name, Shape::Kind kind = Shape::Kind::text);
Shape object(std::string name, std::vector<Shape> parts);
Shape list(std::string name, Shape item);
Shape given(Shape shape);                    // that is never null
Shape named(std::string name, Shape shape);  // the same, called so
}  // namespace shapes

Value text_or_null(std::string_view text);  // null if it is empty

// The shape of a report, of a row of any layer, and of a span.
const Shape& report_shape();
Shape row_shape(const LayerInfo& info);
Shape span_shape(std::string name);

// A text with what leads from its bytes to code points.
struct ReadText {
  Text text;
  CodePoints points;
  explicit ReadText(Text of) : text(std::move(of)), points(text.view()) {}
};

// {"begin","end","text","bytes"}; null for Span::none().
Value span_value(const ReadText& text, Span span);

// What a record is built from, with a few recently read texts kept.
class RecordSource {
 public:
  // Who is meant by a chain of mentions, by the id of the first; zero if nobody knows.
  using WhoIsMeant = std::function<Id128(const RowId& chain)>;

  // The store should be a snapshot, and must outlive it. Whom chains mean is read from it, unless
  // somebody has that at hand.
  explicit RecordSource(const Store& store, WhoIsMeant who = {})
      : store_(store), who_(std::move(who)) {}

  // The record of a report, amended, and so are its blocks.
  Result<Value> report(const StoredReport& report);
  // The record of row `row` of `layer`, amended. `index` is where it stands in its report.
  Result<Value> row(const LayerInfo& info, const void* layer, size_t row, const RowId& id,
                    const RowOwner& owner);

 private:
  struct Kept {
    ReportId id;
    std::shared_ptr<const ReadText> text;
  };

  Result<std::shared_ptr<const ReadText>> text(const ReportId& id);  // null if it is not there
  Result<Value> cell(const ColumnInfo& column, const Cell& cell, const ReportId& report,
                     const ReadText* text);
  Result<Value> places(std::span<const Place> places);
  // A row of `copy_edges`; its spans are null where a report has just been removed.
  Result<Value> copy_edge(const LayerInfo& info, const void* layer, size_t row, const RowId& id);
  // The entity of the chain whose first mention is row `first`; null if nobody knows it.
  Result<Value> entity_of(const ReportId& report, int64_t first);
  // That of the mention that has most of these words, and half of them at least.
  Result<Value> entity_at(const ReportId& report, Span words);
  // Gives the speaker and the relays of a statement their entities.
  Result<void> name_speakers(Span speaker, std::span<const Span> relays, const ReportId& report,
                             Value& statement);
  Result<Value> find_entity(const RowId& chain);
  const Shape& shape_of(const LayerInfo& info);
  Result<void> amend(const Shape& shape, Value& record, const RowId& target);

  const Store& store_;
  WhoIsMeant who_;
  std::map<const LayerInfo*, Shape> shapes_;  // of rows
  std::vector<Kept> kept_;                    // the last used at the end
  std::shared_ptr<const void> mentions_;      // of mentions_report_
  std::vector<RowId> mention_ids_;            // of its rows
  ReportId mentions_report_;
  ReportId entities_report_;           // of which entities_ are
  std::map<int64_t, Value> entities_;  // by the first mention of a chain
};

// Sets a field, named with '_' between the levels, to what an amendment says, and gives back what
// it was; none if the record has no such field or the value does not fit it. A span that is amended
// keeps only its text; to nothing, it is null.
std::optional<Value> amend_field(const Shape& shape, Value& record, std::string_view field,
                                 std::string_view value);

}  // namespace hearsay
