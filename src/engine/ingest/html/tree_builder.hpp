// Tree construction of the HTML Standard (13.2.6) with scripting disabled: tokens in, a linked tree
// out. Every function below is named after the step of the standard that it is.
// Covered by ingest/html/html_test.cpp and, against parse5, by tests/twins/html.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "document/resources.hpp"
#include "ingest/html/tags.hpp"
#include "ingest/html/tokeniser.hpp"
#include "ingest/html/tree.hpp"

namespace hearsay {

// 13.2.4.1
enum class Mode : uint8_t {
  initial,
  before_html,
  before_head,
  in_head,
  in_head_noscript,
  after_head,
  in_body,
  text,
  in_table,
  in_table_text,
  in_caption,
  in_column_group,
  in_table_body,
  in_row,
  in_cell,
  in_select,
  in_select_in_table,
  in_template,
  after_body,
  in_frameset,
  after_frameset,
  after_after_body,
  after_after_frameset,
};

// Builds the tree of one page. Beyond limits.tree_depth open elements an element is put into the
// tree but not opened, so that what it holds follows it; its end tag is then skipped. The stack is
// therefore bounded, and so is every search in it.
class TreeBuilder {
 public:
  // What was cut, as places of the page where it first happened; UINT32_MAX for never.
  struct Cut {
    uint32_t too_deep = UINT32_MAX;
    uint32_t many_nodes = UINT32_MAX;
    uint32_t many_attributes = UINT32_MAX;
    uint32_t unfinished_tag = UINT32_MAX;
  };

  TreeBuilder(std::string_view page, const Limits& limits);

  // Reads the whole page. Call once.
  void run();

  const Tree& tree() const { return tree_; }
  uint32_t depth() const { return depth_; }
  const Cut& cut() const { return cut_; }

 private:
  // A step handles a token; true asks to give the (rest of the) token to the mode that is now set.
  using Again = bool;
  enum class Scope : uint8_t { plain, list_item, button, table, select };
  struct Open {
    uint32_t node;
    Tag tag;
    Space space;
    bool is(Tag name) const { return tag == name && space == Space::html; }
  };
  struct Formatting {
    uint32_t node = kNoNode;  // kNoNode: a marker
    Tag tag = Tag::other;
    bool has_signature = false;
    uint64_t signature = 0;  // of its attributes, in any order
  };
  struct Place {
    uint32_t parent;
    uint32_t before = kNoNode;
  };

  // tree_builder.cpp: dispatch and the modes outside tables
  void take(Token& token);
  Again step(Token& token);
  Again step_in_mode(Token& token);
  bool is_foreign(const Token& token) const;
  Again initial(Token& token);
  Again before_html(Token& token);
  Again before_head(Token& token);
  Again in_head(Token& token);
  Again start_in_head(Token& token);
  Again in_head_noscript(Token& token);
  Again after_head(Token& token);
  Again head_part_after_head(Token& token);
  Again text(Token& token);
  Again in_template(Token& token);
  Again in_template_as(Mode mode);
  Again after_body(Token& token);
  Again in_frameset(Token& token);
  Again after_frameset(Token& token);
  Again after_after_body(Token& token);
  Again after_after_frameset(Token& token);
  Again in_foreign(Token& token);
  Again start_in_foreign(Token& token);
  Again end_in_foreign(Token& token);
  void leave_foreign();
  void end_template();
  void rest_as_text();
  void finish();

  // tree_builder_body.cpp: in body
  Again in_body(Token& token);
  Again start_in_body(Token& token);
  Again end_in_body(Token& token);
  void any_other_end_tag(const Token& token);
  void text_in_body(Token& token);
  void start_html_again(const Token& token);
  void start_body_again(const Token& token);
  void start_frameset(const Token& token);
  void start_list_item(const Token& token);
  void start_link(const Token& token);
  void start_table(const Token& token);
  void start_select(const Token& token);
  void end_form(const Token& token);
  void end_block(Tag tag);
  void end_heading();
  void end_paragraph();
  Again end_in_body_or_after(Token& token);

  // tree_builder_table.cpp: tables and select
  Again in_table(Token& token);
  Again start_in_table(Token& token);
  Again end_in_table(Token& token);
  Again as_in_body_fostered(Token& token);
  Again text_in_table(const Token& token);
  Again in_table_text(Token& token);
  Again in_caption(Token& token);
  Again in_column_group(Token& token);
  Again in_table_body(Token& token);
  Again in_row(Token& token);
  Again in_cell(Token& token);
  Again in_select(Token& token);
  Again start_in_select(Token& token);
  void end_in_select(const Token& token);
  Again in_select_in_table(Token& token);
  bool close_caption();
  bool close_row();
  bool close_table_body();
  void close_cell();
  void close_select();

  // tree_builder_formatting.cpp: the list of active formatting elements
  void reconstruct();
  void push_formatting(uint32_t node);
  void push_marker() { formatting_.push_back({}); }
  void clear_to_marker();
  size_t find_formatting(Tag tag) const;  // after the last marker; formatting_.size() if none
  size_t formatting_index(uint32_t node) const;  // formatting_.size() if none
  void remove_formatting(size_t index);
  uint64_t signature(Formatting& entry);
  bool adopt(const Token& token);  // the adoption agency; false: treat as any other end tag
  bool adopt_once(const Token& token, bool& any_other);
  uint32_t adopt_inner(size_t formatting, size_t& furthest, size_t& bookmark);

  // tree_builder_stack.cpp: nodes, the stack of open elements, text
  const Open& current() const { return stack_.back(); }
  bool current_is(Tag tag) const { return !stack_.empty() && current().is(tag); }
  bool current_has(uint32_t trait) const;
  bool is_open(Tag tag) const;
  void push(uint32_t node);
  void pop();
  void remove_open(uint32_t node);
  size_t open_index(uint32_t node) const;
  void pop_through(Tag tag);
  void pop_to(size_t size);
  void pop_until(std::initializer_list<Tag> tags);
  bool in_scope(Tag tag, Scope scope = Scope::plain) const;
  bool node_in_scope(uint32_t node) const;
  bool heading_in_scope() const;
  bool bounds(const Open& open, Scope scope) const;
  static bool special(const Open& open);
  void imply_end_tags(Tag except = Tag::other);
  void imply_end_tags_thoroughly();
  void close_paragraph_in_button_scope();
  void reset_mode();
  void close_node(uint32_t node);

  Place place(uint32_t target) const;
  Place foster_place() const;
  bool can_open(Tag tag, Space space) const;
  uint32_t make(const Token& token, Tag tag, Space space);
  uint32_t implied(Tag tag);
  uint32_t copy(uint32_t node);
  bool open_element(uint32_t node);
  bool insert_html(const Token& token);
  void insert_void(const Token& token);
  bool insert_implied(Tag tag);
  void insert_text_element(const Token& token, TextMode mode);
  void insert_comment(const Token& token, uint32_t parent);
  void insert_text(Span span);
  void add_missing_attributes(uint32_t node, const Token& token);
  bool insert_space(Token& token);  // true if something is left
  bool skip_space(Token& token);    // the same, without inserting
  bool only_space(const Token& token) const;
  void note_text(const Token& token);
  std::string_view attribute_of(const Token& token, std::string_view name, bool& found) const;
  std::string_view view(Span span) const { return page_.substr(span.begin, span.size()); }

  std::string_view page_;
  const Limits& limits_;
  uint32_t depth_;
  Tree tree_;
  Tokeniser tokeniser_;
  Cut cut_;

  Mode mode_ = Mode::initial;
  Mode original_mode_ = Mode::in_body;
  std::vector<Mode> template_modes_;
  std::vector<Open> stack_;
  std::array<uint32_t, kTags> open_counts_{};  // HTML elements on the stack
  std::vector<Formatting> formatting_;
  std::vector<Tag> unopened_;  // elements beyond the depth limit whose end tags may come
  std::vector<Token> table_text_;
  uint32_t head_ = kNoNode;
  uint32_t form_ = kNoNode;
  uint32_t body_ = kNoNode;
  bool frameset_ok_ = true;
  bool fostering_ = false;
  bool quirks_ = false;
  bool skip_line_feed_ = false;
  const Token* token_ = nullptr;  // the one at hand
  uint64_t copied_attributes_ = 0;
};

}  // namespace hearsay
