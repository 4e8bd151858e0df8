// See tokeniser.hpp.
#include "ingest/html/tokeniser.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "ingest/html/references.hpp"

namespace hearsay {
namespace {

// Fewer attributes than this are compared one by one.
constexpr uint32_t kFewAttributes = 12;

constexpr bool is_letter(char c) {
  char l = lower_ascii(c);
  return l >= 'a' && l <= 'z';
}

constexpr bool is_space(char c) {
  return is_html_space(static_cast<unsigned char>(c));
}

// Ends a tag name in every state that looks for one.
constexpr bool ends_name(char c) {
  return is_space(c) || c == '/' || c == '>';
}

// First `c` in [at, size), or size.
uint32_t find_byte(std::string_view page, uint32_t at, char c) {
  if (at >= page.size()) return static_cast<uint32_t>(page.size());
  const void* found = std::memchr(page.data() + at, c, page.size() - at);
  if (found == nullptr) return static_cast<uint32_t>(page.size());
  return static_cast<uint32_t>(static_cast<const char*>(found) - page.data());
}

uint32_t find_word(std::string_view page, uint32_t at, std::string_view word) {
  size_t found = page.find(word, at);
  return static_cast<uint32_t>(std::min(found, page.size()));
}

uint32_t name_hash(std::string_view name) {
  uint32_t hash = 0;
  for (char c : name) hash = hash * 31 + static_cast<unsigned char>(lower_ascii(c));
  return hash * 2654435761U >> 7;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return lower_ascii(x) == lower_ascii(y);
         });
}

}  // namespace

Token Tokeniser::token(TokenKind kind, uint32_t begin) const {
  Token out;
  out.kind = kind;
  out.begin = begin;
  out.end = at_;
  return out;
}

void Tokeniser::set_mode(TextMode mode, Tag until) {
  mode_ = mode;
  until_ = until;
}

Token Tokeniser::next(bool cdata) {
  while (at_ < size()) {
    if (mode_ != TextMode::data) return read_rest();
    if (!markup_at(at_)) return read_text();
    if (page_.substr(at_, 3) == "</>") {
      at_ += 3;  // a tag without a name is nothing
      continue;
    }
    Token out = read_markup(cdata);
    if (out.begin < out.end || out.kind == TokenKind::end) return out;
  }
  return token(TokenKind::end, at_);
}

// Whether the '<' at `at` opens anything: a tag, a comment, a declaration or "</>".
bool Tokeniser::markup_at(uint32_t at) const {
  if (page_[at] != '<' || at + 1 >= size()) return false;
  char next = page_[at + 1];
  if (next == '/') return at + 2 < size();
  return is_letter(next) || next == '!' || next == '?';
}

Token Tokeniser::read_text() {
  uint32_t begin = at_;
  uint32_t here = begin;
  do {
    here = find_byte(page_, here + (page_[here] == '<' ? 1 : 0), '<');
  } while (here < size() && !markup_at(here));
  at_ = here;
  return token(TokenKind::text, begin);
}

// What stands before the end tag of an element that holds only text; then the end tag itself.
Token Tokeniser::read_rest() {
  uint32_t begin = at_;
  uint32_t end = size();
  if (mode_ != TextMode::plaintext) {
    end = mode_ == TextMode::script ? find_script_end() : find_end_tag();
  }
  if (end == begin) {
    mode_ = TextMode::data;
    return read_tag(true);
  }
  at_ = end;
  Token out = token(TokenKind::text, begin);
  out.raw = mode_ != TextMode::rcdata;
  return out;
}

bool Tokeniser::word_at(uint32_t at, std::string_view lower) const {
  return at < size() && equal_without_case(page_.substr(at, lower.size()), lower);
}

// Whether "</name" with an end to the name stands at `at`.
bool Tokeniser::closes_text(uint32_t at) const {
  std::string_view name = names_[until_];
  if (at + 2 + name.size() >= page_.size() || page_[at + 1] != '/') return false;
  return word_at(at + 2, name) && ends_name(page_[at + 2 + name.size()]);
}

uint32_t Tokeniser::find_end_tag() const {
  uint32_t here = find_byte(page_, at_, '<');
  while (here < size() && !closes_text(here)) here = find_byte(page_, here + 1, '<');
  return here;
}

// Whether "<script" with an end to the name stands at `at`.
bool Tokeniser::script_word_at(uint32_t at) const {
  constexpr uint32_t kLength = 7;
  return at + kLength < size() && word_at(at, "<script") && ends_name(page_[at + kLength]);
}

// The script data states: "<!--" escapes, "<script" inside escapes twice, "-->" undoes both.
uint32_t Tokeniser::find_script_end() const {
  enum class State { plain, escaped, twice } state = State::plain;
  uint32_t here = at_;
  while (here < size()) {
    if (state == State::plain) {
      here = find_byte(page_, here, '<');
    } else {
      while (here < size() && page_[here] != '<' && page_[here] != '-') ++here;
    }
    if (here >= size()) break;
    if (page_[here] == '-') {
      if (page_.substr(here, 3) == "-->") state = State::plain;
      ++here;
    } else if (closes_text(here)) {
      if (state != State::twice) return here;
      state = State::escaped;
      here += 2;
    } else if (state == State::plain && page_.substr(here, 4) == "<!--") {
      state = State::escaped;
      here += 2;  // "<!-->" is open and closed
    } else {
      if (state == State::escaped && script_word_at(here)) state = State::twice;
      ++here;
    }
  }
  return size();
}

Token Tokeniser::read_markup(bool cdata) {
  char next = page_[at_ + 1];
  if (next == '!') return read_declaration(cdata);
  if (next == '?') return read_bogus_comment();
  if (next != '/') return read_tag(false);
  return is_letter(page_[at_ + 2]) ? read_tag(true) : read_bogus_comment();
}

void Tokeniser::skip_space() {
  while (at_ < size() && is_space(page_[at_])) ++at_;
}

Token Tokeniser::read_tag(bool end_tag) {
  uint32_t begin = at_;
  at_ += end_tag ? 2 : 1;
  uint32_t name = at_;
  while (at_ < size() && !ends_name(page_[at_])) ++at_;
  uint32_t name_end = at_;
  Token out;
  out.first_attribute = static_cast<uint32_t>(attributes_.size());
  bool whole = false;
  while (at_ < size()) {
    char c = page_[at_];
    if (c == '>') {
      ++at_;
      whole = true;
      break;
    }
    if (is_space(c)) {
      ++at_;
    } else if (c == '/') {
      out.self_closing = at_ + 1 < size() && page_[at_ + 1] == '>';
      ++at_;
    } else if (!read_attribute(out, !end_tag)) {
      break;
    }
  }
  if (!whole) {
    attributes_.resize(out.first_attribute);
    cut_.unfinished_tag = begin;
    at_ = size();
    return token(TokenKind::end, at_);
  }
  out.kind = end_tag ? TokenKind::end_tag : TokenKind::start_tag;
  out.begin = begin;
  out.end = at_;
  out.tag = names_.find(page_.substr(name, name_end - name), !end_tag);
  out.last_attribute = static_cast<uint32_t>(attributes_.size());
  return out;
}

// Reads one attribute, which begins here; false at the end of the page.
bool Tokeniser::read_attribute(Token& tag, bool keep) {
  Attribute attribute;
  attribute.name.begin = at_;
  ++at_;  // even '=' may begin a name
  while (at_ < size() && page_[at_] != '=' && !ends_name(page_[at_])) ++at_;
  attribute.name.end = at_;
  skip_space();
  attribute.value = {at_, at_};
  if (at_ < size() && page_[at_] == '=') {
    ++at_;
    if (!read_value(attribute.value)) return false;
  } else {
    attribute.value = {attribute.name.end, attribute.name.end};
  }
  if (at_ >= size()) return false;
  if (keep) keep_attribute(tag, attribute);
  return true;
}

bool Tokeniser::read_value(Span& value) {
  skip_space();
  if (at_ >= size()) return false;
  char quote = page_[at_];
  if (quote == '"' || quote == '\'') {
    value.begin = at_ + 1;
    value.end = find_byte(page_, value.begin, quote);
    at_ = value.end + 1;
    return value.end < size();
  }
  value.begin = at_;
  while (at_ < size() && !is_space(page_[at_]) && page_[at_] != '>') ++at_;
  value.end = at_;
  return true;
}

void Tokeniser::keep_attribute(Token& tag, Attribute attribute) {
  uint32_t count = static_cast<uint32_t>(attributes_.size()) - tag.first_attribute;
  if (count >= most_attributes_) {
    cut_.many_attributes = std::min(cut_.many_attributes, attribute.name.begin);
    return;
  }
  std::string_view name = page_.substr(attribute.name.begin, attribute.name.size());
  if (!seen_before(tag, name)) attributes_.push_back(attribute);
}

// Whether the tag has an attribute of that name; if not, makes the name known.
bool Tokeniser::seen_before(const Token& tag, std::string_view name) {
  auto next = static_cast<uint32_t>(attributes_.size());
  auto name_at = [&](uint32_t index) {
    return page_.substr(attributes_[index].name.begin, attributes_[index].name.size());
  };
  if (next - tag.first_attribute < kFewAttributes) {
    for (uint32_t i = tag.first_attribute; i < next; ++i) {
      if (same_name(name_at(i), name)) return true;
    }
    return false;
  }
  if (slots_.empty()) slots_.resize(std::bit_ceil(size_t{most_attributes_} * 2));
  size_t mask = slots_.size() - 1;
  auto enter = [&](std::string_view key, uint32_t index) {
    size_t slot = name_hash(key) & mask;
    for (; slots_[slot].tag == tags_with_slots_; slot = (slot + 1) & mask) {
      if (same_name(name_at(slots_[slot].attribute), key)) return true;
    }
    slots_[slot] = {tags_with_slots_, index};
    return false;
  };
  if (next - tag.first_attribute == kFewAttributes) {
    ++tags_with_slots_;
    for (uint32_t i = tag.first_attribute; i < next; ++i) enter(name_at(i), i);
  }
  return enter(name, next);
}

Token Tokeniser::read_bogus_comment() {
  uint32_t begin = at_;
  at_ = std::min(find_byte(page_, at_, '>') + 1, size());
  return token(TokenKind::comment, begin);
}

Token Tokeniser::read_declaration(bool cdata) {
  constexpr std::string_view kSection = "<![CDATA[";
  uint32_t begin = at_;
  if (page_.substr(at_, 4) == "<!--") {
    uint32_t here = at_ + 4;
    if (page_.substr(here, 1) == ">" || page_.substr(here, 2) == "->") {
      at_ = find_byte(page_, here, '>') + 1;
      return token(TokenKind::comment, begin);
    }
    for (here = find_word(page_, here, "--"); here < size();
         here = find_word(page_, here + 1, "--")) {
      bool bang = page_.substr(here + 2, 2) == "!>";
      if (!bang && page_.substr(here + 2, 1) != ">") continue;
      at_ = here + (bang ? 4 : 3);
      return token(TokenKind::comment, begin);
    }
    at_ = size();
    return token(TokenKind::comment, begin);
  }
  if (word_at(at_ + 2, "doctype")) return read_doctype();
  if (!cdata || page_.substr(at_, kSection.size()) != kSection) return read_bogus_comment();
  uint32_t text = at_ + static_cast<uint32_t>(kSection.size());
  uint32_t end = find_word(page_, text, "]]>");
  at_ = end;
  Token out = token(TokenKind::text, text);
  out.raw = true;
  at_ = std::min(end + 3, size());
  return out;
}

// The end of a document type is its first '>', in quotes too.
Token Tokeniser::read_doctype() {
  uint32_t begin = at_;
  uint32_t end = find_byte(page_, at_, '>');
  at_ = begin + 9;
  DocumentType type;
  type.force_quirks = end >= size();
  auto view = page_.substr(0, end);
  auto skip = [&] {
    while (at_ < end && is_space(view[at_])) ++at_;
  };
  // A quoted identifier; damage forces quirks.
  auto identifier = [&](std::string_view& into, bool& has) {
    skip();
    if (at_ >= end || (view[at_] != '"' && view[at_] != '\'')) {
      type.force_quirks = true;
      return false;
    }
    uint32_t close = find_byte(view, at_ + 1, view[at_]);
    into = view.substr(at_ + 1, close - at_ - 1);
    has = true;
    at_ = std::min(close + 1, end);
    if (close >= end) type.force_quirks = true;
    return close < end;
  };
  skip();
  uint32_t name = at_;
  while (at_ < end && !is_space(view[at_])) ++at_;
  type.name = view.substr(name, at_ - name);
  skip();
  bool named = !type.name.empty();
  if (named && at_ < end && word_at(at_, "public")) {
    at_ += 6;
    if (identifier(type.public_id, type.has_public)) {
      skip();
      if (at_ < end) identifier(type.system_id, type.has_system);
    }
  } else if (named && at_ < end && word_at(at_, "system")) {
    at_ += 6;
    identifier(type.system_id, type.has_system);
  } else if (!named || at_ < end) {
    type.force_quirks = true;
  }
  at_ = std::min(end + 1, size());
  Token out = token(TokenKind::doctype, begin);
  out.quirks = asks_for_quirks(type);
  return out;
}

}  // namespace hearsay
