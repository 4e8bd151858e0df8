// Records: reports and rows as JSON and CSV, see store/exports. Surfaces include this header.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/pipeline.hpp"
#include "store/store.hpp"

namespace hearsay {
enum class ExportFormat : uint8_t { jsonl, csv };
Result<void> export_records(const Store&, const Pipeline&, std::string_view what, ExportFormat,
                            const std::function<bool(std::string_view)>& write);
Result<std::string> report_json(const Store&, const Pipeline&, const StoredReport&);
std::vector<std::string> exportable(const Pipeline&);
}  // namespace hearsay
