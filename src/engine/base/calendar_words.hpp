// The names of months and weekdays in the languages of news, and the folding they are looked up by.
// Names are those of Unicode's CLDR (common/main, gregorian calendar, format and stand-alone, wide
// and abbreviated), with the inflected forms that stand in dates, written down by hand.
// Covered by base/written_dates_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// Lower case without accents: Latin, Greek and Cyrillic letters; others as they are. Not Unicode's
// case folding, but the same on every machine and enough for names of months. O(n).
std::string fold_letters(std::string_view text);

// 1 to 12, or 0 if `folded` (by fold_letters, without a stop behind) names no month. O(log names).
unsigned month_of(std::string_view folded);

// 1 (Monday) to 7 (Sunday), or 0.
unsigned weekday_of(std::string_view folded);

}  // namespace hearsay
