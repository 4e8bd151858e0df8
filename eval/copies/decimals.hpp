// Numbers in the notes of measures. Covered by eval/copies/copies_test.cpp.
#pragma once

#include <array>
#include <charconv>
#include <string>

namespace hearsay::eval {

// With three decimals.
inline std::string decimals(double value) {
  std::array<char, 64> out;
  auto end = std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed, 3);
  return {out.data(), end.ptr};
}

}  // namespace hearsay::eval
