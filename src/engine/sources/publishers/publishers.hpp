// Publishers: reports that do not name their outlet get the name that other reports of the same
// domain give. Covered by sources/publishers/publishers_test.cpp.
#pragma once

#include "document/collection.hpp"
#include "ingest/article/article.hpp"

namespace hearsay {

// One amendment of `publisher_name` per report that has a domain and no publisher, if at least nine
// of ten reports of that domain which name one agree. Evidence: up to three of those reports.
// O(reports * log domains) time, one entry per domain and name in memory.
Amendments fill_publishers(const Across<Metadata>& reports);

}  // namespace hearsay
