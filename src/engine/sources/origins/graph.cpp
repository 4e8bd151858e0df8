// See graph.hpp.
#include "sources/origins/graph.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace hearsay {
namespace {

struct Root {
  Score score;
  OriginKind kind;
  uint32_t via;
  uint32_t of;  // the report of a circle that has it via that one
};
using Roots = std::map<uint32_t, Root>;  // by the number of the origin

void add_root(Roots& roots, uint32_t origin, Root root) {
  auto [at, added] = roots.emplace(origin, root);
  if (!added && at->second.score < root.score) at->second = root;
}

void keep_surest(Roots& roots) {
  if (roots.size() <= OriginGraph::kMostOrigins) return;
  std::vector<std::pair<uint32_t, Root>> all(roots.begin(), roots.end());
  auto end = all.begin() + OriginGraph::kMostOrigins;
  std::nth_element(all.begin(), end, all.end(), [](const auto& a, const auto& b) {
    return std::tie(b.second.score, a.first) < std::tie(a.second.score, b.first);
  });
  roots = Roots(all.begin(), end);
}

std::string why(OriginKind kind, bool direct) {
  switch (kind) {
    case OriginKind::own:
      return "has it from nobody in the pile";
    case OriginKind::adds:
      return "copies, and quotes somebody whom no earlier report quotes so";
    case OriginKind::copy:
      return direct ? "its words come from there"
                    : "its words come from a report that rests on that one";
    case OriginKind::cites:
      return "names the outlet that it has it from, and hardly quotes anybody itself";
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
  auto [place, added] = edges_.emplace(std::pair(child->second, parent->second), parents.size());
  if (added) {
    parents.push_back({parent->second, score, cites});
    return;
  }
  Parent& known = parents[place->second];
  known.score = std::max(known.score, score);
  known.cites &= cites;
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

std::vector<std::optional<uint32_t>> OriginGraph::ways_to(
    uint32_t member, const std::vector<uint32_t>& circle) const {
  auto place = [&](uint32_t report) -> std::optional<size_t> {
    auto at = std::lower_bound(circle.begin(), circle.end(), report);
    if (at == circle.end() || *at != report) return std::nullopt;
    return static_cast<size_t>(at - circle.begin());
  };
  struct Step {
    size_t child;
    uint32_t parent;  // the how manieth
  };
  std::vector<std::vector<Step>> below(circle.size());
  for (size_t child = 0; child < circle.size(); ++child) {
    const std::vector<Parent>& parents = nodes_[circle[child]].parents;
    for (uint32_t i = 0; i < parents.size(); ++i)
      if (auto parent = place(parents[i].report)) below[*parent].push_back({child, i});
  }
  std::vector<std::optional<uint32_t>> out(circle.size());
  std::vector<size_t> waiting{*place(member)};
  for (size_t next = 0; next < waiting.size(); ++next)
    for (const Step& step : below[waiting[next]]) {
      if (circle[step.child] == member || out[step.child]) continue;
      out[step.child] = step.parent;
      waiting.push_back(step.child);
    }
  return out;
}

Origins OriginGraph::origins() const {
  std::vector<Roots> roots(nodes_.size());
  for (const std::vector<uint32_t>& circle : circles()) {
    Roots all;
    bool outside = false;
    auto inside = [&](const Parent& parent) {
      return std::binary_search(circle.begin(), circle.end(), parent.report);
    };
    auto kind_of = [](const Parent& parent) {
      return parent.cites ? OriginKind::cites : OriginKind::copy;
    };
    for (uint32_t member : circle)
      for (const Parent& parent : nodes_[member].parents) {
        if (inside(parent)) continue;
        outside = true;
        for (const auto& [origin, root] : roots[parent.report])
          add_root(all, origin,
                   {std::min(root.score, parent.score), kind_of(parent), parent.report, member});
      }
    uint32_t first = circle.front();
    if (!outside && circle.size() > 1)
      add_root(all, first, {Score::of(1), OriginKind::circle, first, first});
    keep_surest(all);
    std::map<uint32_t, std::vector<std::optional<uint32_t>>> ways;  // to reports of the circle
    for (const auto& [origin, root] : all)
      if (!ways.contains(root.of)) ways.emplace(root.of, ways_to(root.of, circle));
    for (size_t place = 0; place < circle.size(); ++place) {
      uint32_t member = circle[place];
      for (auto [origin, root] : all) {
        if (auto step = ways.at(root.of)[place]) {
          const Parent& parent = nodes_[member].parents[*step];
          root.via = parent.report;
          if (root.kind != OriginKind::circle) root.kind = kind_of(parent);
        }
        roots[member].emplace(origin, root);
      }
      bool alone = !outside && circle.size() == 1;
      if (alone || nodes_[member].own)
        roots[member][member] = {Score::of(1), alone ? OriginKind::own : OriginKind::adds, member,
                                 member};
    }
  }
  Origins out;
  for (uint32_t report = 0; report < nodes_.size(); ++report)
    for (const auto& [origin, root] : roots[report]) {
      out.report.push_back(nodes_[report].id);
      out.origin.push_back(nodes_[origin].id);
      out.kind.push_back(root.kind);
      out.via.push_back(nodes_[root.via].id);
      out.score.push_back(root.score);
      out.why.push_back(why(root.kind, root.via == origin));
    }
  return out;
}

}  // namespace hearsay
