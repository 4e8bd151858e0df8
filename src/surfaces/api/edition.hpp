// Edition: what a store held at one moment, read once and asked many times, from many threads.
// Covered by surfaces/api/edition_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/indices.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"
#include "surfaces/api/who.hpp"

namespace hearsay {

// Everything is const and may be asked from several threads at once. Who, sources and stories are
// those of the moment at which it was read; reports and rows are read from the store as it is, so a
// report that is named here may be gone: that is `missing`, not a mistake. Memory: that of the
// views and indices.
class Edition : public std::enable_shared_from_this<Edition> {
 public:
  static Result<std::shared_ptr<const Edition>> read(std::shared_ptr<const Hearsay> hearsay);

  const Hearsay& hearsay() const { return *hearsay_; }
  const Store& store() const { return hearsay_->store(); }
  const SourcesView& sources() const { return *sources_; }
  const StoriesView& stories() const { return stories_; }
  const WhoIsWho& who() const { return *who_; }

  // All reports: by day, the earliest first and those without a date last; then by id.
  std::span<const ReportHead> reports() const { return indices_->reports.all(); }
  // Heads of reports and stories, who speaks where, the summary.
  const Indices& indices() const { return *indices_; }
  // By its whole id; null if there is none.
  const EntityView* entity(const Id128& id) const;

 private:
  explicit Edition(std::shared_ptr<const Hearsay> hearsay) : hearsay_(std::move(hearsay)) {}
  Result<void> read_views(const Store& store);

  std::shared_ptr<const Hearsay> hearsay_;
  std::unique_ptr<SourcesView> sources_;
  StoriesView stories_;
  std::unique_ptr<WhoIsWho> who_;
  std::unique_ptr<const Indices> indices_;  // points into those above
  std::map<Id128, size_t> entities_;        // in who_->all()
};

}  // namespace hearsay
