#include "ingest/html/html.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

Page page_of(std::string bytes, const Resources& resources = {}) {
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

std::string problems_of(const Page& page) {
  std::string out;
  for (const Problem& problem : page.problems) {
    out += (out.empty() ? "" : " ") + problem.code + "@" + std::to_string(problem.offset);
  }
  return out;
}

std::string repeat(std::string_view piece, size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// The row of the first element of that name.
size_t find(const Page& page, std::string_view name) {
  for (size_t node = 0; node < page.kind.size(); ++node) {
    if (page.name[node] == name) return node;
  }
  ADD_FAILURE() << "no " << name;
  return 0;
}

// What must hold for every page, whatever it is: preorder, nested subtrees, spans in the source.
void expect_sound(const Page& page, uint32_t depth_limit = 512) {
  size_t nodes = page.kind.size();
  ASSERT_GT(nodes, 0U);
  ASSERT_EQ(page.first_attribute.size(), nodes + 1);
  ASSERT_EQ(page.subtree_end[0], nodes);
  std::vector<uint32_t> depth(nodes, 0);
  for (size_t node = 1; node < nodes; ++node) {
    uint32_t parent = page.parent[node];
    ASSERT_LT(parent, node);
    ASSERT_LE(page.subtree_end[node], page.subtree_end[parent]);
    ASSERT_GT(page.subtree_end[node], node);
    depth[node] = depth[parent] + 1;
    ASSERT_LE(page.span[node].begin, page.span[node].end);
    ASSERT_LE(page.span[node].end, page.close[node]);
    ASSERT_LE(page.close[node], page.text->size());
    if (page.kind[node] != NodeKind::element) continue;
    ASSERT_LE(depth[node], depth_limit);
  }
}

TEST(html_test, plain_text_gives_no_nodes) {
  Source source;
  source.bytes = "<p>x";
  EXPECT_TRUE(parse_page(source, Characters(), Resources()).kind.empty());
}

TEST(html_test, an_empty_page_has_html_head_and_body) {
  EXPECT_EQ(shape(page_of("")), "(html(head body))");
  EXPECT_EQ(shape(page_of("x")), "(html(head body(\"x\")))");
  EXPECT_EQ(shape(page_of("<")), "(html(head body(\"<\")))");
  EXPECT_EQ(shape(page_of("<!doctype html><title>t</title> <p>x")),
            "(? html(head(title(\"t\") \" \") body(p(\"x\"))))");
}

TEST(html_test, head_parts_go_into_the_head_even_after_it) {
  EXPECT_EQ(shape(page_of("<!doctype html><head></head><link><body>x")),
            "(? html(head(link) body(\"x\")))");
}

TEST(html_test, end_tags_are_implied) {
  EXPECT_EQ(body_of("<p>a<p>b<ul><li>c<li>d</ul>"), "p(\"a\") p(\"b\") ul(li(\"c\") li(\"d\"))");
  EXPECT_EQ(body_of("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(\"a\") dd(\"b\") dt(\"c\"))");
  EXPECT_EQ(body_of("<ruby>a<rt>b<rp>c</ruby>"), "ruby(\"a\" rt(\"b\") rp(\"c\"))");
  EXPECT_EQ(body_of("<h1>a<h2>b"), "h1(\"a\") h2(\"b\")");
  EXPECT_EQ(body_of("a</p>b</br>c</div>d"), "\"a\" p \"b\" br \"c\" \"d\"");
}

TEST(html_test, misnested_formatting_is_opened_again) {
  EXPECT_EQ(body_of("<b>1<p>2</b>3</p>"), "b(\"1\") p(b(\"2\") \"3\")");
  EXPECT_EQ(body_of("<b>1<i>2</b>3</i>"), "b(\"1\" i(\"2\")) i(\"3\")");
  EXPECT_EQ(body_of("<a>1<div>2<a>3</div>4"), "a(\"1\") div(a(\"2\") a(\"3\")) a(\"4\")");
}

TEST(html_test, an_element_opened_again_keeps_its_attributes_and_has_an_empty_tag) {
  Page page = page_of("<!doctype html><font size=2><p>x</font>y<p>z</p>");
  size_t p = find(page, "p");
  ASSERT_EQ(page.name[p + 1], "font");
  EXPECT_TRUE(page.span[p + 1].empty());
  EXPECT_EQ(attribute(page, p + 1, "size"), "2");
}

TEST(html_test, at_most_three_equal_formatting_elements_are_opened_again) {
  EXPECT_EQ(body_of("<p><b class=x><b class=x><b class=x><b class=x></p>y"),
            "p(b(b(b(b)))) b(b(b(\"y\")))");
  EXPECT_EQ(body_of("<p><b a=1 c=2><b c=2 a=1><b a=1 c='2'><b a=1 c=&#50;></p>y"),
            "p(b(b(b(b)))) b(b(b(\"y\")))");
  EXPECT_EQ(body_of("<p><b a=1><b a=2><b a=3><b a=4></p>y"), "p(b(b(b(b)))) b(b(b(b(\"y\"))))");
}

TEST(html_test, text_in_a_table_goes_before_it) {
  EXPECT_EQ(body_of("<table>a<tr>b<td>c</table>"), "\"a\" \"b\" table(tbody(tr(td(\"c\"))))");
  EXPECT_EQ(body_of("<table> <tr><td>c</table>"), "table(\" \" tbody(tr(td(\"c\"))))");
  EXPECT_EQ(body_of("<table><div>a<tr><td>b"), "div(\"a\") table(tbody(tr(td(\"b\"))))");
}

TEST(html_test, tables_build_what_they_imply) {
  EXPECT_EQ(body_of("<table><caption>a<td>b<col><th>c<tfoot><tr><td>d</table>"),
            "table(caption(\"a\") tbody(tr(td(\"b\"))) colgroup(col) tbody(tr(th(\"c\"))) "
            "tfoot(tr(td(\"d\"))))");
  EXPECT_EQ(body_of("<table><tr><td><table><tr><td>a</table>b</table>"),
            "table(tbody(tr(td(table(tbody(tr(td(\"a\")))) \"b\"))))");
}

TEST(html_test, a_paragraph_holds_a_table_only_in_quirks_mode) {
  EXPECT_EQ(body_of("<p>a<table></table>"), "p(\"a\") table");
  Page quirks = page_of("<p>a<table></table>");
  EXPECT_EQ(shape(quirks), "(html(head body(p(\"a\" table))))");
  Page old =
      page_of("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\"><p>a<table></table>");
  EXPECT_EQ(shape(old), "(? html(head body(p(\"a\" table))))");
}

TEST(html_test, select_drops_tags_and_keeps_their_text) {
  EXPECT_EQ(body_of("<select><option>a<b>c</b><option>d</select>"),
            "select(option(\"a\" \"c\") option(\"d\"))");
  EXPECT_EQ(body_of("<table><tr><td><select><option>a<td>b"),
            "table(tbody(tr(td(select(option(\"a\"))) td(\"b\"))))");
}

TEST(html_test, what_a_template_holds_stands_below_it) {
  EXPECT_EQ(body_of("x<template><td>a</template>b"), "\"x\" template(td(\"a\")) \"b\"");
  EXPECT_EQ(shape(page_of("<template><p>a")), "(html(head(template(p(\"a\"))) body))");
}

TEST(html_test, svg_and_mathml_are_foreign_up_to_their_integration_points) {
  EXPECT_EQ(body_of("<svg><title><p>a</p></title><g/>b</svg>c"),
            "*svg(*title(p(\"a\")) *g \"b\") \"c\"");
  EXPECT_EQ(body_of("<svg><foreignObject><div>a</div></foreignObject></svg>"),
            "*svg(*foreignobject(div(\"a\")))");
  EXPECT_EQ(body_of("<math><mi>x<b>y</b></mi><annotation-xml encoding=text/html><p>z"),
            "*math(*mi(\"x\" b(\"y\")) *annotation-xml(p(\"z\")))");
  EXPECT_EQ(body_of("<svg><g><p>a"), "*svg(*g) p(\"a\")");
}

TEST(html_test, a_cdata_section_is_text_only_in_foreign_content) {
  Page page = page_of("<!doctype html><svg><text>a<![CDATA[<b>&amp;]]>c");
  EXPECT_EQ(shape(page), "(? html(head body(*svg(*text(\"a\" \"<b>&amp;\" \"c\")))))");
  size_t text = find(page, "text");
  EXPECT_FALSE(is_raw_text(page, text + 1));
  EXPECT_TRUE(is_raw_text(page, text + 2));
  EXPECT_FALSE(is_raw_text(page, text + 3));
  EXPECT_EQ(body_of("<p><![CDATA[x]]>y"), "p(! \"y\")");
}

TEST(html_test, only_raw_text_elements_keep_their_references) {
  Page page = page_of("<!doctype html><style>a&amp;b</style><svg><style>a&amp;b</style></svg>");
  EXPECT_TRUE(is_raw_text(page, find(page, "style") + 1));
  EXPECT_FALSE(is_raw_text(page, find(page, "svg") + 2));
}

TEST(html_test, framesets_replace_an_empty_body) {
  EXPECT_EQ(shape(page_of("<frameset><frame></frameset><noframes>a</noframes>")),
            "(html(head frameset(frame) noframes(\"a\")))");
  EXPECT_EQ(shape(page_of("<p></p><frameset><frame>")), "(html(head frameset(frame)))");
  EXPECT_EQ(body_of("a<frameset><frame>"), "\"a\"");
}

TEST(html_test, a_second_body_adds_only_missing_attributes) {
  Page page = page_of("<body id=a><body id=b class=c>");
  size_t body = find(page, "body");
  EXPECT_EQ(attribute(page, body, "id"), "a");
  EXPECT_EQ(attribute(page, body, "class"), "c");
}

TEST(html_test, noscript_is_read_as_markup) {
  EXPECT_EQ(body_of("x<noscript><img><p>a</p></noscript>"), "\"x\" noscript(img p(\"a\"))");
}

TEST(html_test, spans_and_ends_are_bytes_of_the_page) {
  std::string bytes = "<!doctype html><p id=x>a &lt; b</p><div>c";
  Page page = page_of(bytes);
  size_t p = find(page, "p");
  EXPECT_EQ(slice(page, page.span[p]), "<p id=x>");
  EXPECT_EQ(slice(page, {page.span[p].begin, page.close[p]}), "<p id=x>a &lt; b</p>");
  EXPECT_EQ(slice(page, page.span[p + 1]), "a &lt; b");
  EXPECT_EQ(page.close[find(page, "div")], bytes.size());
  EXPECT_TRUE(page.span[find(page, "head")].empty());
}

TEST(html_test, attributes_are_decoded_and_the_first_of_a_name_counts) {
  Page page = page_of("<a HREF='?a&amp;b&copy=1&copy;' href=x TITLE=\"\" hidden>");
  size_t a = find(page, "a");
  EXPECT_EQ(attribute(page, a, "href"), "?a&b&copy=1\xC2\xA9");
  EXPECT_EQ(attribute(page, a, "title"), "");
  EXPECT_EQ(attribute(page, a, "hidden"), "");
  EXPECT_EQ(attribute(page, a, "class"), std::nullopt);
  EXPECT_EQ(slice(page, attribute_span(page, a, "href")), "?a&amp;b&copy=1&copy;");
  EXPECT_TRUE(attribute_span(page, a, "class").is_none());
}

TEST(html_test, a_first_line_feed_in_pre_is_dropped) {
  EXPECT_EQ(body_of("<pre>\n\na</pre>"), "pre(\"\na\")");
  EXPECT_EQ(body_of("<pre>\r\na</pre>"), "pre(\"a\")");
  EXPECT_EQ(body_of("<pre>&#10;a</pre>"), "pre(\"a\")");
  EXPECT_EQ(body_of("<textarea>\n</textarea>"), "textarea");
}

TEST(html_test, a_page_that_ends_inside_a_tag_says_so) {
  Page page = page_of("<p>a<a href=\"x>b</a></p>");
  EXPECT_EQ(shape(page), "(html(head body(p(\"a\"))))");
  EXPECT_EQ(problems_of(page), "unfinished_tag@4");
  EXPECT_EQ(problems_of(page_of("<p>a</p>")), "");
}

TEST(html_test, ten_thousand_nested_tags_become_siblings) {
  for (std::string_view name : {"div", "b", "span", "table", "template", "svg", "ul", "x-y", "td",
                                "select", "button", "object", "form", "p", "a", "math"}) {
    std::string tag = "<" + std::string(name) + ">";
    std::string end = "</" + std::string(name) + ">";
    Page page = page_of(repeat(tag, 10'000) + "middle" + repeat(end, 10'000) + "after");
    expect_sound(page);
  }
}

TEST(html_test, a_deep_page_reports_once_and_loses_no_text) {
  Page page =
      page_of("<!doctype html>" + repeat("<div>", 600) + "in" + repeat("</div>", 600) + "out");
  EXPECT_EQ(page.problems.size(), 1U);
  EXPECT_EQ(page.problems[0].code, "too_deep");
  EXPECT_EQ(page.problems[0].offset, 15 + 5 * 510);  // html and body are open, too
  expect_sound(page);
  uint32_t out = static_cast<uint32_t>(page.kind.size() - 1);
  EXPECT_EQ(slice(page, page.span[out]), "out");
  EXPECT_EQ(page.name[page.parent[out]], "body");  // every end tag found its element
}

TEST(html_test, deep_tables_and_scripts_keep_their_text_apart) {
  Page page = page_of(repeat("<table><tr><td>", 2'000) + "<script>var a;</script>b");
  expect_sound(page, 520);
  size_t script = find(page, "script");
  EXPECT_EQ(slice(page, page.span[script + 1]), "var a;");
  EXPECT_EQ(page.parent[script + 1], script);
}

TEST(html_test, ten_thousand_unclosed_formatting_elements_stay_linear) {
  for (std::string_view tag :
       {"<b>", "<a>", "<a><div>", "<b><p>", "<nobr>", "<i><b>", "<font size=1>"}) {
    Page page = page_of(repeat(tag, 10'000) + "x");
    expect_sound(page);
    EXPECT_LT(page.kind.size(), 600'000U) << tag;
  }
}

TEST(html_test, formatting_opened_again_for_every_paragraph_is_bounded_by_the_nodes) {
  std::string fonts;
  for (int i = 0; i < 500; ++i) fonts += "<font size=" + std::to_string(i) + ">";
  Resources resources;
  resources.limits.nodes = 50'000;
  Page page = page_of("<p>" + fonts + repeat("<p>x", 5'000), resources);
  expect_sound(page);
  EXPECT_LT(page.kind.size(), 51'000U);
  ASSERT_FALSE(page.problems.empty());
  EXPECT_EQ(page.problems[0].code, "too_many_nodes");
  EXPECT_EQ(page.span[page.kind.size() - 1].end, page.text->size());  // the rest is there, as text
}

TEST(html_test, copies_of_attributes_are_bounded) {
  std::string attributes;
  for (int i = 0; i < 500; ++i) attributes += " a" + std::to_string(i);
  Resources resources;
  resources.limits.nodes = 20'000;
  Page page = page_of("<b" + attributes + ">" + repeat("<p>x</p>", 4'000), resources);
  expect_sound(page);
  EXPECT_LE(page.attributes.name.size(), 21'000U);
}

TEST(html_test, a_million_attributes_are_cut_at_the_limit) {
  std::string many = "<p";
  for (int i = 0; i < 1'000'000; ++i) many += " a" + std::to_string(i);
  Page page = page_of(many + ">x");
  EXPECT_EQ(page.attributes.name.size(), 512U);
  EXPECT_EQ(page.problems.at(0).code, "too_many_attributes");
  Page same = page_of("<p" + repeat(" a=1", 1'000'000) + ">x");
  EXPECT_EQ(same.attributes.name.size(), 1U);
  EXPECT_TRUE(same.problems.empty());
}

TEST(html_test, equal_names_among_many_attributes_are_dropped) {
  std::string many = "<p";
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 300; ++i) many += (round == 0 ? " a" : " A") + std::to_string(i) + "=1";
  }
  Page page = page_of(many + "><p " + many.substr(2) + ">");
  EXPECT_EQ(page.attributes.name.size(), 600U);
}

TEST(html_test, megabytes_of_one_thing_are_read_in_one_pass) {
  for (std::string_view piece :
       {"<",    "</",        "<!",    "&",       "</p>",    "<p>",      "<!--",       "<a",
        "</b>", "<![CDATA[", "<svg>", "</x>",    "<table>", "<script>", "<!doctype ", "<x a=\"",
        "\r",   "<title>",   "&#",    "<b></p>", "<form>",  "<li>",     "<option>"}) {
    Page page = page_of(repeat(piece, (1U << 20) / piece.size()));
    expect_sound(page, 520);
  }
}

TEST(html_test, odd_characters_are_only_text) {
  EXPECT_EQ(body_of("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xE2\x80\x8F<b>\xF0\x9F\x98\x80"),
            "\"\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xE2\x80\x8F\" b(\"\xF0\x9F\x98\x80\")");
  EXPECT_EQ(body_of("a<3b< c<>d</>e"), "\"a<3b< c<>d\" \"e\"");
}

TEST(html_test, tiny_limits_are_obeyed) {
  Resources resources;
  resources.limits.tree_depth = 0;
  resources.limits.nodes = 0;
  resources.limits.attributes = 0;
  expect_sound(page_of("<p a=1>x<b>y", resources));
}

TEST(html_test, listed_names_are_numbers_too) {
  Page page = page_of("<NAV>a<x-a>b</x-a></NAV><!--c-->");
  size_t nav = find(page, "nav");
  EXPECT_EQ(page.tag[nav], Tag::nav);
  for (size_t node = nav + 1; node < page.kind.size(); ++node)
    EXPECT_EQ(page.tag[node], Tag::other);
}

}  // namespace
}  // namespace hearsay
