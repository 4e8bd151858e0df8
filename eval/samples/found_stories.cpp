// See samples.hpp: which reports were found to tell of one happening.
#include <map>

#include "eval/samples/samples.hpp"
#include "surfaces/api/stories.hpp"

namespace hearsay::eval {

Result<FoundStories> read_stories(const Store& store, const std::string& pile) {
  std::map<ReportId, std::string> paths;
  Result<void> read = store.each_report([&](const StoredReport& report) {
    paths[report.id] = report.paths.empty() ? "" : path_below(report.paths.front(), pile);
    return true;
  });
  if (!read) return read.error();
  Result<Views> views = Views::read(store);
  if (!views) return views.error();
  FoundStories out;
  for (const StoryView& story : views->stories.all()) {
    const Counts& counts = story.counts;
    FoundStory& one = out.stories.emplace_back();
    one.counts = {counts.reports, counts.outlets, counts.families, counts.origins};
    for (const auto* reports : {&story.reports, &story.attached})
      for (const StoryReport& report : *reports) one.reports.push_back(paths[report.report]);
  }
  for (const ChainView& chain : views->stories.chains()) {
    std::vector<size_t>& numbers = out.chains.emplace_back();
    for (const ChainedStory& story : chain.stories) numbers.push_back(story.story);
  }
  return out;
}

}  // namespace hearsay::eval
