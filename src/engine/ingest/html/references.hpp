// The table of named character references (HTML Standard 13.5), generated.
// Covered by ingest/html/references_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hearsay {

// One name. Its text ends at name_end in kReferenceNames and begins where the one before ends; it
// has no '&' but the ';' where the name needs one. second is 0 unless it stands for two points.
struct NamedReference {
  uint16_t name_end;
  char32_t first;
  char16_t second;
};

// All names, in byte order, without anything between them.
extern const std::string_view kReferenceNames;
extern const std::array<NamedReference, 2231> kReferences;

// The white space of the HTML Standard: tab, line feed, form feed, carriage return, space.
constexpr bool is_html_space(char32_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// End of the white space that text[begin, end) starts with, counting references to white space
// unless `raw`. O(white space).
uint32_t space_end(std::string_view text, uint32_t begin, uint32_t end, bool raw);

}  // namespace hearsay
