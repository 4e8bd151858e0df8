// Forms: how a record is written, as JSON and as CSV. Covered by store/exports/forms_test.cpp.
//
// JSON (RFC 8259): UTF-8, no spaces, keys in the shape's order, one record on one line.
// CSV (RFC 4180): nested fields flattened with '_', lists as JSON in one cell, absent values empty.
// A text cell that begins with = + - @ or a tab, carriage return or line feed would be run as a
// formula by a spreadsheet, so it is written with an apostrophe before it, and one that already
// begins with apostrophes before such a character with one more. To undo: of a cell that matches
// ^'+[=+\-@\t\r\n] drop the first apostrophe.
#pragma once

#include <string>
#include <string_view>

#include "store/exports/records.hpp"

namespace hearsay {

void append_json(std::string& out, const Shape& shape, const Value& value);

enum class CsvGuard : uint8_t { safe, none };

// Lines with their CR LF.
std::string csv_header(const Shape& shape);
void append_csv(std::string& out, const Shape& shape, const Value& value, CsvGuard guard);

}  // namespace hearsay
