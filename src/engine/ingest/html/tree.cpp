// See tree.hpp.
#include "ingest/html/tree.hpp"

#include <algorithm>

namespace hearsay {

void Tree::insert(uint32_t parent, uint32_t node, uint32_t before) {
  uint32_t previous = before == kNoNode ? nodes[parent].last : nodes[before].previous;
  nodes[node].parent = parent;
  nodes[node].previous = previous;
  nodes[node].next = before;
  (previous == kNoNode ? nodes[parent].first : nodes[previous].next) = node;
  (before == kNoNode ? nodes[parent].last : nodes[before].previous) = node;
}

void Tree::detach(uint32_t node) {
  TreeNode& n = nodes[node];
  if (n.parent == kNoNode) return;
  (n.previous == kNoNode ? nodes[n.parent].first : nodes[n.previous].next) = n.next;
  (n.next == kNoNode ? nodes[n.parent].last : nodes[n.next].previous) = n.previous;
  n.parent = n.previous = n.next = kNoNode;
}

void Tree::move_children(uint32_t from, uint32_t to) {
  uint32_t first = nodes[from].first;
  if (first == kNoNode) return;
  for (uint32_t child = first; child != kNoNode; child = nodes[child].next) {
    nodes[child].parent = to;
  }
  uint32_t tail = nodes[to].last;
  nodes[first].previous = tail;
  (tail == kNoNode ? nodes[to].first : nodes[tail].next) = first;
  nodes[to].last = nodes[from].last;
  nodes[from].first = nodes[from].last = kNoNode;
}

namespace {

void write_node(const Tree& tree, const TreeNode& node, uint32_t parent, Page& page) {
  page.kind.push_back(node.kind);
  page.tag.push_back(node.tag < Tag::end ? node.tag : Tag::other);
  page.name.push_back(node.kind == NodeKind::element ? tree.names[node.tag] : std::string_view());
  page.parent.push_back(parent);
  page.subtree_end.push_back(static_cast<uint32_t>(page.kind.size()));
  page.span.push_back(node.span);
  page.close.push_back(std::max(node.close, node.span.end));
  page.foreign.push_back({node.space != Space::html});
  page.first_attribute.push_back(static_cast<uint32_t>(page.attributes.name.size()));
  for (uint32_t i = node.first_attribute; i < node.last_attribute; ++i) {
    page.attributes.name.push_back(tree.attributes[i].name);
    page.attributes.value.push_back(tree.attributes[i].value);
  }
}

bool holds_elements(const Tree& tree, const TreeNode& node) {
  for (uint32_t child = node.first; child != kNoNode; child = tree[child].next) {
    if (tree[child].kind == NodeKind::element) return true;
  }
  return false;
}

void reserve(const Tree& tree, Page& page) {
  page.kind.reserve(tree.nodes.size());
  page.tag.reserve(tree.nodes.size());
  page.parent.reserve(tree.nodes.size());
  page.subtree_end.reserve(tree.nodes.size());
  page.span.reserve(tree.nodes.size());
  page.close.reserve(tree.nodes.size());
  page.foreign.reserve(tree.nodes.size());
  page.first_attribute.reserve(tree.nodes.size() + 1);
  page.attributes.name.reserve(tree.attributes.size());
  page.attributes.value.reserve(tree.attributes.size());
}

}  // namespace

uint32_t flatten(const Tree& tree, uint32_t depth, Page& page) {
  reserve(tree, page);
  uint32_t too_deep = UINT32_MAX;
  struct Kept {
    uint32_t row;
    uint32_t node;
  };
  std::vector<Kept> path;  // the ancestors that keep their children
  uint32_t level = 0;      // depth in the tree
  uint32_t node = 0;
  while (node != kNoNode) {
    const TreeNode& n = tree[node];
    auto row = static_cast<uint32_t>(page.kind.size());
    write_node(tree, n, path.empty() ? 0 : path.back().row, page);
    if (level > depth && n.kind == NodeKind::element) too_deep = std::min(too_deep, n.span.begin);
    if (n.first != kNoNode) {
      if (level < depth || !holds_elements(tree, n)) path.push_back({row, node});
      ++level;
      node = n.first;
      continue;
    }
    while (node != 0 && tree[node].next == kNoNode) {
      node = tree[node].parent;
      --level;
      if (path.empty() || path.back().node != node) continue;
      page.subtree_end[path.back().row] = static_cast<uint32_t>(page.kind.size());
      path.pop_back();
    }
    node = node == 0 ? kNoNode : tree[node].next;
  }
  page.first_attribute.push_back(static_cast<uint32_t>(page.attributes.name.size()));
  return too_deep;
}

}  // namespace hearsay
