// See dates.hpp. The calendar arithmetic is Howard Hinnant's (days_from_civil, civil_from_days).
#include "base/dates.hpp"

#include <array>
#include <cassert>

namespace hearsay {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// A cursor over the text to be parsed; every take_* either consumes or leaves it alone.
struct Cursor {
  std::string_view rest;

  bool done() const { return rest.empty(); }
  bool take(char c) {
    if (rest.empty() || lower(rest.front()) != lower(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::optional<unsigned> take_digits(size_t least, size_t most) {
    size_t count = 0;
    unsigned value = 0;
    while (count < most && count < rest.size() && is_digit(rest[count]))
      value = value * 10 + static_cast<unsigned>(rest[count++] - '0');
    if (count < least) return std::nullopt;
    rest.remove_prefix(count);
    return value;
  }
  std::string take_word() {
    std::string word;
    while (!rest.empty() && lower(rest.front()) >= 'a' && lower(rest.front()) <= 'z') {
      word += lower(rest.front());
      rest.remove_prefix(1);
    }
    return word;
  }
  void skip_spaces() {
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\n' ||
                             rest.front() == '\r'))
      rest.remove_prefix(1);
  }
};

Moment moment_of_seconds(int64_t seconds, Moment::Precision precision) {
  int64_t days = seconds / 86400 - (seconds % 86400 < 0);
  int64_t rest = seconds - days * 86400;
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  auto day_of_era = static_cast<unsigned>(days - era * 146097);
  unsigned year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  unsigned shifted = (5 * day_of_year + 2) / 153;
  Moment out;
  out.day = static_cast<uint8_t>(day_of_year - (153 * shifted + 2) / 5 + 1);
  out.month = static_cast<uint8_t>(shifted < 10 ? shifted + 3 : shifted - 9);
  out.year = static_cast<int32_t>(year_of_era + era * 400) + (out.month <= 2 ? 1 : 0);
  out.hour = static_cast<uint8_t>(rest / 3600);
  out.minute = static_cast<uint8_t>(rest / 60 % 60);
  out.second = static_cast<uint8_t>(rest % 60);
  out.precision = precision;
  return out;
}

struct Clock {
  unsigned hour = 0, minute = 0, second = 0;
  bool seconds = false;
};

std::optional<Clock> take_clock(Cursor& in) {
  Clock out;
  auto hour = in.take_digits(2, 2);
  if (!hour || *hour > 24) return std::nullopt;
  out.hour = *hour;
  bool colon = in.take(':');
  auto minute = in.take_digits(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  out.minute = *minute;
  if (colon ? in.take(':') : !in.done() && is_digit(in.rest.front())) {
    auto second = in.take_digits(2, 2);
    if (!second || *second > 60) return std::nullopt;
    out.second = *second > 59 ? 59 : *second;
    out.seconds = true;
    if (in.take('.') || in.take(',')) {
      if (!in.take_digits(1, 12)) return std::nullopt;
    }
  }
  return out;
}

// Minutes east of UTC. Nothing at all counts as UTC.
std::optional<int> take_zone(Cursor& in) {
  if (in.done() || in.take('z')) return 0;
  int sign = 0;
  if (in.take('+'))
    sign = 1;
  else if (in.take('-'))
    sign = -1;
  else
    return std::nullopt;
  auto hours = in.take_digits(2, 2);
  if (!hours || *hours > 23) return std::nullopt;
  in.take(':');
  unsigned minutes = in.take_digits(2, 2).value_or(0);
  if (minutes > 59) return std::nullopt;
  return sign * static_cast<int>(*hours * 60 + minutes);
}

std::optional<int> zone_of_name(std::string_view name) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  static constexpr std::array<Zone, 11> kZones = {{{"gmt", 0},
                                                   {"ut", 0},
                                                   {"utc", 0},
                                                   {"z", 0},
                                                   {"est", -5},
                                                   {"edt", -4},
                                                   {"cst", -6},
                                                   {"cdt", -5},
                                                   {"mst", -7},
                                                   {"mdt", -6},
                                                   {"pst", -8}}};
  for (const Zone& zone : kZones)
    if (zone.name == name) return zone.hours * 60;
  if (name == "pdt") return -7 * 60;
  return std::nullopt;
}

Moment at(int32_t year, unsigned month, unsigned day, const Clock& clock, int zone_minutes) {
  int64_t seconds = days_from_civil(year, month, day) * 86400 + clock.hour * 3600 +
                    clock.minute * 60 + clock.second - zone_minutes * 60;
  return moment_of_seconds(seconds,
                           clock.seconds ? Moment::Precision::second : Moment::Precision::minute);
}

std::string padded(int64_t value, size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

Moment moment_of_seconds(int64_t seconds) {
  return moment_of_seconds(seconds, Moment::Precision::second);
}

int64_t days_from_civil(int32_t year, unsigned month, unsigned day) {
  int64_t y = year - (month <= 2 ? 1 : 0);
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t year_of_era = y - era * 400;
  int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

bool is_calendar_day(int32_t year, unsigned month, unsigned day) {
  static constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30,
                                                     31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

std::string Moment::iso() const {
  std::string out = padded(year, 4);
  if (precision >= Precision::month) out += "-" + padded(month, 2);
  if (precision >= Precision::day) out += "-" + padded(day, 2);
  if (precision >= Precision::minute) out += "T" + padded(hour, 2) + ":" + padded(minute, 2);
  if (precision >= Precision::second) out += ":" + padded(second, 2);
  if (precision >= Precision::minute) out += "Z";
  return out;
}

int64_t Moment::days() const {
  return days_from_civil(year, month, day);
}

int64_t Moment::first_second() const {
  return days() * 86400 + hour * 3600 + minute * 60 + second;
}

std::optional<Moment> parse_iso_date(std::string_view text) {
  Cursor in{text};
  in.skip_spaces();
  auto year = in.take_digits(4, 4);
  if (!year || *year < 1000) return std::nullopt;
  Moment out;
  out.year = static_cast<int32_t>(*year);
  out.precision = Moment::Precision::year;
  auto finished = [&in] {
    in.skip_spaces();
    return in.done();
  };
  if (finished()) return out;
  bool dashes = in.take('-');
  auto month = in.take_digits(2, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  out.month = static_cast<uint8_t>(*month);
  out.precision = Moment::Precision::month;
  if (finished()) return dashes ? std::optional(out) : std::nullopt;  // 201805 is no date
  if (dashes != in.take('-')) return std::nullopt;
  auto day = in.take_digits(2, 2);
  if (!day || !is_calendar_day(out.year, *month, *day)) return std::nullopt;
  out.day = static_cast<uint8_t>(*day);
  out.precision = Moment::Precision::day;
  if (finished()) return out;
  if (!in.take('T')) in.skip_spaces();
  auto clock = take_clock(in);
  if (!clock) return std::nullopt;
  in.skip_spaces();
  auto zone = take_zone(in);
  if (!zone || !finished()) return std::nullopt;
  return at(out.year, *month, *day, *clock, *zone);
}

std::optional<Moment> parse_rfc_date(std::string_view text) {
  Cursor in{text};
  in.skip_spaces();
  if (!in.take_word().empty()) {
    in.take(',');
    in.skip_spaces();
  }
  auto day = in.take_digits(1, 2);
  in.skip_spaces();
  std::string name = in.take_word().substr(0, 3);
  unsigned month = 0;
  while (month < 12 && kMonths[month] != name) ++month;
  in.skip_spaces();
  auto year = in.take_digits(2, 4);
  if (!day || month == 12 || !year) return std::nullopt;
  ++month;
  auto full_year = static_cast<int32_t>(*year < 50     ? *year + 2000
                                        : *year < 1000 ? *year + 1900
                                                       : *year);
  if (!is_calendar_day(full_year, month, *day)) return std::nullopt;
  in.skip_spaces();
  if (in.done()) {
    Moment out;
    out.year = full_year;
    out.month = static_cast<uint8_t>(month);
    out.day = static_cast<uint8_t>(*day);
    return out;
  }
  auto clock = take_clock(in);
  if (!clock) return std::nullopt;
  in.skip_spaces();
  std::optional<int> zone;
  if (std::string word = in.take_word(); !word.empty())
    zone = zone_of_name(word);
  else
    zone = take_zone(in);
  in.skip_spaces();
  if (!zone || !in.done()) return std::nullopt;
  return at(full_year, month, *day, *clock, *zone);
}

}  // namespace hearsay
