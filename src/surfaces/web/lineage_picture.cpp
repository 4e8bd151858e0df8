// See lineage_picture.hpp. Columns are the depth of a report under its origins, rows the order of
// the tree; a report that has it from several stands once.
#include "surfaces/web/lineage_picture.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "surfaces/web/page_parts.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostNodes = 300;
constexpr int kMostColumns = 12, kSideBySide = 3;
constexpr int kWidth = 236, kHeight = 58, kColumn = 380, kRow = 76, kEdge = 8, kLabel = 58,
              kLine = 14;

struct Box {
  const LineageNode* node;
  int column = 0, row = 0;
  int x() const { return kEdge + column * kColumn; }
  int y() const { return kEdge + row * kRow; }
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
        height = 2 * kEdge + rows_ * kRow - (kRow - kHeight);
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
    for (const LineageEdge& one : detail_.edges) edge(one);
    for (const LineageNode& node : detail_.nodes) box(boxes_[node.report->id]);
    html_.close().close();
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
    int alone = 0, side_by_side = std::max(columns_, kSideBySide);
    for (const LineageNode& node : detail_.nodes) {
      if (placed.contains(node.report->id)) continue;
      Box& one = boxes_[node.report->id];
      one.column = alone % side_by_side;
      one.row = rows_ + alone++ / side_by_side;
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
    if (linked) html_.open("a", {Attribute::href(Url::local("").fragment(id)), {"data-edge", id}});
    html_.open("path", {{"class", "line"}, {"d", path}}).close();
    html_.open("path", {{"class", "touch"}, {"d", path}}).close();
    std::string how(one.edge->relation);
    if (one.words.all > 0) how += " " + at(static_cast<int>(one.words.percent())) + " %";
    html_.element("text",
                  {{"class", "how"},
                   {"x", at(x1 + kLabel)},
                   {"y", at(free_place(x1, y1 + (y2 - y1) / 4 - 5))},
                   {"text-anchor", "middle"}},
                  how);
    if (linked) html_.close();
    html_.close();
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
  int columns_ = 1, rows_ = 0;
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
