// Html: writes HTML that means what was meant, whatever texts are put into it.
//
// Tags and names of attributes are literals of the program, checked when it is compiled: no element
// that runs or styles anything, no attribute that is a script or a style, and where an attribute
// leads somewhere, only a Url. Texts and values get in escaped. Texts of reports stand in elements
// of their own (<bdi>), so that right-to-left letters turn nothing around but themselves.
// Covered by surfaces/web/html_writer_test.cpp.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "surfaces/web/url.hpp"

namespace hearsay::web {

// Appends a text as it may stand in an element or between quotation marks. Invalid UTF-8 becomes
// U+FFFD; control characters other than tab and line feed, and the marks that turn the direction of
// text around, are left out. O(n).
void append_html(std::string& out, std::string_view text);

class Tag {
 public:
  consteval Tag(const char* name) : name_(name) {
    for (std::string_view never : {"script", "style", "iframe", "object", "embed", "base", "meta"})
      if (name_ == never) throw "this element is not for pages";
    if (name_.empty()) throw "an element has a name";
    for (char c : name_)
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) throw "no name of an element";
  }
  constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

class AttributeName {
 public:
  consteval AttributeName(const char* name) : name_(name) {
    for (std::string_view never : {"style", "href", "src", "action", "formaction", "srcdoc",
                                   "srcset", "ping", "poster", "data", "manifest", "background"})
      if (name_ == never) throw "this attribute takes a Url, or is none for pages";
    if (name_.empty() || name_.starts_with("on")) throw "no attribute that is a script";
    for (char c : name_)
      if (c <= ' ' || c == '"' || c == '\'' || c == '=' || c == '<' || c == '>' || c == '/')
        throw "no name of an attribute";
  }
  constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

class Attribute {
 public:
  Attribute(AttributeName name, std::string_view value) : name_(name.name()), value_(value) {}
  // Without a value: "hidden".
  Attribute(AttributeName name) : name_(name.name()), bare_(true) {}
  static Attribute href(const Url& url) { return {"href", url}; }
  static Attribute action(const Url& url) { return {"action", url}; }
  // One that is left out, to be chosen by ?:.
  static Attribute none() { return {}; }

  std::string_view name() const { return name_; }
  const std::string& value() const { return value_; }
  bool is_bare() const { return bare_; }

 private:
  Attribute() = default;
  Attribute(std::string_view name, const Url& url) : name_(name), value_(url.text()) {}

  std::string_view name_;
  std::string value_;
  bool bare_ = false;
};
using Attributes = std::initializer_list<Attribute>;

// Elements are closed in the order in which they were opened; that is asserted.
class Html {
 public:
  Html& open(Tag tag, Attributes attributes = {});
  Html& close();
  // Elements without content: br, img, input.
  Html& leaf(Tag tag, Attributes attributes = {});

  // Our own words, numbers, ids.
  Html& text(std::string_view words);
  // Words of a report, in an element of their own.
  Html& foreign(std::string_view words);
  // An element with nothing but our own words; with a report's words.
  Html& element(Tag tag, Attributes attributes, std::string_view words);
  Html& element(Tag tag, std::string_view words) { return element(tag, {}, words); }
  Html& foreign_element(Tag tag, Attributes attributes, std::string_view words);
  Html& link(const Url& url, std::string_view words);
  Html& foreign_link(const Url& url, std::string_view words);
  // To an address that a report gives; its words alone if it is none that one may follow.
  Html& outside_link(std::string_view address, std::string_view words);
  // Everything another one holds, which must have closed what it opened.
  Html& append(const Html& other);
  // Data for the program of the page: <script type="application/json">. `json` is valid JSON.
  Html& data(std::string_view id, std::string_view json);

  bool empty() const { return out_.empty(); }
  // Of whatever is closed.
  const std::string& str() const;

 private:
  void begin(std::string_view tag, Attributes attributes);

  std::string out_;
  std::vector<std::string_view> open_;
};

}  // namespace hearsay::web
