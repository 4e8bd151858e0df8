// Citations: which report another rests on that only names its outlet. Covered by
// sources/origins/origins_test.cpp.
#pragma once

#include <cstdint>
#include <map>
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

  // For every report that names an outlet as its source the report of this outlet, not known to be
  // later and at most ten days earlier, that has most rare words in common with it; none if that is
  // little. Of an outlet at most the kMostOf last reports are looked at.
  std::vector<Citation> find() const;

 private:
  static constexpr size_t kMostOf = 64, kMostWords = 48;
  struct Known {
    ReportId id;
    int64_t day = INT64_MIN;      // INT64_MIN if unknown
    std::vector<uint32_t> words;  // stems of names, sorted
    std::vector<uint32_t> cites;  // outlets
  };
  std::vector<uint32_t> outlets_named(const Statements& statements) const;

  std::map<std::string, uint32_t, std::less<>> outlets_;               // by name
  std::map<std::string, std::vector<uint32_t>, std::less<>> by_word_;  // folded words of names
  std::map<ReportId, uint32_t> outlet_of_;
  std::vector<Known> all_;
  std::map<uint32_t, std::vector<size_t>> of_outlet_;
};

}  // namespace hearsay
