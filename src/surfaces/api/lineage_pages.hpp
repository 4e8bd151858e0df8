// Lineage pages: who has it from whom, around one report or in one story, as nodes, edges with the
// passages that prove them, and a tree. Covered by surfaces/api/lineage_pages_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/exports/records.hpp"
#include "surfaces/api/edition.hpp"

namespace hearsay {

struct LineageNode {
  const ReportHead* report;
  std::string_view kind;   // own, adds, circle if it is an origin; empty if it is none
  std::string_view why;    // it is an origin
  const StoryView* story;  // null if it is of none
  bool asked;              // one of those that were asked for
};

struct LineagePassage {
  RowId id;               // a copy edge, for explain
  std::string_view form;  // how the words were taken
  Span from, to;          // bytes of the two texts
  // Words that both have in a row, inside of the passage; only of an edge that was asked for.
  std::vector<Span> from_same, to_same;
};

struct LineageEdge {
  const Derivation*
      edge;           // relation "shared_quotation": neither is known to have it from the other
  CopiedWords words;  // of `to`; `all` is 0 where there are no passages
  std::vector<LineagePassage> passages;  // in order of their place in `to`
};

struct LineageDetail {
  const ReportHead* report;             // null of a story
  const StoryHead* story;               // that of the report; null if it is of none
  Counts counts;                        // of the reports drawn, or of the story
  uint64_t origins_elsewhere = 0;       // origins of what is drawn that are not drawn themselves
  std::vector<LineageNode> nodes;       // the earliest first
  std::vector<LineageEdge> edges;       // by `to`, then `from`, of reports that are drawn
  std::vector<LineageEdge> quotations;  // with whom those asked for share what both quote
  std::vector<LineageLine> lines;       // the tree, depth first
  std::vector<OriginView> origins;      // of those that were asked for
};

// Of a report, or of all reports of a story. `pair` wants the edge between two of them only, with
// the words that are the same. Reads the words of every report that has something from another.
using ReportPair = std::pair<ReportId, ReportId>;  // from, to
Result<LineageDetail> view_lineage(const Edition& edition, const ReportId& report,
                                   const std::optional<ReportPair>& pair = {});
Result<LineageDetail> view_lineage(const Edition& edition, const StoryView& story,
                                   const std::optional<ReportPair>& pair = {});

}  // namespace hearsay
