// Stories: which reports tell of one happening, with title, days and the four counts; and chains,
// stories that continue one another. Covered by surfaces/api/stories_test.cpp and
// tests/command_line.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/sources.hpp"

namespace hearsay {

// A row of Stories.
struct StoryReport {
  RowId id;
  ReportId report;
  bool attached;  // it tells of another story above all
  Score score;
  std::string why;  // may be empty
};

struct StoryView {
  Id128 id;
  std::vector<StoryReport> reports;  // by SourcesView::is_earlier()
  std::vector<StoryReport> attached;
  // Days of its reports; where none has a day, months or years; empty where none has a date.
  std::string first, last;
  Counts counts;               // of `reports`
  std::vector<size_t> chains;  // in StoriesView::chains()

  std::vector<ReportId> ids() const;  // of `reports`
};

// A row of StoryChains.
struct ChainedStory {
  RowId id;
  size_t story;  // in StoriesView::all()
  Score score;
  std::string why;  // may be empty
};

struct ChainView {
  Id128 id;
  std::vector<ChainedStory> stories;  // as they follow one another
};

// The stories of a store, read once. Empty where no stage finds them. Memory: some 390 bytes for
// every report.
class StoriesView {
 public:
  // `sources` of the same store.
  static Result<StoriesView> read(const Store& store, const SourcesView& sources);

  std::span<const StoryView> all() const { return all_; }        // by id
  std::span<const ChainView> chains() const { return chains_; }  // by id

  // The story that a report tells of above all, and those it is attached to; null and empty for
  // reports that are in none.
  const StoryView* of(const ReportId& report) const;
  std::vector<const StoryView*> attached(const ReportId& report) const;
  const StoryView* find(const Id128& id) const;

  // The title of its earliest report that has it from nobody (an origin of kind `own`), or else of
  // its earliest; of those that have one, empty if none has. Reads the reports until it finds one.
  Result<std::string> title(const Store& store, const SourcesView& sources,
                            const StoryView& story) const;

 private:
  Result<void> read_stories(const Store& store);
  Result<void> read_chains(const Store& store);
  void set_in_order(const SourcesView& sources);

  std::vector<StoryView> all_;
  std::vector<ChainView> chains_;
  std::map<Id128, size_t> by_id_;
  std::map<ReportId, size_t> main_;
  std::multimap<ReportId, size_t> attached_;
};

// Reports of a story by the origin that they rest on most surely, in the order of their first; the
// origin itself stands first where it is of the story.
struct OriginGroup {
  ReportId origin;
  std::vector<const StoryReport*> reports;
};
std::vector<OriginGroup> group_by_origin(const SourcesView& sources, const StoryView& story);

// What most questions are asked of: sources and stories of one state of a store.
struct Views {
  std::unique_ptr<Store> store;  // a snapshot, with its duties
  SourcesView sources;
  StoriesView stories;

  static Result<Views> read(const Store& store);
};

// Writes all stories or chains, sorted by id, in the shapes of docs/FORMATS.md; see
// export_records(). Memory: that of the views.
Result<void> export_stories(const Store& store, ExportFormat format,
                            const std::function<bool(std::string_view)>& write);
Result<void> export_chains(const Store& store, ExportFormat format,
                           const std::function<bool(std::string_view)>& write);

// Records of stories and chains, with the title that StoriesView::title() finds.
const Shape& story_shape();
Value story_record(const StoriesView& stories, const StoryView& story, std::string_view title);
Shape counts_shape();
Value counts_record(const Counts& counts);
const Shape& chain_shape();
Value chain_record(const StoriesView& stories, const ChainView& chain);

// One story as a JSON object, without a line feed.
Result<std::string> story_json(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, const StoryView& story);

}  // namespace hearsay
