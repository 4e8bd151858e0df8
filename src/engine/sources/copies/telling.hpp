// Telling: a report as it takes part in the search for copies: who it is, when it appeared and
// where. Covered by sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "sources/appeared/appeared.hpp"

namespace hearsay {

struct Telling {
  ReportId id;
  Appeared appeared;
  uint32_t site = 0;  // the outlet's number; 0 if unknown
  uint32_t words = 0;
};

}  // namespace hearsay
