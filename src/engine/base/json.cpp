// See json.hpp.
#include "base/json.hpp"

#include <cassert>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

void append_unicode_escape(std::string& out, char32_t point) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[point >> shift & 15];
}

void append_escaped_point(std::string& out, char32_t point, std::string_view bytes) {
  switch (point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
  if (control || point == 0x2028 || point == 0x2029)
    append_unicode_escape(out, point);
  else
    out += bytes;
}

bool is_plain(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (size_t at = 0; at < text.size();) {
    size_t plain = at;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    out += text.substr(at, plain - at);
    at = plain;
    if (at >= text.size()) break;
    Utf8Step step = decode_utf8(text, at);
    if (step.valid)
      append_escaped_point(out, step.point, text.substr(at, step.size));
    else
      append_utf8(out, kReplacement);
    at += step.size;
  }
  out += '"';
}

void Json::before(std::string_view key) {
  if (!out_.empty() && out_.back() != '{' && out_.back() != '[') out_ += ',';
  if (key.empty()) return;
  append_json_string(out_, key);
  out_ += ':';
}

Json& Json::begin_object(std::string_view key) {
  before(key);
  out_ += '{';
  return *this;
}
Json& Json::end_object() {
  out_ += '}';
  return *this;
}
Json& Json::begin_array(std::string_view key) {
  before(key);
  out_ += '[';
  return *this;
}
Json& Json::end_array() {
  out_ += ']';
  return *this;
}

Json& Json::field(std::string_view key, std::string_view text) {
  before(key);
  append_json_string(out_, text);
  return *this;
}
Json& Json::field(std::string_view key, uint64_t number) {
  return raw(key, std::to_string(number));
}
Json& Json::field(std::string_view key, int64_t number) {
  return raw(key, std::to_string(number));
}
Json& Json::field(std::string_view key, bool yes) {
  return raw(key, yes ? "true" : "false");
}
Json& Json::null(std::string_view key) {
  return raw(key, "null");
}
Json& Json::raw(std::string_view key, std::string_view json) {
  before(key);
  out_ += json;
  return *this;
}

}  // namespace hearsay
