// See stories.hpp. Their records stand in story_records.cpp.
#include "surfaces/api/stories.hpp"

#include <algorithm>
#include <tuple>

#include "stories/happenings/happenings.hpp"
#include "stories/sequels/sequels.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
std::vector<ReportId> StoryView::ids() const {
  std::vector<ReportId> out;
  for (const StoryReport& one : reports) out.push_back(one.report);
  return out;
}

Result<StoriesView> StoriesView::read(const Store& store, const SourcesView& sources) {
  StoriesView out;
  if (store.pipeline().find(Stories::kLayer.name) == nullptr) return out;
  if (Result<void> done = out.read_stories(store); !done) return done.error();
  out.set_in_order(sources);
  for (StoryView& story : out.all_) story.counts = sources.counts(story.ids());
  if (Result<void> done = out.read_chains(store); !done) return done.error();
  return out;
}

Result<void> StoriesView::read_stories(const Store& store) {
  auto table = store.table(layer_info<Stories>());
  if (!table) return table.error();
  const Stories& rows = *std::static_pointer_cast<const Stories>(*table);
  std::vector<RowId> ids = row_ids(layer_info<Stories>(), &rows, ReportId());
  for (const ReportId& story : rows.story) by_id_.emplace(story, 0);
  for (auto& [id, number] : by_id_) {
    number = all_.size();
    all_.emplace_back().id = id;
  }
  for (size_t row = 0; row < rows.story.size(); ++row) {
    size_t number = by_id_.at(rows.story[row]);
    bool attached = rows.part[row] == StoryPart::attached;
    StoryView& story = all_[number];
    (attached ? story.attached : story.reports)
        .push_back(
            {ids[row], rows.report[row], attached, rows.score[row], std::string(rows.why[row])});
    if (attached)
      attached_.emplace(rows.report[row], number);
    else
      main_.emplace(rows.report[row], number);
  }
  return {};
}

void StoriesView::set_in_order(const SourcesView& sources) {
  auto is_earlier = [&sources](const StoryReport& a, const StoryReport& b) {
    return sources.is_earlier(a.report, b.report);
  };
  auto has_day = [&sources](const StoryReport& one) {
    return sources.published(one.report).appeared.as_day().is_known();
  };
  for (StoryView& story : all_) {
    std::sort(story.reports.begin(), story.reports.end(), is_earlier);
    std::sort(story.attached.begin(), story.attached.end(), is_earlier);
    Appeared all{INT64_MAX, INT64_MIN};
    bool has_days =
        !story.reports.empty() && has_day(story.reports.front());  // those with one come first
    for (const StoryReport& one : story.reports) {
      const Published& here = sources.published(one.report);
      if (here.first.empty() || (has_days && !has_day(one))) continue;
      if (here.appeared.first < all.first) story.first = here.first;
      if (here.appeared.last >= all.last) story.last = here.last;
      all = {std::min(all.first, here.appeared.first), std::max(all.last, here.appeared.last)};
    }
  }
}

Result<void> StoriesView::read_chains(const Store& store) {
  if (store.pipeline().find(StoryChains::kLayer.name) == nullptr) return {};
  auto table = store.table(layer_info<StoryChains>());
  if (!table) return table.error();
  const StoryChains& rows = *std::static_pointer_cast<const StoryChains>(*table);
  std::vector<RowId> ids = row_ids(layer_info<StoryChains>(), &rows, ReportId());
  std::map<Id128, std::vector<ChainedStory>> chains;
  for (size_t row = 0; row < rows.chain.size(); ++row) {
    auto story = by_id_.find(rows.story[row]);
    if (story == by_id_.end()) continue;
    chains[rows.chain[row]].push_back(
        {ids[row], story->second, rows.score[row], std::string(rows.why[row])});
  }
  for (auto& [id, stories] : chains) {
    std::sort(stories.begin(), stories.end(), [this](const auto& a, const auto& b) {
      const StoryView& left = all_[a.story];
      const StoryView& right = all_[b.story];
      bool left_undated = left.first.empty();
      bool right_undated = right.first.empty();
      return std::tie(left_undated, left.first, left.id) <
             std::tie(right_undated, right.first, right.id);
    });
    for (const ChainedStory& one : stories) all_[one.story].chains.push_back(chains_.size());
    chains_.push_back({id, std::move(stories)});
  }
  return {};
}

const StoryView* StoriesView::of(const ReportId& report) const {
  auto found = main_.find(report);
  return found == main_.end() ? nullptr : &all_[found->second];
}

std::vector<const StoryView*> StoriesView::attached(const ReportId& report) const {
  std::vector<const StoryView*> out;
  auto [begin, end] = attached_.equal_range(report);
  for (auto at = begin; at != end; ++at) out.push_back(&all_[at->second]);
  return out;
}

const StoryView* StoriesView::find(const Id128& id) const {
  auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &all_[found->second];
}

Result<std::string> StoriesView::title(const Store& store, const SourcesView& sources,
                                       const StoryView& story) const {
  for (bool own : {true, false})
    for (const StoryReport& one : story.reports) {
      if ((sources.own_kind(one.report) == "own") != own) continue;
      Result<std::optional<StoredReport>> report = store.report(one.report);
      if (!report) return report.error();
      if (!*report) continue;
      Result<ReportView> view = view_report(store, **report);
      if (!view) return view.error();
      if (!view->title.empty()) return view->title;
    }
  return std::string();
}

Result<Views> Views::read(const Store& store) {
  Result<std::unique_ptr<Store>> state = store.snapshot();
  if (!state) return state.error();
  Result<SourcesView> sources = SourcesView::read(**state);
  if (!sources) return sources.error();
  Result<StoriesView> stories = StoriesView::read(**state, *sources);
  if (!stories) return stories.error();
  return Views{std::move(*state), std::move(*sources), std::move(*stories)};
}

}  // namespace hearsay
