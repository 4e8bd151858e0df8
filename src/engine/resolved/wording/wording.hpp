// Wording: quotations found again in other reports, by runs of words that they share (Broder, "On
// the resemblance and containment of documents", 1997). Covered by
// resolved/wording/wording_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "document/text.hpp"

namespace hearsay {

// The words of what was said, in small letters without accents.
std::vector<std::string> words_of(const Text& text, std::span<const Span> content);

constexpr size_t kLeastWords = 4;  // fewer may be anybody's
constexpr size_t kShort = 9;       // words from which on not all need be the same

// Every five words in a row as a number, of fewer than kShort all of them as one; sorted. None of
// fewer than kLeastWords. O(words).
std::vector<uint64_t> runs_of(const std::vector<std::string>& words);

// The least few of these numbers, which stand for all: two sketches that share most of theirs are
// of quotations that share most of their words. Zeros at the end where there are fewer.
using Sketch = std::array<uint64_t, 4>;
Sketch sketch_of(const std::vector<uint64_t>& runs);
// Whether all but one of those that both have are the same, and three at least, or all of fewer.
bool are_alike(const Sketch& a, const Sketch& b);

}  // namespace hearsay
