// ASCII, and nothing but ASCII: what formats and protocols compare by. Bytes above 127 are never
// changed. No locale. Covered by base/ascii_test.cpp.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace hearsay::ascii {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
constexpr bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

inline std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

constexpr bool equal_folded(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Trimmed, every run of white space one space.
inline std::string squeezed(std::string_view text) {
  std::string out;
  for (char c : trimmed(text)) {
    bool space = is_space(c);
    if (!space || out.back() != ' ') out += space ? ' ' : c;
  }
  return out;
}

// The part before the next `sign`, which is taken off with it; all of it if there is none.
constexpr std::string_view take_part(std::string_view& text, char sign) {
  size_t end = std::min(text.find(sign), text.size());
  std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// Runs of anything but white space.
constexpr size_t count_words(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool space = is_space(c);
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

}  // namespace hearsay::ascii
