// Scores which texts are found to tell of one happening, on the benchmarks that story_sets.hpp
// reads, beside the floor of floor.hpp. What the measures are stands in clusterings.hpp. Covered by
// eval/stories/eval_stories_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "eval/measures/measures.hpp"
#include "eval/stories/clusterings.hpp"
#include "eval/stories/story_sets.hpp"

namespace hearsay::eval {

// The stories that Hearsay finds, as numbers of items; those of none stand alone. The only place
// where the engine is called.
std::vector<std::vector<size_t>> find_story_clusters(const std::vector<StoryItem>& items);

// The measures of these clusters, then the floor's. Details: a line for every found cluster that
// holds items of several stories ("impure"), then for every story that lies in several clusters
// ("split"), each with its parts as lists of items. Where stories overlap, a cluster is impure if
// no story holds all of it.
Scored score_stories(const StorySet& set, const Clusters& found);

// `folder` is one that read_story_sets() knows. Where it holds several sets, their names stand
// before their measures.
Result<Scored> run_stories(const std::string& folder);

}  // namespace hearsay::eval
