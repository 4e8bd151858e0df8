// The benchmarks of stories: texts, and which of them tell of one happening. Covered by
// eval/stories/story_sets_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "eval/stories/clusterings.hpp"

namespace hearsay::eval {

// All that whoever looks for stories may see. None of the benchmarks has titles or dates.
struct StoryItem {
  std::string id, title, text;
};

struct StorySet {
  std::string name;
  std::vector<StoryItem> items;
  Clusters gold;
  std::vector<std::string> gold_names;  // as many as `gold`
};

// Recognises a folder by its files:
// - `articles.jsonl` and `stories.jsonl`: the Fake News Challenge's bodies, and rumours that share
//   headlines. `{"id","text"}`; `{"story","articles":[id]}`. Its stories are silver.
// - `articles.jsonl` alone: ECB+ (Cybulska and Vossen 2014), `{"id","subtopic","text"}`. Stories
//   are its sub-topics.
// - `T.jsonl.gz`, `TS.jsonl.gz`, or one of them: titles, and titles with snippets, of Google News
//   (Yin and Wang 2014), a set each, `{"text","cluster"}`. An item is called by its number, from 1.
// Items and stories in the order of the files. `missing` where it is none of these, `damaged` with
// the line that is wrong.
Result<std::vector<StorySet>> read_story_sets(const std::string& folder);

}  // namespace hearsay::eval
