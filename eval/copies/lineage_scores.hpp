// Scores who copied whom in the sample pile: the rows `copy` and `story` of its key
// (samples/README.md; samples/machinery/lineage.py says how they are made). Covered by
// eval/copies/lineage_scores_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// A shared quotation is a link between two reports of which neither has it from the other: its
// direction means nothing, and nobody's origin lies behind it. All other relations are derivations.
inline constexpr std::string_view kSharedQuotation = "shared_quotation";

struct EdgePassage {
  Span from, to;  // bytes of the two sources
};
// `to` has from `from`. Also what is found: then the two may be called by a path below the pile's
// folder instead of the report's id, and several edges may join the same two reports.
struct CopyEdge {
  std::string from, to;
  std::string relation;
  std::vector<EdgePassage> passages;
};

struct KeyEdge {
  CopyEdge edge;
  std::vector<std::string> relations;  // all that may be said of it, that of `edge` first
};
struct KeyOrigins {
  std::string id;
  std::vector<std::string> reports;
  uint64_t origins = 0;
};
struct LineageKey {
  std::map<std::string, std::vector<Span>> blocks;  // by report: where visible text stands
  std::map<std::string, std::string> ids;           // of reports, by path
  std::vector<KeyEdge> edges;
  std::vector<KeyOrigins> stories;
};

// Reads key.jsonl. `damaged` with the line that is wrong.
Result<LineageKey> read_lineage_key(const std::string& file);

// What was found. Only `copies` are needed; without the others, origins can be counted only as far
// as copies tell them.
struct FoundLineage {
  std::vector<CopyEdge> copies;
  std::vector<std::pair<std::string, std::string>> citations;  // the second cites the first
  std::set<std::string> own;  // rest on nobody but themselves too: reporting, documents, witnesses
};

// Parents of reports; reports without any need not be there.
using Parents = std::map<std::string, std::set<std::string>>;
// The roots that a report rests on: itself or ancestors that have no parents, and ancestors in
// `own` whatever parents they have. Reports that have from each other in a circle, and from nobody
// else, are one root, called like the first of them. As origins_of() of the key's machinery.
std::set<std::string> roots_of(const std::string& report, const Parents& parents,
                               const std::set<std::string>& own = {});

struct LineageScores {
  // Pairs of reports, in the right direction, that have a derivation.
  F1Counts derivations;
  uint64_t turned = 0;  // derivations of the key that were found the other way round
  // Pairs with any relation; those that the key or we call a shared quotation in any direction.
  F1Counts edges;
  uint64_t right_relations = 0, possible_relations = 0;  // of edges.both
  // Bytes of visible text on both sides of all edges, whatever their direction. What is found
  // between blocks, such as marks of a page, is nobody's text and does not count.
  F1Counts passages;
  // Reports of stories (each counts once) whose roots are those of the key. Both sets are made of
  // derivations alone: which reports cite others, the key has only in what it counts for stories.
  uint64_t right_roots = 0, reports = 0;
  uint64_t right_roots_of_copies = 0, copies = 0;  // of those, the ones that the key derives
  // Stories with the right number of origins: different roots of all their reports, for which
  // citations and own reporting count as well, as they do in the key.
  uint64_t right_origins = 0, stories = 0;
  double origin_error = 0;           // mean of how far the numbers are apart
  std::vector<std::string> details;  // a JSON line for whatever is wrong
};

LineageScores score_lineage(const LineageKey& key, const FoundLineage& found);

std::vector<Measure> lineage_measures(const LineageScores& scores);

}  // namespace hearsay::eval
