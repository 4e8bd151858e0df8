// See samples.hpp: which reports were found to tell of one happening.
#include <filesystem>
#include <map>

#include "eval/samples/samples.hpp"
#include "stories/happenings/happenings.hpp"
#include "stories/sequels/sequels.hpp"

namespace hearsay::eval {
namespace {

// A path of the report, without the folder of the pile.
std::string below(const std::string& path, const std::string& pile) {
  std::string folder = std::filesystem::path(pile).lexically_normal().string() + "/";
  size_t at = path.find(folder);
  return at == std::string::npos ? path : path.substr(at + folder.size());
}

}  // namespace

Result<FoundStories> read_stories(const Store& store, const std::string& pile) {
  std::map<ReportId, std::string> paths;
  Result<void> read = store.each_report([&](const StoredReport& report) {
    paths[report.id] = report.paths.empty() ? "" : below(report.paths.front(), pile);
    return true;
  });
  if (!read) return read.error();
  auto table = store.table(layer_info<Stories>());
  if (!table) return table.error();
  const Stories& stories = *std::static_pointer_cast<const Stories>(*table);
  FoundStories out;
  std::map<ReportId, size_t> numbers;
  for (size_t row = 0; row < stories.story.size(); ++row) {
    auto [at, added] = numbers.emplace(stories.story[row], out.stories.size());
    if (added) out.stories.emplace_back();
    out.stories[at->second].reports.push_back(paths[stories.report[row]]);
  }
  table = store.table(layer_info<StoryChains>());
  if (!table) return table.error();
  const StoryChains& chains = *std::static_pointer_cast<const StoryChains>(*table);
  std::map<ReportId, std::vector<size_t>> stories_of;
  for (size_t row = 0; row < chains.chain.size(); ++row)
    stories_of[chains.chain[row]].push_back(numbers.at(chains.story[row]));
  for (auto& [chain, all] : stories_of) out.chains.push_back(std::move(all));
  return out;
}

}  // namespace hearsay::eval
