// The insertion mode "in body" (HTML Standard 13.2.6.4.7).
#include "ingest/html/tree_builder.hpp"

namespace hearsay {

void TreeBuilder::text_in_body(Token& token) {
  reconstruct();
  note_text(token);
  insert_text({token.begin, token.end});
}

bool TreeBuilder::in_body(Token& token) {
  switch (token.kind) {
    case TokenKind::text:
      text_in_body(token);
      return false;
    case TokenKind::comment:
      insert_comment(token, current().node);
      return false;
    case TokenKind::doctype:
      return false;
    case TokenKind::start_tag:
      return start_in_body(token);
    case TokenKind::end_tag:
      return end_in_body(token);
    case TokenKind::end:
      return !template_modes_.empty() && in_template(token);
  }
  return false;
}

void TreeBuilder::start_html_again(const Token& token) {
  if (!is_open(Tag::template_)) add_missing_attributes(stack_.front().node, token);
}

void TreeBuilder::start_body_again(const Token& token) {
  if (stack_.size() < 2 || !stack_[1].is(Tag::body) || is_open(Tag::template_)) return;
  frameset_ok_ = false;
  add_missing_attributes(stack_[1].node, token);
}

void TreeBuilder::start_frameset(const Token& token) {
  if (stack_.size() < 2 || !stack_[1].is(Tag::body) || !frameset_ok_) return;
  tree_.detach(stack_[1].node);
  pop_to(1);
  insert_html(token);
  mode_ = Mode::in_frameset;
}

// li, dd and dt close an open item of their kind.
void TreeBuilder::start_list_item(const Token& token) {
  frameset_ok_ = false;
  for (size_t i = stack_.size(); i-- > 0;) {
    const Open& open = stack_[i];
    bool item = token.tag == Tag::li ? open.is(Tag::li) : open.is(Tag::dd) || open.is(Tag::dt);
    if (item) {
      Tag tag = open.tag;
      imply_end_tags(tag);
      pop_through(tag);
      break;
    }
    bool passable = open.is(Tag::address) || open.is(Tag::div) || open.is(Tag::p);
    if (special(open) && !passable) break;
  }
  close_paragraph_in_button_scope();
  insert_html(token);
}

void TreeBuilder::start_link(const Token& token) {
  size_t entry = find_formatting(Tag::a);
  if (entry != formatting_.size()) {
    uint32_t element = formatting_[entry].node;
    if (!adopt(token)) any_other_end_tag(token);
    size_t left = formatting_index(element);
    if (left != formatting_.size()) remove_formatting(left);
    remove_open(element);
  }
  reconstruct();
  if (insert_html(token)) push_formatting(current().node);
}

void TreeBuilder::start_table(const Token& token) {
  if (!quirks_) close_paragraph_in_button_scope();
  frameset_ok_ = false;
  if (insert_html(token)) mode_ = Mode::in_table;
}

void TreeBuilder::start_select(const Token& token) {
  reconstruct();
  frameset_ok_ = false;
  if (!insert_html(token)) return;
  bool in_table = mode_ == Mode::in_table || mode_ == Mode::in_caption ||
                  mode_ == Mode::in_table_body || mode_ == Mode::in_row || mode_ == Mode::in_cell;
  mode_ = in_table ? Mode::in_select_in_table : Mode::in_select;
}

bool TreeBuilder::start_in_body(Token& token) {
  switch (token.tag) {
    case Tag::html:
      start_html_again(token);
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
      return start_in_head(token);
    case Tag::body:
      start_body_again(token);
      return false;
    case Tag::frameset:
      start_frameset(token);
      return false;
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::center:
    case Tag::details:
    case Tag::dialog:
    case Tag::dir:
    case Tag::div:
    case Tag::dl:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::header:
    case Tag::hgroup:
    case Tag::main:
    case Tag::menu:
    case Tag::nav:
    case Tag::ol:
    case Tag::p:
    case Tag::search:
    case Tag::section:
    case Tag::summary:
    case Tag::ul:
      close_paragraph_in_button_scope();
      insert_html(token);
      return false;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      close_paragraph_in_button_scope();
      if (current_has(kHeading)) pop();
      insert_html(token);
      return false;
    case Tag::pre:
    case Tag::listing:
      close_paragraph_in_button_scope();
      insert_html(token);
      skip_line_feed_ = true;
      frameset_ok_ = false;
      return false;
    case Tag::form:
      if (form_ != kNoNode && !is_open(Tag::template_)) return false;
      close_paragraph_in_button_scope();
      if (insert_html(token) && !is_open(Tag::template_)) form_ = current().node;
      return false;
    case Tag::li:
    case Tag::dd:
    case Tag::dt:
      start_list_item(token);
      return false;
    case Tag::plaintext:
      close_paragraph_in_button_scope();
      insert_html(token);
      tokeniser_.set_mode(TextMode::plaintext, token.tag);
      return false;
    case Tag::button:
      if (in_scope(Tag::button)) {
        imply_end_tags();
        pop_through(Tag::button);
      }
      reconstruct();
      insert_html(token);
      frameset_ok_ = false;
      return false;
    case Tag::a:
      start_link(token);
      return false;
    case Tag::nobr:
      reconstruct();
      if (in_scope(Tag::nobr)) {
        if (!adopt(token)) any_other_end_tag(token);
        reconstruct();
      }
      if (insert_html(token)) push_formatting(current().node);
      return false;
    case Tag::b:
    case Tag::big:
    case Tag::code:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::s:
    case Tag::small:
    case Tag::strike:
    case Tag::strong:
    case Tag::tt:
    case Tag::u:
      reconstruct();
      if (insert_html(token)) push_formatting(current().node);
      return false;
    case Tag::applet:
    case Tag::marquee:
    case Tag::object:
      reconstruct();
      if (insert_html(token)) push_marker();
      frameset_ok_ = false;
      return false;
    case Tag::table:
      start_table(token);
      return false;
    case Tag::image:
      token.tag = Tag::img;
      [[fallthrough]];
    case Tag::area:
    case Tag::br:
    case Tag::embed:
    case Tag::img:
    case Tag::keygen:
    case Tag::wbr:
      reconstruct();
      insert_void(token);
      frameset_ok_ = false;
      return false;
    case Tag::input: {
      reconstruct();
      insert_void(token);
      bool found = false;
      if (!equal_without_case(attribute_of(token, "type", found), "hidden")) frameset_ok_ = false;
      return false;
    }
    case Tag::param:
    case Tag::source:
    case Tag::track:
      insert_void(token);
      return false;
    case Tag::hr:
      close_paragraph_in_button_scope();
      insert_void(token);
      frameset_ok_ = false;
      return false;
    case Tag::textarea:
      insert_text_element(token, TextMode::rcdata);
      skip_line_feed_ = true;
      frameset_ok_ = false;
      return false;
    case Tag::xmp:
      close_paragraph_in_button_scope();
      reconstruct();
      frameset_ok_ = false;
      insert_text_element(token, TextMode::rawtext);
      return false;
    case Tag::iframe:
      frameset_ok_ = false;
      insert_text_element(token, TextMode::rawtext);
      return false;
    case Tag::noembed:
      insert_text_element(token, TextMode::rawtext);
      return false;
    case Tag::select:
      start_select(token);
      return false;
    case Tag::optgroup:
    case Tag::option:
      if (current_is(Tag::option)) pop();
      reconstruct();
      insert_html(token);
      return false;
    case Tag::rb:
    case Tag::rtc:
      if (in_scope(Tag::ruby)) imply_end_tags();
      insert_html(token);
      return false;
    case Tag::rp:
    case Tag::rt:
      if (in_scope(Tag::ruby)) imply_end_tags(Tag::rtc);
      insert_html(token);
      return false;
    case Tag::math:
    case Tag::svg: {
      reconstruct();
      Space space = token.tag == Tag::svg ? Space::svg : Space::mathml;
      if (!open_element(make(token, token.tag, space))) {
        if (!token.self_closing) unopened_.push_back(token.tag);
      } else if (token.self_closing) {
        pop();
      }
      return false;
    }
    case Tag::caption:
    case Tag::col:
    case Tag::colgroup:
    case Tag::frame:
    case Tag::head:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
      return false;
    default:
      reconstruct();
      insert_html(token);
      return false;
  }
}

void TreeBuilder::any_other_end_tag(const Token& token) {
  if (token.tag == Tag::other || (token.tag < Tag::end && !is_open(token.tag))) return;
  for (size_t i = stack_.size(); i-- > 0;) {
    if (stack_[i].is(token.tag)) {
      imply_end_tags(token.tag);
      if (stack_.size() > i) pop_to(i);
      return;
    }
    if (special(stack_[i])) return;
  }
}

void TreeBuilder::end_block(Tag tag) {
  if (!in_scope(tag)) return;
  imply_end_tags();
  pop_through(tag);
}

void TreeBuilder::end_heading() {
  if (!heading_in_scope()) return;
  imply_end_tags();
  while (!current_has(kHeading)) pop();
  pop();
}

void TreeBuilder::end_paragraph() {
  if (!in_scope(Tag::p, Scope::button) && !insert_implied(Tag::p)) return;
  close_paragraph_in_button_scope();
}

void TreeBuilder::end_form(const Token& token) {
  if (is_open(Tag::template_)) {
    end_block(token.tag);
    return;
  }
  uint32_t form = form_;
  form_ = kNoNode;
  if (form == kNoNode || !tree_[form].open || !node_in_scope(form)) return;
  imply_end_tags();
  remove_open(form);
}

// </body> and </html>.
bool TreeBuilder::end_in_body_or_after(Token& token) {
  if (!in_scope(Tag::body)) return false;
  if (token.tag == Tag::body && body_ != kNoNode) tree_[body_].close = token.end;
  mode_ = Mode::after_body;
  return token.tag == Tag::html;
}

bool TreeBuilder::end_in_body(Token& token) {
  switch (token.tag) {
    case Tag::template_:
      end_template();
      return false;
    case Tag::body:
    case Tag::html:
      return end_in_body_or_after(token);
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::button:
    case Tag::center:
    case Tag::details:
    case Tag::dialog:
    case Tag::dir:
    case Tag::div:
    case Tag::dl:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::header:
    case Tag::hgroup:
    case Tag::listing:
    case Tag::main:
    case Tag::menu:
    case Tag::nav:
    case Tag::ol:
    case Tag::pre:
    case Tag::search:
    case Tag::section:
    case Tag::summary:
    case Tag::ul:
      end_block(token.tag);
      return false;
    case Tag::form:
      end_form(token);
      return false;
    case Tag::p:
      end_paragraph();
      return false;
    case Tag::li:
      if (!in_scope(Tag::li, Scope::list_item)) return false;
      imply_end_tags(Tag::li);
      pop_through(Tag::li);
      return false;
    case Tag::dd:
    case Tag::dt:
      if (!in_scope(token.tag)) return false;
      imply_end_tags(token.tag);
      pop_through(token.tag);
      return false;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      end_heading();
      return false;
    case Tag::a:
    case Tag::b:
    case Tag::big:
    case Tag::code:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::nobr:
    case Tag::s:
    case Tag::small:
    case Tag::strike:
    case Tag::strong:
    case Tag::tt:
    case Tag::u:
      if (!adopt(token)) any_other_end_tag(token);
      return false;
    case Tag::applet:
    case Tag::marquee:
    case Tag::object:
      if (!in_scope(token.tag)) return false;
      imply_end_tags();
      pop_through(token.tag);
      clear_to_marker();
      return false;
    case Tag::br: {
      reconstruct();
      uint32_t node = implied(Tag::br);
      tree_[node].span = {token.begin, token.end};
      Place where = place(current().node);
      tree_.insert(where.parent, node, where.before);
      frameset_ok_ = false;
      return false;
    }
    default:
      any_other_end_tag(token);
      return false;
  }
}

}  // namespace hearsay
