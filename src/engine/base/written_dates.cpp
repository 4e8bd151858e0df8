// See written_dates.hpp. Every date holds a number, so the text is searched for digits and each run
// of them is tried as the first number of a date; a month's name before it is looked up backwards.
#include "base/written_dates.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr int32_t kFirstYear = 1990;
constexpr int32_t kLastYear = 2099;
constexpr size_t kLongestWord = 40;  // bytes; no name of a month or weekday is longer

bool is_letter_at(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  char c = text[at];
  if (static_cast<unsigned char>(c) < 0x80) return ascii::is_letter(c);
  char32_t point = decode_utf8(text, at).point;
  bool mark = point < 0xC0 || is_blank(point) || (point >= 0x2000 && point < 0x2070) ||
              (point >= 0x3000 && point < 0x3040) || point == kReplacement;
  return !mark;
}

size_t before(std::string_view text, size_t at) {
  do --at;
  while (at > 0 && !is_boundary(text, at));
  return at;
}

// One number of a text.
struct Number {
  size_t begin = 0, end = 0;
  int32_t value = 0;
  size_t digits() const { return end - begin; }
};

// Reads forward; every take_* either consumes or leaves alone.
struct Cursor {
  std::string_view text;
  size_t at;

  std::optional<Number> take_number(size_t least, size_t most) {
    Number out{at, at, 0};
    while (out.end < text.size() && ascii::is_digit(text[out.end])) {
      if (out.digits() == most) return std::nullopt;
      out.value = out.value * 10 + (text[out.end++] - '0');
    }
    if (out.digits() < least) return std::nullopt;
    at = out.end;
    return out;
  }
  bool take(std::string_view what) {
    if (!text.substr(std::min(at, text.size())).starts_with(what)) return false;
    at += what.size();
    return true;
  }
  // At most two spaces, or a line break where the parts of a date may stand on lines of their own.
  size_t take_spaces(bool breaks = false) {
    if (breaks && take("\n")) return take("\n") ? 2 : 1;
    size_t count = 0;
    while (count < 2 && (take(" ") || take("\xC2\xA0") || take("\t") || take("\xE2\x80\xAF")))
      ++count;
    return count;
  }
  std::string_view take_word() {
    size_t end = at;
    while (end < text.size() && end - at <= kLongestWord && is_letter_at(text, end))
      end += decode_utf8(text, end).size;
    return text.substr(std::exchange(at, end), end - at);
  }
};

bool is_year(const Number& number) {
  return number.digits() == 4 && number.value >= kFirstYear && number.value <= kLastYear;
}

// "17" as a year of this age; 0 if it is none.
int32_t full_year(const Number& number) {
  if (is_year(number)) return number.value;
  if (number.digits() != 2) return 0;
  if (number.value <= 49) return 2000 + number.value;
  return number.value >= 90 ? 1900 + number.value : 0;
}

// A digit, a letter of the same word or a further part of a number ends no date.
bool ends_cleanly(std::string_view text, size_t at) {
  if (at >= text.size()) return true;
  char c = text[at];
  if (ascii::is_digit(c) || c == '_' || c == '%') return false;
  if (c >= 'a' && c <= 'z') return false;  // a capital begins what only stands too close
  bool joins = c == '.' || c == '/' || c == '-';
  return !(joins && at + 1 < text.size() && ascii::is_digit(text[at + 1]));
}

// True if no number, name of a file or path leads into what begins at `at`.
bool begins_cleanly(std::string_view text, size_t at) {
  if (at == 0) return true;
  char c = text[at - 1];
  if (ascii::is_digit(c) || c == '_' || c == '$' || c == '#' || c == '=') return false;
  if (at == 1) return true;
  bool numbers = c == '.' || c == '/' || c == '-' || c == ':' || c == ',' || c == '+';
  bool paths = c == '/' || c == '-';
  return !(numbers && ascii::is_digit(text[at - 2])) && !(paths && ascii::is_letter(text[at - 2]));
}

// Where a line begins, what follows may be a date with every part of it on a line of its own.
bool begins_line(std::string_view text, size_t at) {
  return at == 0 || text[at - 1] == '\n';
}

WrittenDate made(size_t begin, size_t end, int32_t year, int32_t month, int32_t day) {
  WrittenDate out;
  out.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  out.year = year;
  out.month = static_cast<uint8_t>(month);
  out.day = static_cast<uint8_t>(day);
  return out;
}

bool is_day(int32_t year, int32_t month, int32_t day) {
  return month >= 1 && day >= 1 && month <= 12 && day <= 31 &&
         is_calendar_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

// "2017-05-04", "2017/5/4", "2017. 5. 4.", and the signs for year, month and day of East Asia.
std::optional<WrittenDate> year_first(std::string_view text, const Number& year) {
  struct Signs {
    std::string_view year, month, day;
    bool spaced;
  };
  static constexpr std::array<Signs, 6> kSigns = {{{"-", "-", "", false},
                                                   {"/", "/", "", false},
                                                   {".", ".", "", true},
                                                   {"年", "月", "日", true},
                                                   {"년", "월", "일", true},
                                                   {"\xE2\x80\x91", "\xE2\x80\x91", "", false}}};
  if (!is_year(year)) return std::nullopt;
  for (const Signs& signs : kSigns) {
    Cursor in{text, year.end};
    if (!in.take(signs.year)) continue;
    if (signs.spaced) in.take_spaces();
    auto month = in.take_number(1, 2);
    if (!month || !in.take(signs.month)) continue;
    if (signs.spaced) in.take_spaces();
    auto day = in.take_number(1, 2);
    if (!day || !is_day(year.value, month->value, day->value)) continue;
    if (signs.day.empty() ? !ends_cleanly(text, in.at) : !in.take(signs.day)) continue;
    return made(year.begin, in.at, year.value, month->value, day->value);
  }
  return std::nullopt;
}

// "20170504" alone.
std::optional<WrittenDate> compact(std::string_view text, const Number& digits) {
  bool glued = digits.begin > 0 && ascii::is_letter(text[digits.begin - 1]);
  if (digits.digits() != 8 || glued || !ends_cleanly(text, digits.end)) return std::nullopt;
  int32_t year = digits.value / 10000;
  int32_t month = digits.value / 100 % 100;
  int32_t day = digits.value % 100;
  if (year < kFirstYear || year > kLastYear || !is_day(year, month, day)) return std::nullopt;
  return made(digits.begin, digits.end, year, month, day);
}

// "4.5.2017", "04/05/17", "4. 5. 2017", "04-05-2017".
std::optional<WrittenDate> all_numbers(std::string_view text, const Number& first, DayOrder order) {
  if (first.digits() > 2 || first.end >= text.size()) return std::nullopt;
  char sign = text[first.end];
  Cursor in{text, first.end};
  if (size_t spaces = in.take_spaces(); spaces > 0 && in.at < text.size()) sign = text[in.at];
  if (sign != '.' && sign != '/' && sign != '-' && sign != '|') return std::nullopt;
  in.at += 1;
  in.take_spaces();
  auto second = in.take_number(1, 2);
  if (!second) return std::nullopt;
  in.take_spaces();
  if (!in.take(std::string_view(&sign, 1))) return std::nullopt;
  in.take_spaces();
  auto last = in.take_number(2, 4);
  if (!last || !ends_cleanly(text, in.at)) return std::nullopt;
  int32_t year = full_year(*last);
  bool short_year = last->digits() == 2;
  if (year == 0 || (short_year && (first.digits() != 2 || second->digits() != 2 || sign == '-')))
    return std::nullopt;
  int32_t day = first.value;
  int32_t month = second->value;
  bool both = is_day(year, month, day) && is_day(year, day, month) && day != month;
  bool month_first = sign == '/' || sign == '-' ? order == DayOrder::month_first : false;
  bool month_led = both ? month_first : !is_day(year, month, day);
  if (month_led) std::swap(day, month);
  if (!is_day(year, month, day)) return std::nullopt;
  WrittenDate out = made(first.begin, in.at, year, month, day);
  out.swappable = both && sign != '.';
  out.slashed = sign == '/';
  out.month_led = month_led;
  out.short_year = short_year;
  return out;
}

// What may stand between the parts of a date with a month's name: "4th of May, 2017", "1er mai",
// "4 de mayo de 2017", "4-May-2017", "May 4 '17".
void take_ordinal(Cursor& in) {
  static constexpr std::array<std::string_view, 12> kEndings = {
      "st", "nd", "rd", "th", "er", "ère", "º", "ª", "°", "-го", "-е", "e"};
  for (std::string_view ending : kEndings) {
    Cursor tried = in;
    if (!tried.take(ending) || is_letter_at(in.text, tried.at)) continue;
    in = tried;
    return;
  }
}

void take_joint(Cursor& in, bool breaks) {
  static constexpr std::array<std::string_view, 8> kSigns = {".", ",", "-", "/",
                                                             "'", "’", "‘", "،"};
  for (int i = 0; i < 2; ++i) {
    for (std::string_view sign : kSigns) in.take(sign);
    in.take_spaces(breaks);
  }
  static constexpr std::array<std::string_view, 8> kWords = {"of ", "de ", "del ", "d'",
                                                             "d’",  "di ", "ta’ ", "den "};
  for (std::string_view word : kWords)
    if (in.take(word)) return;
}

unsigned take_month(Cursor& in) {
  Cursor tried = in;
  unsigned month = month_of(fold_letters(tried.take_word()));
  if (month != 0) in = tried;
  return month;
}

// A year behind a day and month: "2017", "'17".
std::optional<Number> take_year(Cursor& in, bool breaks) {
  Cursor tried = in;
  take_joint(tried, breaks);
  bool apostrophe =
      tried.at > 0 && (in.text[tried.at - 1] == '\'' || in.text.substr(0, tried.at).ends_with("’"));
  auto year = tried.take_number(apostrophe ? 2 : 4, 4);
  if (!year || full_year(*year) == 0) return std::nullopt;
  // Not the hour of "4 May 2030" without its colon: a number that goes on as a time is no year.
  if (tried.take(":")) return std::nullopt;
  bool unit = tried.at < in.text.size() && ascii::is_digit(in.text[tried.at]);
  if (unit) return std::nullopt;
  in = tried;
  return year;
}

// "4 May 2017", and "4 May" where no year follows.
std::optional<WrittenDate> day_then_month(std::string_view text, const Number& day) {
  if (day.digits() > 2 || day.value < 1 || day.value > 31) return std::nullopt;
  bool breaks = begins_line(text, day.begin);
  Cursor in{text, day.end};
  take_ordinal(in);
  take_joint(in, breaks);
  unsigned month = take_month(in);
  if (month == 0) return std::nullopt;
  size_t end = in.at;
  auto year = take_year(in, breaks);
  int32_t full = year ? full_year(*year) : 0;
  if (!is_day(year ? full : 2000, static_cast<int32_t>(month), day.value)) return std::nullopt;
  WrittenDate out =
      made(day.begin, year ? year->end : end, full, static_cast<int32_t>(month), day.value);
  out.short_year = year && year->digits() == 2;
  return out;
}

// "2017 May 4", "2017. május 4.".
std::optional<WrittenDate> year_then_month(std::string_view text, const Number& year) {
  if (!is_year(year)) return std::nullopt;
  Cursor in{text, year.end};
  take_joint(in, false);
  unsigned month = take_month(in);
  if (month == 0) return std::nullopt;
  take_joint(in, false);
  auto day = in.take_number(1, 2);
  if (!day || !ends_cleanly(text, in.at) || in.take(":")) return std::nullopt;
  if (!is_day(year.value, static_cast<int32_t>(month), day->value)) return std::nullopt;
  return made(year.begin, in.at, year.value, static_cast<int32_t>(month), day->value);
}

// The word that ends right before `at`, spaces and joints between left out.
struct Word {
  size_t begin = 0;
  std::string_view text;
};

Word word_before(std::string_view text, size_t at, bool breaks = false) {
  size_t end = at;
  for (int i = 0; breaks && i < 2 && end > 0 && text[end - 1] == '\n'; ++i) --end;
  for (int i = 0; i < 4 && end > 0; ++i) {
    size_t last = before(text, end);
    std::string_view sign = text.substr(last, end - last);
    if (sign != " " && sign != "." && sign != "," && sign != "\xC2\xA0" && sign != "-" &&
        sign != "/" && sign != "(" && sign != "\xE2\x80\xAF")
      break;
    end = last;
  }
  size_t begin = end;
  while (begin > 0 && end - begin <= kLongestWord) {
    size_t last = before(text, begin);
    if (!is_letter_at(text, last)) break;
    begin = last;
    // "AnnMay 4" is what a page shows of two elements without a space between.
    bool capital = text[begin] >= 'A' && text[begin] <= 'Z';
    if (capital && begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z') break;
  }
  return {begin, text.substr(begin, end - begin)};
}

// "May 4, 2017", "May 4", and "May 2017" for a number that is a year.
std::optional<WrittenDate> month_before(std::string_view text, const Number& number) {
  bool breaks = begins_line(text, number.begin);
  Word word = word_before(text, number.begin, breaks);
  if (breaks && !begins_line(text, word.begin)) return std::nullopt;
  if (word.text.empty() || word.text.size() > kLongestWord) return std::nullopt;
  auto month = static_cast<int32_t>(month_of(fold_letters(word.text)));
  if (month == 0) return std::nullopt;
  if (is_year(number) && ends_cleanly(text, number.end))
    return made(word.begin, number.end, number.value, month, 0);
  if (number.digits() > 2 || number.value < 1 || number.value > 31) return std::nullopt;
  Cursor in{text, number.end};
  take_ordinal(in);
  size_t end = in.at;
  auto year = take_year(in, breaks);
  if (!year && !ends_cleanly(text, end)) return std::nullopt;
  if (!is_day(year ? full_year(*year) : 2000, month, number.value)) return std::nullopt;
  WrittenDate out =
      made(word.begin, year ? year->end : end, year ? full_year(*year) : 0, month, number.value);
  out.short_year = year && year->digits() == 2;
  return out;
}

// A weekday before the date: "Thursday, ", "Donnerstag, den ", "le jeudi ".
uint8_t weekday_before(std::string_view text, size_t begin) {
  static constexpr std::array<std::string_view, 6> kArticles = {"den", "the", "der",
                                                                "le",  "el",  "dem"};
  Word word = word_before(text, begin);
  std::string folded = fold_letters(word.text);
  if (std::find(kArticles.begin(), kArticles.end(), folded) != kArticles.end()) {
    word = word_before(text, word.begin);
    folded = fold_letters(word.text);
  }
  return static_cast<uint8_t>(weekday_of(folded));
}

std::optional<WrittenDate> date_at(std::string_view text, const Number& number, DayOrder order) {
  auto by_month = month_before(text, number);
  if (by_month && (by_month->is_day() || by_month->day == 0)) return by_month;
  if (begins_cleanly(text, number.begin)) {
    if (auto date = year_first(text, number)) return date;
    if (auto date = all_numbers(text, number, order)) return date;
    if (auto date = compact(text, number)) return date;
    if (auto date = day_then_month(text, number)) return date;
    if (auto date = year_then_month(text, number)) return date;
  }
  return by_month;
}

// The weekday of a day, 1 (Monday) to 7; 1970-01-01 was a Thursday.
uint8_t weekday(const WrittenDate& date) {
  int64_t days = days_from_civil(date.year, date.month, date.day) + 3;
  return static_cast<uint8_t>((days % 7 + 7) % 7 + 1);
}

}  // namespace

Moment WrittenDate::moment() const {
  Moment out;
  out.year = year;
  out.month = std::max<uint8_t>(month, 1);
  out.day = std::max<uint8_t>(day, 1);
  out.precision = day != 0     ? Moment::Precision::day
                  : month != 0 ? Moment::Precision::month
                               : Moment::Precision::year;
  return out;
}

WrittenDate WrittenDate::swapped() const {
  WrittenDate out = *this;
  std::swap(out.day, out.month);
  out.month_led = !month_led;
  return out;
}

bool WrittenDate::agrees_with_weekday() const {
  return !is_day() || weekday == 0 || weekday == hearsay::weekday(*this);
}

std::vector<WrittenDate> find_written_dates(std::string_view text, DayOrder order, size_t most) {
  std::vector<WrittenDate> out;
  for (size_t at = 0; out.size() < most;) {
    while (at < text.size() && !ascii::is_digit(text[at])) ++at;
    if (at == text.size()) break;
    Number number{at, at, 0};
    while (number.end < text.size() && ascii::is_digit(text[number.end])) {
      if (number.digits() < 8) number.value = number.value * 10 + (text[number.end] - '0');
      ++number.end;
    }
    at = number.end;
    if (number.digits() > 8) continue;
    auto date = date_at(text, number, order);
    if (!date) continue;
    // What "4 May, 5 May 2017" took for a month's name before the second number is taken already.
    if (!out.empty() && date->span.begin < out.back().span.end) continue;
    date->weekday = weekday_before(text, date->span.begin);
    if (date->swappable && !date->agrees_with_weekday() && date->swapped().agrees_with_weekday()) {
      *date = date->swapped();
      date->swappable = false;
    }
    at = date->span.end;
    out.push_back(*date);
  }
  return out;
}

DayOrder order_of(const std::vector<WrittenDate>& dates) {
  bool day_first = false, month_first = false;
  for (const WrittenDate& date : dates) {
    if (!date.slashed || date.swappable || date.day == date.month) continue;
    (date.month_led ? month_first : day_first) = true;
  }
  if (day_first == month_first) return DayOrder::unknown;
  return day_first ? DayOrder::day_first : DayOrder::month_first;
}

}  // namespace hearsay
