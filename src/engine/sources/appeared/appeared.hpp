// Appeared: when a report can have appeared, and which of two is the earlier: in one way for
// copies, origins and stories. Covered by sources/appeared/appeared_test.cpp.
#pragma once

#include <cstdint>
#include <tuple>

#include "base/ids.hpp"
#include "ingest/article/article.hpp"

namespace hearsay {

// From the first to the last second at which it can have appeared.
struct Appeared {
  int64_t first = INT64_MIN, last = INT64_MAX;
  bool is_known() const { return first != INT64_MIN; }
  bool before(const Appeared& other) const { return last < other.first; }
  // Itself; unknown if it leaves more than two days open: "2017" is no day.
  Appeared as_day() const;
};
Appeared when(const Metadata& metadata);

// Puts reports in order, the earliest first: by the first moment at which they can have appeared,
// then by the last, those of which it is not known behind the others; then by id.
std::tuple<bool, int64_t, int64_t, ReportId> order_of(const Appeared& appeared, const ReportId& id);

// Days since 1970-01-01 of a second since then.
int64_t day_of(int64_t second);

}  // namespace hearsay
