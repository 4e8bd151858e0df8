// See columns.hpp.
#include "document/columns.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/hash.hpp"

namespace hearsay {
namespace {

void add_span(RowHash& hash, Span span) {
  hash.add(span.begin);
  hash.add(span.end);
}

void add_cell(RowHash& hash, CellType type, const Cell& cell) {
  switch (type) {
    case CellType::span:
    case CellType::source_span:
      add_span(hash, cell.span);
      break;
    case CellType::spans:
      hash.add(cell.spans.size());
      for (Span span : cell.spans) add_span(hash, span);
      break;
    case CellType::text:
      hash.add(cell.text);
      break;
    case CellType::id:
      hash.add(cell.id.high);
      hash.add(cell.id.low);
      break;
    case CellType::places:
      hash.add(cell.places.size());
      for (const Place& place : cell.places) {
        hash.add(place.report.high);
        hash.add(place.report.low);
        add_span(hash, place.span);
      }
      break;
    case CellType::integer:
    case CellType::score:
    case CellType::flag:
    case CellType::choice:
    case CellType::row:
      hash.add(static_cast<uint64_t>(cell.number));
      break;
  }
}

}  // namespace

std::string Score::text() const {
  std::string digits = std::to_string(ten_thousandths % 10000);
  return std::to_string(ten_thousandths / 10000) + "." + std::string(4 - digits.size(), '0') +
         digits;
}

std::string_view name_of(CellType type) {
  static constexpr std::array<std::string_view, 11> kNames = {
      "span", "source_span", "spans", "integer", "score", "flag",
      "choice", "text", "row", "id", "places"};
  return kNames[static_cast<size_t>(type)];
}

bool columns_are_level(const LayerInfo& info, const void* layer) {
  size_t rows = info.size(layer);
  return std::all_of(info.columns.begin(), info.columns.end(),
                     [&](const ColumnInfo& column) { return column.length(layer) == rows; });
}

std::vector<RowId> row_ids(const LayerInfo& info, const void* layer, const ReportId& report) {
  std::vector<RowId> ids;
  size_t rows = info.size(layer);
  ids.reserve(rows);
  auto own = std::find_if(info.columns.begin(), info.columns.end(),
                          [](const ColumnInfo& column) { return column.is_id; });
  if (own != info.columns.end()) {
    for (size_t row = 0; row < rows; ++row) ids.emplace_back(own->get(layer, row).id);
    return ids;
  }
  std::map<Id128, uint64_t> seen;
  for (size_t row = 0; row < rows; ++row) {
    RowHash hash;
    hash.add(report.high);
    hash.add(report.low);
    hash.add(info.name.name);
    for (const ColumnInfo& column : info.columns)
      if (column.in_id) add_cell(hash, column.type, column.get(layer, row));
    Id128 id = hash.finish();
    uint64_t occurrence = seen[id]++;
    if (occurrence > 0) {
      hash.add(occurrence);
      id = hash.finish();
    }
    ids.emplace_back(id);
  }
  return ids;
}

}  // namespace hearsay
