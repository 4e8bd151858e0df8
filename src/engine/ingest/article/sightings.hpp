// Internal to ingest/article: every date that a report shows, with what its surroundings say of it.
// Covered by ingest/article/shown_dates_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/dates.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay::article {

// What may be said of the surroundings of a date. `own_` is of the element it stands in and the two
// around that, `far_` of the next four.
enum class Sign : uint8_t {
  time_element,      // <time datetime> or an element with a machine-readable date
  marked_published,  // itemprop=datePublished, pubdate
  own_published,     // "published", "posted" ... in the names (class, id) of its elements
  own_date,          // "date", "time", "datum" ...
  own_meta,          // "meta", "byline", "info", "author" ...
  own_comment,
  own_aside,  // "sidebar", "related", "widget", "footer" ...
  own_title,  // "title", "header", "headline"
  far_published,
  far_meta,
  far_comment,
  far_aside,
  in_article,  // <article>, <main>
  in_aside,    // <aside>, <nav>, <footer>
  in_header,   // <header>
  in_heading,  // <h1> to <h6>
  in_link,
  in_item,         // <li>, <td>
  word_published,  // "published", "posted on" ... in the words before it
  word_changed,    // "updated", "Stand" ...
  word_other,      // "copyright", "joined", "since" ...
  block_alone,     // nearly all of its block
  block_short,
  block_long,  // a paragraph
  block_begin,
  in_sentence,  // amid the words of one that ends with a stop
  near_before_title,
  just_after_title,  // within 100 bytes
  near_after_title,  // within 400
  before_body,       // after the title, before the first long paragraph
  after_body,        // far below the title
  above_title,       // far above it
  no_title,
  first,     // of the days on the page
  only,      // the page shows one day alone
  repeated,  // the same day stands elsewhere, too
  crowd,     // five or more with elements of the same names
  dateline,  // "VELL, 4 May 2017 (Pelagos Wire) —"
  byline,    // "By Ann Tern" in the same or a neighbouring line
  short_year,
  weekday,
  month_only,
  same_as_address,  // the month that the address names
  against_address,
  count_,
};

struct Sighting {
  Moment moment;       // earliest
  Moment latest;       // differs where day and month may change places
  Span text;           // where it stands in the text, none for an attribute
  Span attribute;      // bytes of the decoded page, none for a text
  uint32_t place = 0;  // byte of the text near which it is seen
  uint64_t signs = 0;  // bit per Sign
  std::string day;     // as Candidate has it
  bool zoned = false;
  bool changed = false;  // when the report was last changed, not published

  bool has(Sign sign) const { return (signs >> static_cast<unsigned>(sign) & 1) != 0; }
  void set(Sign sign, bool yes = true) {
    if (yes) signs |= uint64_t{1} << static_cast<unsigned>(sign);
  }
};
static_assert(static_cast<unsigned>(Sign::count_) <= 64);

// In the order of the text, at most kMostSightings. `month` is the month that the address names, as
// "2017-05", or empty. O(page + text + sightings * depth).
inline constexpr size_t kMostSightings = 2000;
std::vector<Sighting> find_sightings(const ReportParts& report, Span title, std::string_view month);

}  // namespace hearsay::article
