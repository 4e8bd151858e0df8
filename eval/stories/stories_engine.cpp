// What the engine finds, see stories.hpp. No stage finds stories yet: every item stands alone.
#include "eval/stories/stories.hpp"

namespace hearsay::eval {

std::vector<std::vector<size_t>> find_story_clusters(const std::vector<StoryItem>& items) {
  std::vector<std::vector<size_t>> out;
  for (size_t i = 0; i < items.size(); ++i) out.push_back({i});
  return out;
}

}  // namespace hearsay::eval
