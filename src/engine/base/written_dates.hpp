// Dates as people write them: "4 May 2017", "Donnerstag, den 4. Mai 2017", "05/04/17",
// "2017-05-04", "2017年5月4日", in the languages of calendar_words.hpp. Covered by
// base/written_dates_test.cpp and fuzzed by ingest/article/dates_fuzz.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/dates.hpp"
#include "base/span.hpp"

namespace hearsay {

// Which of the two first numbers of "3/4/2017" is the day.
enum class DayOrder : uint8_t { unknown, day_first, month_first };

// A date in a text. 0 stands for what it does not say: "4 May" has no year, "May 2017" no day. What
// it says is a day (month, year) of the calendar.
struct WrittenDate {
  Span span;  // bytes of the text, weekday and time of day left out
  int32_t year = 0;
  uint8_t month = 0;
  uint8_t day = 0;
  uint8_t weekday = 0;      // 1 (Monday) to 7 if one stands before it
  bool swappable = false;   // day and month are two numbers that could change places
  bool slashed = false;     // numbers parted by slashes, whose order differs between countries
  bool month_led = false;   // of two numbers the first is the month
  bool short_year = false;  // two digits

  bool is_day() const { return year != 0 && month != 0 && day != 0; }
  Moment moment() const;  // of a date with a year
  // With day and month in each other's places; requires `swappable`.
  WrittenDate swapped() const;
  // False where the weekday before it is that of another day. True where none is known.
  bool agrees_with_weekday() const;
};

// The dates of a text in its order, at most `most`; years 1990 to 2099. Day and month of two
// numbers are read as `order` says, unknown is day first. O(text).
std::vector<WrittenDate> find_written_dates(std::string_view text, DayOrder order, size_t most);

// The order of day and month that the numbers of these dates prove: one of them is above 12, or the
// weekday before fits one reading alone. Dates with slashes count; unknown if they disagree or
// prove nothing.
DayOrder order_of(const std::vector<WrittenDate>& dates);

}  // namespace hearsay
