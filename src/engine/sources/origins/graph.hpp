// Graph: who has it from whom, and which reports stand at the end. Covered by
// sources/origins/origins_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "sources/origins/origins.hpp"

namespace hearsay {

class OriginGraph {
 public:
  // In the order of ids. `own`: has something of its own.
  void add(const ReportId& report, bool own);
  // `to` has it from `from`, by copying or by citing; unknown reports are passed over.
  void join(const ReportId& from, const ReportId& to, Score score, bool cites);

  // Reports that have it from each other in a circle and from nobody else rest on the first of
  // them. Of the others that a report rests on the kMostOrigins surest, of equals the first; so
  // with itself, if it adds something, one more. Whoever goes on from `via` to the next gets to the
  // origin, out of a circle by a shortest way. O(reports + edges * origins * log).
  Origins origins() const;

  static constexpr size_t kMostOrigins = 64;

 private:
  struct Parent {
    uint32_t report;
    Score score;
    bool cites;
  };
  struct Node {
    ReportId id;
    bool own = false;
    std::vector<Parent> parents;
  };
  // The circles, each after those that it has something from (Tarjan 1972).
  std::vector<std::vector<uint32_t>> circles() const;
  // Of every report of a circle the parent, by its place among the report's, that lies on a
  // shortest way to `member` within the circle; none for that one. O(edges of the circle * log).
  std::vector<std::optional<uint32_t>> ways_to(uint32_t member,
                                               const std::vector<uint32_t>& circle) const;

  std::vector<Node> nodes_;
  std::map<ReportId, uint32_t> numbers_;
  std::map<std::pair<uint32_t, uint32_t>, size_t> edges_;  // of child and parent: place in parents
};

}  // namespace hearsay
