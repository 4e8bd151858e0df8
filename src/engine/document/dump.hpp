// One line of text per row of any layer: what `.case` files compare and people read.
// Covered by document/dump_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "document/columns.hpp"

namespace hearsay {

// `[0,39) "the text" kind=direct score=0.9750`: spans with the text under them, the other columns as
// name=value, empty strings and absent spans left out. Control characters, quotes and backslashes
// in strings are escaped as in JSON; texts over 80 bytes are shortened in the middle.
std::string dump_row(const LayerInfo& info, const void* layer, size_t row, std::string_view text);

// All rows, each with a line feed.
std::string dump(const LayerInfo& info, const void* layer, std::string_view text);

// Escapes as inside a JSON string, without the quotes. Valid UTF-8 stays as it is.
void append_escaped(std::string& out, std::string_view text);

}  // namespace hearsay
