// Exporting: everything that can be taken out of a store, by name and format: records, words as
// CoNLL-U, the lineage as a graph. Covered by surfaces/api/exporting_test.cpp and
// tests/command_line.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

// What can be exported: the records of export_records(), where `stories` are whole stories instead
// of rows; "chains", "lineage" and "tokens".
std::vector<std::string> all_exports(const Pipeline& pipeline);

// "jsonl", "csv", "csv_plain"; "conllu" for tokens only; "graphml" and "gexf" for lineage only.
std::vector<std::string_view> export_formats();

// Whether `what` is there and can be written so; else `usage`, saying what can.
Result<void> check_export(const Pipeline& pipeline, std::string_view what, std::string_view format);

// Writes all of it, in pieces; see export_records(). Checks first.
Result<void> export_all(const Store& store, std::string_view what, std::string_view format,
                        const std::function<bool(std::string_view)>& write);

}  // namespace hearsay
