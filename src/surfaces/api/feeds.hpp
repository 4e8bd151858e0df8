// Feeds: a story, a speaker or a search as Atom 1.0 (RFC 4287), for feed readers and alerts.
//
// What readers rely on is stable: ids are urn_of() reports and statements, and the days are those
// of the reports, never those of the reading. `updated` of an entry is the first moment at which
// its report may have appeared; where no day is known, the last at which it can have; then that at
// which it was fetched; then 1970-01-01. A feed has the newest of its entries, which come the
// newest first, those without a day last. Valid XML 1.0, whatever reports say. Covered by
// surfaces/api/feeds_test.cpp and tests/conformance.
#pragma once

#include <span>
#include <string>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/addresses.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

inline constexpr std::string_view kFeedType = "application/atom+xml";
// Bounds of a feed: entries of a story, statements of a speaker, reports of a search.
inline constexpr size_t kStoryEntries = 500, kSpeakerEntries = 100, kSearchEntries = 100;

// An entry for every report of the story: its outlet as author, its beginning as summary, the page
// as `alternate`, its own address as `related`, and whom it has something from as `via`. Reports
// that are gone are left out.
Result<std::string> story_feed(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, const StoryView& story,
                               const Site& site);

// An entry for every statement of the speaker; its author is the outlet, which may have it from
// others (see relay_line()). `giving` are the reports that give his statements, in any order; the
// newest 5,000 are read until there are enough statements.
Result<std::string> speaker_feed(const Store& store, const SourcesView& sources,
                                 const EntityView& speaker, std::span<const ReportId> giving,
                                 const Site& site);

struct AskedSearch {
  std::string query;    // what was asked for
  std::string widened;  // what is looked for: that, or WhoIsWho::widen() of it
  bool exact = false;   // whether that was asked for, too; stands in the feed's own address
};
// The newest of the best 1,000 reports that are found.
Result<std::string> search_feed(const Store& store, const SourcesView& sources,
                                const AskedSearch& asked, const Site& site);

}  // namespace hearsay
