// Reads files of one JSON object a line, as benchmarks are kept. Covered by
// eval/measures/json_lines_test.cpp.
#pragma once

#include <simdjson.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"

namespace hearsay::eval {

using JsonRow = simdjson::dom::element;

// Calls `take` with every line that is not empty; its values live until it returns. `kind` says
// what the file is ("a list of pairs"). `missing` where there is none; `damaged` with the line that
// is no JSON or for which `take` returns false.
Result<void> read_json_lines(const std::string& file, std::string_view kind,
                             const std::function<bool(JsonRow row)>& take);

// The value of a key of an object; false where it is not there or of another kind.
bool read_field(JsonRow row, std::string_view key, std::string& out);
bool read_field(JsonRow row, std::string_view key, uint64_t& out);
bool read_field(JsonRow row, std::string_view key, std::vector<std::string>& out);
// [begin, end), which must hold something.
bool read_field(JsonRow row, std::string_view key, Span& out);

}  // namespace hearsay::eval
