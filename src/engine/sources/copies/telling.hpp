// Telling: a report as it takes part in the search for copies: who it is, when it appeared and
// where. Covered by sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "ingest/article/article.hpp"

namespace hearsay {

// From the first to the last second at which it can have appeared.
struct Appeared {
  int64_t first = INT64_MIN, last = INT64_MAX;
  bool is_known() const { return first != INT64_MIN; }
  bool before(const Appeared& other) const { return last < other.first; }
};
Appeared when(const Metadata& metadata);

struct Telling {
  ReportId id;
  Appeared appeared;
  uint32_t site = 0;  // the outlet's number; 0 if unknown
  uint32_t words = 0;
};

}  // namespace hearsay
