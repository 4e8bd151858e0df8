// Half-open byte ranges: the only way the engine points into a text.
// Covered by base/span_test.cpp.
#pragma once

#include <compare>
#include <cstdint>

namespace hearsay {

// [begin, end) in bytes. Of what (the text, the source) is said by whoever holds it.
// Span::none() stands for "there is no such place" and is not the same as an empty span.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  static constexpr Span none() { return {UINT32_MAX, UINT32_MAX}; }

  constexpr bool is_none() const { return begin == UINT32_MAX; }
  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool covers(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace hearsay
