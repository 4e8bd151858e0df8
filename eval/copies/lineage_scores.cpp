// See lineage_scores.hpp.
#include "eval/copies/lineage_scores.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/json.hpp"
#include "eval/copies/decimals.hpp"
#include "eval/copies/plagdet.hpp"

namespace hearsay::eval {
namespace {

using Pair = std::pair<std::string, std::string>;  // from, to

struct FoundEdge {
  std::set<std::string> relations;  // several only where edges between two reports disagree
  std::vector<EdgePassage> passages;
  bool is_derivation() const {
    return !relations.contains(std::string(kSharedQuotation)) || relations.size() > 1;
  }
};
using FoundEdges = std::map<Pair, FoundEdge>;

std::string id_of(const LineageKey& key, const std::string& name) {
  auto found = key.ids.find(name);
  return found == key.ids.end() ? name : found->second;
}

// By report ids; what a report has from itself, under another path, is nothing.
FoundLineage with_ids(const LineageKey& key, const FoundLineage& found) {
  FoundLineage out;
  for (CopyEdge edge : found.copies) {
    edge.from = id_of(key, edge.from);
    edge.to = id_of(key, edge.to);
    if (edge.from != edge.to) out.copies.push_back(std::move(edge));
  }
  for (const auto& [from, to] : found.citations)
    out.citations.emplace_back(id_of(key, from), id_of(key, to));
  for (const std::string& name : found.own) out.own.insert(id_of(key, name));
  return out;
}

FoundEdges edges_of(const FoundLineage& found) {
  FoundEdges out;
  for (const CopyEdge& edge : found.copies) {
    FoundEdge& one = out[{edge.from, edge.to}];
    one.relations.insert(edge.relation);
    one.passages.insert(one.passages.end(), edge.passages.begin(), edge.passages.end());
  }
  return out;
}

std::string detail(std::string_view what, const Pair& pair, std::string_view relation,
                   std::string_view found) {
  Json json;
  json.begin_object().field("what", what).field("from", pair.first).field("to", pair.second);
  json.field("relation", relation).field("found", found);
  return json.end_object().text();
}

std::string joined(const std::set<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

void score_edges(const LineageKey& key, const FoundEdges& found, LineageScores& out) {
  std::set<Pair> used;
  for (const KeyEdge& gold : key.edges) {
    Pair pair{gold.edge.from, gold.edge.to};
    bool derivation = gold.edge.relation != kSharedQuotation;
    auto straight = found.find(pair);
    auto turned = found.find({pair.second, pair.first});
    ++out.edges.gold;
    out.derivations.gold += derivation;
    if (derivation && straight != found.end())
      out.derivations.both += straight->second.is_derivation();
    if (derivation && straight == found.end() && turned != found.end())
      out.turned += turned->second.is_derivation();
    auto match = straight;
    if (match == found.end() && turned != found.end() &&
        (!derivation || !turned->second.is_derivation()))
      match = turned;
    if (match == found.end()) {
      out.details.push_back(detail("missed", pair, gold.edge.relation,
                                   turned == found.end() ? "" : "the other way round"));
      continue;
    }
    used.insert(match->first);
    ++out.edges.both;
    const std::set<std::string>& relations = match->second.relations;
    bool right = relations.size() == 1 && relations.contains(gold.edge.relation);
    out.right_relations += right;
    out.possible_relations +=
        std::all_of(relations.begin(), relations.end(), [&](const std::string& one) {
          return std::find(gold.relations.begin(), gold.relations.end(), one) !=
                 gold.relations.end();
        });
    if (!right)
      out.details.push_back(detail("relation", pair, gold.edge.relation, joined(relations)));
  }
  out.edges.found = found.size();
  for (const auto& [pair, edge] : found) {
    out.derivations.found += edge.is_derivation();
    if (!used.contains(pair))
      out.details.push_back(detail("false", pair, "", joined(edge.relations)));
  }
}

std::vector<Span> common_parts(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> out;
  for (Span one : a)
    for (Span other : b)
      if (Span both = common_part(one, other); !both.empty()) out.push_back(both);
  return out;
}

// Of every side of a pair of reports: the pair, smaller id first, and the report.
using Sides = std::map<std::pair<Pair, std::string>, std::vector<Span>>;

void add_sides(const Pair& pair, const std::vector<EdgePassage>& passages, Sides& out) {
  Pair ordered = std::minmax(pair.first, pair.second);
  for (const EdgePassage& passage : passages) {
    out[{ordered, pair.first}].push_back(passage.from);
    out[{ordered, pair.second}].push_back(passage.to);
  }
}

void score_passages_of(const LineageKey& key, const FoundEdges& found, LineageScores& out) {
  Sides gold, ours;
  for (const KeyEdge& one : key.edges)
    add_sides({one.edge.from, one.edge.to}, one.edge.passages, gold);
  for (const auto& [pair, edge] : found) add_sides(pair, edge.passages, ours);
  auto visible = [&](const std::string& report, const std::vector<Span>& spans) {
    auto blocks = key.blocks.find(report);
    return blocks == key.blocks.end() ? spans : common_parts(spans, blocks->second);
  };
  for (const auto& [side, spans] : gold) {
    std::vector<Span> text = visible(side.second, spans);
    out.passages.gold += covered(text);
    if (auto same = ours.find(side); same != ours.end())
      out.passages.both += covered(common_parts(text, same->second));
  }
  for (const auto& [side, spans] : ours) out.passages.found += covered(visible(side.second, spans));
}

std::string set_detail(std::string_view what, const std::string& id,
                       const std::set<std::string>& right, const std::set<std::string>& found) {
  Json json;
  json.begin_object().field("what", what).field("id", id);
  json.field("right", joined(right)).field("found", joined(found));
  return json.end_object().text();
}

void score_roots(const LineageKey& key, const FoundEdges& found, LineageScores& out) {
  Parents gold, ours;
  for (const KeyEdge& one : key.edges)
    if (one.edge.relation != kSharedQuotation) gold[one.edge.to].insert(one.edge.from);
  for (const auto& [pair, edge] : found)
    if (edge.is_derivation()) ours[pair.second].insert(pair.first);
  std::set<std::string> reports;
  for (const KeyOrigins& story : key.stories)
    reports.insert(story.reports.begin(), story.reports.end());
  for (const std::string& report : reports) {
    std::set<std::string> right = roots_of(report, gold);
    std::set<std::string> got = roots_of(report, ours);
    ++out.reports;
    out.right_roots += right == got;
    out.copies += gold.contains(report);
    out.right_roots_of_copies += gold.contains(report) && right == got;
    if (right != got) out.details.push_back(set_detail("roots", report, right, got));
  }
}

void score_origins(const LineageKey& key, const FoundLineage& found, const FoundEdges& edges,
                   LineageScores& out) {
  Parents parents;
  for (const auto& [pair, edge] : edges)
    if (edge.is_derivation()) parents[pair.second].insert(pair.first);
  for (const auto& [from, to] : found.citations) parents[to].insert(from);
  uint64_t apart = 0;
  for (const KeyOrigins& story : key.stories) {
    std::set<std::string> roots;
    for (const std::string& report : story.reports)
      roots.merge(roots_of(report, parents, found.own));
    uint64_t got = roots.size();
    ++out.stories;
    out.right_origins += got == story.origins;
    apart += std::max(got, story.origins) - std::min(got, story.origins);
    if (got == story.origins) continue;
    Json json;
    json.begin_object().field("what", "origins").field("id", story.id);
    json.field("right", story.origins).field("found", got).field("roots", joined(roots));
    out.details.push_back(json.end_object().text());
  }
  if (out.stories > 0)
    out.origin_error = static_cast<double>(apart) / static_cast<double>(out.stories);
}

std::set<std::string> above(const std::string& report, const Parents& parents) {
  std::set<std::string> reached;
  std::vector<std::string> queue = {report};
  while (!queue.empty()) {
    auto found = parents.find(queue.back());
    queue.pop_back();
    if (found == parents.end()) continue;
    for (const std::string& parent : found->second)
      if (reached.insert(parent).second) queue.push_back(parent);
  }
  return reached;
}

std::string counts_of(const F1Counts& counts) {
  return std::to_string(counts.both) + " right of " + std::to_string(counts.found) + " found, " +
         std::to_string(counts.gold) + " in the key";
}

}  // namespace

std::set<std::string> roots_of(const std::string& report, const Parents& parents,
                               const std::set<std::string>& own) {
  std::set<std::string> reached = above(report, parents);
  reached.insert(report);
  std::set<std::string> out;
  for (const std::string& one : reached) {
    if (own.contains(one)) {
      out.insert(one);
      continue;
    }
    std::set<std::string> circle = {one};
    for (const std::string& other : above(one, parents))
      if (above(other, parents).contains(one)) circle.insert(other);
    bool has_parents = std::any_of(circle.begin(), circle.end(), [&](const std::string& member) {
      auto found = parents.find(member);
      return found != parents.end() && !std::includes(circle.begin(), circle.end(),
                                                      found->second.begin(), found->second.end());
    });
    if (!has_parents) out.insert(*circle.begin());
  }
  return out;
}

LineageScores score_lineage(const LineageKey& key, const FoundLineage& found) {
  FoundLineage ours = with_ids(key, found);
  FoundEdges edges = edges_of(ours);
  LineageScores out;
  score_edges(key, edges, out);
  score_passages_of(key, edges, out);
  score_roots(key, edges, out);
  score_origins(key, ours, edges, out);
  return out;
}

std::vector<Measure> lineage_measures(const LineageScores& scores) {
  const F1Counts& derivations = scores.derivations;
  return {
      mean_measure("copy edges", "F1; " + counts_of(derivations), derivations.f1()),
      share_measure("turned copy edges", "found the other way round", scores.turned,
                    derivations.gold),
      mean_measure("edges with quotations", "F1; " + counts_of(scores.edges), scores.edges.f1()),
      share_measure("relations", "of those found", scores.right_relations, scores.edges.both),
      share_measure("possible relations", "any that the key allows", scores.possible_relations,
                    scores.edges.both),
      mean_measure("copied passages",
                   "F1 of bytes; precision " + decimals(scores.passages.precision()) + ", recall " +
                       decimals(scores.passages.recall()),
                   scores.passages.f1()),
      share_measure("roots",
                    "reports of stories with all their roots; " +
                        std::to_string(scores.reports - scores.copies) + " derive from nobody",
                    scores.right_roots, scores.reports),
      share_measure("roots of copies", "of those, reports that derive from others",
                    scores.right_roots_of_copies, scores.copies),
      share_measure("origins, stories as in the key",
                    "exact; on average " + decimals(scores.origin_error) + " apart",
                    scores.right_origins, scores.stories)};
}

}  // namespace hearsay::eval
