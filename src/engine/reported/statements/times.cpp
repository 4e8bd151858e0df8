// See times.hpp.
#include "reported/statements/times.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/written_dates.hpp"

namespace hearsay::statements {
namespace {

constexpr int64_t kDay = 86400;

std::string iso(int64_t day) {
  Moment moment = moment_of_seconds(day * kDay);
  moment.precision = Moment::Precision::day;
  return moment.iso();
}

int32_t year_of(int64_t day) {
  return moment_of_seconds(day * kDay).year;
}
unsigned weekday_of_day(int64_t day) {
  return static_cast<unsigned>(((day % 7) + 7 + 3) % 7) + 1;
}  // 1 Monday

// Days, as far as they are known; both ends meant.
struct Days {
  std::optional<int64_t> first, last;
};

int64_t last_of_month(int32_t year, unsigned month) {
  return month == 12 ? days_from_civil(year + 1, 1, 1) - 1
                     : days_from_civil(year, month + 1, 1) - 1;
}

// The first and last day of what was written; its year is that of the report if it has none, or the
// one before if that lies behind the report.
std::optional<Days> days_of(WrittenDate date, const Published& published) {
  if (date.month == 0) return std::nullopt;
  if (date.year == 0) {
    if (!published.last) return std::nullopt;
    date.year = year_of(*published.last);
    if (days_from_civil(date.year, date.month, date.day == 0 ? 1 : date.day) > *published.last)
      --date.year;
  }
  if (date.day == 0)
    return Days{days_from_civil(date.year, date.month, 1), last_of_month(date.year, date.month)};
  if (!is_calendar_day(date.year, date.month, date.day)) return std::nullopt;
  int64_t day = days_from_civil(date.year, date.month, date.day);
  return Days{day, day};
}

// Counted from the day of the report, earliest and latest.
Days back(const Published& published, int64_t most, int64_t least) {
  Days out;
  if (published.first) out.first = *published.first - most;
  if (published.last) out.last = *published.last - least;
  return out;
}

Days weekday_before(const Published& published, unsigned weekday, bool last_week) {
  Days out;
  auto before = [&](int64_t day) {
    auto behind = static_cast<int64_t>((weekday_of_day(day) + 7 - weekday) % 7);
    if (last_week && behind == 0) behind = 7;
    return day - behind;
  };
  if (published.first) out.first = before(*published.first);
  if (published.last) out.last = before(*published.last);
  return out;
}

struct Found {
  Span words;
  Days days;
};

class Finder {
 public:
  Finder(const Reading& reading, const Published& published)
      : reading_(reading), published_(published) {}

  void find(Draft& draft) const {
    if (draft.cue.is_none()) return;
    Tokened cue = reading_.tokens_in(draft.cue);
    if (cue.empty()) return;
    Tokened sentence = reading_.sentence(reading_.sentence_of(cue.first));
    std::optional<Found> best;
    uint32_t best_distance = UINT32_MAX;
    uint32_t passed = 0;  // words of a date are no dates themselves
    for (uint32_t i = sentence.first; i < sentence.end; ++i) {
      if (taken(draft, i)) continue;
      if (reading_.tokens.span[i].begin < passed) continue;
      std::optional<Found> found = at(i, sentence.end);
      if (!found) continue;
      passed = found->words.end;
      // The words nearest to the cue, and none that hang on another clause's verb.
      uint32_t distance = i < cue.first ? cue.first - i : i - std::min(i, cue.end - 1);
      if (draft.verb && !hangs_on(i, *draft.verb)) distance += 40;
      if (distance < best_distance) {
        best_distance = distance;
        best = found;
      }
    }
    if (!best || best_distance > 40) return;
    draft.date_words = best->words;
    if (best->days.first) draft.date = iso(*best->days.first);
    if (best->days.last) draft.date_latest = iso(*best->days.last);
  }

 private:
  bool taken(const Draft& draft, uint32_t token) const {
    uint32_t at = reading_.tokens.span[token].begin;
    if (!draft.source.is_none() && draft.source.begin <= at && at < draft.source.end) return true;
    return std::any_of(draft.content.begin(), draft.content.end(),
                       [&](Span span) { return span.begin <= at && at < span.end; });
  }

  // In the clause of the verb: no other verb stands between them in the tree.
  bool hangs_on(uint32_t token, uint32_t verb) const {
    for (std::optional<uint32_t> i = token; i; i = reading_.head(*i)) {
      if (*i == verb) return true;
      if (*i != token && reading_.upos(*i) == Upos::verb) return false;
    }
    return false;
  }

  std::optional<Found> at(uint32_t token, uint32_t end) const {
    std::string word = fold_letters(reading_.word(token));
    std::string next = token + 1 < end ? fold_letters(reading_.word(token + 1)) : "";
    Span here = reading_.tokens.span[token];
    Span two = token + 1 < end ? Span{here.begin, reading_.tokens.span[token + 1].end} : here;
    if (word == "today" || word == "tonight") return Found{here, back(published_, 0, 0)};
    if (word == "yesterday") return Found{here, back(published_, 1, 1)};
    bool last = word == "last";
    bool this_one = word == "this";
    bool earlier = word == "earlier" && next == "this";
    if (earlier && token + 2 < end) {
      std::string unit = fold_letters(reading_.word(token + 2));
      Span three{here.begin, reading_.tokens.span[token + 2].end};
      if (auto days = unit_days(unit, true)) return Found{three, *days};
    }
    if (last || this_one) {
      if (auto days = unit_days(next, this_one)) return Found{two, *days};
      if (unsigned weekday = weekday_of(next))
        return Found{two, weekday_before(published_, weekday, last)};
      if (next == "night" || next == "evening")
        return Found{two, last ? back(published_, 1, 1) : back(published_, 0, 0)};
    }
    // A written date begins here.
    bool may_begin = month_of(word) != 0 || (!word.empty() && ascii::is_digit(word.front())) ||
                     weekday_of(word) != 0;
    if (!may_begin) return std::nullopt;
    uint32_t far = std::min(end, token + 7);
    std::string_view part = reading_.text[reading_.bytes_of({token, far})];
    for (const WrittenDate& date : find_written_dates(part, DayOrder::unknown, 1)) {
      bool named =
          date.month != 0 && month_is_named(part.substr(date.span.begin, date.span.size()));
      if (date.span.begin > word.size() + 12 || !named) break;
      if (weekday_of(word) == 0 && date.span.begin > 0) break;
      if (auto days = days_of(date, published_))
        return Found{{here.begin + date.span.begin, here.begin + date.span.end}, *days};
      return Found{{here.begin + date.span.begin, here.begin + date.span.end}, {}};
    }
    if (unsigned weekday = weekday_of(word); weekday != 0 && word.size() > 3)
      return Found{here, weekday_before(published_, weekday, false)};
    return std::nullopt;
  }

  static bool month_is_named(std::string_view words) {
    std::string folded = fold_letters(words);
    for (size_t at = 0; at < folded.size();) {
      size_t end = at;
      while (end < folded.size() && folded[end] >= 'a') ++end;
      if (end > at && month_of(std::string_view(folded).substr(at, end - at)) != 0) return true;
      at = std::max(end, at + 1);
    }
    return false;
  }

  // "last week" is the week before that of the report; "this week" the days of it so far.
  std::optional<Days> unit_days(std::string_view unit, bool now) const {
    Days out;
    if (unit == "week") {
      if (published_.first) {
        int64_t monday = *published_.first - (weekday_of_day(*published_.first) - 1);
        out.first = now ? monday : monday - 7;
      }
      if (published_.last) {
        int64_t monday = *published_.last - (weekday_of_day(*published_.last) - 1);
        out.last = now ? *published_.last : monday - 1;
      }
      return out;
    }
    if (unit == "month" || unit == "year") {
      bool year = unit == "year";
      auto begin_of = [&](int64_t day) {
        Moment moment = moment_of_seconds(day * kDay);
        return days_from_civil(moment.year, year ? 1 : moment.month, 1);
      };
      if (published_.first)
        out.first = now ? begin_of(*published_.first) : begin_of(begin_of(*published_.first) - 1);
      if (published_.last) out.last = now ? *published_.last : begin_of(*published_.last) - 1;
      return out;
    }
    return std::nullopt;
  }

  const Reading& reading_;
  const Published& published_;
};

}  // namespace

Published published_of(const Metadata& metadata) {
  Published out;
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (metadata.field[i] != MetadataField::published || !metadata.chosen[i].yes) continue;
    auto first = parse_iso_date(metadata.day[i].empty() ? metadata.value[i] : metadata.day[i]);
    auto last = parse_iso_date(metadata.day[i].empty() ? metadata.latest[i] : metadata.day[i]);
    if (first && first->precision >= Moment::Precision::day) out.first = first->days();
    if (last && last->precision >= Moment::Precision::day) out.last = last->days();
    return out;
  }
  return out;
}

void find_times(const Reading& reading, const Published& published, std::vector<Draft>& drafts) {
  Finder finder(reading, published);
  for (Draft& draft : drafts) finder.find(draft);
}

}  // namespace hearsay::statements
