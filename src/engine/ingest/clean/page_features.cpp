// Features of the blocks of a page: its tree and the names of its elements. See features.hpp.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/trees.hpp"
#include "ingest/clean/features.hpp"

namespace hearsay::clean {
namespace {

constexpr size_t kNoNode = SIZE_MAX;
constexpr uint8_t kNone = 9;  // no element within eight levels says it
constexpr std::array<std::string_view, kAroundTags> kTags = {
    "p",   "li",      "td",       "blockquote", "figcaption", "a",     "article", "main",   "aside",
    "nav", "header",  "footer",   "section",    "form",       "table", "figure",  "button", "pre",
    "dl",  "details", "noscript", "div",        "span",       "label", "address", "time"};

int32_t share_of(int64_t part, int64_t whole) {
  return whole <= 0 ? 0 : static_cast<int32_t>(part * 1000 / whole);
}
int32_t capped(int64_t number, int32_t most) {
  return static_cast<int32_t>(std::clamp<int64_t>(number, -most, most));
}

uint32_t tag_bit(std::string_view name) {
  static const std::unordered_map<std::string_view, uint32_t> bits = [] {
    std::unordered_map<std::string_view, uint32_t> out;
    for (size_t i = 0; i < kTags.size(); ++i) out[kTags[i]] = uint32_t{1} << i;
    return out;
  }();
  auto found = bits.find(name);
  return found == bits.end() ? 0 : found->second;
}

uint8_t heading_level(std::string_view name) {
  bool is = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return is ? static_cast<uint8_t>(name[1] - '0') : 0;
}

// Numbers things from 0 in the order in which they first come.
template <class Thing>
class Numbers {
 public:
  uint32_t of(const Thing& thing) {
    return known_.try_emplace(thing, static_cast<uint32_t>(known_.size())).first->second;
  }

 private:
  std::unordered_map<Thing, uint32_t> known_;
};

// What one element says by its attributes.
struct Said {
  uint32_t naming = 0;
  bool hidden = false;
  std::string_view classes;
};

class Attributes {
 public:
  Attributes(const Page& page, const NamingLexicon& lexicon) : page_(page), lexicon_(lexicon) {}

  Said of(size_t node) {
    Said out;
    std::string_view text = *page_.text;
    for (uint32_t i = page_.first_attribute[node]; i < page_.first_attribute[node + 1]; ++i) {
      Span name_span = page_.attributes.name[i];
      Span value_span = page_.attributes.value[i];
      std::string_view name = text.substr(name_span.begin, name_span.size());
      std::string_view value = text.substr(value_span.begin, value_span.size());
      bool is_class = is(name, "class");
      if (is_class && out.classes.empty()) out.classes = value.substr(0, 200);
      if (is_class || is(name, "id") || is(name, "role") || is(name, "itemprop") ||
          is(name, "data-testid") || is(name, "data-component") || is(name, "aria-label"))
        out.naming |= find(value);
      else if (is(name, "hidden"))
        out.hidden = true;
      else if (is(name, "aria-hidden"))
        out.hidden |= ascii::equal_folded(value, "true");
      else if (is(name, "style"))
        out.hidden |= is_hiding(value);
    }
    return out;
  }

 private:
  static bool is(std::string_view name, std::string_view wanted) {
    return ascii::equal_folded(name, wanted);
  }
  static bool is_hiding(std::string_view style) {
    std::string folded = ascii::lowered(style.substr(0, 400));
    std::erase_if(folded, ascii::is_space);
    return folded.find("display:none") != std::string::npos ||
           folded.find("visibility:hidden") != std::string::npos;
  }
  // Pages name many elements alike.
  uint32_t find(std::string_view value) {
    value = value.substr(0, 400);
    auto [found, fresh] = known_.try_emplace(value, 0);
    if (fresh) found->second = lexicon_.find(value);
    return found->second;
  }

  const Page& page_;
  const NamingLexicon& lexicon_;
  std::unordered_map<std::string_view, uint32_t> known_;
};

}  // namespace

std::vector<Around> look_around(const Page& page, const Blocks& blocks,
                                const NamingLexicon& lexicon) {
  std::vector<Around> nodes(row_count(page));
  std::vector<uint32_t> classes(row_count(page));
  Numbers<std::string_view> class_numbers;
  Attributes attributes(page, lexicon);
  for (size_t node = 0; node < nodes.size(); ++node) {
    Around& here = nodes[node];
    if (node == 0) {
      here.naming.fill(kNone);
      continue;
    }
    here = nodes[page.parent[node]];
    if (page.kind[node] != NodeKind::element) continue;
    std::string_view name = page.name[node];
    here.tags |= tag_bit(name);
    ++here.depth;
    here.heading = std::max(here.heading, heading_level(name));
    for (uint8_t& level : here.naming) level = std::min<uint8_t>(level + 1, kNone);
    Said said = attributes.of(node);
    classes[node] = class_numbers.of(said.classes);
    // The page's own names ("no-sidebar") are about its layout.
    if (name == "html" || name == "body") continue;
    here.hidden |= said.hidden;
    for (size_t i = 0; i < kNamings; ++i)
      if ((said.naming >> i & 1) != 0) here.naming[i] = 0;
  }
  std::vector<Around> out;
  out.reserve(blocks.node.size());
  Numbers<std::string_view> paths;
  Numbers<uint64_t> made;
  Numbers<uint64_t> made_within;
  for (size_t i = 0; i < blocks.node.size(); ++i) {
    auto node = static_cast<size_t>(blocks.node[i]);
    out.push_back(nodes[node]);
    auto both = [](uint32_t one, uint32_t other) { return uint64_t{one} << 32 | other; };
    out[i].made = made.of(both(paths.of(blocks.path[i]), classes[node]));
    out[i].made_within = made_within.of(both(out[i].made, classes[page.parent[node]]));
  }
  return out;
}

namespace {

// Sums over the blocks of subtrees.
struct Sums {
  int64_t words = 0, linked = 0, blocks = 0, long_blocks = 0, long_words = 0;
};

class Subtrees {
 public:
  Subtrees(const Page& page, const Blocks& blocks, const std::vector<BlockSigns>& signs)
      : page_(page), sums_(row_count(page)), score_(row_count(page)) {
    for (size_t i = 0; i < signs.size(); ++i) add(static_cast<size_t>(blocks.node[i]), signs[i]);
    // A node stands before its descendants.
    for (size_t node = sums_.size(); node-- > 1;) {
      Sums& up = sums_[page.parent[node]];
      const Sums& here = sums_[node];
      up.words += here.words;
      up.linked += here.linked;
      up.blocks += here.blocks;
      up.long_blocks += here.long_blocks;
      up.long_words += here.long_words;
    }
    for (size_t node = 1; node < score_.size(); ++node)
      if (score_[node] > score_[best_]) best_ = node;
  }

  const Sums& of(size_t node) const { return sums_[node]; }
  size_t best() const { return best_; }

 private:
  void add(size_t node, const BlockSigns& one) {
    Sums& here = sums_[node];
    here.words += one.words;
    here.linked += int64_t{one.words} * one.linked / 1000;
    ++here.blocks;
    if (!one.is_long()) return;
    ++here.long_blocks;
    here.long_words += one.words;
    size_t up = page_.parent[node];
    score_[up] += one.words;
    if (up != 0) score_[page_.parent[up]] += one.words / 2;
  }

  const Page& page_;
  std::vector<Sums> sums_;
  std::vector<int64_t> score_;  // words of long blocks below, those of grandchildren half
  size_t best_ = 0;
};

const std::vector<std::string_view>& page_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out(text_feature_names().begin(), text_feature_names().end());
    for (std::string_view tag : kTags) out.push_back(tag);
    for (std::string_view one :
         {"near_article", "near_body",       "near_deck",    "near_title",   "near_byline",
          "near_bio",     "near_date",       "near_comment", "near_share",   "near_promo",
          "near_related", "near_navigation", "near_footer",  "near_sidebar", "near_caption",
          "near_hidden",  "near_cookie",     "near_login",   "near_quote",   "near_note"})
      out.push_back(one);
    for (std::string_view one : {"heading",          "depth",           "is_hidden",
                                 "up1_words",        "up1_linked",      "up1_blocks",
                                 "up1_long",         "up1_share",       "up2_words",
                                 "up2_linked",       "up2_blocks",      "up2_long",
                                 "up2_share",        "up3_words",       "up3_linked",
                                 "up3_long",         "likes",           "likes_words",
                                 "likes_share",      "likes_linked",    "likes_long",
                                 "to_container",     "from_container",  "container_words",
                                 "container_linked", "container_long",  "after_container",
                                 "siblings",         "sibling_at",      "mean_up1",
                                 "last_heading_cue", "last_heading_at", "last_heading_level",
                                 "heading_title",    "best_depth",      "best_share",
                                 "child_share",      "before1_same",    "after1_same",
                                 "same_run",         "li_words",        "title_up",
                                 "title_down",       "title_article",   "articles_before",
                                 "titles_before"})
      out.push_back(one);
    return out;
  }();
  return names;
}

int32_t strongest(const BlockSigns& one) {
  int32_t out = 0;
  for (size_t cue = 0; cue < kCues; ++cue)
    if (one.cues[cue] != 0) out = std::max(out, static_cast<int32_t>(one.cues[cue] * 16 + cue));
  return out;
}

struct Likes {
  int64_t count = 0, words = 0, linked = 0, long_blocks = 0;
};

class PageRow {
 public:
  PageRow(const PageView& view, const std::vector<BlockSigns>& signs)
      : page_(view.page),
        blocks_(view.blocks),
        signs_(signs),
        around_(view.around),
        subtrees_(view.page, view.blocks, signs) {
    for (size_t i = 0; i < signs.size(); ++i) {
      if (likes_.size() <= around_[i].made_within) likes_.emplace_back();
      Likes& likes = likes_[around_[i].made_within];
      ++likes.count;
      likes.words += signs[i].words;
      likes.linked += int64_t{signs[i].words} * signs[i].linked / 1000;
      likes.long_blocks += signs[i].is_long();
    }
    for (size_t at = subtrees_.best(); at != 0; at = page_.parent[at]) ++best_depth_;
    for (size_t node = 0; node < row_count(page_); ++node)
      if (page_.name[node] == "article") articles_.push_back(node);
    title_ = find_title();
  }

  void add(size_t i, Features::Writer out) {
    const Around& around = around_[i];
    for (size_t bit = 0; bit < kAroundTags; ++bit)
      out.add(static_cast<int32_t>(around.tags >> bit & 1));
    for (uint8_t level : around.naming) out.add(level);
    out.add({around.heading, around.depth, around.hidden});
    auto node = static_cast<size_t>(blocks_.node[i]);
    add_containers(node, out);
    add_likes(i, out);
    add_best(node, out);
    add_headings(i, out);
    const Sums& all = subtrees_.of(0);
    out.add(
               {best_depth_, share_of(subtrees_.of(subtrees_.best()).long_words, all.long_words),
                share_of(signs_[i].words, subtrees_.of(node).words), same(i, -1), same(i, 1),
                capped(run_, 60), around.naming[0] < 3});
    add_title(node, out);
    titles_ += around.heading == 1;
    run_ = same(i, 1) != 0 ? run_ + 1 : 0;
    if (around.heading != 0) heading_ = static_cast<int64_t>(i);
  }

 private:
  // The node of the block that is the page's title, else of its first main heading, or none.
  size_t find_title() const {
    size_t heading = kNoNode;
    for (size_t i = 0; i < signs_.size(); ++i) {
      auto node = static_cast<size_t>(blocks_.node[i]);
      if (signs_[i].title_in_it >= 900 && signs_[i].of_title >= 700 && around_[i].heading != 0)
        return node;
      if (heading == kNoNode && around_[i].heading == 1) heading = node;
    }
    return heading;
  }

  bool holds(size_t outer, size_t inner) const {
    return outer <= inner && inner < page_.subtree_end[outer];
  }

  // Pages that show a second article below the first.
  void add_title(size_t node, Features::Writer& out) {
    while (closed_ < articles_.size() && page_.subtree_end[articles_[closed_]] <= node) ++closed_;
    int32_t up = 30;
    int32_t down = 30;
    int32_t article = 0;
    if (title_ != kNoNode) {
      up = down = 0;
      for (size_t at = node; !holds(at, title_); at = page_.parent[at]) ++up;
      for (size_t at = title_; !holds(at, node); at = page_.parent[at]) ++down;
      for (size_t at = node; at != 0 && article == 0; at = page_.parent[at])
        if (page_.name[at] == "article") article = holds(at, title_) ? 1 : 2;
    }
    out.add({capped(up, 30), capped(down, 30), article,
                           capped(static_cast<int64_t>(closed_), 20), capped(titles_, 20)});
  }

  void add_containers(size_t node, Features::Writer& out) const {
    size_t up1 = page_.parent[node];
    size_t up2 = page_.parent[up1];
    size_t up3 = page_.parent[up2];
    const Sums& all = subtrees_.of(0);
    for (size_t up : {up1, up2}) {
      const Sums& sums = subtrees_.of(up);
      out.add({capped(sums.words, 5000), share_of(sums.linked, sums.words),
                             capped(sums.blocks, 500), capped(sums.long_blocks, 100),
                             share_of(sums.words, all.words)});
    }
    const Sums& sums = subtrees_.of(up3);
    out.add({capped(sums.words, 5000), share_of(sums.linked, sums.words),
                           capped(sums.long_blocks, 100)});
  }

  void add_likes(size_t i, Features::Writer& out) const {
    const Likes& likes = likes_[around_[i].made_within];
    out.add(
               {capped(likes.count, 500), capped(likes.words / likes.count, 500),
                share_of(likes.words, subtrees_.of(0).words), share_of(likes.linked, likes.words),
                share_of(likes.long_blocks, likes.count)});
  }

  void add_best(size_t node, Features::Writer& out) const {
    size_t best = subtrees_.best();
    int32_t up = 0;
    size_t at = node;
    for (; !holds(at, best) && !holds(best, node); at = page_.parent[at]) ++up;
    int32_t down = 0;
    for (size_t from = best; !holds(from, node); from = page_.parent[from]) ++down;
    const Sums& sums = subtrees_.of(best);
    bool after = node >= page_.subtree_end[best];
    size_t parent = page_.parent[node];
    const Sums& around = subtrees_.of(parent);
    out.add(
               {capped(up, 30), capped(down, 30), capped(sums.words, 5000),
                share_of(sums.linked, sums.words), capped(sums.long_blocks, 100), after,
                capped(around.blocks, 500),
                share_of(int64_t{static_cast<int64_t>(node) - static_cast<int64_t>(parent)},
                         int64_t{page_.subtree_end[parent]} - static_cast<int64_t>(parent)),
                capped(around.words / std::max<int64_t>(around.blocks, 1), 500)});
  }

  void add_headings(size_t i, Features::Writer& out) const {
    if (heading_ < 0) {
      out.add({0, 1000, 0, 0});
      return;
    }
    auto last = static_cast<size_t>(heading_);
    out.add({strongest(signs_[last]), capped(static_cast<int64_t>(i - last), 60),
                           around_[last].heading, signs_[last].title_in_it});
  }

  int32_t same(size_t i, int step) const {
    int64_t to = static_cast<int64_t>(i) + step;
    if (to < 0 || to >= static_cast<int64_t>(around_.size())) return 0;
    return around_[static_cast<size_t>(to)].made_within == around_[i].made_within;
  }

  const Page& page_;
  const Blocks& blocks_;
  const std::vector<BlockSigns>& signs_;
  const std::vector<Around>& around_;
  Subtrees subtrees_;
  std::vector<Likes> likes_;
  int32_t best_depth_ = 0;
  std::vector<size_t> articles_;  // elements, in order
  size_t closed_ = 0;             // of them end before the block
  size_t title_ = kNoNode;
  int64_t titles_ = 0;    // main headings before the block
  int64_t heading_ = -1;  // the last block that is a heading
  int64_t run_ = 0;       // blocks in a row made like this one
};

}  // namespace

std::span<const std::string_view> page_feature_names() {
  return page_names();
}

Features page_features(const Text& text, const PageView& view,
                       const std::vector<BlockSigns>& signs) {
  Features out(signs.size(), second_page_names().size());
  write_text_features(text, signs, out);
  PageRow row(view, signs);
  for (size_t i = 0; i < signs.size(); ++i)
    row.add(i, out.write(i, text_feature_names().size()));
  return out;
}

}  // namespace hearsay::clean
