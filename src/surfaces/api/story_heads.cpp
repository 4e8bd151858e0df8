// See story_heads.hpp.
#include "surfaces/api/story_heads.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/dates.hpp"

namespace hearsay {
namespace {

// As StoriesView::title() finds it.
std::string title_of(const StoryView& story, const SourcesView& sources,
                     const ReportHeads& reports) {
  for (bool own : {true, false})
    for (const StoryReport& one : story.reports) {
      if ((sources.own_kind(one.report) == "own") != own) continue;
      const ReportHead* head = reports.find(one.report);
      if (head != nullptr && !head->title.empty()) return head->title;
    }
  return {};
}

constexpr int64_t kNoDay = INT64_MAX;

int64_t day_number(const StoryView& story) {
  auto day = story.first.empty() ? std::nullopt : parse_iso_date(story.first);
  return day ? day->first_second() : kNoDay;
}

}  // namespace

std::span<const std::string_view> names_of(StoryOrder) {
  static constexpr std::array<std::string_view, 3> kNames = {"origins", "reports", "date"};
  return kNames;
}

StoryKey key_of(StoryOrder order, const StoryView& story) {
  auto reports = static_cast<int64_t>(story.counts.reports);
  auto origins = std::min(static_cast<int64_t>(story.counts.origins), reports);
  return {order == StoryOrder::origins ? -origins : 0, order == StoryOrder::date ? 0 : -reports,
          day_number(story), story.id};
}

StoryHeads::StoryHeads(const StoriesView& stories, const SourcesView& sources,
                       const ReportHeads& reports) {
  for (const StoryView& story : stories.all()) {
    std::set<std::string_view> outlets;
    for (const StoryReport& one : story.reports)
      if (std::string_view outlet = sources.outlet(one.report); !outlet.empty())
        outlets.insert(outlet);
    all_.push_back({&story, title_of(story, sources, reports), {outlets.begin(), outlets.end()}});
  }
  for (size_t i = 0; i < names_of(StoryOrder{}).size(); ++i) {
    std::vector<uint32_t>& order = orders_[i];
    for (uint32_t place = 0; place < all_.size(); ++place) order.push_back(place);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return comes_first(static_cast<StoryOrder>(i), *all_[a].story, *all_[b].story);
    });
  }
}

std::span<const uint32_t> StoryHeads::ordered(StoryOrder order) const {
  return orders_[static_cast<size_t>(order)];
}

const StoryHead* StoryHeads::find(const Id128& id) const {
  auto found = std::partition_point(
      all_.begin(), all_.end(), [&](const StoryHead& head) { return Id128(head.story->id) < id; });
  return found == all_.end() || found->story->id != id ? nullptr : &*found;
}

}  // namespace hearsay
