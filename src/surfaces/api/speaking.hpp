// Speaking: which entities reports name and whose statements they give, found once for all reports.
// Covered by surfaces/api/indices_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/exports/records.hpp"
#include "store/store.hpp"
#include "surfaces/api/report_heads.hpp"

namespace hearsay {

// A statement: its report, as a place in ReportHeads::all(), and its row there.
struct SaidAt {
  uint32_t report, row;
  auto operator<=>(const SaidAt&) const = default;
};

// Memory: 24 bytes a statement, 32 a chain of mentions, 16 for every report in which an entity is
// named, and 200 an entity.
class Speaking {
 public:
  Speaking() = default;
  // `heads` of the same state. Reads the mentions and statements of all reports.
  static Result<Speaking> read(const Store& store, const ReportHeads& heads);

  // By day of the report, then in the order of its text. The speakers are those of
  // StatementView::entity.
  std::span<const SaidAt> said_by(const Id128& entity) const;
  // Reports that name it, in that order.
  std::span<const ReportId> naming(const Id128& entity) const;
  // Of every statement of a report, in the order of its rows, who says it; zero for whom no report
  // names.
  std::span<const Id128> speakers(size_t report) const;
  // Whom a chain of mentions means, by the id of its first one; zero if nobody knows.
  Id128 meant_by(const Id128& chain) const;
  // Of a store, with records whose entities are found here. This must outlive it.
  RecordSource records(const Store& store) const {
    return RecordSource(store, [this](const RowId& chain) { return meant_by(chain); });
  }
  uint64_t statements() const { return statements_; }
  uint64_t count() const { return said_.size(); }  // of entities that say something

 private:
  void add(size_t report, std::vector<Id128> speakers);

  std::map<Id128, std::vector<SaidAt>> said_;
  std::map<Id128, std::vector<ReportId>> naming_;
  std::vector<std::vector<Id128>> speakers_;
  std::vector<std::pair<Id128, Id128>> chains_;  // sorted
  uint64_t statements_ = 0;
};

}  // namespace hearsay
