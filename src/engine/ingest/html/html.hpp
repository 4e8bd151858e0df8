// HTML: the tree of a page, as the HTML Standard (WHATWG, "Parsing HTML documents") builds it with
// scripting disabled, in flat arrays, with the bytes every node came from. `select` is parsed by
// its own insertion modes, as the standard had it until 2025 and parse5 has it; what a template
// holds stands below the template. Reading order of the folder: references, tags, tokeniser, tree,
// tree_builder.
// Covered by ingest/html/html_test.cpp and html_fuzz.cpp, and against parse5 by tests/twins/html.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/columns.hpp"
#include "document/problem.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/html/tags.hpp"

namespace hearsay {

enum class NodeKind : uint8_t { document, element, text, comment, doctype };
std::span<const std::string_view> names_of(NodeKind);

// A page in document order (preorder): a node stands before its descendants, so that the subtree of
// node i is the run of nodes [i, subtree_end[i]). Node 0 is the document. All spans are bytes of
// Characters::text, which the page shares. Empty (no nodes) for reports that are not HTML.
struct Page {
  static constexpr LayerName kLayer{"nodes", 1, "Elements, texts and comments of a page."};
  static constexpr Storage kStorage = Storage::transient;

  std::vector<NodeKind> kind;
  Strings name;                       // element: lower-case tag name; otherwise empty
  std::vector<Tag> tag;               // the name, if it is a listed one; no column of its own
  std::vector<uint32_t> parent;       // index; 0 for the document itself
  std::vector<uint32_t> subtree_end;  // one past the last descendant
  // Element: its start tag, empty where the parser implied it. Text: the characters, before
  // character references are decoded; text that came from several places of the source (moved out
  // of a table, or with a skipped tag in it) is several adjacent text nodes, each of one range.
  // Comment, doctype: all of it.
  std::vector<Span> span;
  // Element: one past its end tag, or where it was closed without one. Otherwise span.end.
  std::vector<uint32_t> close;
  std::vector<uint32_t> first_attribute;  // attributes of node i: [first_attribute[i], [i + 1])
  std::vector<Flag> foreign;              // SVG or MathML element

  // Attributes of all elements, in source order, the first of equal names only. An element that the
  // parser opened again (misnested formatting) has the attributes of the original.
  struct Attributes {
    std::vector<Span> name;   // as written; compare without case
    std::vector<Span> value;  // raw, without quotes, references not decoded
  } attributes;

  std::shared_ptr<const std::string> text;
  // too_deep, too_many_nodes, too_many_attributes, unfinished_tag (a tag that the page ends in: all
  // of it is left out), cut (more than 4 GiB). Each kind is listed once, where it first happened.
  Problems problems;

  static constexpr auto columns() {
    return std::tuple{
        column("kind", &Page::kind, "document, element, text, comment or doctype"),
        column("name", &Page::name, "tag name of an element"),
        column("parent", &Page::parent, "index of the parent"),
        column("subtree_end", &Page::subtree_end, "one past the last descendant"),
        source_column("span", &Page::span, "bytes of the decoded page"),
        column("close", &Page::close, "where an element ends in the decoded page"),
        column("first_attribute", &Page::first_attribute, "where its attributes begin"),
        column("foreign", &Page::foreign, "SVG or MathML element")};
  }
};

// O(bytes * tree_depth) at worst, O(bytes) on pages; no recursion. No node lies deeper than
// limits.tree_depth (at least 8): what would is a sibling instead. From limits.nodes on (a few
// hundred more at most) the rest of the page is one text node of the body. Empty for plain text.
Page parse_page(const Source& source, const Characters& characters, const Resources& resources);

// The value of an attribute with references decoded, or nullopt. `name` is lower case.
std::optional<std::string> attribute(const Page& page, size_t node, std::string_view name);
// Its raw bytes in the decoded page, or Span::none().
Span attribute_span(const Page& page, size_t node, std::string_view name);

// True if the characters of this text node stand as they are: script, style, xmp, iframe, noembed,
// noframes, plaintext, CDATA sections. O(depth).
bool is_raw_text(const Page& page, size_t node);

// A character reference such as &eacute; or &#x2014; (HTML Standard 13.2.5.72).
struct Reference {
  uint32_t size = 0;    // bytes from the '&' on; 0 if this '&' is only itself
  char32_t first = 0;   // what it stands for
  char16_t second = 0;  // a second code point (93 names have one), otherwise 0
};
// The reference at raw[at], which is '&'. O(length of the longest name).
Reference read_reference(std::string_view raw, size_t at, bool in_attribute);

// Decodes character references as in text (or as in an attribute value, where `&copy=` stays).
std::string decode_references(std::string_view raw, bool in_attribute);

}  // namespace hearsay
