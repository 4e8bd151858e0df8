// Linked data: reports and stories in the words of schema.org, as JSON-LD 1.1.
//
// A report is a NewsArticle, with what it has from others in `isBasedOn` (copies) and `citation`
// (outlets it names), and what it quotes as Quotations in `hasPart`. Only words that stand in
// quotation marks and that the speaker stands by are Quotations: what is said indirectly is the
// report's wording, not the speaker's. `creditText` of a Quotation is its relay. A story is an
// ItemList of NewsArticles. Nothing is ever rated, and no claim reviewed.
//
// Days are given where they are known to be one, as precise as known. The context stands in the
// document, so that nobody has to fetch one. The documents may stand in a script element.
// Covered by surfaces/api/linked_data_test.cpp and tests/conformance.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/addresses.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

inline constexpr std::string_view kLinkedDataType = "application/ld+json";
// Bounds: quotations of a report, reports of a story, reports that one is based on.
inline constexpr size_t kQuotations = 1000, kListed = 1000, kBases = 50;

// Who has this id; null if nobody.
using EntityOf = std::function<const EntityView*(const Id128&)>;

// With a line feed at the end.
Result<std::string> report_linked_data(const Store& store, const SourcesView& sources,
                                       const EntityOf& entity, const SeenReport& seen,
                                       const Site& site);

// Its reports, the earliest first, without their quotations.
Result<std::string> story_linked_data(const Store& store, const SourcesView& sources,
                                      const StoriesView& stories, const StoryView& story,
                                      const Site& site);

}  // namespace hearsay
