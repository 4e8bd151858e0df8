// Columns: how a layer says once what it holds, so that store, exports, dumps, API and reference
// pages are generic over it.
//
// A layer is a struct of columns of equal length. It names itself and lists its columns:
//
//   struct Blocks {
//     static constexpr LayerName kLayer{"blocks", 1, "Paragraph-like pieces of the text."};
//     std::vector<Span> span;
//     Strings path;
//     static constexpr auto columns() {
//       return std::tuple{column("span", &Blocks::span, "where it stands"),
//                         column("path", &Blocks::path, "tags from the root, '/' between")};
//     }
//   };
//
// Everything below the declaration works through LayerInfo, the type-erased form.
// Covered by document/columns_test.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/span.hpp"

namespace hearsay {

// ---- what a cell can be -------------------------------------------------------------------------

// A number from 0 to 1 in steps of 1/10000: equal on every machine, shown with four digits.
struct Score {
  uint16_t ten_thousandths = 0;

  static constexpr Score of(double value) {
    return {static_cast<uint16_t>(value <= 0 ? 0 : value >= 1 ? 10000 : value * 10000 + 0.5)};
  }
  std::string text() const;  // "0.9750"
  auto operator<=>(const Score&) const = default;
};

// A yes or no that a vector can hold.
struct Flag {
  bool yes = false;
  bool operator==(const Flag&) const = default;
};

// Strings in one buffer. Views are valid until the next push_back.
class Strings {
 public:
  void push_back(std::string_view text) {
    buffer_ += text;
    ends_.push_back(static_cast<uint32_t>(buffer_.size()));
  }
  std::string_view operator[](size_t row) const {
    uint32_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(buffer_).substr(begin, ends_[row] - begin);
  }
  size_t size() const { return ends_.size(); }

 private:
  std::string buffer_;
  std::vector<uint32_t> ends_;
};

// A list of T per row, in one buffer (compressed sparse rows).
template <class T>
class Lists {
 public:
  void push_back(std::span<const T> items) {
    items_.insert(items_.end(), items.begin(), items.end());
    ends_.push_back(static_cast<uint32_t>(items_.size()));
  }
  std::span<const T> operator[](size_t row) const {
    uint32_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::span(items_).subspan(begin, ends_[row] - begin);
  }
  size_t size() const { return ends_.size(); }

 private:
  std::vector<T> items_;
  std::vector<uint32_t> ends_;
};

// The index of a row of layer L in the same report. Exports show that row's id.
template <class L>
struct Row {
  uint32_t index = UINT32_MAX;
  bool is_none() const { return index == UINT32_MAX; }
  auto operator<=>(const Row&) const = default;
};

// A place in another report, for rows that rest on several reports.
struct Place {
  ReportId report;
  Span span;  // bytes of that report's text
  auto operator<=>(const Place&) const = default;
};

enum class CellType : uint8_t {
  span,         // Span, none allowed: bytes of the text
  source_span,  // Span, none allowed: bytes of the source
  spans,        // list of Span
  integer,      // up to 63 bits
  score,        // Score
  flag,         // yes or no
  choice,       // one of a fixed list of names
  text,         // UTF-8
  row,          // index of a row of a layer of the same report, or none
  id,           // Id128
  places,       // list of Place
};
std::string_view name_of(CellType type);

// One value, borrowed from its layer. Which member counts is said by the column's CellType.
struct Cell {
  int64_t number = 0;  // integer; score in 1/10000; flag 0/1; choice index; row index, -1 for none
  Span span = Span::none();
  Id128 id;
  std::string_view text;
  std::span<const Span> spans;
  std::span<const Place> places;
};

// An enum E is a choice column when names_of(E) gives its names in the order of its values 0..n-1.
template <class E>
concept Choice = std::is_enum_v<E> && requires(E e) {
  { names_of(e) } -> std::convertible_to<std::span<const std::string_view>>;
};

// ---- what a layer says --------------------------------------------------------------------------

struct LayerName {
  std::string_view name;  // plural noun, snake_case: table, export and page name
  int version;            // raised when the same input may give other rows
  std::string_view doc;   // one sentence
};

// `in_id` adds a column to what makes a row itself (its id); spans always are. `whole`: the column
// is the row's id, and no two rows have the same.
enum class InId : uint8_t { no, yes, whole };

template <class L, class T>
struct ColumnOf {
  std::string_view name;
  T L::*member;
  std::string_view doc;
  InId in_id = InId::no;
  bool of_source = false;  // a span column that points into the source instead of the text
};

template <class L, class T>
constexpr ColumnOf<L, T> column(std::string_view name, T L::*member, std::string_view doc,
                                InId in_id = InId::no) {
  return {name, member, doc, in_id};
}

template <class L>
constexpr ColumnOf<L, std::vector<Span>> source_column(std::string_view name,
                                                       std::vector<Span> L::*member,
                                                       std::string_view doc) {
  return {name, member, doc, InId::no, true};
}

template <class L>
concept Layer = requires {
  { L::kLayer } -> std::convertible_to<LayerName>;
  L::columns();
};

// ---- the type-erased form -----------------------------------------------------------------------

struct ColumnInfo {
  std::string_view name;
  CellType type;
  std::string_view doc;
  bool in_id;
  bool is_id;
  std::span<const std::string_view> choices;  // of a choice column
  std::string_view target;                    // layer that a row column points into
  int64_t least, most;                        // what a number of it can be
  size_t (*length)(const void* layer);
  Cell (*get)(const void* layer, size_t row);
  bool holds(int64_t number) const { return least <= number && number <= most; }
  // Adds one cell at the end. The caller has checked type and range.
  void (*append)(void* layer, const Cell& cell);
};

// `report` layers belong to one report; `collection` layers to all of them (reduce stages).
enum class Scope : uint8_t { report, collection };

// How a report's layer is kept: `rows` as a table that can be queried, `packed` as one blob per
// report (many small rows, read only together), `transient` not at all (made again when needed).
enum class Storage : uint8_t { rows, packed, transient };

struct LayerInfo {
  LayerName name;
  Scope scope;
  Storage storage;
  std::vector<ColumnInfo> columns;
  // Rows, which is the length of every column.
  size_t size(const void* layer) const { return columns.front().length(layer); }
  std::shared_ptr<void> (*make)();  // an empty layer to append to
};

// The one LayerInfo of L; its address is L's identity.
template <Layer L>
const LayerInfo& layer_info();

// Checks that all columns have the same length; a layer that fails this is a bug in its stage.
bool columns_are_level(const LayerInfo& info, const void* layer);

// Ids of all rows of a report's layer, in row order: a hash of report, layer, all spans and the
// columns declared InId::yes; equal rows are told apart by their occurrence. Of a layer with a
// column that is the id, that. O(total cells).
std::vector<RowId> row_ids(const LayerInfo& info, const void* layer, const ReportId& report);

// ---- implementation -----------------------------------------------------------------------------

namespace columns_detail {

template <class T>
struct Access;  // type(), to_cell(), append(): one specialisation per column type

template <>
struct Access<std::vector<Span>> {
  static constexpr CellType kType = CellType::span;
  static Cell get(const std::vector<Span>& column, size_t row) { return {.span = column[row]}; }
  static void append(std::vector<Span>& column, const Cell& cell) { column.push_back(cell.span); }
};
template <>
struct Access<Lists<Span>> {
  static constexpr CellType kType = CellType::spans;
  static Cell get(const Lists<Span>& column, size_t row) { return {.spans = column[row]}; }
  static void append(Lists<Span>& column, const Cell& cell) { column.push_back(cell.spans); }
};
template <>
struct Access<Lists<Place>> {
  static constexpr CellType kType = CellType::places;
  static Cell get(const Lists<Place>& column, size_t row) { return {.places = column[row]}; }
  static void append(Lists<Place>& column, const Cell& cell) { column.push_back(cell.places); }
};
template <>
struct Access<Strings> {
  static constexpr CellType kType = CellType::text;
  static Cell get(const Strings& column, size_t row) { return {.text = column[row]}; }
  static void append(Strings& column, const Cell& cell) { column.push_back(cell.text); }
};
template <class I>
requires std::is_integral_v<I>
struct Access<std::vector<I>> {
  static constexpr CellType kType = CellType::integer;
  static Cell get(const std::vector<I>& column, size_t row) {
    return {.number = static_cast<int64_t>(column[row])};
  }
  static void append(std::vector<I>& column, const Cell& cell) {
    column.push_back(static_cast<I>(cell.number));
  }
};
template <>
struct Access<std::vector<Score>> {
  static constexpr CellType kType = CellType::score;
  static Cell get(const std::vector<Score>& column, size_t row) {
    return {.number = column[row].ten_thousandths};
  }
  static void append(std::vector<Score>& column, const Cell& cell) {
    column.push_back({static_cast<uint16_t>(cell.number)});
  }
};
template <>
struct Access<std::vector<Flag>> {
  static constexpr CellType kType = CellType::flag;
  static Cell get(const std::vector<Flag>& column, size_t row) {
    return {.number = column[row].yes ? 1 : 0};
  }
  static void append(std::vector<Flag>& column, const Cell& cell) {
    column.push_back({cell.number != 0});
  }
};
template <Choice E>
struct Access<std::vector<E>> {
  static constexpr CellType kType = CellType::choice;
  static Cell get(const std::vector<E>& column, size_t row) {
    return {.number = static_cast<int64_t>(column[row])};
  }
  static void append(std::vector<E>& column, const Cell& cell) {
    column.push_back(static_cast<E>(cell.number));
  }
};
template <class L>
struct Access<std::vector<Row<L>>> {
  static constexpr CellType kType = CellType::row;
  static Cell get(const std::vector<Row<L>>& column, size_t row) {
    return {.number = column[row].is_none() ? -1 : static_cast<int64_t>(column[row].index)};
  }
  static void append(std::vector<Row<L>>& column, const Cell& cell) {
    column.push_back({cell.number < 0 ? UINT32_MAX : static_cast<uint32_t>(cell.number)});
  }
};
template <class Tag>
struct Access<std::vector<TypedId<Tag>>> {
  static constexpr CellType kType = CellType::id;
  static Cell get(const std::vector<TypedId<Tag>>& column, size_t row) {
    return {.id = column[row]};
  }
  static void append(std::vector<TypedId<Tag>>& column, const Cell& cell) {
    column.push_back(TypedId<Tag>(cell.id));
  }
};

// The numbers that a column of T can hold.
template <class T>
struct Range {
  static constexpr int64_t kLeast = 0;
  static constexpr int64_t kMost = 0;
};
template <class I>
requires std::is_integral_v<I>
struct Range<std::vector<I>> {
  static constexpr int64_t kLeast = static_cast<int64_t>(std::numeric_limits<I>::min());
  static constexpr int64_t kMost = std::in_range<int64_t>(std::numeric_limits<I>::max())
                                       ? static_cast<int64_t>(std::numeric_limits<I>::max())
                                       : INT64_MAX;
};
template <>
struct Range<std::vector<Score>> {
  static constexpr int64_t kLeast = 0;
  static constexpr int64_t kMost = 10'000;
};
template <>
struct Range<std::vector<Flag>> {
  static constexpr int64_t kLeast = 0;
  static constexpr int64_t kMost = 1;
};
template <Choice E>
struct Range<std::vector<E>> {
  static constexpr int64_t kLeast = 0;
  static inline const int64_t kMost = static_cast<int64_t>(names_of(E{}).size()) - 1;
};
template <class L>
struct Range<std::vector<Row<L>>> {
  static constexpr int64_t kLeast = -1;
  static constexpr int64_t kMost = int64_t{UINT32_MAX} - 1;
};

template <class T>
struct Names {
  static constexpr std::span<const std::string_view> choices() { return {}; }
  static constexpr std::string_view target() { return {}; }
};
template <Choice E>
struct Names<std::vector<E>> {
  static constexpr std::span<const std::string_view> choices() { return names_of(E{}); }
  static constexpr std::string_view target() { return {}; }
};
template <class L>
struct Names<std::vector<Row<L>>> {
  static constexpr std::span<const std::string_view> choices() { return {}; }
  static constexpr std::string_view target() { return L::kLayer.name; }
};

template <Layer L, size_t I>
ColumnInfo describe() {
  constexpr auto kColumn = std::get<I>(L::columns());
  using Type = std::remove_cvref_t<decltype(std::declval<L>().*kColumn.member)>;
  return {kColumn.name,
          kColumn.of_source ? CellType::source_span : Access<Type>::kType,
          kColumn.doc,
          kColumn.in_id != InId::no || Access<Type>::kType == CellType::span ||
              Access<Type>::kType == CellType::spans,
          kColumn.in_id == InId::whole,
          Names<Type>::choices(),
          Names<Type>::target(),
          Range<Type>::kLeast,
          Range<Type>::kMost,
          [](const void* layer) {
            constexpr auto kMember = std::get<I>(L::columns()).member;
            return (static_cast<const L*>(layer)->*kMember).size();
          },
          [](const void* layer, size_t row) {
            constexpr auto kMember = std::get<I>(L::columns()).member;
            return Access<Type>::get(static_cast<const L*>(layer)->*kMember, row);
          },
          [](void* layer, const Cell& cell) {
            constexpr auto kMember = std::get<I>(L::columns()).member;
            Access<Type>::append(static_cast<L*>(layer)->*kMember, cell);
          }};
}

template <Layer L>
constexpr Scope scope_of() {
  if constexpr (requires { L::kScope; })
    return L::kScope;
  else
    return Scope::report;
}

template <Layer L>
constexpr Storage storage_of() {
  if constexpr (requires { L::kStorage; })
    return L::kStorage;
  else
    return Storage::rows;
}

template <Layer L, size_t... I>
LayerInfo describe_layer(std::index_sequence<I...>) {
  return {L::kLayer,
          scope_of<L>(),
          storage_of<L>(),
          {describe<L, I>()...},
          []() -> std::shared_ptr<void> { return std::make_shared<L>(); }};
}

}  // namespace columns_detail

template <Layer L>
const LayerInfo& layer_info() {
  static const LayerInfo info = columns_detail::describe_layer<L>(
      std::make_index_sequence<std::tuple_size_v<decltype(L::columns())>>());
  return info;
}

// Number of rows.
template <Layer L>
size_t row_count(const L& layer) {
  constexpr auto kMember = std::get<0>(L::columns()).member;
  return (layer.*kMember).size();
}

}  // namespace hearsay
