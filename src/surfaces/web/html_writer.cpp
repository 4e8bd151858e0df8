// See html_writer.hpp.
#include "surfaces/web/html_writer.hpp"

#include <cassert>

#include "base/utf8.hpp"

namespace hearsay::web {
namespace {

// Controls, and what turns the direction around for others: embeddings, overrides, isolates.
bool is_left_out(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFE || c == 0xFFFF;
}

std::string_view reference(char32_t c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    if (!step.valid)
      append_utf8(out, kReplacement);
    else if (std::string_view written = reference(step.point); !written.empty())
      out += written;
    else if (!is_left_out(step.point))
      out += text.substr(at, step.size);
    at += step.size;
  }
}

void Html::begin(std::string_view tag, Attributes attributes) {
  out_ += '<';
  out_ += tag;
  for (const Attribute& one : attributes) {
    if (one.name().empty()) continue;
    out_ += ' ';
    out_ += one.name();
    if (one.is_bare()) continue;
    out_ += "=\"";
    append_html(out_, one.value());
    out_ += '"';
  }
  out_ += '>';
}

Html& Html::open(Tag tag, Attributes attributes) {
  begin(tag.name(), attributes);
  open_.push_back(tag.name());
  return *this;
}

Html& Html::close() {
  assert(!open_.empty());
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

Html& Html::leaf(Tag tag, Attributes attributes) {
  begin(tag.name(), attributes);
  return *this;
}

Html& Html::text(std::string_view words) {
  append_html(out_, words);
  return *this;
}

Html& Html::foreign(std::string_view words) {
  return foreign_element("bdi", {}, words);
}

Html& Html::element(Tag tag, Attributes attributes, std::string_view words) {
  return open(tag, attributes).text(words).close();
}

Html& Html::foreign_element(Tag tag, Attributes attributes, std::string_view words) {
  open(tag, attributes);
  if (tag.name() == "bdi") return text(words).close();
  return foreign(words).close();
}

Html& Html::link(const Url& url, std::string_view words) {
  return element("a", {Attribute::href(url)}, words);
}

Html& Html::foreign_link(const Url& url, std::string_view words) {
  return foreign_element("a", {Attribute::href(url)}, words);
}

Html& Html::outside_link(std::string_view address, std::string_view words) {
  std::optional<Url> url = Url::outside(address);
  if (!url) return foreign(words);
  return foreign_element(
      "a", {Attribute::href(*url), {"rel", "noopener noreferrer nofollow"}, {"class", "outside"}},
      words);
}

Html& Html::append(const Html& other) {
  out_ += other.str();
  return *this;
}

Html& Html::data(std::string_view id, std::string_view json) {
  out_ += "<script type=\"application/json\" id=\"";
  append_html(out_, id);
  out_ += "\">";
  // JSON needs no '<' outside of strings.
  for (char c : json)
    if (c == '<')
      out_ += "\\u003c";
    else
      out_ += c;
  out_ += "</script>";
  return *this;
}

const std::string& Html::str() const {
  assert(open_.empty());
  return out_;
}

}  // namespace hearsay::web
