// See marking.hpp. A sweep over the places where something begins or ends.
#include "surfaces/web/marking.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostAtOnce = 8;
constexpr std::array<std::string_view, 5> kClasses = {"statement", "copied", "given", "shared",
                                                      "found"};

std::string_view class_of(Marking::Kind kind) {
  return kClasses[static_cast<size_t>(kind)];
}

bool is_passage(Marking::Kind kind) {
  return kind == Marking::Kind::copied || kind == Marking::Kind::given ||
         kind == Marking::Kind::shared;
}

// With the quotation marks around it, so that a label does not stand behind the first of them.
Span with_quotes(std::string_view text, Span span) {
  static constexpr std::array<std::string_view, 4> kOpen = {"\u201C", "\u2018", "\u201E", "\u00AB"};
  static constexpr std::array<std::string_view, 3> kClose = {"\u201D", "\u2019", "\u00BB"};
  std::string_view before = text.substr(0, span.begin), after = text.substr(span.end);
  for (std::string_view mark : kOpen)
    if (before.ends_with(mark)) span.begin -= static_cast<uint32_t>(mark.size());
  bool straight =
      before.ends_with('"') && (before.size() == 1 || ascii::is_space(before[before.size() - 2]));
  if (straight) --span.begin;
  for (std::string_view mark : kClose)
    if (after.starts_with(mark)) span.end += static_cast<uint32_t>(mark.size());
  if (straight && after.starts_with('"')) ++span.end;
  return span;
}

// Those that lie in the part, cut to it; by their begin, the longer first.
std::vector<Marking> inside(std::string_view text, Span part, std::span<const Marking> markings) {
  std::vector<Marking> out;
  for (const Marking& one : markings) {
    if (one.span.begin >= one.span.end || one.span.end > text.size()) continue;
    if (!one.span.overlaps(part) || !is_boundary(text, one.span.begin) ||
        !is_boundary(text, one.span.end))
      continue;
    out.push_back(one);
    if (is_passage(one.kind)) out.back().span = with_quotes(text, one.span);
    // What goes on from the part before has its label and its anchor there.
    if (out.back().span.begin < part.begin) {
      out.back().label.clear();
      out.back().first = false;
      out.back().span.begin = part.begin;
    }
    out.back().span.end = std::min(out.back().span.end, part.end);
  }
  std::stable_sort(out.begin(), out.end(), [](const Marking& a, const Marking& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return out;
}

class Sweep {
 public:
  Sweep(Html& html, std::string_view text, Span part, std::span<const Marking> markings)
      : html_(html), text_(text), part_(part), all_(inside(text, part, markings)) {
    for (const Marking& one : all_) {
      cuts_.push_back(one.span.begin);
      cuts_.push_back(one.span.end);
    }
    cuts_.push_back(part.end);
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }

  void run() {
    uint32_t at = part_.begin;
    for (uint32_t cut : cuts_) {
      if (cut > at) put({at, cut});
      at = std::max(at, cut);
      start(cut);
    }
  }

 private:
  void start(uint32_t at) {
    std::erase_if(active_, [at](const Marking* one) { return one->span.end <= at; });
    for (; next_ < all_.size() && all_[next_].span.begin == at; ++next_) {
      const Marking& one = all_[next_];
      if (one.first) anchor(one.row.hex());
      if (!one.label.empty()) label(one);
      if (active_.size() < kMostAtOnce) active_.push_back(&one);
    }
  }

  // Two elements: a link that is the target as well would take the focus, and be seen, on arrival.
  void anchor(const std::string& id) {
    html_.element("span", {{"id", "s-" + id}, {"class", "anchor"}}, "");
    html_.element("a",
                  {Attribute::href(Url::local("").fragment("row-" + id)),
                   {"class", "to-row"},
                   {"aria-label", "Statement: to its row"}},
                  "");
  }

  void label(const Marking& one) {
    if (one.to)
      html_.foreign_element("a", {Attribute::href(*one.to), {"class", "label"}}, one.label);
    else
      html_.foreign_element("span", {{"class", "label"}}, one.label);
  }

  void put(Span span) {
    if (active_.empty()) {
      html_.text(text_.substr(span.begin, span.size()));
      return;
    }
    std::string classes, rows;
    size_t statements = 0;
    std::set<Marking::Kind> kinds;
    for (const Marking* one : active_) {
      if (kinds.insert(one->kind).second)
        classes += (classes.empty() ? "" : " ") + std::string(class_of(one->kind));
      if (one->kind != Marking::Kind::statement) continue;
      rows += (rows.empty() ? "" : " ") + one->row.hex();
      ++statements;
    }
    if (statements > 1) classes += " nested";
    bool mark = statements > 0 || kinds.contains(Marking::Kind::found);
    html_.element(
        mark ? Tag("mark") : Tag("span"),
        {{"class", classes}, statements > 0 ? Attribute("data-rows", rows) : Attribute::none()},
        text_.substr(span.begin, span.size()));
  }

  Html& html_;
  std::string_view text_;
  Span part_;
  std::vector<Marking> all_;
  std::vector<uint32_t> cuts_;
  std::vector<const Marking*> active_;
  size_t next_ = 0;
};

}  // namespace

void put_marked(Html& html, std::string_view text, Span part, std::span<const Marking> markings) {
  part.end = std::min<uint32_t>(part.end, static_cast<uint32_t>(text.size()));
  if (part.begin >= part.end) return;
  Sweep(html, text, part, markings).run();
}

void put_legend(Html& html, std::span<const Marking> markings) {
  static constexpr std::array<std::string_view, 4> kSays = {
      "somebody says it", "copied from elsewhere", "others copied this",
      "the same words quoted by others"};
  std::set<Marking::Kind> kinds;
  for (const Marking& one : markings)
    if (one.kind != Marking::Kind::found) kinds.insert(one.kind);
  if (kinds.empty()) return;
  html.open("p", {{"class", "legend"}});
  for (Marking::Kind kind : kinds)
    html.element(kind == Marking::Kind::statement ? Tag("mark") : Tag("span"),
                 {{"class", class_of(kind)}}, kSays[static_cast<size_t>(kind)])
        .text(" ");
  html.close();
}

}  // namespace hearsay::web
