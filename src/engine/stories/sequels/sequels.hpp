// Sequels: which stories continue one another, weeks apart: chains. By whom and what they tell of;
// how many days lie between says nothing, as long as they are not too many.
// docs/stages/happenings.md says how they are found, and what is known to go wrong.
// Covered by stories/sequels/sequels_test.cpp and eval/samples.
#pragma once

#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/copies.hpp"
#include "stories/happenings/happenings.hpp"

namespace hearsay {

// A row for every story of a chain. Sorted by chain, then story.
struct StoryChains {
  static constexpr LayerName kLayer{"story_chains", 1, "Which stories continue one another."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<ReportId> chain, story;
  std::vector<Score> score;
  Strings why;

  static constexpr auto columns() {
    return std::tuple{
        column("chain", &StoryChains::chain, "its earliest story", InId::yes),
        column("story", &StoryChains::story, "a story of it", InId::yes),
        column("score", &StoryChains::score, "how sure it is that it belongs to the others"),
        column("why", &StoryChains::why, "what speaks for it")};
  }
};

// O(reports) for chains of bounded size.
StoryChains find_story_chains(const Across<Text, Metadata, Terms>& reports, const CopyEdges& copies,
                              const Stories& stories, const Resources& resources);

}  // namespace hearsay
