// Dates in meta elements and microdata, and the ways in which machine-readable dates are written;
// see dates.hpp and candidates.hpp.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/written_dates.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay::article {
namespace {

struct DateName {
  std::string_view name;
  MetadataField field;
  int rank;
};

constexpr MetadataField kPublished = MetadataField::published;
constexpr MetadataField kModified = MetadataField::modified;

// How the `property`, `name`, `itemprop` or `http-equiv` of a meta element ends, in lower case and
// without its separators (. : - _ and spaces): sites agree on the words more than on what parts
// them or stands before them. The first that fits counts.
constexpr std::array kDateNames = {
    DateName{"articlepublishedtime", kPublished, 11},
    DateName{"datepublished", kPublished, 12},
    DateName{"originalpublicationdate", kPublished, 12},
    DateName{"articledateoriginal", kPublished, 12},
    DateName{"articlepublisheddate", kPublished, 12},
    DateName{"firstpublished", kPublished, 13},
    DateName{"firstpublishedtime", kPublished, 13},
    DateName{"publishedtime", kPublished, 14},
    DateName{"publisheddate", kPublished, 14},
    DateName{"publishdate", kPublished, 14},
    DateName{"publishtime", kPublished, 14},
    DateName{"publishedat", kPublished, 14},
    DateName{"publishedon", kPublished, 14},
    DateName{"published", kPublished, 14},
    DateName{"publicationdate", kPublished, 14},
    DateName{"publicationtime", kPublished, 14},
    DateName{"datepublication", kPublished, 14},
    DateName{"pubdate", kPublished, 14},
    DateName{"pubtime", kPublished, 14},
    DateName{"sailthrudate", kPublished, 14},
    DateName{"articledate", kPublished, 14},
    DateName{"dateposted", kPublished, 14},
    DateName{"postdate", kPublished, 14},
    DateName{"dateissued", kPublished, 15},
    DateName{"issued", kPublished, 15},
    DateName{"displaydate", kPublished, 15},
    DateName{"citationonlinedate", kPublished, 16},
    DateName{"citationdate", kPublished, 16},
    DateName{"datecreated", kPublished, 16},
    DateName{"createdate", kPublished, 16},
    DateName{"createddate", kPublished, 16},
    DateName{"created", kPublished, 16},
    DateName{"releasedate", kPublished, 17},
    DateName{"docdate", kPublished, 21},
    DateName{"dcdate", kPublished, 21},
    DateName{"dctermsdate", kPublished, 21},
    DateName{"articlemodifiedtime", kModified, 11},
    DateName{"modifiedtime", kModified, 12},
    DateName{"updatedtime", kModified, 12},
    DateName{"datemodified", kModified, 12},
    DateName{"dateupdated", kModified, 13},
    DateName{"modifieddate", kModified, 13},
    DateName{"updateddate", kModified, 13},
    DateName{"modificationdate", kModified, 13},
    DateName{"moddate", kModified, 14},
    DateName{"lastmodified", kModified, 18},
    DateName{"lastmod", kModified, 18},
    DateName{"lastupdated", kModified, 18},
    DateName{"modified", kModified, 16},
    DateName{"updated", kModified, 18},
    DateName{"revised", kModified, 18},
};

// A whole name that says no more than that it is a date; some servers write the day they answer
// there.
constexpr int kPlainDateRank = 21;

const DateName* find_name(std::string_view name) {
  static constexpr DateName kPlain{"date", kPublished, kPlainDateRank};
  if (name == kPlain.name) return &kPlain;
  auto at = std::find_if(kDateNames.begin(), kDateNames.end(), [name](const DateName& one) {
    return name.ends_with(one.name.back()) && name.ends_with(one.name);
  });
  return at == kDateNames.end() ? nullptr : &*at;
}

std::string without_separators(std::string_view name) {
  std::string out;
  for (char c : name)
    if (c != '.' && c != ':' && c != '-' && c != '_' && !ascii::is_space(c)) out += ascii::lower(c);
  return out;
}

void add(const Page& page, uint32_t node, std::string_view key, Candidate candidate,
         Candidates& out) {
  constexpr size_t kMost = 200;
  auto written = attribute(page, node, key);
  if (!written || written->size() > kMost) return;
  candidate.source = attribute_span(page, node, key);
  if (set_date(candidate, ascii::trimmed(*written), order_of_language(page)))
    out.push_back(std::move(candidate));
}

void read_meta(const Page& page, uint32_t node, Candidates& out) {
  constexpr uint32_t kLongest = 60;
  for (std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
    Span named = attribute_span(page, node, key);
    if (named.is_none() || named.size() > kLongest) continue;
    std::string_view written = std::string_view(*page.text).substr(named.begin, named.size());
    std::string name = without_separators(written);
    const DateName* known = find_name(name);
    if (known == nullptr) continue;
    Candidate candidate{.field = known->field,
                        .how = "meta " + ascii::lowered(ascii::trimmed(written)),
                        .rank = known->rank};
    bool content = !attribute_span(page, node, "content").is_none();
    return add(page, node, content ? "content" : "datetime", std::move(candidate), out);
  }
}

// An element that is marked as a date and holds it in an attribute; what it shows is read with all
// that the report shows.
void read_property(const Page& page, uint32_t node, Candidates& out) {
  Span named = attribute_span(page, node, "itemprop");
  if (named.is_none()) return;
  std::string name = ascii::lowered(std::string_view(*page.text).substr(named.begin, named.size()));
  bool published = name.find("datepublished") != std::string::npos;
  bool modified = name.find("datemodified") != std::string::npos;
  if (published == modified) return;
  Candidate candidate{.field = published ? kPublished : kModified,
                      .how = published ? "itemprop datepublished" : "itemprop datemodified",
                      .rank = 15};
  bool content = !attribute_span(page, node, "content").is_none();
  add(page, node, content ? "content" : "datetime", std::move(candidate), out);
}

// Seconds or milliseconds since 1970, of the years 1995 to 2099.
std::optional<Moment> parse_count(std::string_view written) {
  bool milliseconds = written.size() == 13;
  if (!milliseconds && written.size() != 9 && written.size() != 10) return std::nullopt;
  int64_t seconds = 0;
  for (char c : written.substr(0, milliseconds ? 10 : written.size())) {
    if (!ascii::is_digit(c)) return std::nullopt;
    seconds = seconds * 10 + (c - '0');
  }
  constexpr int64_t kFirst = 788918400, kLast = 4102444800;
  if (seconds < kFirst || seconds >= kLast) return std::nullopt;
  return moment_of_seconds(seconds);
}

// A year that no system writes for want of a date, as it does 1, 1900 and the start of 1970.
bool is_plausible(const Moment& moment) {
  constexpr int32_t kFirst = 1901, kLast = 2099;
  int64_t days = moment.days();
  return moment.year >= kFirst && moment.year <= kLast && (days < -1 || days > 1);
}

// The day that stands in what was written, where its zone makes it another than that of UTC.
void set_day(Candidate& candidate, const Moment& moment, std::string_view written) {
  written = ascii::trimmed(written);
  bool utc = written.ends_with('Z') || written.ends_with("00:00") || written.ends_with("0000") ||
             written.ends_with("GMT") || written.ends_with("UTC");
  candidate.zoned =
      !utc && written.find_first_of("+-", written.size() < 6 ? 0 : written.size() - 6) !=
                  std::string_view::npos;
  std::vector<WrittenDate> days = find_written_dates(written, DayOrder::unknown, 1);
  if (!candidate.zoned || days.empty() || !days[0].is_day()) return;
  Moment day = days[0].moment();
  if (std::abs(day.days() - moment.days()) == 1) candidate.day = day.iso();
}

// A date as people write it, the first of a text.
bool set_written_date(Candidate& candidate, std::string_view written, DayOrder order) {
  bool american = written.ends_with("AM") || written.ends_with("PM");
  if (american && order == DayOrder::unknown) order = DayOrder::month_first;
  for (const WrittenDate& date : find_written_dates(written, order, 4)) {
    if (!date.is_day()) continue;
    bool unsure = date.swappable && order == DayOrder::unknown;
    Moment first = date.moment();
    Moment second = unsure ? date.swapped().moment() : first;
    if (second.days() < first.days()) std::swap(first, second);
    candidate.value = first.iso();
    candidate.latest = second.iso();
    return true;
  }
  return false;
}

}  // namespace

bool set_date(Candidate& candidate, std::string_view written, DayOrder order) {
  auto moment = parse_iso_date(written);
  if (!moment) moment = parse_rfc_date(written);
  if (!moment) moment = parse_count(written);
  if (!moment) return set_written_date(candidate, written, order);
  if (!is_plausible(*moment)) return false;
  candidate.value = candidate.latest = moment->iso();
  if (moment->precision >= Moment::Precision::minute) set_day(candidate, *moment, written);
  return true;
}

DayOrder order_of_language(const Page& page) {
  constexpr uint32_t kTop = 4;
  for (uint32_t node = 0; node < row_count(page) && node < kTop; ++node) {
    if (page.tag[node] != Tag::html) continue;
    std::string tag = ascii::lowered(attribute(page, node, "lang").value_or(""));
    if (tag.empty()) return DayOrder::unknown;
    bool american = tag == "en" || tag.starts_with("en-us") || tag.starts_with("en_us");
    return american ? DayOrder::month_first : DayOrder::day_first;
  }
  return DayOrder::unknown;
}

void read_date_elements(const Page& page, const Elements& elements, const Limits& limits,
                        Candidates& out) {
  size_t most = out.size() + limits.attributes;
  for (uint32_t node : elements) {
    if (out.size() >= most) break;
    if (page.tag[node] == Tag::meta)
      read_meta(page, node, out);
    else if (page.tag[node] != Tag::time)
      read_property(page, node, out);
  }
}

}  // namespace hearsay::article
