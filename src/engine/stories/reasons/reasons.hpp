// Reasons: what speaks for a report being of a story, or a story of a chain, in words. Covered by
// stories/reasons/reasons_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/text.hpp"
#include "reported/terms/terms.hpp"
#include "stories/gathering/gathering.hpp"

namespace hearsay {

// What there is to say, with names as numbers until the report is read again.
struct Reason {
  std::vector<uint32_t> names;  // stems that it has in common with the others, at most kMostNames
  size_t numbers = 0;           // numbers and dates, likewise
  std::optional<int32_t> days;  // after the story's first report; less than 0: before
  bool copied = false;
  std::array<double, kLikenesses> summands{};

  static constexpr size_t kMostNames = 4;
};
// Of a member of a story, or what is attached to it, without `days` and `copied`.
// `features` are those of its belonging.
Reason find_reason(const Gathering& gathering, uint32_t member, uint32_t story,
                   const BondFeatures& features);

// From the first day of one to the first day of another, where both are known.
std::optional<int32_t> days_after(const DayRange& first, const DayRange& other);

// As the report writes these stems, in their order; those that are not there are passed over.
// O(words).
std::vector<std::string> words_of(const std::vector<uint32_t>& stems, const Text& text,
                                  const Terms& terms);

// "names in common: Kesh, Dargan; 2 numbers or dates in common; 1 day after the first; body +1.2,
// names +0.6".
std::string in_words(const Reason& reason, const std::vector<std::string>& names);

}  // namespace hearsay
