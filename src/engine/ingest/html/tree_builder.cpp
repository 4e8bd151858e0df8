// See tree_builder.hpp: dispatch, the insertion modes before and after the body, foreign content.
#include "ingest/html/tree_builder.hpp"

#include <algorithm>

#include "ingest/html/references.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kLeastDepth = 8;

// Bytes of a line feed that the text begins with, as character or reference; 0 if none.
uint32_t line_feed_size(std::string_view page, const Token& token) {
  std::string_view text = page.substr(token.begin, token.end - token.begin);
  if (text.substr(0, 2) == "\r\n") return 2;
  if (text[0] == '\n' || text[0] == '\r') return 1;
  if (token.raw || text[0] != '&') return 0;
  Reference reference = read_reference(text, 0, false);
  return reference.first == '\n' && reference.second == 0 ? reference.size : 0;
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view page, const Limits& limits)
    : page_(page),
      limits_(limits),
      depth_(std::max(limits.tree_depth, kLeastDepth)),
      tokeniser_(page, tree_.names, tree_.attributes, limits.attributes) {
  tree_.nodes.reserve(page.size() / 64 + 16);
  tree_.attributes.reserve(page.size() / 128 + 16);
}

void TreeBuilder::run() {
  Token token;
  do {
    if (tree_.nodes.size() >= limits_.nodes) {
      rest_as_text();
      break;
    }
    bool foreign = !stack_.empty() && current().space != Space::html;
    token = tokeniser_.next(foreign);
    token_ = &token;
    take(token);
  } while (token.kind != TokenKind::end);
  finish();
}

void TreeBuilder::take(Token& token) {
  bool skip = skip_line_feed_;
  skip_line_feed_ = false;
  if (skip && token.kind == TokenKind::text) {
    token.begin += line_feed_size(page_, token);
    if (token.begin == token.end) return;
  }
  if (token.kind == TokenKind::end_tag && !unopened_.empty() && unopened_.back() == token.tag) {
    unopened_.pop_back();
    return;
  }
  while (step(token)) {
  }
}

void TreeBuilder::rest_as_text() {
  uint32_t begin = tokeniser_.at();
  cut_.many_nodes = begin;
  uint32_t parent = body_ != kNoNode ? body_ : stack_.empty() ? 0 : stack_.front().node;
  if (begin >= page_.size()) return;
  TreeNode node;
  node.kind = NodeKind::text;
  node.span = {begin, static_cast<uint32_t>(page_.size())};
  tree_.insert(parent, tree_.add(node));
}

void TreeBuilder::finish() {
  token_ = nullptr;
  auto end = static_cast<uint32_t>(page_.size());
  bool closed = mode_ == Mode::after_body || mode_ == Mode::after_after_body;
  for (const Open& open : stack_) {
    if (open.node != body_ || !closed) tree_[open.node].close = end;
  }
  cut_.unfinished_tag = tokeniser_.cut().unfinished_tag;
  cut_.many_attributes = std::min(cut_.many_attributes, tokeniser_.cut().many_attributes);
}

// Whether the rules for foreign content apply, 13.2.6.
bool TreeBuilder::is_foreign(const Token& token) const {
  if (stack_.empty() || current().space == Space::html || token.kind == TokenKind::end) {
    return false;
  }
  const Open& open = current();
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::text) return true;
  if (open.space == Space::svg) return !has(open.tag, kSvgHtml);
  if (has(open.tag, kMathText)) {
    return start && (token.tag == Tag::mglyph || token.tag == Tag::malignmark);
  }
  if (open.tag != Tag::annotation_xml) return true;
  if (start && token.tag == Tag::svg) return false;
  const TreeNode& n = tree_[open.node];
  for (uint32_t i = n.first_attribute; i < n.last_attribute; ++i) {
    if (!equal_without_case(view(tree_.attributes[i].name), "encoding")) continue;
    std::string value = decode_references(view(tree_.attributes[i].value), true);
    return !equal_without_case(value, "text/html") &&
           !equal_without_case(value, "application/xhtml+xml");
  }
  return true;
}

bool TreeBuilder::step(Token& token) {
  return is_foreign(token) ? in_foreign(token) : step_in_mode(token);
}

bool TreeBuilder::step_in_mode(Token& token) {
  switch (mode_) {
    case Mode::initial:
      return initial(token);
    case Mode::before_html:
      return before_html(token);
    case Mode::before_head:
      return before_head(token);
    case Mode::in_head:
      return in_head(token);
    case Mode::in_head_noscript:
      return in_head_noscript(token);
    case Mode::after_head:
      return after_head(token);
    case Mode::in_body:
      return in_body(token);
    case Mode::text:
      return text(token);
    case Mode::in_table:
      return in_table(token);
    case Mode::in_table_text:
      return in_table_text(token);
    case Mode::in_caption:
      return in_caption(token);
    case Mode::in_column_group:
      return in_column_group(token);
    case Mode::in_table_body:
      return in_table_body(token);
    case Mode::in_row:
      return in_row(token);
    case Mode::in_cell:
      return in_cell(token);
    case Mode::in_select:
      return in_select(token);
    case Mode::in_select_in_table:
      return in_select_in_table(token);
    case Mode::in_template:
      return in_template(token);
    case Mode::after_body:
      return after_body(token);
    case Mode::in_frameset:
      return in_frameset(token);
    case Mode::after_frameset:
      return after_frameset(token);
    case Mode::after_after_body:
      return after_after_body(token);
    case Mode::after_after_frameset:
      return after_after_frameset(token);
  }
  return false;
}

bool TreeBuilder::initial(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!skip_space(token)) return false;
      break;
    case TokenKind::comment:
      insert_comment(token, 0);
      return false;
    case TokenKind::doctype:
      insert_comment(token, 0);
      quirks_ = token.quirks;
      mode_ = Mode::before_html;
      return false;
    default:
      break;
  }
  quirks_ = true;
  mode_ = Mode::before_html;
  return true;
}

bool TreeBuilder::before_html(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!skip_space(token)) return false;
      break;
    case TokenKind::comment:
      insert_comment(token, 0);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      if (token.tag != Tag::html) break;
      insert_html(token);
      mode_ = Mode::before_head;
      return false;
    case TokenKind::end_tag: {
      Tag tag = token.tag;
      if (tag == Tag::head || tag == Tag::body || tag == Tag::html || tag == Tag::br) break;
      return false;
    }
    case TokenKind::end:
      break;
  }
  insert_implied(Tag::html);
  mode_ = Mode::before_head;
  return true;
}

bool TreeBuilder::before_head(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!skip_space(token)) return false;
      break;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      if (token.tag != Tag::head) break;
      insert_html(token);
      head_ = current().node;
      mode_ = Mode::in_head;
      return false;
    case TokenKind::end_tag: {
      Tag tag = token.tag;
      if (tag == Tag::head || tag == Tag::body || tag == Tag::html || tag == Tag::br) break;
      return false;
    }
    case TokenKind::end:
      break;
  }
  insert_implied(Tag::head);
  head_ = current().node;
  mode_ = Mode::in_head;
  return true;
}

// The start tags that many modes hand to "in head".
bool TreeBuilder::start_in_head(Token& token) {
  switch (token.tag) {
    case Tag::title:
      insert_text_element(token, TextMode::rcdata);
      return false;
    case Tag::noframes:
    case Tag::style:
      insert_text_element(token, TextMode::rawtext);
      return false;
    case Tag::script:
      insert_text_element(token, TextMode::script);
      return false;
    case Tag::template_:
      if (!insert_html(token)) return false;
      push_marker();
      frameset_ok_ = false;
      mode_ = Mode::in_template;
      template_modes_.push_back(Mode::in_template);
      return false;
    default:
      insert_void(token);
      return false;
  }
}

bool TreeBuilder::in_head(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!insert_space(token)) return false;
      break;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      switch (token.tag) {
        case Tag::html:
          return in_body(token);
        case Tag::noscript:
          insert_html(token);
          mode_ = Mode::in_head_noscript;
          return false;
        case Tag::head:
          return false;
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::link:
        case Tag::meta:
        case Tag::title:
        case Tag::noframes:
        case Tag::style:
        case Tag::script:
        case Tag::template_:
          return start_in_head(token);
        default:
          break;
      }
      break;
    case TokenKind::end_tag: {
      if (token.tag == Tag::template_) {
        end_template();
        return false;
      }
      if (token.tag == Tag::head) {
        pop();
        mode_ = Mode::after_head;
        return false;
      }
      if (token.tag == Tag::body || token.tag == Tag::html || token.tag == Tag::br) break;
      return false;
    }
    case TokenKind::end:
      break;
  }
  pop();
  mode_ = Mode::after_head;
  return true;
}

bool TreeBuilder::in_head_noscript(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!insert_space(token)) return false;
      break;
    case TokenKind::comment:
      return in_head(token);
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      switch (token.tag) {
        case Tag::html:
          return in_body(token);
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::link:
        case Tag::meta:
        case Tag::noframes:
        case Tag::style:
          return start_in_head(token);
        case Tag::head:
        case Tag::noscript:
          return false;
        default:
          break;
      }
      break;
    case TokenKind::end_tag:
      if (token.tag == Tag::noscript) {
        pop();
        mode_ = Mode::in_head;
        return false;
      }
      if (token.tag != Tag::br) return false;
      break;
    case TokenKind::end:
      break;
  }
  pop();
  mode_ = Mode::in_head;
  return true;
}

// What belongs into the head goes there even after it was closed.
bool TreeBuilder::head_part_after_head(Token& token) {
  uint32_t close = tree_[head_].close;
  push(head_);
  Again again = start_in_head(token);
  remove_open(head_);
  tree_[head_].close = close;
  return again;
}

bool TreeBuilder::after_head(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (!insert_space(token)) return false;
      break;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      switch (token.tag) {
        case Tag::html:
          return in_body(token);
        case Tag::body:
          insert_html(token);
          body_ = current().node;
          frameset_ok_ = false;
          mode_ = Mode::in_body;
          return false;
        case Tag::frameset:
          insert_html(token);
          mode_ = Mode::in_frameset;
          return false;
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::link:
        case Tag::meta:
        case Tag::noframes:
        case Tag::script:
        case Tag::style:
        case Tag::template_:
        case Tag::title:
          return head_part_after_head(token);
        case Tag::head:
          return false;
        default:
          break;
      }
      break;
    case TokenKind::end_tag:
      if (token.tag == Tag::template_) {
        end_template();
        return false;
      }
      if (token.tag != Tag::body && token.tag != Tag::html && token.tag != Tag::br) return false;
      break;
    case TokenKind::end:
      break;
  }
  insert_implied(Tag::body);
  body_ = current().node;
  mode_ = Mode::in_body;
  return true;
}

bool TreeBuilder::text(Token& token) {
  if (token.kind == TokenKind::text) {
    insert_text({token.begin, token.end});
    return false;
  }
  pop();
  mode_ = original_mode_;
  return token.kind == TokenKind::end;
}

void TreeBuilder::end_template() {
  if (!is_open(Tag::template_)) return;
  imply_end_tags_thoroughly();
  pop_through(Tag::template_);
  clear_to_marker();
  template_modes_.pop_back();
  reset_mode();
}

bool TreeBuilder::in_template_as(Mode mode) {
  template_modes_.back() = mode;
  mode_ = mode;
  return true;
}

bool TreeBuilder::in_template(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
    case TokenKind::comment:
    case TokenKind::doctype:
      return in_body(token);
    case TokenKind::start_tag:
      break;
    case TokenKind::end_tag:
      if (token.tag == Tag::template_) end_template();
      return false;
    case TokenKind::end:
      if (!is_open(Tag::template_)) return false;
      pop_through(Tag::template_);
      clear_to_marker();
      template_modes_.pop_back();
      reset_mode();
      return true;
  }
  switch (token.tag) {
    case Tag::base:
    case Tag::basefont:
    case Tag::bgsound:
    case Tag::link:
    case Tag::meta:
    case Tag::noframes:
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::title:
      return start_in_head(token);
    case Tag::caption:
    case Tag::colgroup:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      return in_template_as(Mode::in_table);
    case Tag::col:
      return in_template_as(Mode::in_column_group);
    case Tag::tr:
      return in_template_as(Mode::in_table_body);
    case Tag::td:
    case Tag::th:
      return in_template_as(Mode::in_row);
    default:
      return in_template_as(Mode::in_body);
  }
}

bool TreeBuilder::after_body(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (only_space(token)) return in_body(token);
      break;
    case TokenKind::comment:
      insert_comment(token, stack_.front().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      break;
    case TokenKind::end_tag:
      if (token.tag != Tag::html) break;
      mode_ = Mode::after_after_body;
      return false;
    case TokenKind::end:
      return false;
  }
  mode_ = Mode::in_body;
  return true;
}

bool TreeBuilder::after_after_body(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      if (only_space(token)) return in_body(token);
      break;
    case TokenKind::comment:
      insert_comment(token, 0);
      return false;
    case TokenKind::doctype:
      return in_body(token);
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      break;
    case TokenKind::end_tag:
      break;
    case TokenKind::end:
      return false;
  }
  mode_ = Mode::in_body;
  return true;
}

// A frameset shows no text: only its white space stays, as the standard wants.
bool TreeBuilder::in_frameset(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      for (; insert_space(token); ++token.begin) {
      }
      return false;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      if (token.tag == Tag::frameset) insert_html(token);
      if (token.tag == Tag::frame) insert_void(token);
      if (token.tag == Tag::noframes) return start_in_head(token);
      return false;
    case TokenKind::end_tag:
      if (token.tag != Tag::frameset || stack_.size() == 1) return false;
      pop();
      if (!current_is(Tag::frameset)) mode_ = Mode::after_frameset;
      return false;
    default:
      return false;
  }
}

bool TreeBuilder::after_frameset(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      for (; insert_space(token); ++token.begin) {
      }
      return false;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      if (token.tag == Tag::noframes) return start_in_head(token);
      return false;
    case TokenKind::end_tag:
      if (token.tag == Tag::html) mode_ = Mode::after_after_frameset;
      return false;
    default:
      return false;
  }
}

bool TreeBuilder::after_after_frameset(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      for (; insert_space(token); ++token.begin) {
      }
      return false;
    case TokenKind::comment:
      insert_comment(token, 0);
      return false;
    case TokenKind::start_tag:
      if (token.tag == Tag::html) return in_body(token);
      if (token.tag == Tag::noframes) return start_in_head(token);
      return false;
    default:
      return false;
  }
}

bool TreeBuilder::in_foreign(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      note_text(token);
      insert_text({token.begin, token.end});
      return false;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::start_tag:
      return start_in_foreign(token);
    case TokenKind::end_tag:
      return end_in_foreign(token);
    default:
      return false;
  }
}

// Pops SVG and MathML elements down to HTML or a place where HTML may stand.
void TreeBuilder::leave_foreign() {
  Token probe;
  probe.kind = TokenKind::start_tag;
  while (is_foreign(probe)) pop();
}

bool TreeBuilder::start_in_foreign(Token& token) {
  bool leaves = has(token.tag, kLeavesForeign);
  if (token.tag == Tag::font) {
    for (std::string_view name : {"color", "face", "size"}) {
      bool found = false;
      attribute_of(token, name, found);
      leaves = leaves || found;
    }
  }
  if (leaves) {
    leave_foreign();
    return step_in_mode(token);
  }
  bool opened = open_element(make(token, token.tag, current().space));
  if (opened && token.self_closing) pop();
  if (!opened && !token.self_closing) unopened_.push_back(token.tag);
  return false;
}

bool TreeBuilder::end_in_foreign(Token& token) {
  if (token.tag == Tag::p || token.tag == Tag::br) {
    leave_foreign();
    return step_in_mode(token);
  }
  for (size_t i = stack_.size(); i-- > 1;) {
    if (stack_[i].space == Space::html) break;
    if (stack_[i].tag != token.tag) continue;
    pop_to(i);
    return false;
  }
  return step_in_mode(token);
}

}  // namespace hearsay
