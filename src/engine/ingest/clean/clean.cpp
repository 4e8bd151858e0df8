// See clean.hpp.
#include "ingest/clean/clean.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"

namespace hearsay {
namespace {

struct Verdict {
  BlockRole role;
  bool kept;
  std::string_view why;
  double score;
};

constexpr std::array<std::string_view, 9> kSetAside = {
    "nav", "footer", "aside", "form", "noscript", "button", "select", "menu", "dialog"};
constexpr std::array<std::string_view, 2> kCaptions = {"figcaption", "caption"};
constexpr std::array<std::string_view, 6> kHeadings = {"h1", "h2", "h3", "h4", "h5", "h6"};

template <size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool ends_sentence(std::string_view text) {
  for (std::string_view mark : {".", "!", "?", "\"", "”", "’", "»", ")", ":", "…", "。"})
    if (text.ends_with(mark)) return true;
  return false;
}

// What the elements around a node, and the node itself, say about its text.
struct Around {
  bool set_aside = false;
  bool header = false;
  bool article = false;  // inside <article> or <main>
  bool caption = false;
  bool hidden = false;

  // The header of an article holds its title and deck; a site's header does not.
  bool is_set_aside() const { return set_aside || (header && !article); }
};

// For every node of the page, in one pass. O(nodes + attributes).
std::vector<Around> look_around(const Page& page) {
  std::vector<Around> out(row_count(page));
  for (size_t node = 1; node < out.size(); ++node) {
    out[node] = out[page.parent[node]];
    if (page.kind[node] != NodeKind::element) continue;
    Around& around = out[node];
    std::string_view name = page.name[node];
    around.header |= name == "header";
    around.set_aside |= is_one_of(name, kSetAside);
    around.article |= name == "article" || name == "main";
    around.caption |= is_one_of(name, kCaptions);
    around.hidden |= !attribute_span(page, node, "hidden").is_none();
  }
  return out;
}

std::string_view last_element(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

Verdict judge(std::string_view text, std::string_view path, Score linked, const Around& around,
              bool page_has_article) {
  size_t words = ascii::count_words(text);
  if (around.is_set_aside())
    return {BlockRole::other, false, "inside navigation, header, footer, aside or form", 0.9};
  if (around.hidden) return {BlockRole::other, false, "hidden element", 0.7};
  if (linked.ten_thousandths > 6000) return {BlockRole::other, false, "mostly link text", 0.8};
  if (around.caption) return {BlockRole::caption, false, "caption element", 0.9};
  if (page_has_article && !around.article)
    return {BlockRole::other, false, "outside the page's article", 0.7};
  if (is_one_of(last_element(path), kHeadings)) {
    if (words <= 30) return {BlockRole::subhead, true, "heading element", 0.6};
  }
  if (words >= 12 && ends_sentence(text)) return {BlockRole::body, true, "sentences", 0.8};
  if (words >= 4 && last_element(path) == "p")
    return {BlockRole::body, true, "paragraph element", 0.6};
  if (words >= 25) return {BlockRole::body, true, "long text", 0.6};
  return {BlockRole::other, false, "short text outside a paragraph", 0.6};
}

void push(Roles& out, Span span, const Verdict& verdict) {
  out.span.push_back(span);
  out.role.push_back(verdict.role);
  out.kept.push_back({verdict.kept});
  out.why.push_back(verdict.why);
  out.score.push_back(Score::of(verdict.score));
}

Span chosen_title(const Metadata& metadata) {
  for (size_t i = 0; i < metadata.field.size(); ++i)
    if (metadata.field[i] == MetadataField::title && metadata.chosen[i].yes)
      return metadata.span[i];
  return Span::none();
}

// Words of body that a page's <article> or <main> must hold before the rest is set aside for it.
bool has_article(const Text& text, const Blocks& blocks, const std::vector<Around>& around) {
  size_t words = 0;
  for (size_t i = 0; i < blocks.span.size(); ++i)
    if (around[i].article && !around[i].is_set_aside() && blocks.linked[i].ten_thousandths < 3000)
      words += ascii::count_words(text[blocks.span[i]]);
  return words >= 80;
}

}  // namespace

std::span<const std::string_view> names_of(BlockRole) {
  static constexpr std::array<std::string_view, 17> kNames = {
      "title",   "deck",       "byline", "dateline",    "date",    "body",
      "subhead", "caption",    "credit", "promo",       "related", "comment",
      "share",   "navigation", "legal",  "source_note", "other"};
  return kNames;
}

Roles label_blocks(const Source& source, const Text& text, const Blocks& blocks,
                   const Metadata& metadata, const Page& page) {
  Roles out;
  Span title = chosen_title(metadata);
  std::string title_words = title.is_none() ? "" : ascii::squeezed(text[title]);
  bool plain = source.format == Format::text;
  std::vector<Around> around(blocks.span.size());
  std::vector<Around> nodes = look_around(page);
  for (size_t i = 0; i < around.size() && !plain; ++i)
    around[i] = nodes[static_cast<size_t>(blocks.node[i])];
  bool page_has_article = !plain && has_article(text, blocks, around);
  for (size_t i = 0; i < blocks.span.size(); ++i) {
    Span span = blocks.span[i];
    std::string_view words = text[span];
    if (span == title)
      push(out, span, {BlockRole::title, true, "the chosen title", 0.9});
    else if (!title_words.empty() && ascii::squeezed(words) == title_words)
      push(out, span, {BlockRole::title, false, "the title once more", 0.9});
    else if (plain)
      push(out, span, {BlockRole::body, true, "plain text", 0.5});
    else
      push(out, span, judge(words, blocks.path[i], blocks.linked[i], around[i], page_has_article));
  }
  return out;
}

std::vector<Span> kept_spans(const Roles& roles) {
  std::vector<Span> spans;
  for (size_t i = 0; i < roles.span.size(); ++i)
    if (roles.kept[i].yes) spans.push_back(roles.span[i]);
  return spans;
}

}  // namespace hearsay
