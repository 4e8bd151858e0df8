// The list of active formatting elements (HTML Standard 13.2.4.3) and the adoption agency
// (13.2.6.4.7).
#include <algorithm>

#include "base/hash.hpp"
#include "ingest/html/tree_builder.hpp"

namespace hearsay {

void TreeBuilder::clear_to_marker() {
  while (!formatting_.empty()) {
    bool marker = formatting_.back().node == kNoNode;
    formatting_.pop_back();
    if (marker) return;
  }
}

size_t TreeBuilder::find_formatting(Tag tag) const {
  for (size_t i = formatting_.size(); i-- > 0;) {
    if (formatting_[i].node == kNoNode) break;
    if (formatting_[i].tag == tag) return i;
  }
  return formatting_.size();
}

size_t TreeBuilder::formatting_index(uint32_t node) const {
  for (size_t i = formatting_.size(); i-- > 0;) {
    if (formatting_[i].node == node) return i;
  }
  return formatting_.size();
}

void TreeBuilder::remove_formatting(size_t index) {
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(index));
}

// Equal for elements with the same attributes, whatever their order.
uint64_t TreeBuilder::signature(Formatting& entry) {
  if (entry.has_signature) return entry.signature;
  const TreeNode& n = tree_[entry.node];
  std::string field;
  for (uint32_t i = n.first_attribute; i < n.last_attribute; ++i) {
    field.assign(view(tree_.attributes[i].name));
    std::transform(field.begin(), field.end(), field.begin(), lower_ascii);
    field += '=';
    field += decode_references(view(tree_.attributes[i].value), true);
    entry.signature += spread(field);
  }
  entry.has_signature = true;
  return entry.signature;
}

// With the Noah's Ark clause: of three equal ones the earliest goes.
void TreeBuilder::push_formatting(uint32_t node) {
  Formatting fresh{node, tree_[node].tag};
  uint32_t size = tree_[node].last_attribute - tree_[node].first_attribute;
  size_t equal = 0;
  size_t earliest = 0;
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i].node != kNoNode;) {
    const TreeNode& other = tree_[formatting_[i].node];
    bool same = formatting_[i].tag == fresh.tag &&
                other.last_attribute - other.first_attribute == size &&
                (size == 0 || signature(formatting_[i]) == signature(fresh));
    if (!same) continue;
    ++equal;
    earliest = i;
  }
  if (equal >= 3) remove_formatting(earliest);
  formatting_.push_back(fresh);
}

// "Reconstruct the active formatting elements". Stops where the stack is full.
void TreeBuilder::reconstruct() {
  size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1].node != kNoNode &&
         !tree_[formatting_[first - 1].node].open) {
    --first;
  }
  for (; first < formatting_.size() && stack_.size() < depth_; ++first) {
    uint32_t node = copy(formatting_[first].node);
    open_element(node);
    formatting_[first].node = node;
  }
}

bool TreeBuilder::adopt(const Token& token) {
  if (current_is(token.tag) && formatting_index(current().node) == formatting_.size()) {
    pop();
    return true;
  }
  bool any_other = false;
  for (int i = 0; i < 8 && adopt_once(token, any_other); ++i) {
  }
  return !any_other;
}

// One turn of the outer loop; false ends it.
bool TreeBuilder::adopt_once(const Token& token, bool& any_other) {
  size_t entry = find_formatting(token.tag);
  if (entry == formatting_.size()) {
    any_other = true;
    return false;
  }
  uint32_t element = formatting_[entry].node;
  if (!tree_[element].open) {
    remove_formatting(entry);
    return false;
  }
  if (!node_in_scope(element)) return false;
  size_t index = open_index(element);
  size_t furthest = index + 1;
  while (furthest < stack_.size() && !special(stack_[furthest])) ++furthest;
  if (furthest == stack_.size()) {
    pop_to(index);
    remove_formatting(entry);
    return false;
  }
  uint32_t block = stack_[furthest].node;
  uint32_t ancestor = stack_[index - 1].node;
  size_t bookmark = entry;
  uint32_t last = adopt_inner(index, furthest, bookmark);
  tree_.detach(last);
  Place where = place(ancestor);
  tree_.insert(where.parent, last, where.before);
  uint32_t fresh = copy(element);
  tree_.move_children(block, fresh);
  tree_.insert(block, fresh);
  // The list: the new element at the bookmark, the old one out.
  formatting_.insert(formatting_.begin() + static_cast<std::ptrdiff_t>(bookmark),
                     {fresh, tree_[fresh].tag});
  remove_formatting(formatting_index(element));
  // The stack: the old one out, the new one directly above the furthest block.
  close_node(element);
  tree_[element].open = false;
  tree_[fresh].open = true;
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
  stack_.insert(stack_.begin() + static_cast<std::ptrdiff_t>(furthest),
                {fresh, tree_[fresh].tag, Space::html});
  return true;
}

// The inner loop: from the furthest block down to the formatting element, copies of the formatting
// elements between them are put around it. Gives the outermost node; keeps `furthest` and
// `bookmark` right.
uint32_t TreeBuilder::adopt_inner(size_t formatting, size_t& furthest, size_t& bookmark) {
  uint32_t block = stack_[furthest].node;
  uint32_t last = block;
  int turn = 0;
  for (size_t i = furthest - 1; i > formatting; --i) {
    ++turn;
    uint32_t node = stack_[i].node;
    size_t entry = formatting_index(node);
    if (turn > 3 && entry != formatting_.size()) {
      remove_formatting(entry);
      if (entry < bookmark) --bookmark;
      entry = formatting_.size();
    }
    if (entry == formatting_.size()) {
      remove_open(node);
      --furthest;
      continue;
    }
    uint32_t fresh = copy(node);
    close_node(node);
    tree_[node].open = false;
    tree_[fresh].open = true;
    formatting_[entry].node = fresh;
    stack_[i].node = fresh;
    if (last == block) bookmark = entry + 1;
    tree_.detach(last);
    tree_.insert(fresh, last);
    last = fresh;
  }
  return last;
}

}  // namespace hearsay
