// UTF-8 (RFC 3629): strict decoding, encoding, validation and counting.
// Covered by base/utf8_test.cpp, which checks every code point and every two-byte sequence.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

inline constexpr char32_t kReplacement = 0xFFFD;

// One step of decoding. `size` bytes were read (at least 1 where there is input). When `valid` is
// false, `point` is U+FFFD and `size` is the maximal subpart to replace (Unicode 3.9, "substitution
// of maximal subparts", the same cut as the WHATWG decoder makes).
struct Utf8Step {
  char32_t point;
  uint8_t size;
  bool valid;
};

// Decodes the code point at `at`, which must be < bytes.size(): ASCII inline, the rest by
// decode_utf8_sequence().
Utf8Step decode_utf8_sequence(std::string_view bytes, size_t at);
inline Utf8Step decode_utf8(std::string_view bytes, size_t at) {
  assert(at < bytes.size());
  auto lead = static_cast<unsigned char>(bytes[at]);
  return lead < 0x80 ? Utf8Step{lead, 1, true} : decode_utf8_sequence(bytes, at);
}

// Appends one code point; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t point);

// Length of the longest prefix that is valid UTF-8. O(n), several GB/s on ASCII.
size_t valid_utf8_prefix(std::string_view bytes);

// Number of code points in valid UTF-8, and of those outside ASCII.
size_t count_code_points(std::string_view bytes);
size_t count_outside_ascii(std::string_view bytes);

// True at positions where a code point of valid UTF-8 begins, and at the end.
inline bool is_boundary(std::string_view bytes, size_t at) {
  return at >= bytes.size() || (static_cast<unsigned char>(bytes[at]) & 0xC0) != 0x80;
}

// Shows nothing: Unicode White_Space, zero-width space and joiners, byte order mark, soft hyphen.
constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

// Of scripts that put no spaces between words: Han, Kana, Thai and others.
constexpr bool is_spaceless(char32_t c) {
  return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xE00 && c <= 0xEFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// From byte offsets to code points and back. A sample every 512 bytes keeps it small: building is
// O(n), a lookup reads at most 512 bytes. Lives no longer than the text it was made from.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  uint32_t from_byte(uint32_t byte) const;  // byte must be a boundary
  uint32_t to_byte(uint32_t point) const;   // beyond the end gives the end
  uint32_t size() const { return total_; }

 private:
  std::string_view text_;
  std::vector<uint32_t> samples_;  // code points before byte 512 * i
  uint32_t total_ = 0;
};

}  // namespace hearsay
