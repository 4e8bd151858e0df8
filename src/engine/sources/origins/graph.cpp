// See graph.hpp.
#include "sources/origins/graph.hpp"

#include <algorithm>
#include <string>

namespace hearsay {
namespace {

struct Root {
  Score score;
  OriginKind kind;
};
using Roots = std::map<uint32_t, Root>;  // by the number of the origin

void add_root(Roots& roots, uint32_t origin, Root root) {
  auto [at, added] = roots.emplace(origin, root);
  if (!added && at->second.score < root.score) at->second = root;
}

void keep_surest(Roots& roots) {
  while (roots.size() > OriginGraph::kMostOrigins) {
    auto least = std::min_element(roots.begin(), roots.end(), [](const auto& a, const auto& b) {
      return a.second.score < b.second.score;
    });
    roots.erase(least);
  }
}

std::string why(OriginKind kind) {
  switch (kind) {
    case OriginKind::own:
      return "has it from nobody in the pile";
    case OriginKind::adds:
      return "copies, and quotes somebody whom no earlier report quotes so";
    case OriginKind::copy:
      return "its words come from there";
    case OriginKind::cites:
      return "names that outlet and quotes nobody itself";
    case OriginKind::circle:
      return "reports that have it from each other";
  }
  return "";
}

}  // namespace

void OriginGraph::add(const ReportId& report, bool own) {
  numbers_.emplace(report, static_cast<uint32_t>(nodes_.size()));
  nodes_.push_back({report, own, {}});
}

void OriginGraph::join(const ReportId& from, const ReportId& to, Score score, bool cites) {
  auto parent = numbers_.find(from);
  auto child = numbers_.find(to);
  if (parent == numbers_.end() || child == numbers_.end() || parent == child) return;
  std::vector<Parent>& parents = nodes_[child->second].parents;
  for (Parent& known : parents) {
    if (known.report != parent->second) continue;
    known.score = std::max(known.score, score);
    known.cites &= cites;
    return;
  }
  parents.push_back({parent->second, score, cites});
}

std::vector<std::vector<uint32_t>> OriginGraph::circles() const {
  struct Visit {
    uint32_t report;
    size_t next;
  };
  constexpr uint32_t kNew = UINT32_MAX;
  std::vector<uint32_t> order(nodes_.size(), kNew);
  std::vector<uint32_t> low(nodes_.size());
  std::vector<bool> open(nodes_.size());
  std::vector<uint32_t> stack;
  std::vector<Visit> path;
  std::vector<std::vector<uint32_t>> out;
  uint32_t count = 0;
  for (uint32_t first = 0; first < nodes_.size(); ++first) {
    if (order[first] != kNew) continue;
    path.push_back({first, 0});
    while (!path.empty()) {
      Visit& here = path.back();
      uint32_t at = here.report;
      if (here.next == 0) {
        order[at] = low[at] = count++;
        stack.push_back(at);
        open[at] = true;
      }
      if (here.next < nodes_[at].parents.size()) {
        uint32_t parent = nodes_[at].parents[here.next++].report;
        if (order[parent] == kNew)
          path.push_back({parent, 0});
        else if (open[parent])
          low[at] = std::min(low[at], order[parent]);
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().report] = std::min(low[path.back().report], low[at]);
      if (low[at] != order[at]) continue;
      std::vector<uint32_t>& circle = out.emplace_back();
      while (circle.empty() || circle.back() != at) {
        circle.push_back(stack.back());
        open[stack.back()] = false;
        stack.pop_back();
      }
      std::sort(circle.begin(), circle.end());
    }
  }
  return out;
}

Origins OriginGraph::origins() const {
  std::vector<Roots> roots(nodes_.size());
  for (const std::vector<uint32_t>& circle : circles()) {
    Roots all;
    bool outside = false;
    auto inside = [&](uint32_t report) {
      return std::binary_search(circle.begin(), circle.end(), report);
    };
    for (uint32_t member : circle)
      for (const Parent& parent : nodes_[member].parents) {
        if (inside(parent.report)) continue;
        outside = true;
        OriginKind kind = parent.cites ? OriginKind::cites : OriginKind::copy;
        for (const auto& [origin, root] : roots[parent.report])
          add_root(all, origin, {std::min(root.score, parent.score), kind});
      }
    if (!outside && circle.size() > 1)
      add_root(all, circle.front(), {Score::of(1), OriginKind::circle});
    keep_surest(all);
    for (uint32_t member : circle) {
      roots[member] = all;
      bool alone = !outside && circle.size() == 1;
      if (alone || nodes_[member].own)
        roots[member][member] = {Score::of(1), alone ? OriginKind::own : OriginKind::adds};
    }
  }
  Origins out;
  for (uint32_t report = 0; report < nodes_.size(); ++report)
    for (const auto& [origin, root] : roots[report]) {
      out.report.push_back(nodes_[report].id);
      out.origin.push_back(nodes_[origin].id);
      out.kind.push_back(root.kind);
      out.score.push_back(root.score);
      out.why.push_back(why(root.kind));
    }
  return out;
}

}  // namespace hearsay
