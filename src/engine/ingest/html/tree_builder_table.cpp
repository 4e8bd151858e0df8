// The insertion modes of tables and select (HTML Standard 13.2.6.4.9 to 13.2.6.4.17).
#include <algorithm>

#include "ingest/html/tree_builder.hpp"

namespace hearsay {

bool TreeBuilder::as_in_body_fostered(Token& token) {
  fostering_ = true;
  Again again = in_body(token);
  fostering_ = false;
  return again;
}

bool TreeBuilder::text_in_table(const Token& token) {
  table_text_.assign(1, token);
  original_mode_ = mode_;
  mode_ = Mode::in_table_text;
  return false;
}

bool TreeBuilder::in_table_text(Token& token) {
  if (token.kind == TokenKind::text) {
    table_text_.push_back(token);
    return false;
  }
  bool only = std::all_of(table_text_.begin(), table_text_.end(),
                          [&](const Token& text) { return only_space(text); });
  for (Token& text : table_text_) {
    token_ = &text;
    if (only) {
      insert_text({text.begin, text.end});
    } else {
      as_in_body_fostered(text);
    }
  }
  token_ = &token;
  mode_ = original_mode_;
  return true;
}

bool TreeBuilder::in_table(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      return current_has(kTablePart) ? text_in_table(token) : as_in_body_fostered(token);
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      return start_in_table(token);
    case TokenKind::end_tag:
      return end_in_table(token);
    case TokenKind::end:
      return in_body(token);
  }
  return false;
}

bool TreeBuilder::start_in_table(Token& token) {
  auto to_table = [&] { pop_until({Tag::table, Tag::template_, Tag::html}); };
  switch (token.tag) {
    case Tag::caption:
      to_table();
      push_marker();
      insert_html(token);
      mode_ = Mode::in_caption;
      return false;
    case Tag::colgroup:
      to_table();
      insert_html(token);
      mode_ = Mode::in_column_group;
      return false;
    case Tag::col:
      to_table();
      insert_implied(Tag::colgroup);
      mode_ = Mode::in_column_group;
      return true;
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      to_table();
      insert_html(token);
      mode_ = Mode::in_table_body;
      return false;
    case Tag::td:
    case Tag::th:
    case Tag::tr:
      to_table();
      insert_implied(Tag::tbody);
      mode_ = Mode::in_table_body;
      return true;
    case Tag::table:
      if (!in_scope(Tag::table, Scope::table)) return false;
      pop_through(Tag::table);
      reset_mode();
      return true;
    case Tag::style:
    case Tag::script:
    case Tag::template_:
      return start_in_head(token);
    case Tag::input: {
      bool found = false;
      if (!equal_without_case(attribute_of(token, "type", found), "hidden")) break;
      insert_void(token);
      return false;
    }
    case Tag::form: {
      if (form_ != kNoNode || is_open(Tag::template_)) return false;
      form_ = make(token, token.tag, Space::html);
      tree_.insert(current().node, form_);
      return false;
    }
    default:
      break;
  }
  return as_in_body_fostered(token);
}

bool TreeBuilder::end_in_table(Token& token) {
  switch (token.tag) {
    case Tag::table:
      if (!in_scope(Tag::table, Scope::table)) return false;
      pop_through(Tag::table);
      reset_mode();
      return false;
    case Tag::body:
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
    case Tag::html:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
      return false;
    case Tag::template_:
      end_template();
      return false;
    default:
      return as_in_body_fostered(token);
  }
}

bool TreeBuilder::close_caption() {
  if (!in_scope(Tag::caption, Scope::table)) return false;
  imply_end_tags();
  pop_through(Tag::caption);
  clear_to_marker();
  mode_ = Mode::in_table;
  return true;
}

bool TreeBuilder::in_caption(Token& token) {
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::end_tag) return in_body(token);
  switch (token.tag) {
    case Tag::caption:
      if (start) return close_caption();
      close_caption();
      return false;
    case Tag::table:
      return start ? in_body(token) : close_caption();
    case Tag::col:
    case Tag::colgroup:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
      return start && close_caption();
    case Tag::body:
    case Tag::html:
      return start && in_body(token);
    default:
      return in_body(token);
  }
}

bool TreeBuilder::in_column_group(Token& token) {
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
      if (token.tag == Tag::html) return in_body(token);
      if (token.tag == Tag::template_) return start_in_head(token);
      if (token.tag == Tag::col) {
        insert_void(token);
        return false;
      }
      break;
    case TokenKind::end_tag:
      if (token.tag == Tag::col) return false;
      if (token.tag == Tag::template_) {
        end_template();
        return false;
      }
      break;
    case TokenKind::end:
      return in_body(token);
  }
  if (!current_is(Tag::colgroup)) return false;
  pop();
  mode_ = Mode::in_table;
  return token.kind != TokenKind::end_tag || token.tag != Tag::colgroup;
}

bool TreeBuilder::close_table_body() {
  bool open = in_scope(Tag::tbody, Scope::table) || in_scope(Tag::thead, Scope::table) ||
              in_scope(Tag::tfoot, Scope::table);
  if (!open) return false;
  pop_until({Tag::tbody, Tag::tfoot, Tag::thead, Tag::template_, Tag::html});
  pop();
  mode_ = Mode::in_table;
  return true;
}

bool TreeBuilder::in_table_body(Token& token) {
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::end_tag) return in_table(token);
  switch (token.tag) {
    case Tag::tr:
    case Tag::td:
    case Tag::th:
      if (!start) return false;
      pop_until({Tag::tbody, Tag::tfoot, Tag::thead, Tag::template_, Tag::html});
      mode_ = Mode::in_row;
      if (token.tag == Tag::tr) {
        insert_html(token);
        return false;
      }
      insert_implied(Tag::tr);
      return true;
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      if (start) return close_table_body();
      if (in_scope(token.tag, Scope::table)) close_table_body();
      return false;
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
      return start && close_table_body();
    case Tag::table:
      return start ? in_table(token) : close_table_body();
    case Tag::body:
    case Tag::html:
      return start && in_table(token);
    default:
      return in_table(token);
  }
}

bool TreeBuilder::close_row() {
  if (!in_scope(Tag::tr, Scope::table)) return false;
  pop_until({Tag::tr, Tag::template_, Tag::html});
  pop();
  mode_ = Mode::in_table_body;
  return true;
}

bool TreeBuilder::in_row(Token& token) {
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::end_tag) return in_table(token);
  switch (token.tag) {
    case Tag::td:
    case Tag::th:
      if (!start) return false;
      pop_until({Tag::tr, Tag::template_, Tag::html});
      insert_html(token);
      mode_ = Mode::in_cell;
      push_marker();
      return false;
    case Tag::tr:
      if (start) return close_row();
      close_row();
      return false;
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
      return start && close_row();
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
      return (start || in_scope(token.tag, Scope::table)) && close_row();
    case Tag::table:
      return start ? in_table(token) : close_row();
    case Tag::body:
    case Tag::html:
      return start && in_table(token);
    default:
      return in_table(token);
  }
}

void TreeBuilder::close_cell() {
  imply_end_tags();
  while (!current_is(Tag::td) && !current_is(Tag::th)) pop();
  pop();
  clear_to_marker();
  mode_ = Mode::in_row;
}

bool TreeBuilder::in_cell(Token& token) {
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::end_tag) return in_body(token);
  auto cell_open = [&] {
    return in_scope(Tag::td, Scope::table) || in_scope(Tag::th, Scope::table);
  };
  auto close = [&] {
    close_cell();
    return true;
  };
  switch (token.tag) {
    case Tag::td:
    case Tag::th:
      if (start) return cell_open() && close();
      if (in_scope(token.tag, Scope::table)) close_cell();
      return false;
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
      return start && cell_open() && close();
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
    case Tag::tr:
      return (start ? cell_open() : in_scope(token.tag, Scope::table)) && close();
    case Tag::table:
      if (start) return in_body(token);
      return in_scope(token.tag, Scope::table) && close();
    case Tag::body:
    case Tag::html:
      return start && in_body(token);
    default:
      return in_body(token);
  }
}

void TreeBuilder::close_select() {
  pop_through(Tag::select);
  reset_mode();
}

bool TreeBuilder::in_select(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      insert_text({token.begin, token.end});
      return false;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      return start_in_select(token);
    case TokenKind::end_tag:
      end_in_select(token);
      return false;
    case TokenKind::end:
      return in_body(token);
  }
  return false;
}

bool TreeBuilder::start_in_select(Token& token) {
  switch (token.tag) {
    case Tag::html:
      return in_body(token);
    case Tag::option:
      if (current_is(Tag::option)) pop();
      insert_html(token);
      return false;
    case Tag::optgroup:
    case Tag::hr:
      if (current_is(Tag::option)) pop();
      if (current_is(Tag::optgroup)) pop();
      if (token.tag == Tag::hr) {
        insert_void(token);
      } else {
        insert_html(token);
      }
      return false;
    case Tag::select:
    case Tag::input:
    case Tag::keygen:
    case Tag::textarea:
      if (!in_scope(Tag::select, Scope::select)) return false;
      close_select();
      return token.tag != Tag::select;
    case Tag::script:
    case Tag::template_:
      return start_in_head(token);
    default:
      return false;
  }
}

void TreeBuilder::end_in_select(const Token& token) {
  switch (token.tag) {
    case Tag::optgroup:
      if (current_is(Tag::option) && stack_[stack_.size() - 2].is(Tag::optgroup)) pop();
      if (current_is(Tag::optgroup)) pop();
      return;
    case Tag::option:
      if (current_is(Tag::option)) pop();
      return;
    case Tag::select:
      if (in_scope(Tag::select, Scope::select)) close_select();
      return;
    case Tag::template_:
      end_template();
      return;
    default:
      return;
  }
}

bool TreeBuilder::in_select_in_table(Token& token) {
  bool start = token.kind == TokenKind::start_tag;
  if (!start && token.kind != TokenKind::end_tag) return in_select(token);
  switch (token.tag) {
    case Tag::caption:
    case Tag::table:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::thead:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
      if (!start && !in_scope(token.tag, Scope::table)) return false;
      close_select();
      return true;
    default:
      return in_select(token);
  }
}

}  // namespace hearsay
