// The texts of a benchmark as reports that a reduce stage can visit. Covered by
// eval/stories/eval_stories_test.cpp.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/collection.hpp"
#include "eval/stories/story_sets.hpp"

namespace hearsay::eval {

// Text, Metadata and Terms of every item. Nothing but titles and texts is known of them.
class StoryReports : public Collection {
 public:
  explicit StoryReports(const std::vector<StoryItem>& items);
  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override;
  // Of which item a report was made.
  size_t number(const ReportId& id) const { return numbers_.at(id); }

 private:
  using Values = std::map<TypeKey, std::shared_ptr<const void>>;

  std::map<ReportId, size_t> numbers_;
  std::map<ReportId, Values> reports_;
};

}  // namespace hearsay::eval
