// Signs: the single code points that stand at the borders of spans. Covered by
// reported/statements/statements_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/utf8.hpp"

namespace hearsay::statements {

inline bool is_one_of(std::string_view sign, std::initializer_list<std::string_view> signs) {
  return std::find(signs.begin(), signs.end(), sign) != signs.end();
}

// The code point that ends, or begins, at this byte.
inline std::string_view sign_before(std::string_view text, uint32_t at) {
  if (at == 0) return {};
  uint32_t begin = at - 1;
  while (begin > 0 && !is_boundary(text, begin)) --begin;
  return text.substr(begin, at - begin);
}
inline std::string_view sign_at(std::string_view text, uint32_t at) {
  if (at >= text.size()) return {};
  return text.substr(at, decode_utf8(text, at).size);
}

inline bool is_blank_sign(std::string_view sign) {
  return !sign.empty() && is_blank(decode_utf8(sign, 0).point);
}

inline bool ends_sentence(std::string_view sign) {
  return is_one_of(sign, {".", "!", "?", "\u2026"});
}

}  // namespace hearsay::statements
