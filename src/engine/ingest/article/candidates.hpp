// Internal to ingest/article: the list of candidates that its readers fill.
// Covered by ingest/article/article_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/article/article.hpp"

namespace hearsay::article {

struct Candidate {
  MetadataField field;
  std::string value;
  std::string latest;
  Span span = Span::none();
  Span source = Span::none();
  std::string how;
  int rank = 0;  // smaller is more trusted; authors of one list share a rank
};

using Candidates = std::vector<Candidate>;

// Reads one <script type="application/ld+json">. `place` is its text in the decoded page, `offset`
// of evidence counts from there. Values stand with the bytes of their JSON string (without quotes).
void read_json_ld(std::string_view json, uint32_t place, const Limits& limits, Candidates& out,
                  Problems& problems);

// Reads meta, link, time, title and microdata. Evidence in bytes of the decoded page.
void read_elements(const Page& page, const Limits& limits, Candidates& out, Problems& problems);

// Reads the address: its domain, and a date in its path ("/2018/05/21/", "/2018-05-21-",
// "20180521").
void read_address(std::string_view url, Candidates& out);

// A date as it is written in metadata: ISO 8601 or RFC 5322. Sets value and latest; false if it is
// neither.
bool set_date(Candidate& candidate, std::string_view written);

}  // namespace hearsay::article
