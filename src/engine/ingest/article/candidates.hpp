// Internal to ingest/article: the list of candidates that its readers fill.
// Covered by ingest/article/article_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/written_dates.hpp"
#include "ingest/article/article.hpp"

namespace hearsay::article {

struct Candidate {
  MetadataField field;
  std::string value;
  std::string latest;
  std::string day;     // see Metadata::day
  bool zoned = false;  // a moment whose zone is not UTC, so that its day is known
  Span span = Span::none();
  Span source = Span::none();
  std::string how;
  int rank = 0;  // smaller is more trusted; authors of one list share a rank
};

using Candidates = std::vector<Candidate>;

// Of a field the candidate with the smallest rank, of equals the first; null if there is none.
const Candidate* most_trusted(const Candidates& candidates, MetadataField field);

// Reads one <script type="application/ld+json">. `place` is its text in the decoded page, `offset`
// of evidence counts from there. Values stand with the bytes of their JSON string (without quotes).
void read_json_ld(std::string_view json, uint32_t place, const Limits& limits, Candidates& out,
                  Problems& problems);

// The elements that may tell something of the report by themselves, in order: meta, link, title and
// script, and those with an attribute `itemprop`, `datetime` or `title`. O(page).
using Elements = std::vector<uint32_t>;
Elements find_elements(const Page& page);

// Reads meta, link, title and microdata, all but dates. Evidence in bytes of the decoded page.
void read_elements(const Page& page, const Elements& elements, const Limits& limits,
                   Candidates& out, Problems& problems);

// Reads the address: its domain, and a date in its path ("/2018/05/21/", "/2018-05-21-",
// "20180521").
void read_address(std::string_view url, Candidates& out);

// A date as it is written in metadata: ISO 8601, RFC 5322, seconds since 1970, or as people write
// it. Sets value, latest and day; false if it is none of these, or of a year before 1901. Where day
// and month may change places and `order` is unknown, value and latest hold both.
bool set_date(Candidate& candidate, std::string_view written, DayOrder order = DayOrder::unknown);

}  // namespace hearsay::article
