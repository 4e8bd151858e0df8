// Authors: see settle_authors() in surroundings.hpp.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/ascii.hpp"
#include "base/word_set.hpp"
#include "ingest/article/bylines.hpp"
#include "ingest/article/surroundings.hpp"

namespace hearsay::article {
namespace {

constexpr int kMarked = 16;    // rank of a byline that markup shows
constexpr int kByWord = 17;    // of a line that begins with "By"
constexpr int kBeside = 21;    // of a name beside a date or a role
constexpr int kFar = 23;       // of a marked name far from the title
constexpr int kDoubtful = 30;  // added for the outlet itself and for names of accounts
constexpr size_t kMostMarked = 200;
constexpr size_t kMostClaimed = 100;  // more names are no byline
constexpr uint32_t kMostNodes = 400;  // of an element that may be a byline

// ---- elements that markup calls a byline --------------------------------------------------------

// Words of class and id. Asides are places where other people's names stand.
constexpr WordSet kBylineWords({"byline", "bylines", "author", "authors", "writer", "writers",
                                "writtenby", "postedby", "autor", "autore", "auteur", "verfasser",
                                "reporter", "authorname", "contributor", "contributors"});
constexpr WordSet kAsideWords({"comment", "comments", "commentlist", "respond", "related",
                               "recommended", "testimonial", "testimonials", "sidebar", "widget",
                               "disqus"});

// Parts a class or id into words, at marks and where capitals begin, and asks for each.
template <class Visit>
void for_each_cue_word(std::string_view value, Visit visit) {
  for (size_t at = 0; at < value.size();) {
    size_t end = at;
    while (end < value.size() && value[end] >= 'A' && value[end] <= 'Z') ++end;
    while (end < value.size() && value[end] >= 'a' && value[end] <= 'z') ++end;
    if (end > at) visit(value.substr(at, end - at));
    at = std::max(end, at + 1);
  }
}

struct Marks {
  bool byline = false, name = false, aside = false, property = false;
};

class MarkReader {
 public:
  explicit MarkReader(const Page& page) : page_(page) {}

  Marks read(uint32_t node) const {
    Marks out;
    if (page_.tag[node] == Tag::nav || page_.tag[node] == Tag::select) out.aside = true;
    for (uint32_t at = page_.first_attribute[node]; at < page_.first_attribute[node + 1]; ++at)
      read(raw(page_.attributes.name[at]), raw(page_.attributes.value[at]), out);
    return out;
  }

 private:
  std::string_view raw(Span span) const {
    return std::string_view(*page_.text).substr(span.begin, span.size());
  }

  static void read(std::string_view name, std::string_view value, Marks& out) {
    constexpr size_t kMost = 500;
    if (value.size() > kMost) return;
    if (ascii::equal_folded(name, "rel")) {
      for_each_cue_word(
          value, [&](std::string_view word) { out.name |= ascii::equal_folded(word, "author"); });
    } else if (ascii::equal_folded(name, "itemprop")) {
      for_each_cue_word(value, [&](std::string_view word) {
        out.property |= ascii::equal_folded(word, "author");
        out.name |= ascii::equal_folded(word, "name");
      });
    } else if (ascii::equal_folded(name, "itemtype")) {
      out.aside |= value.ends_with("/Comment");
    } else if (ascii::equal_folded(name, "class") || ascii::equal_folded(name, "id") ||
               ascii::equal_folded(name, "data-testid")) {
      for_each_cue_word(value, [&](std::string_view word) {
        out.byline |= kBylineWords.has_lowered(word);
        out.name |= ascii::equal_folded(word, "authorname");
        out.aside |= kAsideWords.has_lowered(word);
      });
    }
  }

  const Page& page_;
};

struct Byline {
  Span span;                // of the element or line
  std::vector<Span> names;  // in the visible text
  std::string how;
};

// ---- reading ------------------------------------------------------------------------------------

// Formatting does not part a name: "Ilka <b>Danner</b>".
bool is_formatting(Tag tag) {
  static constexpr std::array kFormats = {Tag::b, Tag::i,     Tag::em,  Tag::strong, Tag::font,
                                          Tag::u, Tag::small, Tag::sup, Tag::abbr};
  return std::find(kFormats.begin(), kFormats.end(), tag) != kFormats.end();
}

class Authors {
 public:
  Authors(const Surroundings& around, Candidates& candidates)
      : around_(around), candidates_(candidates), outlets_(outlet_names(candidates)) {}

  void settle() {
    find_title();
    part_claims();
    read_marked();
    choose_marked();
    read_lines();
    for (Candidate& author : authors_) place(author);
    for (Candidate& author : authors_) judge(author);
    drop_outlet();
    std::erase_if(authors_, [](const Candidate& author) { return author.value.empty(); });
    for (Candidate& author : authors_) candidates_.push_back(std::move(author));
  }

 private:
  std::string_view words(Span span) const { return around_.text[span]; }

  void find_title() {
    const Candidate* best = nullptr;
    for (const Candidate& one : candidates_)
      if (one.field == MetadataField::title && !one.span.is_none() &&
          (best == nullptr || one.rank < best->rank))
        best = &one;
    title_ = best == nullptr ? Span{0, 0} : best->span;
    has_title_ = best != nullptr;
  }

  // ---- what metadata claims ---------------------------------------------------------------------

  void part_claims() {
    Candidates others;
    for (Candidate& one : candidates_) {
      if (one.field != MetadataField::author)
        others.push_back(std::move(one));
      else
        part_claim(one);
    }
    candidates_ = std::move(others);
  }

  void part_claim(const Candidate& claim) {
    if (is_no_name(claim.value) || authors_.size() >= kMostClaimed) return;
    std::vector<Span> names = names_in_byline(claim.value, {}, BylineCue::claimed);
    for (Span name : names) {
      Candidate author = claim;
      author.value = claim.value.substr(name.begin, name.size());
      if (!is_no_name(author.value)) authors_.push_back(std::move(author));
    }
    // What cannot be parted but is short is somebody's odd name.
    constexpr size_t kShort = 60;
    if (names.empty() && claim.value.size() <= kShort && ascii::count_words(claim.value) > 1)
      authors_.push_back(claim);
  }

  // ---- what markup shows ------------------------------------------------------------------------

  void read_marked() {
    const Page& page = around_.page;
    MarkReader reader(page);
    for (uint32_t node = 0; node < page.kind.size() && marked_.size() < kMostMarked;) {
      uint32_t next = node + 1;
      if (page.kind[node] == NodeKind::element) {
        Marks marks = reader.read(node);
        if (marks.aside && !shows_title(node)) {
          next = page.subtree_end[node];
        } else if (marks.byline || marks.property || (marks.name && is_author_link(node))) {
          if (read_byline(reader, node, marks)) next = page.subtree_end[node];
        }
      }
      node = next;
    }
  }

  bool is_author_link(uint32_t node) const {
    auto rel = attribute(around_.page, node, "rel");
    return rel && ascii::lowered(*rel).find("author") != std::string::npos;
  }

  // The whole page may be in an element of which the class says "sidebar".
  bool shows_title(uint32_t node) const {
    if (!has_title_) return false;
    Span shown = visible_span(around_, node);
    return !shown.is_none() && shown.covers(title_);
  }

  bool read_byline(const MarkReader& reader, uint32_t node, const Marks& marks) {
    constexpr uint32_t kShort = 300;
    constexpr uint32_t kBox = 2000;
    Span shown = visible_span(around_, node);
    if (shown.is_none()) return read_hidden_name(node, marks);
    if (shown.overlaps(title_)) return false;
    if (shown.size() > kShort) {
      if (shown.size() < kBox) read_box(shown);
      return false;
    }
    Byline out{shown, inner_names(reader, node, shown), how_of(marks)};
    if (out.names.empty()) add_names(shown, BylineCue::marked, out.names);
    if (out.names.empty()) return false;
    marked_.push_back(std::move(out));
    return true;
  }

  static const char* how_of(const Marks& marks) {
    if (marks.property) return "itemprop author";
    return marks.name ? "rel author" : "byline";
  }

  // Of elements within that markup calls names.
  std::vector<Span> inner_names(const MarkReader& reader, uint32_t node, Span shown) const {
    std::vector<Span> out;
    uint32_t end = std::min(around_.page.subtree_end[node], node + kMostNodes);
    for (uint32_t inner = node + 1; inner < end; ++inner) {
      if (around_.page.kind[inner] != NodeKind::element || !reader.read(inner).name) continue;
      Span name = visible_span(around_, inner);
      if (name.is_none() || !shown.covers(name)) continue;
      if (!introduces_helper(words({shown.begin, name.begin})))
        add_names(name, BylineCue::claimed, out);
    }
    return out;
  }

  // A box about the author: its first line is the name.
  void read_box(Span shown) {
    size_t end = std::min<size_t>(around_.text.view().find('\n', shown.begin), shown.end);
    Span line{shown.begin, static_cast<uint32_t>(end)};
    if (is_only_name(words(line))) marked_.push_back({line, {line}, "byline"});
  }

  // <span itemprop=author><meta itemprop=name content="...">
  bool read_hidden_name(uint32_t node, const Marks& marks) {
    const Page& page = around_.page;
    if (!marks.property) return false;
    uint32_t end = std::min(page.subtree_end[node], node + kMostNodes);
    for (uint32_t inner = node + 1; inner < end; ++inner) {
      if (page.tag[inner] != Tag::meta) continue;
      if (attribute(page, inner, "itemprop").value_or("") != "name") continue;
      part_claim({.field = MetadataField::author,
                  .value = tidy(attribute(page, inner, "content").value_or("")),
                  .how = "itemprop author",
                  .rank = kMarked - 1});
      return true;
    }
    return false;
  }

  void add_names(Span shown, BylineCue cue, std::vector<Span>& names) const {
    constexpr size_t kMost = 40;
    std::vector<uint32_t> breaks = breaks_in(shown);
    for (Span name : names_in_byline(words(shown), breaks, cue)) {
      Span place{shown.begin + name.begin, shown.begin + name.end};
      auto same = [&](Span other) { return words(other) == words(place); };
      if (names.size() < kMost && std::none_of(names.begin(), names.end(), same))
        names.push_back(place);
    }
  }

  // Where elements begin or end within a part of the text, counted from its begin.
  std::vector<uint32_t> breaks_in(Span shown) const {
    std::vector<uint32_t> out;
    const std::vector<Span>& pieces = around_.rendering.span;
    auto at = std::upper_bound(pieces.begin(), pieces.end(), shown.begin,
                               [](uint32_t place, Span piece) { return place < piece.begin; });
    for (; at != pieces.end() && at->begin < shown.end; ++at) {
      auto index = static_cast<size_t>(at - pieces.begin());
      if (!formats(index) && (index == 0 || !formats(index - 1)))
        out.push_back(at->begin - shown.begin);
    }
    return out;
  }

  bool formats(size_t piece) const {
    return is_formatting(around_.page.tag[around_.page.parent[around_.rendering.node[piece]]]);
  }

  // Of all bylines the nearest to the title, those that follow it at once too. One far away counts
  // if the page names nobody else.
  void choose_marked() {
    if (marked_.empty()) return;
    constexpr uint32_t kNear = 2500;
    auto nearest = std::min_element(
        marked_.begin(), marked_.end(),
        [this](const Byline& a, const Byline& b) { return distance(a.span) < distance(b.span); });
    bool near = distance(nearest->span) <= kNear;
    if (!near && !all_name_one()) return;
    add(*nearest, near ? kMarked : kFar);
    constexpr uint32_t kGap = 40;
    uint32_t end = nearest->span.end;
    for (auto next = nearest + 1; next != marked_.end(); ++next) {
      if (next->span.begin < end || next->span.begin - end > kGap) break;
      if (next->how != nearest->how || !only_lists({end, next->span.begin})) break;
      add(*next, near ? kMarked : kFar);
      end = next->span.end;
    }
  }

  // Whether nothing but an "and" stands there, so that what follows goes on with a list.
  bool only_lists(Span gap) const {
    std::vector<std::string> said = skeleton_words(words(gap));
    return std::all_of(said.begin(), said.end(), [](const std::string& word) {
      return word == "and" || word == "by" || word == "und" || word == "et" || word == "y";
    });
  }

  // In bytes; what stands before the title is twice as far.
  uint32_t distance(Span span) const {
    if (!has_title_) return span.begin;
    return span.begin >= title_.begin ? span.begin - std::min(span.begin, title_.end)
                                      : 50 + 2 * (title_.begin - span.begin);
  }

  bool all_name_one() const {
    std::string_view first = words(marked_[0].names[0]);
    return std::all_of(marked_.begin(), marked_.end(), [&](const Byline& one) {
      return one.names.size() == 1 && words(one.names[0]) == first;
    });
  }

  void add(const Byline& byline, int rank) {
    for (Span name : byline.names) {
      // "Dr. Ilka Danner" after "Ilka Danner" is the same.
      bool again = std::any_of(authors_.begin(), authors_.end(), [&](const Candidate& other) {
        return other.span == name ||
               (other.how == byline.how && words(name).ends_with(" " + other.value));
      });
      if (again) continue;
      authors_.push_back({.field = MetadataField::author,
                          .value = tidy(words(name)),
                          .span = name,
                          .how = byline.how,
                          .rank = rank});
    }
  }

  // ---- what lines say ---------------------------------------------------------------------------

  struct Line {
    Span span;
    size_t block;
  };

  void read_lines() {
    std::vector<Line> lines = lines_by_title();
    for (size_t i = 0; i < lines.size(); ++i) {
      Line line = lines[i];
      if (i + 1 < lines.size() && ends_in_by_word(words(line.span)))
        line.span.end = lines[++i].span.end;
      bool dated = (i + 1 < lines.size() && is_only_date(words(lines[i + 1].span))) ||
                   (i > 0 && is_only_date(words(lines[i - 1].span)));
      read_line(line, dated);
    }
    if (authors_.empty()) read_signature();
  }

  std::vector<Line> lines_by_title() const {
    constexpr uint32_t kBefore = 300;
    constexpr uint32_t kAfter = 1200;
    constexpr size_t kMost = 60;
    uint32_t from = title_.begin > kBefore ? title_.begin - kBefore : 0;
    std::vector<Line> out;
    for (size_t i = 0; i < around_.blocks.span.size(); ++i) {
      Span block = around_.blocks.span[i];
      if (block.end < from || block == title_) continue;
      if (block.begin > title_.end + kAfter) break;
      for (uint32_t at = block.begin; at < block.end && out.size() < kMost;) {
        size_t end = std::min<size_t>(around_.text.view().find('\n', at), block.end);
        out.push_back({{at, static_cast<uint32_t>(end)}, i});
        at = static_cast<uint32_t>(end) + 1;
      }
    }
    return out;
  }

  void read_line(const Line& line, bool dated) {
    constexpr uint32_t kShort = 200;
    if (line.span.size() > kShort || line.span.overlaps(title_)) return;
    std::string_view said = words(line.span);
    Byline out{line.span, {}, "by-word"};
    for (Span name : names_in_byline(said, breaks_in(line.span), BylineCue::none))
      out.names.push_back({line.span.begin + name.begin, line.span.begin + name.end});
    if (!out.names.empty()) {
      if (!by_word_) add(out, kByWord);
      by_word_ = true;
      return;
    }
    read_beside(line, said, dated);
  }

  // A name that neither markup nor a by-word calls an author: beside a date or a role, at once
  // below the title.
  void read_beside(const Line& line, std::string_view said, bool dated) {
    constexpr uint32_t kNear = 400;
    if (beside_ || line.span.begin < title_.end || line.span.begin > title_.end + kNear) return;
    if (!is_plain() && !tells_of_report(line.block)) return;
    Span name = dated && is_only_name(said) ? Span{0, line.span.size()}
                                            : name_beside_date(said, breaks_in(line.span));
    Byline out{line.span, {}, "beside date"};
    if (name.is_none()) {
      name = name_with_role(said);
      out.how = "beside role";
    }
    if (name.is_none()) return;
    name = {line.span.begin + name.begin, line.span.begin + name.end};
    if (is_outlet(outlets_, words(name))) return;
    beside_ = true;
    out.names.push_back(name);
    add(out, kBeside);
  }

  bool is_plain() const { return around_.source.format == Format::text; }

  // Whether a class says that a block tells of the report: "meta", "entry-info", "dateline".
  bool tells_of_report(size_t block) const {
    static constexpr WordSet kReportWords(
        {"meta", "info", "dateline", "details", "credit", "metadata"});
    constexpr int kUp = 4;
    auto node = static_cast<uint32_t>(std::max(around_.blocks.node[block], 0));
    for (int up = 0; up < kUp && node != 0; ++up, node = around_.page.parent[node]) {
      bool tells = false;
      for_each_cue_word(attribute(around_.page, node, "class").value_or(""),
                        [&](std::string_view word) { tells |= kReportWords.has_lowered(word); });
      if (tells) return true;
    }
    return false;
  }

  // "Written by Ilka Danner" far from the title, if the page has one such name only.
  void read_signature() {
    Span found = Span::none();
    for (size_t i = 0; i < around_.blocks.span.size(); ++i) {
      Span block = around_.blocks.span[i];
      bool label = i + 1 < around_.blocks.span.size() && ends_in_by_word(words(block));
      if (label) block.end = around_.blocks.span[i + 1].end;
      Span name = name_in_signature(words(block));
      if (name.is_none()) continue;
      name = {block.begin + name.begin, block.begin + name.end};
      if (!found.is_none() && words(found) != words(name)) return;
      if (found.is_none()) found = name;
    }
    if (!found.is_none()) add({found, {found}, "signature"}, kFar);
  }

  // ---- judging ----------------------------------------------------------------------------------

  // The place where a name that was claimed stands first in a short block, as whole words.
  void place(Candidate& author) const {
    constexpr uint32_t kShort = 200;
    const std::string& name = author.value;
    if (!author.span.is_none() || name.size() < 3) return;
    for (Span block : around_.blocks.span) {
      if (block.size() > kShort) continue;
      size_t at = words(block).find(name);
      if (at == std::string_view::npos || within_word(words(block), at, at + name.size())) continue;
      author.span.begin = static_cast<uint32_t>(block.begin + at);
      author.span.end = author.span.begin + static_cast<uint32_t>(name.size());
      return;
    }
  }

  static bool within_word(std::string_view text, size_t begin, size_t end) {
    // Letters, digits and everything outside ASCII may continue a word.
    auto continues = [](char c) {
      return ascii::is_letter(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    };
    return (begin > 0 && continues(text[begin - 1])) || (end < text.size() && continues(text[end]));
  }

  // An outlet in a list with names of others is where they work.
  void drop_outlet() {
    for (Candidate& author : authors_) {
      if (!is_outlet_itself(outlets_, author.value)) continue;
      bool beside = std::any_of(authors_.begin(), authors_.end(), [&](const Candidate& other) {
        return other.how == author.how && other.rank % kDoubtful == author.rank % kDoubtful &&
               !other.value.empty() && !is_outlet_itself(outlets_, other.value);
      });
      if (beside) author.value.clear();
    }
  }

  // The outlet itself and accounts come last; accounts that the page does not show are nobody.
  void judge(Candidate& author) const {
    if (author.rank == kContainerRank || author.rank >= kMarked) return;
    if (is_account(author.value) && author.span.is_none()) author.value.clear();
    bool single = author.value.find(' ') == std::string::npos;
    if (single || is_outlet_itself(outlets_, author.value)) author.rank += kDoubtful;
  }

  static constexpr int kContainerRank = 5;

  const Surroundings& around_;
  Candidates& candidates_;
  std::vector<std::string> outlets_;
  Span title_{0, 0};
  bool has_title_ = false;
  Candidates authors_;
  std::vector<Byline> marked_;
  bool by_word_ = false, beside_ = false;
};

}  // namespace

void settle_authors(const Surroundings& around, Candidates& candidates) {
  Authors(around, candidates).settle();
}

}  // namespace hearsay::article
