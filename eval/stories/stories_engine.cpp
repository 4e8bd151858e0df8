// What the engine finds, see stories.hpp.
#include <map>

#include "document/pipeline.hpp"
#include "eval/stories/stories.hpp"
#include "eval/stories/story_reports.hpp"
#include "stories/happenings/happenings.hpp"

namespace hearsay::eval {

std::vector<std::vector<size_t>> find_story_clusters(const std::vector<StoryItem>& items) {
  Resources resources = make_resources();
  StoryReports reports(items);
  CopyEdges copies = find_copies(Across<Metadata, Terms>(reports), resources);
  Stories stories = find_stories(Across<Text, Metadata, Terms>(reports), copies, resources);
  std::map<ReportId, std::vector<size_t>> found;
  for (size_t row = 0; row < stories.story.size(); ++row)
    if (stories.part[row] == StoryPart::member)
      found[stories.story[row]].push_back(reports.number(stories.report[row]));
  std::vector<std::vector<size_t>> out;
  for (auto& [story, members] : found) out.push_back(std::move(members));
  return out;
}

}  // namespace hearsay::eval
