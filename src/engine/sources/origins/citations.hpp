// Citations: which report another rests on that only names its outlet. Covered by
// sources/origins/origins_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ingest/article/article.hpp"
#include "reported/statements/statements.hpp"
#include "reported/terms/terms.hpp"
#include "sources/imprints/imprints.hpp"

namespace hearsay {

struct Citation {
  ReportId citing, cited;
  Score score;
};

class Citations {
 public:
  explicit Citations(const Imprints& imprints);

  // A report; `own` if it has quotations of its own, so that it rests on nobody even if it cites.
  void add(const ReportId& id, const Metadata& metadata, const Terms& terms,
           const Statements& statements, bool own);

  // For every report that names an outlet, as a relay or a speaker, the report of this outlet, not
  // known to be later and at most ten days earlier, that has most names and numbers in common with
  // it; none if they are few. Of an outlet the kMostOf latest of those are looked at, before those
  // without a day. Of a report's names and numbers the kMostWords with the least hashes count,
  // which are the same choice in every report (a bottom-k sketch). O(citations * log reports).
  std::vector<Citation> find() const;

 private:
  static constexpr size_t kMostOf = 64, kMostWords = 48;
  struct Known {
    ReportId id;
    int64_t day = INT64_MIN;  // the first of as_day(); INT64_MIN if unknown
    std::optional<uint32_t> outlet;
    std::vector<uint32_t> words;  // stems of names and numbers, sorted
    std::vector<uint32_t> cites;  // outlets
  };
  std::optional<uint32_t> outlet_named(std::string_view name) const;
  std::vector<uint32_t> outlets_named(const Statements& statements) const;
  // Those that a report may cite, the likeliest first; `reports` of an outlet, in order of days.
  static std::vector<const Known*> citable(const Known& citing,
                                           const std::vector<const Known*>& reports);

  std::map<std::string, uint32_t> outlets_;                // by all words of their names
  std::map<std::string, std::optional<uint32_t>> by_end_;  // by their last words; none if several
  std::map<ReportId, uint32_t> outlet_of_;
  std::vector<Known> all_;
};

}  // namespace hearsay
