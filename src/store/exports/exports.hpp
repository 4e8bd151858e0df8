// Exports: what is in a store as records, streamed at constant memory, of one state of the store.
// Covered by store/exports/exports_test.cpp and tests/formats.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

enum class ExportFormat : uint8_t {
  jsonl,      // one JSON object a line
  csv,        // with cells that a spreadsheet would run guarded, see forms.hpp
  csv_plain,  // without the guard, for programs
};
std::span<const std::string_view> names_of(ExportFormat);

// "reports", then every layer that stores rows, in pipeline order.
std::vector<std::string> exportable(const Pipeline& pipeline);

// Writes all records of `what`, sorted by id, in pieces of whole lines. Stops without an error when
// `write` returns false. `usage` for what cannot be exported, naming what can.
Result<void> export_records(const Store& store, std::string_view what, ExportFormat format,
                            const std::function<bool(std::string_view)>& write);

// One record as a JSON object, without a line feed.
Result<std::string> report_json(const Store& store, const StoredReport& report);
Result<std::string> row_json(const Store& store, const FoundRow& row);

}  // namespace hearsay
