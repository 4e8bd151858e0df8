// Summary: what a pile holds, in a few numbers. Covered by surfaces/api/summary_test.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "surfaces/api/report_heads.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/speaking.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

struct Summary {
  uint64_t reports = 0;
  uint64_t texts = 0;  // that are no copy, whole, shortened or lengthened, of another
  uint64_t outlets = 0, families = 0, unknown_outlet = 0;  // see Counts
  uint64_t origins = 0;
  uint64_t stories = 0, chains = 0;
  uint64_t statements = 0;
  uint64_t entities = 0, speakers = 0;  // speakers: entities that say something
  std::string first, last;              // days of the earliest and the latest report; may be empty
};

// All of one state. O(reports log reports).
Summary summarise(const SourcesView& sources, const StoriesView& stories, const WhoIsWho& who,
                  const ReportHeads& reports, const Speaking& speaking);

}  // namespace hearsay
