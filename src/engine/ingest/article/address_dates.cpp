// The date in the path of an address, see dates.hpp.
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/dates.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay::article {
namespace {

constexpr int kDayRank = 20;
constexpr int kMonthRank = 35;  // behind all that names a day
constexpr int32_t kFirstYear = 1980, kLastYear = 2099;

// A run of digits or of letters in a path.
struct Part {
  std::string_view text;
  size_t end = 0;
  int32_t number() const {
    int32_t value = 0;
    for (char c : text) {
      if (!ascii::is_digit(c) || text.size() > 4) return -1;
      value = value * 10 + (c - '0');
    }
    return text.empty() ? -1 : value;
  }
};

Part part_at(std::string_view path, size_t begin) {
  size_t end = begin;
  while (end < path.size() && (ascii::is_digit(path[end]) || ascii::is_letter(path[end]))) ++end;
  return {path.substr(begin, end - begin), end};
}

// "05", "5", "may"; 0 if it is no month.
int32_t month_of_part(const Part& part) {
  if (part.text.size() > 2) return static_cast<int32_t>(month_of(ascii::lowered(part.text)));
  int32_t number = part.number();
  return number >= 1 && number <= 12 ? number : 0;
}

Moment made(int32_t year, int32_t month, int32_t day) {
  Moment out;
  out.year = year;
  out.month = static_cast<uint8_t>(month);
  out.day = static_cast<uint8_t>(day == 0 ? 1 : day);
  out.precision = day == 0 ? Moment::Precision::month : Moment::Precision::day;
  return out;
}

bool is_year(int32_t year) {
  return year >= kFirstYear && year <= kLastYear;
}

bool is_day(int32_t year, int32_t month, int32_t day) {
  return month >= 1 && day >= 1 &&
         is_calendar_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

// "20180521".
std::optional<Moment> compact(std::string_view digits) {
  if (digits.size() != 8) return std::nullopt;
  int32_t year = Part{digits.substr(0, 4), 0}.number();
  int32_t month = Part{digits.substr(4, 2), 0}.number();
  int32_t day = Part{digits.substr(6, 2), 0}.number();
  if (!is_year(year) || !is_day(year, month, day)) return std::nullopt;
  return made(year, month, day);
}

// "2018/05/21", "2018-05-21", "2018/may/21", "2018/5" and "21-05-2018" from `at` on.
std::optional<Moment> date_at(std::string_view path, size_t at) {
  Part first = part_at(path, at);
  if (auto day = compact(first.text)) return day;
  char sign = first.end < path.size() ? path[first.end] : ' ';
  if (first.number() < 0 || (sign != '/' && sign != '-' && sign != '_')) return std::nullopt;
  Part second = part_at(path, first.end + 1);
  int32_t month = month_of_part(second);
  if (month == 0) return std::nullopt;
  bool more = second.end < path.size() && path[second.end] == sign;
  Part third = more ? part_at(path, second.end + 1) : Part{};
  int32_t year = first.number();
  if (first.text.size() == 4 && is_year(year)) {
    if (third.text.size() <= 2 && is_day(year, month, third.number()))
      return made(year, month, third.number());
    bool digits = second.text.size() == 2 || second.text.size() == 1;
    return sign == '/' && digits ? std::optional(made(year, month, 0)) : std::nullopt;
  }
  year = third.number();
  bool reversed = sign != '/' && first.text.size() == 2 && third.text.size() == 4 && is_year(year);
  if (!reversed || !is_day(year, month, first.number())) return std::nullopt;
  return made(year, month, first.number());
}

}  // namespace

void read_date_of_path(std::string_view path, Candidates& out) {
  constexpr size_t kMost = 2000;
  path = path.substr(0, kMost);
  for (size_t at = 1; at < path.size(); ++at) {
    bool begins = ascii::is_digit(path[at]) && !ascii::is_digit(path[at - 1]);
    auto moment = begins ? date_at(path, at) : std::nullopt;
    if (!moment) continue;
    bool day = moment->precision == Moment::Precision::day;
    std::string value = moment->iso();
    out.push_back({.field = MetadataField::published,
                   .value = value,
                   .latest = value,
                   .how = "url",
                   .rank = day ? kDayRank : kMonthRank});
    return;
  }
}

}  // namespace hearsay::article
