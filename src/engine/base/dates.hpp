// Dates as news gives them: an interval that is as precise as the text was.
// ISO 8601 and RFC 5322 in, ISO 8601 in UTC out. Covered by base/dates_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hearsay {

// A moment in UTC with the precision in which it was given.
struct Moment {
  enum class Precision : uint8_t { year, month, day, minute, second };
  int32_t year = 0;
  uint8_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
  Precision precision = Precision::day;

  // "2018", "2018-05", "2018-05-21", "2018-05-21T14:03Z", "2018-05-21T14:03:09Z".
  std::string iso() const;
  // Days since 1970-01-01 (proleptic Gregorian).
  int64_t days() const;
  // Seconds since 1970-01-01T00:00Z of the first instant the moment covers.
  int64_t first_second() const;
  bool operator==(const Moment&) const = default;
};

// ISO 8601 dates and date-times, with `T` or a space between, any offset (converted to UTC; a time
// without offset is taken as UTC), fractions dropped, trailing text refused. Years 1000 to 9999.
std::optional<Moment> parse_iso_date(std::string_view text);

// RFC 5322 / RFC 822 ("Mon, 21 May 2018 14:03:09 +0430", weekday optional, zone names of RFC 5322).
std::optional<Moment> parse_rfc_date(std::string_view text);

// The second that lies `seconds` after 1970-01-01T00:00Z; years 1 to 9999.
Moment moment_of_seconds(int64_t seconds);

// Days since 1970-01-01 of a calendar day; valid for any month 1..12 and day 1..31.
int64_t days_from_civil(int32_t year, unsigned month, unsigned day);
bool is_calendar_day(int32_t year, unsigned month, unsigned day);

}  // namespace hearsay
