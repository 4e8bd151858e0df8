// Story heads: what a line says of a story, for all stories of a store, and the orders in which
// they are listed, made once. Covered by surfaces/api/indices_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "surfaces/api/report_heads.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"

namespace hearsay {

struct StoryHead {
  const StoryView* story;                 // days, the four counts, its reports
  std::string title;                      // that of StoriesView::title(); empty if there is none
  std::vector<std::string_view> outlets;  // known ones, sorted, each once
};

enum class StoryOrder : uint8_t {
  origins,  // most origins first (see key_of()), then most reports, then the earliest
  reports,  // most reports first, then the earliest
  date,     // the earliest first, those without a date last
};
std::span<const std::string_view> names_of(StoryOrder);

// By which stories are sorted, the lesser first: what the order counts, its first moment, its id. A
// story counts no more origins than reports here, since one report that has something from four
// other stories is no happening that four have seen.
using StoryKey = std::tuple<int64_t, int64_t, int64_t, Id128>;
StoryKey key_of(StoryOrder order, const StoryView& story);
inline bool comes_first(StoryOrder order, const StoryView& a, const StoryView& b) {
  return key_of(order, a) < key_of(order, b);
}

// Points into what it was made of.
class StoryHeads {
 public:
  StoryHeads() = default;
  // All three of the same state, which must outlive it and stay where they are.
  StoryHeads(const StoriesView& stories, const SourcesView& sources, const ReportHeads& reports);

  std::span<const StoryHead> all() const { return all_; }  // by id
  std::span<const uint32_t> ordered(StoryOrder order) const;
  const StoryHead* find(const Id128& id) const;

 private:
  std::vector<StoryHead> all_;
  std::vector<uint32_t> orders_[3];  // places in all_
};

}  // namespace hearsay
