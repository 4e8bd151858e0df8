// Reads files of one row a line with tabs between its fields, as our own labels are kept. Covered
// by eval/measures/table_lines_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hearsay::eval {

// Calls `take` with the fields of every line that is neither empty nor a note, which begins with
// '#'. `kind` says what the file is ("a list of pairs"), `row` what a line holds ("two names").
// `missing` where there is none; `damaged` with the line for which `take` returns false.
Result<void> read_table_lines(
    const std::string& file, std::string_view kind, std::string_view row,
    const std::function<bool(const std::vector<std::string_view>& fields)>& take);

}  // namespace hearsay::eval
