// What rows say that rest on many reports: copies, origins, stories. A part of Hearsay::explain.
// Covered by surfaces/api/explain_sources_test.cpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

class SourcesView;
class StoriesView;
class WhoIsWho;

// What is asked of many reports, read already, all of one state.
struct AtHand {
  const SourcesView& sources;
  const StoriesView& stories;
  const WhoIsWho& who;
};

struct Between {
  std::string shown;  // lines for people
  std::string json;   // an object; empty if there is nothing
};

// Of a copy edge: both passages with what stands around them, and the two reports compared again,
// with all that the score is computed of. Of an origin: the way from there to the report, copy by
// copy. Of a story or chain: what it is, and the other reports or stories. Of other rows nothing.
// O(store) unless sources and stories are at hand: it reads them then.
Result<Between> explain_between(const Store& store, const FoundRow& row,
                                const AtHand* at_hand = nullptr);

// Of a report: the rows about it among copies, origins and stories, with their ids. As above.
Result<Between> explain_place(const Store& store, const ReportId& report,
                              const AtHand* at_hand = nullptr);

}  // namespace hearsay
