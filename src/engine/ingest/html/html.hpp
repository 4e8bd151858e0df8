// HTML: the tree of a page, as the HTML Standard (WHATWG, "Parsing HTML documents") builds it with
// scripting disabled, in flat arrays, with the bytes every node came from.
// Covered by ingest/html/html_test.cpp, its cases and fuzz target, and against parse5 by
// tests/twins/html.
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
  Strings name;                // element: lower-case tag name; otherwise empty
  std::vector<uint32_t> parent;       // index; 0 for the document itself
  std::vector<uint32_t> subtree_end;  // one past the last descendant
  // Element: its start tag, empty where the parser implied it. Text: the characters, before
  // character references are decoded. Comment, doctype: all of it.
  std::vector<Span> span;
  // Element: one past its end tag, or where it was closed without one. Otherwise span.end.
  std::vector<uint32_t> close;
  std::vector<uint32_t> first_attribute;  // attributes of node i: [first_attribute[i], [i + 1])

  // Attributes of all elements, in source order, the first of equal names only.
  struct Attributes {
    std::vector<Span> name;   // as written; compare without case
    std::vector<Span> value;  // raw, without quotes, references not decoded
  } attributes;

  std::shared_ptr<const std::string> text;
  Problems problems;  // too_deep, too_many_nodes, too_many_attributes

  static constexpr auto columns() {
    return std::tuple{
        column("kind", &Page::kind, "document, element, text, comment or doctype"),
        column("name", &Page::name, "tag name of an element"),
        column("parent", &Page::parent, "index of the parent"),
        column("subtree_end", &Page::subtree_end, "one past the last descendant"),
        source_column("span", &Page::span, "bytes of the decoded page"),
        column("close", &Page::close, "where an element ends in the decoded page"),
        column("first_attribute", &Page::first_attribute, "where its attributes begin")};
  }
};

// O(bytes); no recursion; bounded by resources.limits.{tree_depth,nodes,attributes}.
Page parse_page(const Source& source, const Characters& characters, const Resources& resources);

// The value of an attribute with references decoded, or nullopt. `name` is lower case.
std::optional<std::string> attribute(const Page& page, size_t node, std::string_view name);
// Its raw bytes in the decoded page, or Span::none().
Span attribute_span(const Page& page, size_t node, std::string_view name);

// Decodes character references as in text (or as in an attribute value, where `&copy=` stays).
std::string decode_references(std::string_view raw, bool in_attribute);

// True if `name` is displayed as a block: it begins and ends a line when a page is rendered.
bool is_block_element(std::string_view name);

}  // namespace hearsay
