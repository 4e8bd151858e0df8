// The tree while it is built: nodes that are linked by index, so that they can be moved, and the
// way from there to the flat Page. Covered by ingest/html/tree_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "ingest/html/html.hpp"
#include "ingest/html/tags.hpp"
#include "ingest/html/tokeniser.hpp"

namespace hearsay {

inline constexpr uint32_t kNoNode = UINT32_MAX;

// kNoNode where there is no such relative.
struct TreeNode {
  uint32_t parent = kNoNode;
  uint32_t first = kNoNode;
  uint32_t last = kNoNode;
  uint32_t previous = kNoNode;
  uint32_t next = kNoNode;
  Span span;
  uint32_t close = 0;
  uint32_t first_attribute = 0;  // into Tree::attributes; ranges may be shared
  uint32_t last_attribute = 0;
  Tag tag = Tag::other;
  NodeKind kind = NodeKind::element;
  Space space = Space::html;
  bool open = false;  // on the stack of open elements

  bool is(Tag name) const { return tag == name && space == Space::html; }
};

// Node 0 is the document. A node without a parent is not part of the page.
struct Tree {
  std::vector<TreeNode> nodes;
  std::vector<Attribute> attributes;
  TagNames names;

  Tree() { nodes.push_back({.kind = NodeKind::document}); }

  uint32_t add(const TreeNode& node) {
    nodes.push_back(node);
    return static_cast<uint32_t>(nodes.size() - 1);
  }
  TreeNode& operator[](uint32_t node) { return nodes[node]; }
  const TreeNode& operator[](uint32_t node) const { return nodes[node]; }

  // Puts a node, which must have no parent, before a child of `parent` or, with kNoNode, last.
  // O(1).
  void insert(uint32_t parent, uint32_t node, uint32_t before = kNoNode);
  // Takes a node with all below it out of the tree, if it is in it. O(1).
  void detach(uint32_t node);
  // Moves all children to the end of another node's. O(children).
  void move_children(uint32_t from, uint32_t to);
};

// Writes kind, name, parent, subtree_end, span, close, attributes and foreign of a page. Elements
// deeper than `depth` (the document has depth 0) become siblings that follow their parent; the result
// is where the first of them begins, or UINT32_MAX. O(nodes), no recursion.
uint32_t flatten(const Tree& tree, uint32_t depth, Page& page);

}  // namespace hearsay
