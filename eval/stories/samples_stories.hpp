// Scores stories and chains of the sample pile against its key (samples/README.md). Covered by
// eval/stories/samples_stories_test.cpp.
//
// Stories overlap: a report may lie in several. The items of the measures are the reports of the
// key, those of no story standing alone.
//
// A found story stands for the story of the key with which it has most in common (intersection over
// union, the first in the key where two are alike), if at least half of its reports belong to that
// one; else it stands for none. Several may stand for the same.
//
// Chains overlap too: one story may begin or end several, so that all chains of a quarrel hang
// together, and neither "the same set of stories" nor "the same component" is a fair demand. A
// reader wants of a chain that it leads him from every story to the next, and into nothing foreign.
// With every found chain taken as the stories of the key that its stories stand for,
//
// - a story is *foreign* to a chain of the key if no chain of the key holds both it and a story of
//   that chain. What stands for no story is foreign to all. A story of an adjoining chain is not:
//   whoever tells two overlapping chains as one is not wrong, whoever goes on to a third that
//   overlaps only with the second is.
// - a found chain *serves* a chain of the key if it holds at least two of its stories.
// - a chain of the key is *right* if every two stories that follow one another in it stand together
//   in some found chain, and no found chain that serves it holds anything foreign to it. So it may
//   be put together from several found chains that overlap. Order within a found chain is not
//   asked for, it follows from the days.
// - a found chain is *false* if it serves no chain of the key without holding something foreign to
//   it. Chains of fewer than two found stories are none; one whose stories all stand for the same
//   story is not counted as false (splitting that story already costs recall), and serves nothing.
//
// Links are the finer measure: pairs of the key's stories that stand together in a chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "eval/measures/measures.hpp"
#include "eval/stories/clusterings.hpp"

namespace hearsay::eval {

struct StoryCounts {
  uint64_t reports = 0, outlets = 0, families = 0, origins = 0;
};

struct FoundStory {
  std::vector<std::string> reports;  // their paths, below the pile's folder
  StoryCounts counts;
};
struct FoundStories {
  std::vector<FoundStory> stories;
  std::vector<std::vector<size_t>> chains;  // numbers of stories
};

struct KeyStory {
  std::string id;
  std::vector<size_t> reports;  // numbers, in the key's order
  StoryCounts counts;
};
struct KeyChain {
  std::string id;
  std::vector<size_t> stories;  // numbers, each continued by the next
};
struct KeyStories {
  std::vector<std::string> reports;             // ids
  std::vector<std::vector<std::string>> paths;  // of each report, below the pile's folder
  std::vector<KeyStory> stories;
  std::vector<KeyChain> chains;
};

// Rows `report`, `story` and `chain` of a key.jsonl. `damaged` with the line that is wrong or names
// what is not there before it.
Result<KeyStories> read_key_stories(const std::string& file);

struct ChainScore {
  std::vector<bool> right;    // of each chain of the key
  std::vector<bool> foreign;  // of those that are not right, whether something foreign is a reason
  std::vector<bool> wrong;    // of each found chain: false
  F1Counts links;
};
// `stands_for`: for every found story the number of a story of the key, as match_stories() has
// them.
ChainScore score_chains(const std::vector<std::vector<size_t>>& found,
                        const std::vector<std::optional<size_t>>& stands_for,
                        const std::vector<KeyChain>& key);

// For every found story the story of the key that it stands for.
std::vector<std::optional<size_t>> match_stories(const Clusters& found, const Clusters& gold);

// All measures of stories and chains. A path that is none of the key's is passed over; of a count,
// those of the found story that stands for a story and has most in common with it must be equal.
// Details: a line for every found story that holds reports of several ("impure"), every story
// without one that holds the same reports ("inexact"), every chain that is not right ("chain") and
// every found chain that is false ("false chain"); ids and counts only.
Scored score_sample_stories(const KeyStories& key, const FoundStories& found);

}  // namespace hearsay::eval
