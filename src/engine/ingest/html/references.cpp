// Character references: read_reference and decode_references of html.hpp, and references.hpp.
#include "ingest/html/references.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "ingest/html/html.hpp"

namespace hearsay {
namespace {

// What the standard maps the references 0x80 to 0x9F to (windows-1252; 0 where it maps nothing).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
constexpr bool is_alphanumeric(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}

// Value of a hexadecimal digit, or -1.
constexpr int digit_value(char c) {
  if (is_digit(c)) return c - '0';
  char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

char32_t numbered_point(uint32_t number) {
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) {
    return kReplacement;
  }
  if (number >= 0x80 && number <= 0x9F && kWindows1252[number - 0x80] != 0) {
    return kWindows1252[number - 0x80];
  }
  return number;
}

Reference read_number(std::string_view raw, size_t at) {
  size_t here = at + 2;
  bool hexadecimal = here < raw.size() && lower(raw[here]) == 'x';
  if (hexadecimal) ++here;
  size_t digits = here;
  uint32_t number = 0;
  for (; here < raw.size(); ++here) {
    int digit = digit_value(raw[here]);
    if (digit < 0 || (!hexadecimal && digit > 9)) break;
    number = std::min(number * (hexadecimal ? 16U : 10U) + static_cast<uint32_t>(digit), 0x110000U);
  }
  if (here == digits) return {};
  if (here < raw.size() && raw[here] == ';') ++here;
  return {static_cast<uint32_t>(here - at), numbered_point(number), 0};
}

std::string_view name_of(size_t row) {
  size_t begin = row == 0 ? 0 : kReferences[row - 1].name_end;
  return kReferenceNames.substr(begin, kReferences[row].name_end - begin);
}

// Rows [first, second) whose names begin with the same `length` characters as raw at `from`;
// narrows by one character more.
std::pair<size_t, size_t> narrow(std::pair<size_t, size_t> rows, size_t length, char next) {
  auto before = [&](size_t row, bool or_equal) {
    std::string_view name = name_of(row);
    if (name.size() <= length) return true;
    return or_equal ? name[length] <= next : name[length] < next;
  };
  auto partition = [&](size_t low, size_t high, bool or_equal) {
    while (low < high) {
      size_t middle = (low + high) / 2;
      if (before(middle, or_equal)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  size_t low = partition(rows.first, rows.second, false);
  return {low, partition(low, rows.second, true)};
}

Reference read_name(std::string_view raw, size_t at, bool in_attribute) {
  std::pair<size_t, size_t> rows{0, kReferences.size()};
  size_t best = kReferences.size();
  size_t length = 0;
  while (at + 1 + length < raw.size()) {
    rows = narrow(rows, length, raw[at + 1 + length]);
    if (rows.first == rows.second) break;
    ++length;
    if (name_of(rows.first).size() == length) best = rows.first;
  }
  if (best == kReferences.size()) return {};
  std::string_view name = name_of(best);
  size_t after = at + 1 + name.size();
  bool stays = in_attribute && name.back() != ';' && after < raw.size() &&
               (raw[after] == '=' || is_alphanumeric(raw[after]));
  if (stays) return {};
  return {static_cast<uint32_t>(after - at), kReferences[best].first, kReferences[best].second};
}

}  // namespace

Reference read_reference(std::string_view raw, size_t at, bool in_attribute) {
  if (at + 1 >= raw.size()) return {};
  if (raw[at + 1] == '#') return read_number(raw, at);
  return is_alphanumeric(raw[at + 1]) ? read_name(raw, at, in_attribute) : Reference{};
}

std::string decode_references(std::string_view raw, bool in_attribute) {
  std::string out;
  out.reserve(raw.size());
  size_t done = 0;
  for (size_t at = raw.find('&'); at != raw.npos; at = raw.find('&', at)) {
    Reference found = read_reference(raw, at, in_attribute);
    if (found.size == 0) {
      ++at;
      continue;
    }
    out += raw.substr(done, at - done);
    append_utf8(out, found.first);
    if (found.second != 0) append_utf8(out, found.second);
    at += found.size;
    done = at;
  }
  out += raw.substr(done);
  return out;
}

uint32_t space_end(std::string_view text, uint32_t begin, uint32_t end, bool raw) {
  std::string_view view = text.substr(0, end);
  uint32_t at = begin;
  while (at < end) {
    if (is_html_space(static_cast<unsigned char>(view[at]))) {
      ++at;
      continue;
    }
    if (raw || view[at] != '&') break;
    Reference found = read_reference(view, at, false);
    if (found.size == 0 || found.second != 0 || !is_html_space(found.first)) break;
    at += found.size;
  }
  return at;
}

}  // namespace hearsay
