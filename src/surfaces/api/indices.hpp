// Indices: what is found once for a whole state of a store, so that no question has to read it all
// again: heads of reports and stories, who speaks where, the summary. Covered by
// surfaces/api/edition_test.cpp and the tests of its parts.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/report_heads.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/speaking.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/story_heads.hpp"
#include "surfaces/api/summary.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

struct Indices {
  ReportHeads reports;
  StoryHeads stories;
  Speaking speaking;
  // Places in WhoIsWho::all(): who says most first, then who is named in most reports, then by id.
  std::vector<uint32_t> entities;
  Summary summary;

  // All of the same state; `sources` and `stories` must outlive it and stay where they are. Reads
  // title, language, mentions and statements of every report.
  static Result<std::unique_ptr<const Indices>> read(const Store& store, const SourcesView& sources,
                                                     const StoriesView& stories,
                                                     const WhoIsWho& who);
};

}  // namespace hearsay
