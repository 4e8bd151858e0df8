// Nodes, the stack of open elements (HTML Standard 13.2.4.2) and insertion (13.2.6.1).
#include <algorithm>

#include "ingest/html/references.hpp"
#include "ingest/html/tree_builder.hpp"

namespace hearsay {

bool TreeBuilder::current_has(uint32_t trait) const {
  return !stack_.empty() && current().space == Space::html && has(current().tag, trait);
}

// For listed names only.
bool TreeBuilder::is_open(Tag tag) const {
  return open_counts_[static_cast<uint32_t>(tag)] > 0;
}

void TreeBuilder::push(uint32_t node) {
  TreeNode& n = tree_[node];
  n.open = true;
  stack_.push_back({node, n.tag, n.space});
  if (n.space == Space::html && n.tag < Tag::end) ++open_counts_[static_cast<uint32_t>(n.tag)];
}

void TreeBuilder::pop() {
  remove_open(stack_.back().node);
}

// Where an element ends: after its own end tag, otherwise before the token that closed it.
void TreeBuilder::close_node(uint32_t node) {
  TreeNode& n = tree_[node];
  bool own = token_->kind == TokenKind::end_tag && token_->tag == n.tag;
  n.close = own ? token_->end : token_->begin;
}

void TreeBuilder::remove_open(uint32_t node) {
  size_t index = open_index(node);
  if (index == stack_.size()) return;
  TreeNode& n = tree_[node];
  n.open = false;
  if (n.space == Space::html && n.tag < Tag::end) --open_counts_[static_cast<uint32_t>(n.tag)];
  close_node(node);
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
  if (stack_.size() < depth_) unopened_.clear();
}

size_t TreeBuilder::open_index(uint32_t node) const {
  if (!tree_[node].open) return stack_.size();
  size_t index = stack_.size() - 1;
  while (stack_[index].node != node) --index;
  return index;
}

void TreeBuilder::pop_to(size_t size) {
  while (stack_.size() > size) pop();
}

// Pops up to and with the topmost element of that name, which must be open.
void TreeBuilder::pop_through(Tag tag) {
  while (!current_is(tag)) pop();
  pop();
}

// "Clear the stack back to": never pops the root.
void TreeBuilder::pop_until(std::initializer_list<Tag> tags) {
  auto stops = [&](Tag tag) { return current_is(tag); };
  while (stack_.size() > 1 && std::none_of(tags.begin(), tags.end(), stops)) pop();
}

bool TreeBuilder::special(const Open& open) {
  switch (open.space) {
    case Space::html:
      return has(open.tag, kSpecial);
    case Space::svg:
      return has(open.tag, kSvgHtml);
    case Space::mathml:
      return has(open.tag, kMathText | kMathSpecial);
  }
  return false;
}

bool TreeBuilder::bounds(const Open& open, Scope scope) const {
  if (scope == Scope::table) {
    return open.is(Tag::table) || open.is(Tag::html) || open.is(Tag::template_);
  }
  if (scope == Scope::select) return !open.is(Tag::option) && !open.is(Tag::optgroup);
  if (open.space != Space::html) return special(open);
  if (has(open.tag, kScope)) return true;
  if (scope == Scope::list_item) return open.tag == Tag::ol || open.tag == Tag::ul;
  return scope == Scope::button && open.tag == Tag::button;
}

bool TreeBuilder::in_scope(Tag tag, Scope scope) const {
  if (!is_open(tag)) return false;
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].is(tag)) return true;
    if (bounds(stack_[i], scope)) return false;
  }
  return false;
}

bool TreeBuilder::node_in_scope(uint32_t node) const {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].node == node) return true;
    if (bounds(stack_[i], Scope::plain)) return false;
  }
  return false;
}

bool TreeBuilder::heading_in_scope() const {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].space == Space::html && has(stack_[i].tag, kHeading)) return true;
    if (bounds(stack_[i], Scope::plain)) return false;
  }
  return false;
}

void TreeBuilder::imply_end_tags(Tag except) {
  while (current_has(kImplied) && current().tag != except) pop();
}

void TreeBuilder::imply_end_tags_thoroughly() {
  while (current_has(kImplied | kThorough)) pop();
}

void TreeBuilder::close_paragraph_in_button_scope() {
  if (!in_scope(Tag::p, Scope::button)) return;
  imply_end_tags(Tag::p);
  pop_through(Tag::p);
}

// "Reset the insertion mode appropriately", 13.2.4.1.
void TreeBuilder::reset_mode() {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].space != Space::html) continue;
    bool last = i == 0;
    switch (stack_[i].tag) {
      case Tag::select: {
        mode_ = Mode::in_select;
        for (size_t k = i; k-- > 0;) {
          if (stack_[k].is(Tag::template_)) break;
          if (stack_[k].is(Tag::table)) mode_ = Mode::in_select_in_table;
        }
        return;
      }
      case Tag::td:
      case Tag::th:
        if (last) break;
        mode_ = Mode::in_cell;
        return;
      case Tag::tr:
        mode_ = Mode::in_row;
        return;
      case Tag::tbody:
      case Tag::thead:
      case Tag::tfoot:
        mode_ = Mode::in_table_body;
        return;
      case Tag::caption:
        mode_ = Mode::in_caption;
        return;
      case Tag::colgroup:
        mode_ = Mode::in_column_group;
        return;
      case Tag::table:
        mode_ = Mode::in_table;
        return;
      case Tag::template_:
        mode_ = template_modes_.back();
        return;
      case Tag::head:
        if (last) break;
        mode_ = Mode::in_head;
        return;
      case Tag::body:
        mode_ = Mode::in_body;
        return;
      case Tag::frameset:
        mode_ = Mode::in_frameset;
        return;
      case Tag::html:
        mode_ = head_ == kNoNode ? Mode::before_head : Mode::after_head;
        return;
      default:
        break;
    }
  }
  mode_ = Mode::in_body;
}

TreeBuilder::Place TreeBuilder::foster_place() const {
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].is(Tag::template_)) return {stack_[i].node};
    if (!stack_[i].is(Tag::table)) continue;
    uint32_t table = stack_[i].node;
    if (tree_[table].parent != kNoNode) return {tree_[table].parent, table};
    return {stack_[i - 1].node};
  }
  return {stack_.front().node};
}

// "The appropriate place for inserting a node."
TreeBuilder::Place TreeBuilder::place(uint32_t target) const {
  const TreeNode& n = tree_[target];
  bool foster = fostering_ && n.space == Space::html && has(n.tag, kTablePart);
  return foster ? foster_place() : Place{target};
}

bool TreeBuilder::can_open(Tag tag, Space space) const {
  return stack_.size() < depth_ || (space == Space::html && has(tag, kAlwaysOpens));
}

uint32_t TreeBuilder::make(const Token& token, Tag tag, Space space) {
  TreeNode node;
  node.tag = tag;
  node.space = space;
  node.span = {token.begin, token.end};
  node.close = token.end;
  node.first_attribute = token.first_attribute;
  node.last_attribute = token.last_attribute;
  return tree_.add(node);
}

// An element that no tag made, at the place of the token at hand.
uint32_t TreeBuilder::implied(Tag tag) {
  TreeNode node;
  node.tag = tag;
  node.span = {token_->begin, token_->begin};
  node.close = token_->begin;
  return tree_.add(node);
}

// A second element like `node`. The copies of all attributes together are bounded by limits.nodes.
uint32_t TreeBuilder::copy(uint32_t node) {
  uint32_t out = implied(tree_[node].tag);
  uint32_t count = tree_[node].last_attribute - tree_[node].first_attribute;
  if (copied_attributes_ + count > limits_.nodes) {
    cut_.many_attributes = std::min(cut_.many_attributes, token_->begin);
    return out;
  }
  copied_attributes_ += count;
  tree_[out].first_attribute = tree_[node].first_attribute;
  tree_[out].last_attribute = tree_[node].last_attribute;
  return out;
}

// Inserts and opens; false if it lies too deep to be opened.
bool TreeBuilder::open_element(uint32_t node) {
  Place where = stack_.empty() ? Place{0} : place(current().node);
  tree_.insert(where.parent, node, where.before);
  if (can_open(tree_[node].tag, tree_[node].space)) {
    push(node);
    return true;
  }
  cut_.too_deep = std::min(cut_.too_deep, token_->begin);
  return false;
}

bool TreeBuilder::insert_html(const Token& token) {
  if (open_element(make(token, token.tag, Space::html))) return true;
  unopened_.push_back(token.tag);
  return false;
}

void TreeBuilder::insert_void(const Token& token) {
  uint32_t node = make(token, token.tag, Space::html);
  Place where = place(current().node);
  tree_.insert(where.parent, node, where.before);
}

bool TreeBuilder::insert_implied(Tag tag) {
  return open_element(implied(tag));
}

void TreeBuilder::insert_text_element(const Token& token, TextMode mode) {
  insert_html(token);
  tokeniser_.set_mode(mode, token.tag);
  original_mode_ = mode_;
  mode_ = Mode::text;
}

void TreeBuilder::insert_comment(const Token& token, uint32_t parent) {
  TreeNode node;
  node.kind = token.kind == TokenKind::doctype ? NodeKind::doctype : NodeKind::comment;
  node.span = {token.begin, token.end};
  node.close = token.end;
  Place where = place(parent);
  tree_.insert(where.parent, tree_.add(node), where.before);
}

void TreeBuilder::insert_text(Span span) {
  if (span.empty()) return;
  Place where = place(current().node);
  uint32_t before =
      where.before == kNoNode ? tree_[where.parent].last : tree_[where.before].previous;
  if (before != kNoNode && tree_[before].kind == NodeKind::text &&
      tree_[before].span.end == span.begin) {
    tree_[before].span.end = tree_[before].close = span.end;
    return;
  }
  TreeNode node;
  node.kind = NodeKind::text;
  node.span = span;
  node.close = span.end;
  tree_.insert(where.parent, tree_.add(node), where.before);
}

bool TreeBuilder::insert_space(Token& token) {
  uint32_t end = space_end(page_, token.begin, token.end, token.raw);
  insert_text({token.begin, end});
  token.begin = end;
  return token.begin < token.end;
}

bool TreeBuilder::skip_space(Token& token) {
  token.begin = space_end(page_, token.begin, token.end, token.raw);
  return token.begin < token.end;
}

bool TreeBuilder::only_space(const Token& token) const {
  return space_end(page_, token.begin, token.end, token.raw) == token.end;
}

// Text that is not white space forbids a frameset.
void TreeBuilder::note_text(const Token& token) {
  if (frameset_ok_ && !only_space(token)) frameset_ok_ = false;
}

std::string_view TreeBuilder::attribute_of(const Token& token, std::string_view name,
                                           bool& found) const {
  found = false;
  for (uint32_t i = token.first_attribute; i < token.last_attribute; ++i) {
    if (!equal_without_case(view(tree_.attributes[i].name), name)) continue;
    found = true;
    return view(tree_.attributes[i].value);
  }
  return {};
}

// For a second <html> or <body>: attributes that the first does not have.
void TreeBuilder::add_missing_attributes(uint32_t node, const Token& token) {
  uint32_t first = tree_[node].first_attribute;
  uint32_t last = tree_[node].last_attribute;
  std::vector<Attribute> fresh;
  for (uint32_t i = token.first_attribute; i < token.last_attribute; ++i) {
    if (last - first + fresh.size() >= limits_.attributes) break;
    Attribute attribute = tree_.attributes[i];
    std::string_view name = view(attribute.name);
    auto same = [&](const Attribute& other) {
      std::string_view known = view(other.name);
      return known.size() == name.size() &&
             std::equal(known.begin(), known.end(), name.begin(),
                        [](char a, char b) { return lower_ascii(a) == lower_ascii(b); });
    };
    auto begin = tree_.attributes.begin();
    if (std::none_of(begin + first, begin + last, same)) fresh.push_back(attribute);
  }
  if (fresh.empty()) return;
  auto start = static_cast<uint32_t>(tree_.attributes.size());
  for (uint32_t i = first; i < last; ++i) {
    Attribute old = tree_.attributes[i];
    tree_.attributes.push_back(old);
  }
  tree_.attributes.insert(tree_.attributes.end(), fresh.begin(), fresh.end());
  tree_[node].first_attribute = start;
  tree_[node].last_attribute = static_cast<uint32_t>(tree_.attributes.size());
}

}  // namespace hearsay
