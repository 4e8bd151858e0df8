// See utf8.hpp.
#include "base/utf8.hpp"

#include <algorithm>
#include <cstring>

namespace hearsay {
namespace {

constexpr size_t kStride = 512;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

size_t ascii_run(std::string_view bytes, size_t at) {
  size_t start = at;
  while (at + 8 <= bytes.size()) {
    uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if (word & 0x8080808080808080ULL) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at - start;
}

// Blocks that a counter of one byte can count let the compiler count 16 bytes at once.
template <class Is>
size_t count_bytes(std::string_view bytes, Is is) {
  constexpr size_t kBlock = 240;
  size_t count = 0;
  for (size_t at = 0; at < bytes.size(); at += kBlock) {
    uint8_t some = 0;
    for (char c : bytes.substr(at, kBlock)) some = static_cast<uint8_t>(some + is(c));
    count += some;
  }
  return count;
}

}  // namespace

Utf8Step decode_utf8_sequence(std::string_view bytes, size_t at) {
  auto lead = static_cast<unsigned char>(bytes[at]);
  // The permitted range of the second byte depends on the lead (Unicode table 3-7).
  unsigned low = 0x80;
  unsigned high = 0xBF;
  uint8_t need = 0;
  char32_t point = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    need = 1;
    point = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    need = 2;
    point = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    need = 3;
    point = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  uint8_t size = 1;
  while (size <= need) {
    if (at + size >= bytes.size()) return {kReplacement, size, false};
    auto next = static_cast<unsigned char>(bytes[at + size]);
    if (next < low || next > high) return {kReplacement, size, false};
    low = 0x80;
    high = 0xBF;
    point = point << 6 | (next & 0x3F);
    ++size;
  }
  return {point, size, true};
}

void append_utf8(std::string& out, char32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (point & 0x3F));
  }
}

size_t valid_utf8_prefix(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    at += ascii_run(bytes, at);
    if (at >= bytes.size()) break;
    Utf8Step step = decode_utf8(bytes, at);
    if (!step.valid) return at;
    at += step.size;
  }
  return bytes.size();
}

size_t count_code_points(std::string_view bytes) {
  return count_bytes(bytes, [](char c) { return !is_continuation(c); });
}

size_t count_outside_ascii(std::string_view bytes) {
  return count_bytes(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0xC0; });
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
  samples_.reserve(text.size() / kStride + 1);
  for (size_t at = 0; at < text.size(); at += kStride) {
    samples_.push_back(total_);
    total_ += static_cast<uint32_t>(count_code_points(text.substr(at, kStride)));
  }
  if (samples_.empty()) samples_.push_back(0);
}

uint32_t CodePoints::from_byte(uint32_t byte) const {
  if (byte >= text_.size()) return total_;
  size_t slot = byte / kStride;
  return samples_[slot] + static_cast<uint32_t>(count_code_points(
                              text_.substr(slot * kStride, byte - slot * kStride)));
}

uint32_t CodePoints::to_byte(uint32_t point) const {
  if (point >= total_) return static_cast<uint32_t>(text_.size());
  // The last slot with at most `point` code points before it; the code point may begin later.
  auto next = std::upper_bound(samples_.begin(), samples_.end(), point);
  auto slot = static_cast<size_t>(next - samples_.begin()) - 1;
  uint32_t left = point - samples_[slot];
  size_t at = slot * kStride;
  while (at < text_.size() && is_continuation(text_[at])) ++at;
  while (left > 0) {
    ++at;
    while (at < text_.size() && is_continuation(text_[at])) ++at;
    --left;
  }
  return static_cast<uint32_t>(at);
}

}  // namespace hearsay
