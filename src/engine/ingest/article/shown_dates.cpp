// Chooses among the dates that a report shows, see dates.hpp: every sign of its surroundings speaks
// for or against a date with a weight, and the sum decides.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "ingest/article/sightings.hpp"

namespace hearsay::article {
namespace {

struct Weight {
  Sign sign;
  int weight;
};

// Tenths of a logit of the date being the report's own rather than another. Fitted on pages of
// WCXB's development part and of Readability's tests (a choice among all dates of a page or none),
// rounded, and evened out where sites of other kinds than those pages must be expected.
constexpr std::array kWeights = {
    Weight{Sign::first, 14},
    Weight{Sign::word_published, 14},
    Weight{Sign::before_body, 14},
    Weight{Sign::near_before_title, 10},
    Weight{Sign::dateline, 10},
    Weight{Sign::same_as_address, 10},
    Weight{Sign::block_short, 8},
    Weight{Sign::time_element, 6},
    Weight{Sign::marked_published, 6},
    Weight{Sign::block_alone, 5},
    Weight{Sign::own_title, 4},
    Weight{Sign::byline, 3},
    Weight{Sign::repeated, 2},
    Weight{Sign::near_after_title, 2},
    Weight{Sign::only, 2},
    Weight{Sign::block_begin, 2},
    Weight{Sign::own_date, 2},
    Weight{Sign::own_published, 2},
    Weight{Sign::own_meta, 1},
    Weight{Sign::weekday, 1},
    Weight{Sign::in_link, -1},
    Weight{Sign::far_meta, -2},
    Weight{Sign::in_heading, -3},
    Weight{Sign::above_title, -3},
    Weight{Sign::in_item, -4},
    Weight{Sign::far_aside, -4},
    Weight{Sign::in_aside, -5},
    Weight{Sign::own_aside, -6},
    Weight{Sign::own_comment, -24},
    Weight{Sign::crowd, -6},
    Weight{Sign::in_header, -6},
    Weight{Sign::far_comment, -10},
    Weight{Sign::short_year, -8},
    Weight{Sign::block_long, -9},
    Weight{Sign::word_other, -10},
    Weight{Sign::in_sentence, -35},
    Weight{Sign::after_body, -14},
    Weight{Sign::against_address, -15},
    Weight{Sign::month_only, -25},
};

constexpr int kLeast = 10;  // of a date that may be the report's own
constexpr int kSure = 30;   // of one that stands above what the address says
constexpr int kSureRank = 19;
constexpr int kUnsureRank = 24;
constexpr int kShownChangeRank = 36;
constexpr int kHiddenChangeRank = 38;
constexpr int kCopyrightRank = 41;  // behind the day of a crawl
constexpr size_t kMostKept = 6;     // of each field

int sum_of(const Sighting& sighting) {
  int sum = 0;
  for (const Weight& one : kWeights)
    if (sighting.has(one.sign)) sum += one.weight;
  return sum;
}

std::string how_of(const Sighting& sighting) {
  if (sighting.has(Sign::time_element)) return "time";
  if (sighting.has(Sign::dateline)) return "text dateline";
  if (sighting.has(Sign::word_published)) return "text published";
  if (sighting.changed) return "text updated";
  bool near = sighting.has(Sign::near_before_title) || sighting.has(Sign::near_after_title);
  return near ? "text near the title" : "text";
}

struct Rated {
  const Sighting* sighting;
  int sum;
};

// Best first; of equals the one that stands first.
std::vector<Rated> rate(const std::vector<Sighting>& sightings, bool changed) {
  std::vector<Rated> out;
  for (const Sighting& one : sightings)
    if (int sum = sum_of(one); one.changed == changed && sum >= kLeast) out.push_back({&one, sum});
  std::stable_sort(out.begin(), out.end(),
                   [](const Rated& a, const Rated& b) { return a.sum > b.sum; });
  if (out.size() > kMostKept) out.resize(kMostKept);
  return out;
}

Candidate made(const ReportParts& report, const Rated& rated, int place) {
  const Sighting& sighting = *rated.sighting;
  Candidate out;
  out.field = sighting.changed ? MetadataField::modified : MetadataField::published;
  out.value = sighting.moment.iso();
  out.latest = sighting.latest.iso();
  out.day = sighting.day;
  out.zoned = sighting.zoned;
  out.span = sighting.text;
  if (!sighting.attribute.is_none())
    out.source = report.characters.offsets.to_source(sighting.attribute);
  out.how = how_of(sighting);
  // Ranks of one field are compared with each other; those behind the best keep their order.
  out.rank = place > 0 ? kUnsureRank + place : rated.sum >= kSure ? kSureRank : kUnsureRank;
  if (sighting.has(Sign::marked_published) && sighting.has(Sign::time_element) && place == 0)
    out.rank = 13;
  return out;
}

// The month or day of the address, which read_address found before.
std::string month_of_address(const Candidates& found) {
  constexpr size_t kMonth = 7;
  for (const Candidate& one : found)
    if (one.field == MetadataField::published && one.how == "url")
      return one.value.substr(0, kMonth);
  return "";
}

// The last number of four digits that is a year, in a part of the text up to the end of its line.
Span last_year(Span where, const Text& text) {
  Span out = Span::none();
  uint32_t digits = 0;
  for (uint32_t at = where.begin; at <= where.end; ++at) {
    char c = at < where.end ? text.view()[at] : ' ';
    if (ascii::is_digit(c)) {
      ++digits;
      continue;
    }
    bool year = digits == 4 && (text[{at - 4, at - 2}] == "19" || text[{at - 4, at - 2}] == "20");
    if (year) out = {at - 4, at};
    digits = 0;
    if (c == '\n') break;
  }
  return out;
}

// Zones lie between 12 hours behind UTC and 14 before it.
bool is_in_some_zone(const Moment& moment, const Moment& day) {
  constexpr int64_t kHour = 3600;
  int64_t begin = day.days() * 24 * kHour;
  int64_t at = moment.first_second();
  return at + 14 * kHour >= begin && at - 12 * kHour < begin + 24 * kHour;
}

// The day of moments in UTC is the one that the report shows its readers, where some zone makes
// them the same.
void settle_days(Candidates& candidates) {
  std::optional<Candidate> shown;
  for (const Candidate& one : candidates) {
    bool text = one.field == MetadataField::published && one.how.starts_with("text") &&
                one.value == one.latest;
    if (text && (!shown || one.rank < shown->rank)) shown = one;
  }
  auto day = shown ? parse_iso_date(shown->value) : std::nullopt;
  if (!day || day->precision != Moment::Precision::day) return;
  for (Candidate& one : candidates) {
    auto moment = parse_iso_date(one.value);
    bool open = one.field == MetadataField::published && !one.zoned && moment &&
                moment->precision >= Moment::Precision::minute;
    if (open && moment->days() != day->days() && is_in_some_zone(*moment, *day))
      one.day = day->iso();
  }
}

// Systems that take over old reports write the day they did so into the metadata, while the page
// goes on to show the true one. So of two days the earlier counts, if the page shows it in the
// right place.
void prefer_earlier(Candidates& candidates) {
  Candidate* best = nullptr;
  Candidate* shown = nullptr;
  for (Candidate& one : candidates) {
    if (one.field != MetadataField::published) continue;
    if (best == nullptr || one.rank < best->rank) best = &one;
    if (one.rank == kSureRank && shown == nullptr) shown = &one;
  }
  constexpr int kFirstOfPage = 10;
  if (shown == nullptr || best->rank < kFirstOfPage) return;
  auto first = parse_iso_date(shown->latest);
  auto second = parse_iso_date(best->value);
  if (first && second && second->days() - first->days() > 1) shown->rank = kFirstOfPage - 1;
}

// A report that says only when it was changed was there on that day. The day that it shows its
// readers stands for the day of publication, as far as anybody can see; one in the metadata is the
// latest.
void add_changed(Candidates& candidates) {
  const Candidate* best = most_trusted(candidates, MetadataField::modified);
  if (best == nullptr) return;
  Candidate out = *best;
  bool shown = !out.span.is_none();
  out.field = MetadataField::published;
  out.rank = shown ? kShownChangeRank : kHiddenChangeRank;
  if (!shown) out.value.clear();
  candidates.push_back(std::move(out));
}

}  // namespace

void read_shown_dates(const ReportParts& report, Span title, Candidates& out) {
  std::vector<Sighting> sightings = find_sightings(report, title, month_of_address(out));
  for (bool changed : {false, true}) {
    int place = 0;
    for (const Rated& rated : rate(sightings, changed)) out.push_back(made(report, rated, place++));
  }
}

void read_copyright_year(const Text& text, Candidates& out) {
  constexpr uint32_t kAfter = 40;
  constexpr uint32_t kFoot = 8000;  // of the page, where notices stand
  bool dated = std::any_of(out.begin(), out.end(), [](const Candidate& one) {
    return one.field == MetadataField::published || one.field == MetadataField::modified;
  });
  if (dated) return;
  uint32_t from = text.size() - std::min(text.size(), kFoot);
  std::string_view foot = text[{from, text.size()}];
  static constexpr std::array<std::string_view, 4> kMarks = {"©", "Copyright", "copyright", "(c)"};
  size_t at = std::string_view::npos;
  for (std::string_view mark : kMarks) {
    size_t last = foot.rfind(mark);
    if (last != std::string_view::npos && (at == std::string_view::npos || last > at)) at = last;
  }
  if (at == std::string_view::npos) return;
  auto begin = from + static_cast<uint32_t>(at);
  Span year = last_year({begin, std::min(text.size(), begin + kAfter)}, text);
  if (year.is_none()) return;
  out.push_back({.field = MetadataField::published,
                 .latest = std::string(text[year]),
                 .span = year,
                 .how = "copyright",
                 .rank = kCopyrightRank});
}

void settle_dates(Candidates& candidates) {
  prefer_earlier(candidates);
  add_changed(candidates);
  settle_days(candidates);
}

void remove_impossible_dates(const Source& source, Candidates& candidates) {
  auto fetched = parse_iso_date(source.fetched);
  if (!fetched) return;
  std::erase_if(candidates, [&fetched](const Candidate& one) {
    bool dated = one.field == MetadataField::published || one.field == MetadataField::modified;
    auto moment = dated ? parse_iso_date(one.value) : std::nullopt;
    return moment && moment->days() > fetched->days() + 1;
  });
}

}  // namespace hearsay::article
