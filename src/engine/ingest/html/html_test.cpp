#include "ingest/html/html.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

Page page_of(std::string bytes, Resources resources = {}) {
  Source source;
  source.format = Format::html;
  source.bytes = bytes;
  Characters characters;
  characters.text = std::make_shared<const std::string>(std::move(bytes));
  return parse_page(source, characters, resources);
}

std::string_view slice(const Page& page, Span span) {
  return std::string_view(*page.text).substr(span.begin, span.size());
}

// The tree in one line: "p(\"text\" b(\"x\"))"; comments are "!", document types "?".
std::string shape(const Page& page, uint32_t node = 0) {
  std::string out;
  switch (page.kind[node]) {
    case NodeKind::text:
      return "\"" + std::string(slice(page, page.span[node])) + "\"";
    case NodeKind::comment:
      return "!";
    case NodeKind::doctype:
      return "?";
    default:
      out = page.foreign[node].yes ? "*" : "";
      out += page.name[node];
  }
  std::string inside;
  for (uint32_t child = node + 1; child < page.subtree_end[node]; child = page.subtree_end[child]) {
    inside += (inside.empty() ? "" : " ") + shape(page, child);
  }
  return inside.empty() ? out : out + "(" + inside + ")";
}

std::string body_of(std::string bytes) {
  Page page = page_of("<!doctype html>" + std::move(bytes));
  for (uint32_t node = 0; node < page.kind.size(); ++node) {
    if (page.name[node] != "body") continue;
    std::string whole = shape(page, node);
    return whole.size() < 6 ? "" : whole.substr(5, whole.size() - 6);
  }
  return "no body";
}

TEST(html_test, plain_text_gives_no_nodes) {
  Source source;
  source.bytes = "<p>x";
  EXPECT_TRUE(parse_page(source, Characters(), Resources()).kind.empty());
}

TEST(html_test, an_empty_page_has_html_head_and_body) {
  EXPECT_EQ(shape(page_of("")), "(html(head body))");
  EXPECT_EQ(shape(page_of("x")), "(html(head body(\"x\")))");
}

TEST(html_test, end_tags_are_implied) {
  EXPECT_EQ(body_of("<p>a<p>b<ul><li>c<li>d</ul>"), "p(\"a\") p(\"b\") ul(li(\"c\") li(\"d\"))");
}

TEST(html_test, misnested_formatting_is_opened_again) {
  EXPECT_EQ(body_of("<b>1<p>2</b>3</p>"), "b(\"1\") p(b(\"2\") \"3\")");
  EXPECT_EQ(body_of("<b>1<i>2</b>3</i>"), "b(\"1\" i(\"2\")) i(\"3\")");
}

TEST(html_test, text_in_a_table_goes_before_it) {
  EXPECT_EQ(body_of("<table>a<tr>b<td>c</table>"), "\"a\" \"b\" table(tbody(tr(td(\"c\"))))");
}

}  // namespace
}  // namespace hearsay
