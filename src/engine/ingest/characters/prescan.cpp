// See prescan.hpp.
#include "ingest/characters/prescan.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "ingest/characters/labels.hpp"

namespace hearsay {
namespace {

constexpr size_t kWindow = 1024;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool is_letter(char c) {
  return lower(c) >= 'a' && lower(c) <= 'z';
}

// What is left of the window. Running out anywhere ends the prescan without an answer.
struct Window {
  std::string_view rest;

  bool done() const { return rest.empty(); }
  char front() const { return rest.front(); }
  void skip(size_t count) { rest.remove_prefix(std::min(count, rest.size())); }
  template <class Is>
  void skip_while(Is is) {
    while (!done() && is(front())) skip(1);
  }
  bool starts_with_lower(std::string_view word) const {
    if (rest.size() < word.size()) return false;
    return std::equal(word.begin(), word.end(), rest.begin(),
                      [](char a, char b) { return a == lower(b); });
  }
};

struct Attribute {
  std::string name;
  std::string value;
};

std::string take_quoted(Window& in) {
  char quote = in.front();
  in.skip(1);
  std::string value;
  for (; !in.done() && in.front() != quote; in.skip(1)) value += lower(in.front());
  in.skip(1);
  return value;
}

// "Get an attribute": nullopt at the end of the tag (or of the window).
std::optional<Attribute> take_attribute(Window& in) {
  in.skip_while([](char c) { return is_space(c) || c == '/'; });
  if (in.done() || in.front() == '>') return std::nullopt;
  Attribute out;
  for (; !in.done(); in.skip(1)) {
    char c = in.front();
    if ((c == '=' && !out.name.empty()) || is_space(c) || c == '/' || c == '>') break;
    out.name += lower(c);
  }
  in.skip_while(is_space);
  if (in.done() || in.front() != '=') return out;
  in.skip(1);
  in.skip_while(is_space);
  if (in.done() || in.front() == '>') return out;
  if (in.front() == '"' || in.front() == '\'') {
    out.value = take_quoted(in);
    return out;
  }
  for (; !in.done() && !is_space(in.front()) && in.front() != '>'; in.skip(1))
    out.value += lower(in.front());
  return out;
}

// "Extracting a character encoding from a meta element": the label after `charset=`.
std::string charset_of_content(std::string_view content) {
  for (size_t at = content.find("charset"); at != content.npos;
       at = content.find("charset", at + 7)) {
    Window in{content.substr(at + 7)};
    in.skip_while(is_space);
    if (in.done() || in.front() != '=') continue;
    in.skip(1);
    in.skip_while(is_space);
    if (in.done()) return {};
    char quote = in.front();
    if (quote == '"' || quote == '\'') {
      size_t end = in.rest.find(quote, 1);
      return end == in.rest.npos ? std::string() : std::string(in.rest.substr(1, end - 1));
    }
    size_t end = 0;
    while (end < in.rest.size() && !is_space(in.rest[end]) && in.rest[end] != ';') ++end;
    return std::string(in.rest.substr(0, end));
  }
  return {};
}

// The attributes of a meta element, and what they declare; empty if nothing valid.
std::string take_meta(Window& in) {
  std::set<std::string> seen;
  bool pragma = false;
  std::optional<bool> needs_pragma;
  std::string label;
  while (auto attribute = take_attribute(in)) {
    if (!seen.insert(attribute->name).second) continue;
    if (attribute->name == "http-equiv") {
      pragma = attribute->value == "content-type";
    } else if (attribute->name == "content" && label.empty()) {
      label = charset_of_content(attribute->value);
      if (!label.empty()) needs_pragma = true;
    } else if (attribute->name == "charset") {
      label = attribute->value;
      needs_pragma = false;
    }
  }
  bool counts = needs_pragma.has_value() && (!*needs_pragma || pragma) && !in.done();
  return counts && !encoding_of_label(label).empty() ? label : std::string();
}

void skip_comment(Window& in) {
  size_t end = in.rest.find("-->", 2);
  in.skip(end == in.rest.npos ? in.rest.size() : end + 3);
}

void skip_past_tag(Window& in) {
  in.skip_while([](char c) { return !is_space(c) && c != '>'; });
  while (take_attribute(in)) continue;
}

}  // namespace

std::string declared_in_html(std::string_view bytes) {
  Window in{bytes.substr(0, kWindow)};
  while (!in.done()) {
    size_t tag = in.rest.find('<');
    if (tag == in.rest.npos) break;
    in.skip(tag);
    if (in.rest.starts_with("<!--")) {
      skip_comment(in);
    } else if (in.starts_with_lower("<meta") && in.rest.size() > 5 &&
               (is_space(in.rest[5]) || in.rest[5] == '/')) {
      in.skip(6);
      if (std::string label = take_meta(in); !label.empty()) return label;
    } else if (in.rest.size() > 1 &&
               (is_letter(in.rest[1]) ||
                (in.rest[1] == '/' && in.rest.size() > 2 && is_letter(in.rest[2])))) {
      skip_past_tag(in);
    } else if (in.rest.size() > 1 &&
               (in.rest[1] == '!' || in.rest[1] == '/' || in.rest[1] == '?')) {
      in.skip_while([](char c) { return c != '>'; });
    } else {
      in.skip(1);
    }
  }
  return declared_in_xml(bytes);
}

std::string declared_in_xml(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  std::string_view head = bytes.substr(0, std::min(bytes.find('>'), kWindow));
  size_t found = head.find("encoding");
  if (found == head.npos) return {};
  Window in{head.substr(found + 8)};
  auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  in.skip_while(blank);
  if (in.done() || in.front() != '=') return {};
  in.skip(1);
  in.skip_while(blank);
  if (in.done() || (in.front() != '"' && in.front() != '\'')) return {};
  size_t end = in.rest.find(in.front(), 1);
  if (end == in.rest.npos) return {};
  std::string label(in.rest.substr(1, end - 1));
  return encoding_of_label(label).empty() ? std::string() : label;
}

std::string_view encoding_of_declaration(std::string_view label) {
  std::string_view name = encoding_of_label(label);
  if (name.starts_with("utf-16")) return "utf-8";
  return name == "x-user-defined" ? "windows-1252" : name;
}

}  // namespace hearsay
