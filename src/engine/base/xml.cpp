// See xml.hpp.
#include "base/xml.hpp"

#include "base/utf8.hpp"

namespace hearsay {
namespace {

bool is_allowed(char32_t point) {
  return point >= 0x20 ? point != 0xFFFE && point != 0xFFFF
                       : point == '\t' || point == '\n' || point == '\r';
}

// Empty for what may stand as it is.
std::string_view reference(char32_t point) {
  switch (point) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

}  // namespace

void append_xml(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    if (!step.valid)
      append_utf8(out, kReplacement);
    else if (std::string_view written = reference(step.point); !written.empty())
      out += written;
    else if (is_allowed(step.point))
      out += text.substr(at, step.size);
    at += step.size;
  }
}

}  // namespace hearsay
