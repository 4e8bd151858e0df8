// Reasons: what speaks for a report being of a story, in words. Covered by
// stories/happenings/happenings_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "document/text.hpp"
#include "reported/terms/terms.hpp"
#include "stories/gathering/gathering.hpp"

namespace hearsay {

// What there is to say, with names as numbers until the report is read again.
struct Reason {
  std::vector<uint32_t> names;  // stems that it has in common with the others
  size_t numbers = 0;           // numbers and dates, likewise
  std::optional<int32_t> days;  // after the story's first report
  bool copied = false;
  std::array<double, kLikenesses> summands{};
};

// As the report writes these stems, in their order; those that are not there are passed over.
// O(words).
std::vector<std::string> words_of(const std::vector<uint32_t>& stems, const Text& text,
                                  const Terms& terms);

// "names in common: Kesh, Dargan; 2 numbers or dates in common; 1 day after the first; body +1.2,
// names +0.6".
std::string in_words(const Reason& reason, const std::vector<std::string>& names);

}  // namespace hearsay
