// See target.hpp.
#include "surfaces/http/target.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay::http {
namespace {

constexpr size_t kMostParts = 64;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool add_segments(std::string_view path, Target& out) {
  path.remove_prefix(1);
  while (true) {
    size_t slash = path.find('/');
    std::optional<std::string> segment = decode(path.substr(0, slash), false);
    if (!segment || *segment == "." || *segment == ".." || out.segments.size() == kMostParts)
      return false;
    out.path += '/' + *segment;
    out.segments.push_back(std::move(*segment));
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

bool add_values(std::string_view query, Target& out) {
  while (!query.empty()) {
    std::string_view pair = ascii::take_part(query, '&');
    if (pair.empty()) continue;
    size_t sign = pair.find('=');
    std::optional<std::string> name = decode(pair.substr(0, sign), true);
    std::optional<std::string> value =
        decode(sign == std::string_view::npos ? "" : pair.substr(sign + 1), true);
    if (!name || !value || out.values.size() == kMostParts) return false;
    out.values.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::optional<std::string> decode(std::string_view text, bool form) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      int high = digit(text[i + 1]), low = digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && form) {
      c = ' ';
    }
    if (is_control(c)) return std::nullopt;
    out += c;
  }
  if (valid_utf8_prefix(out) != out.size()) return std::nullopt;
  return out;
}

std::optional<Target> parse_target(std::string_view target) {
  Target out;
  if (target.empty() || target[0] != '/') return std::nullopt;
  for (char c : target)
    if (c == ' ' || is_control(c)) return std::nullopt;
  size_t mark = target.find('?');
  if (mark != std::string_view::npos) out.query = target.substr(mark + 1);
  if (!add_segments(target.substr(0, mark), out) || !add_values(out.query, out))
    return std::nullopt;
  return out;
}

}  // namespace hearsay::http
