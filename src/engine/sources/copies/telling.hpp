// Telling: a report as it takes part in the search for copies: who it is, when it appeared and
// where, and its words while they are needed. Covered by sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "document/collection.hpp"
#include "ingest/article/article.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"
#include "sources/sequence/sequence.hpp"

namespace hearsay {

// From the first to the last second at which it can have appeared.
struct Appeared {
  int64_t first = INT64_MIN, last = INT64_MAX;
  bool is_known() const { return first != INT64_MIN; }
  bool before(const Appeared& other) const { return last < other.first; }
};
Appeared when(const Metadata& metadata);

struct Telling {
  ReportId id;
  Appeared appeared;
  uint32_t site = 0;  // the outlet's number; 0 if unknown
  uint32_t words = 0;
};

// The words of the reports last asked for.
class SequenceCache {
 public:
  SequenceCache(const Across<Metadata, Terms>& reports, const Frequencies& frequencies)
      : reports_(reports), frequencies_(frequencies) {}
  std::shared_ptr<const Sequence> get(const ReportId& id);

 private:
  static constexpr size_t kMost = 4096;
  struct Held {
    std::shared_ptr<const Sequence> sequence;
    std::list<ReportId>::iterator used;
  };
  struct Hash {
    size_t operator()(const ReportId& id) const { return id.low; }
  };
  const Across<Metadata, Terms>& reports_;
  const Frequencies& frequencies_;
  std::list<ReportId> used_;                       // the last used in front
  std::unordered_map<ReportId, Held, Hash> held_;  // never walked through
};

}  // namespace hearsay
