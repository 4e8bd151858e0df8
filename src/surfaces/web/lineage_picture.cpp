// See lineage_picture.hpp. Columns are the depth of a report under its origins, rows the order of
// the tree; a report that has it from several stands once.
#include "surfaces/web/lineage_picture.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/page_parts.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostNodes = 300;
constexpr int kMostColumns = 12, kSideBySide = 3;
constexpr int kWidth = 236, kHeight = 58, kColumn = 380, kRow = 76, kEdge = 8, kLabel = 58,
              kLine = 14, kRule = 44;

struct Box {
  const LineageNode* node;
  int column = 0, row = 0, down = 0;  // `down`: pixels under its row
  int x() const { return kEdge + column * kColumn; }
  int y() const { return kEdge + row * kRow + down; }
};

// A text that fits into a box of so many letters.
std::string cut(std::string_view text, size_t most) {
  CodePoints points(text);
  if (points.size() <= most) return std::string(text);
  return std::string(text.substr(0, points.to_byte(static_cast<uint32_t>(most - 1)))) + "…";
}

class Picture {
 public:
  Picture(Html& html, const LineageDetail& detail, const std::map<const Derivation*, size_t>& pairs)
      : html_(html), detail_(detail), pairs_(pairs) {
    for (const LineageNode& node : detail.nodes) boxes_[node.report->id].node = &node;
    place();
  }

  void put() {
    int width = 2 * kEdge + (columns_ - 1) * kColumn + kWidth,
        height = 2 * kEdge + rows_ * kRow - (kRow - kHeight) + down_;
    html_.open("div", {{"class", "tree"},
                       {"tabindex", "0"},
                       {"role", "region"},
                       {"aria-label", "Picture of who has it from whom"}});
    html_.open("svg", {{"viewBox", "0 0 " + std::to_string(width) + " " + std::to_string(height)},
                       {"width", std::to_string(width)},
                       {"height", std::to_string(height)},
                       {"role", "group"},
                       {"aria-label",
                        "Reports, the earlier ones on the left; the table below says the same"}});
    if (down_ > 0) rule(width);
    for (const LineageEdge& one : detail_.edges) edge(one);
    for (const LineageNode& node : detail_.nodes) box(boxes_[node.report->id]);
    html_.close();
    legend();
    html_.close();
  }

 private:
  // A child stands in the row of its parent if it is the first of them, or else in the next free
  // one; reports that nothing connects stand below, side by side.
  void place() {
    find_columns();
    std::set<ReportId> placed;
    uint32_t last = 0;
    for (const LineageLine& line : detail_.lines) {
      auto found = boxes_.find(line.report);
      if (found == boxes_.end() || !connected_.contains(line.report)) continue;
      if (!placed.insert(line.report).second) continue;
      bool first = rows_ > 0 && line.depth == last + 1;
      found->second.row = first ? rows_ - 1 : rows_++;
      last = line.depth;
    }
    if (rows_ > 0 && placed.size() < detail_.nodes.size()) down_ = kRule;
    rule_row_ = rows_;
    int alone = 0, side_by_side = std::max(columns_, kSideBySide);
    for (const LineageNode& node : detail_.nodes) {
      if (placed.contains(node.report->id)) continue;
      Box& one = boxes_[node.report->id];
      one.column = alone % side_by_side;
      one.row = rows_ + alone++ / side_by_side;
      one.down = down_;
      columns_ = std::max(columns_, one.column + 1);
    }
    rows_ += (alone + side_by_side - 1) / side_by_side;
  }

  // Right of everything that it has something from; where they have it from each other, somewhere.
  void find_columns() {
    for (int pass = 0; pass < kMostColumns; ++pass)
      for (const LineageEdge& one : detail_.edges) {
        auto from = boxes_.find(one.edge->from), to = boxes_.find(one.edge->to);
        if (from == boxes_.end() || to == boxes_.end()) continue;
        connected_.insert({one.edge->from, one.edge->to});
        int right = std::min(from->second.column + 1, kMostColumns - 1);
        to->second.column = std::max(to->second.column, right);
        columns_ = std::max(columns_, to->second.column + 1);
      }
  }

  // Between what is connected and what is not.
  void rule(int width) {
    int y = kEdge + rule_row_ * kRow + kRule - kRow / 4;
    html_
        .open("path", {{"class", "rule"},
                       {"d", "M" + std::to_string(kEdge) + " " + std::to_string(y - 20) + "H" +
                                 std::to_string(width - kEdge)}})
        .close();
    html_.element("text",
                  {{"class", "rule"}, {"x", std::to_string(kEdge)}, {"y", std::to_string(y)}},
                  "Connected with no other");
  }

  // Only what the picture has.
  void legend() {
    std::set<std::string_view> kinds, relations;
    for (const LineageNode& node : detail_.nodes) {
      if (!node.kind.empty()) kinds.insert("origin");
      if (node.asked && detail_.report != nullptr) kinds.insert("asked");
      if (!node.asked && detail_.report == nullptr) kinds.insert("other");
    }
    for (const LineageEdge& one : detail_.edges) relations.insert(one.edge->relation);
    html_.open("ul", {{"class", "key"}, {"aria-label", "What the picture means"}});
    if (kinds.contains("origin")) html_.element("li", "◆ origin");
    auto sample = [this](std::string_view kind, std::string_view words) {
      html_.open("li").open("svg", {{"width", "34"}, {"height", "16"}, {"aria-hidden", "true"}});
      html_.open("g", {{"class", kind}});
      html_.open("rect", {{"x", "2"}, {"y", "2"}, {"width", "30"}, {"height", "12"}, {"rx", "3"}});
      html_.close().close().close().text(" ").text(words).close();
    };
    if (kinds.contains("asked")) sample("node asked", "this report");
    if (kinds.contains("other")) sample("node other", "of another story");
    struct Line {
      std::vector<std::string_view> relations;
      std::string_view words;
    };
    for (const Line& line : std::initializer_list<Line>{
             {{"identical", "truncated", "extended"}, "copied whole, shortened or extended"},
             {{"rewritten"}, "told in other words"},
             {{"spliced"}, "has passages of it"},
             {{"cites"}, "names it as its source"},
             {{"circle"}, "each has it from the other"}}) {
      bool drawn = std::any_of(line.relations.begin(), line.relations.end(),
                               [&](std::string_view one) { return relations.contains(one); });
      if (!drawn) continue;
      html_.open("li").open("svg", {{"width", "44"}, {"height", "16"}, {"aria-hidden", "true"}});
      html_.open("g", {{"class", "edge"}, {"data-relation", line.relations.front()}});
      html_.open("path", {{"class", "line"}, {"d", "M2 8H42"}});
      html_.close().close().close().text(" ").text(line.words).close();
    }
    html_.close();
  }

  void box(const Box& one) {
    const LineageNode& node = *one.node;
    const ReportHead& head = *node.report;
    std::string kind = "node";
    if (!node.kind.empty()) kind += " origin";
    if (node.asked && detail_.report != nullptr) kind += " asked";
    if (!node.asked && detail_.report == nullptr) kind += " other";
    auto at = [](int value) { return std::to_string(value); };
    html_.open("a", {Attribute::href(url_of(head)), {"class", kind}});
    html_.element("title", title_of(head));
    html_
        .open("rect", {{"x", at(one.x())},
                       {"y", at(one.y())},
                       {"width", at(kWidth)},
                       {"height", at(kHeight)},
                       {"rx", "7"}})
        .close();
    std::string outlet = head.outlet.empty() ? "unknown outlet" : head.outlet;
    html_.element("text", {{"class", "outlet"}, {"x", at(one.x() + 12)}, {"y", at(one.y() + 18)}},
                  cut((node.kind.empty() ? "" : "◆ ") + outlet, 26));
    html_.element("text", {{"x", at(one.x() + 12)}, {"y", at(one.y() + 34)}},
                  cut(title_of(head), 28));
    std::string days = days_text(head.published.first, head.published.last);
    html_.element("text", {{"class", "day"}, {"x", at(one.x() + 12)}, {"y", at(one.y() + 49)}},
                  days.empty() ? "no date" : days);
    html_.close();
  }

  void edge(const LineageEdge& one) {
    auto from = boxes_.find(one.edge->from), to = boxes_.find(one.edge->to);
    if (from == boxes_.end() || to == boxes_.end()) return;
    int x1 = from->second.x() + kWidth, y1 = from->second.y() + kHeight / 2;
    int x2 = to->second.x(), y2 = to->second.y() + kHeight / 2;
    // Back to an earlier column: around.
    if (to->second.column <= from->second.column) x1 = from->second.x() + kWidth / 2;
    int bend = std::max(24, (x2 - x1) / 2);
    auto at = [](int value) { return std::to_string(value); };
    std::string path = "M" + at(x1) + " " + at(y1) + "C" + at(x1 + bend) + " " + at(y1) + " " +
                       at(x2 - bend) + " " + at(y2) + " " + at(x2) + " " + at(y2);
    auto pair = pairs_.find(one.edge);
    bool linked = pair != pairs_.end();
    std::string id = linked ? "edge-" + std::to_string(pair->second) : "";
    html_.open("g", {{"class", "edge"}, {"data-relation", one.edge->relation}});
    std::string how(relation_name(one.edge->relation));
    if (one.words.all > 0) how += " " + at(static_cast<int>(one.words.percent())) + " %";
    if (linked) {
      // Ends with what is seen of it.
      std::string says = name_of(*to->second.node->report) + " from " +
                         name_of(*from->second.node->report) + ": " + how;
      html_.open(
          "a",
          {Attribute::href(Url::local("").fragment(id)), {"data-edge", id}, {"aria-label", says}});
      html_.element("title", says);
    }
    html_.open("path", {{"class", "line"}, {"d", path}}).close();
    html_.open("path", {{"class", "touch"}, {"d", path}}).close();
    auto [x, y] = near_end(x1, y1, x2, y2, bend);
    html_.element("text",
                  {{"class", "how"},
                   {"x", at(x)},
                   {"y", at(free_place(x, y - 5))},
                   {"text-anchor", "middle"}},
                  how);
    if (linked) html_.close();
    html_.close();
  }

  // A place on the curve that far before its end.
  static std::pair<int, int> near_end(int x1, int y1, int x2, int y2, int bend) {
    auto at = [](double t, double a, double b, double c, double d) {
      double s = 1 - t;
      return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    };
    double low = 0, high = 1;
    for (int i = 0; i < 20; ++i) {
      double t = (low + high) / 2;
      (at(t, x1, x1 + bend, x2 - bend, x2) < x2 - kLabel ? low : high) = t;
    }
    return {x2 - kLabel, static_cast<int>(at(high, y1, y1, y2, y2))};
  }

  // Where a label covers no other: there, or a line below.
  int free_place(int x, int y) {
    auto covers = [&](const std::pair<int, int>& other) {
      return other.first == x && std::abs(other.second - y) < kLine;
    };
    while (std::any_of(labels_.begin(), labels_.end(), covers)) ++y;
    labels_.emplace_back(x, y);
    return y;
  }

  Html& html_;
  const LineageDetail& detail_;
  const std::map<const Derivation*, size_t>& pairs_;
  std::map<ReportId, Box> boxes_;
  std::set<ReportId> connected_;
  std::vector<std::pair<int, int>> labels_;
  int columns_ = 1, rows_ = 0, rule_row_ = 0, down_ = 0;
};

}  // namespace

void put_picture(Html& html, const LineageDetail& detail,
                 const std::map<const Derivation*, size_t>& pairs) {
  if (detail.nodes.size() > kMostNodes) {
    html.element("p", {{"class", "fine"}},
                 "There are too many reports to draw; the table has them.");
    return;
  }
  Picture(html, detail, pairs).put();
}

}  // namespace hearsay::web
