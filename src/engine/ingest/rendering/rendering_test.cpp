#include "ingest/rendering/rendering.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

struct Rendered {
  Page page;
  Rendering rendering;
};

Rendered render(std::string bytes) {
  Source source;
  source.format = Format::html;
  Characters characters;
  characters.text = std::make_shared<const std::string>(std::move(bytes));
  Rendered out{parse_page(source, characters, Resources()), {}};
  out.rendering = render_page(out.page, characters);
  return out;
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

// ---- the twin: slow, and written from the header alone ------------------------------------------

// Whether a text node is shown: no ancestor is hidden.
bool twin_shown(const Page& page, size_t node) {
  static const std::set<std::string_view> kHidden = {"audio",   "canvas",   "head",   "iframe",
                                                     "noembed", "noframes", "object", "script",
                                                     "style",   "template", "title",  "video"};
  static const std::set<std::string_view> kForeign = {
      "annotation", "annotation-xml", "desc", "metadata", "script", "style", "template", "title"};
  for (size_t at = page.parent[node]; at != 0; at = page.parent[at]) {
    const auto& hidden = page.foreign[at].yes ? kForeign : kHidden;
    if (hidden.count(page.name[at]) > 0) return false;
  }
  return true;
}

std::string without_space(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (!is_space(c)) out += c;
  }
  return out;
}

// All shown characters that are not white space, in document order.
std::string twin_letters(const Page& page) {
  std::string out;
  for (size_t node = 0; node < page.kind.size(); ++node) {
    if (page.kind[node] != NodeKind::text || !twin_shown(page, node)) continue;
    std::string raw = page.text->substr(page.span[node].begin, page.span[node].size());
    out += without_space(is_raw_text(page, node) ? raw : decode_references(raw, false));
  }
  return out;
}

// Whether `source` can be what `shown` (one code point) came from.
bool twin_decodes(std::string_view source, std::string_view shown) {
  if (source == shown) return true;
  std::string decoded = decode_references(source, false);
  if (source.starts_with('&') && decoded.find(shown) != decoded.npos) return true;
  bool space = source.size() == 1
                   ? is_space(source[0])
                   : source == "\r\n" || (decoded.size() == 1 && is_space(decoded[0]));
  return space && (shown == " " || shown == "\n");
}

// The map leads from every code point to bytes that decode to it; pieces cover all but what was
// inserted, and lie in their nodes.
void expect_exact(const Rendered& r) {
  const std::string& text = *r.rendering.text;
  const std::string& source = *r.page.text;
  const OffsetMap& map = r.rendering.offsets;
  ASSERT_EQ(valid_utf8_prefix(text), text.size());
  std::vector<int> node_of(text.size(), -1);
  for (size_t i = 0; i < r.rendering.span.size(); ++i) {
    Span span = r.rendering.span[i];
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.end, text.size());
    ASSERT_LE(i > 0 ? r.rendering.span[i - 1].end : 0U, span.begin);
    ASSERT_EQ(r.page.kind[r.rendering.node[i]], NodeKind::text);
    for (uint32_t at = span.begin; at < span.end; ++at) {
      node_of[at] = static_cast<int>(r.rendering.node[i]);
    }
  }
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    auto begin = static_cast<uint32_t>(at);
    Span place = map.to_source({begin, begin + step.size});
    ASSERT_LE(place.end, source.size());
    std::string_view shown = std::string_view(text).substr(at, step.size);
    if (map.kind[map.run_at(begin)] == RunKind::inserted) {
      EXPECT_TRUE(place.empty());
      EXPECT_TRUE(shown == "\n" || shown == "\t");
      EXPECT_EQ(node_of[at], -1);
    } else {
      std::string_view bytes = std::string_view(source).substr(place.begin, place.size());
      EXPECT_TRUE(twin_decodes(bytes, shown)) << "'" << shown << "' from '" << bytes << "'";
      ASSERT_NE(node_of[at], -1);
      EXPECT_TRUE(r.page.span[static_cast<size_t>(node_of[at])].covers(place));
    }
    at += step.size;
  }
  EXPECT_EQ(without_space(text), twin_letters(r.page));
}

std::string shown(std::string bytes) {
  Rendered r = render(std::move(bytes));
  expect_exact(r);
  return *r.rendering.text;
}

TEST(rendering_test, plain_text_and_empty_pages_give_nothing) {
  EXPECT_EQ(*render_page(Page(), Characters()).text, "");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(" \n "), "");
  EXPECT_EQ(shown("<p> </p><br><br>"), "");
}

TEST(rendering_test, white_space_collapses_across_elements) {
  EXPECT_EQ(shown("  a \n\t b  "), "a b");
  EXPECT_EQ(shown("a <b> b</b> <i> </i> c"), "a b c");
  EXPECT_EQ(shown("a<b>b</b>c"), "abc");
  EXPECT_EQ(shown("<p> a </p> <p> b </p>"), "a\n\nb");
  EXPECT_EQ(shown("a&#32;&#10; b&nbsp; c"), "a b\xC2\xA0 c");
  EXPECT_EQ(shown("a\r\nb\rc"), "a b c");
}

TEST(rendering_test, blocks_stand_on_lines_and_paragraphs_apart) {
  EXPECT_EQ(shown("<div>a</div><div>b</div>"), "a\nb");
  EXPECT_EQ(shown("<p>a<p>b"), "a\n\nb");
  EXPECT_EQ(shown("<h1>a</h1>b<ul><li>c<li>d</ul>e"), "a\n\nb\n\nc\nd\n\ne");
  EXPECT_EQ(shown("<div><div><p>a</p></div></div><div>b</div>"), "a\n\nb");
  EXPECT_EQ(shown("a<br>b<br><br>c<br><br><br><br>d<br><p>e"), "a\nb\n\nc\n\nd\n\ne");
}

TEST(rendering_test, cells_are_parted_by_tabs_unless_blocks_part_them) {
  EXPECT_EQ(shown("<table><tr><td>a<td>b<tr><th>c<td><td>d</table>e"), "a\tb\nc\t\td\n\ne");
  EXPECT_EQ(shown("<table><tr><td>a<td><p>b</table>"), "a\n\nb");
  EXPECT_EQ(shown("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>"), "a\tb\n\nc");
}

TEST(rendering_test, pre_keeps_its_white_space) {
  EXPECT_EQ(shown("a<pre>\n  b\n\n c\td\r\ne</pre>f"), "a\n\n  b\n\n c\td\ne\n\nf");
  EXPECT_EQ(shown("<pre>a\n</pre><p>b"), "a\n\nb");
  EXPECT_EQ(shown("<textarea> a  b</textarea>c"), " a  b\nc");
  EXPECT_EQ(shown("<xmp><b> &amp;</xmp>"), "<b> &amp;");
}

TEST(rendering_test, what_is_never_text_is_left_out) {
  EXPECT_EQ(
      shown("<title>t</title><script>s</script><style>c</style>a<!--x--><template>b</template>"
            "<iframe>i</iframe><object>o</object><video>v</video>z"),
      "az");
  EXPECT_EQ(shown("<svg><title>t</title><text>a</text><style>s</style></svg>b"), "a\nb");
}

TEST(rendering_test, what_may_be_hidden_is_rendered) {
  EXPECT_EQ(
      shown("<p hidden>a<p style='display:none'>b<noscript><p>c</noscript><dialog>d</dialog>"),
      "a\n\nb\n\nc\n\nd");
  EXPECT_EQ(shown("<select><option>a<option>b</select><button>c</button>"), "a\nb\nc");
}

TEST(rendering_test, references_are_one_unit_each) {
  Rendered r = render("x &amp;&lt;&NotEqualTilde;&#x1F600;&unheard; &amp");
  expect_exact(r);
  EXPECT_EQ(*r.rendering.text, "x &<\xE2\x89\x82\xCC\xB8\xF0\x9F\x98\x80&unheard; &");
  EXPECT_EQ(r.rendering.offsets.to_source({2, 3}), (Span{2, 7}));
  EXPECT_EQ(r.rendering.offsets.to_source({3, 4}), (Span{7, 11}));
  EXPECT_EQ(r.rendering.offsets.to_source({4, 9}), (Span{11, 26}));
}

TEST(rendering_test, a_space_comes_from_the_first_of_its_characters) {
  Rendered r = render("a \n b\n\nc&#32;&#32;d");
  expect_exact(r);
  EXPECT_EQ(*r.rendering.text, "a b c d");
  const OffsetMap& map = r.rendering.offsets;
  EXPECT_EQ(map.to_source({1, 2}), (Span{1, 2}));
  EXPECT_EQ(map.kind[map.run_at(1)], RunKind::verbatim);
  EXPECT_EQ(map.to_source({3, 4}), (Span{5, 6}));
  EXPECT_EQ(map.kind[map.run_at(3)], RunKind::collapsed);
  EXPECT_EQ(map.to_source({5, 6}), (Span{8, 13}));
  EXPECT_EQ(map.kind[map.run_at(5)], RunKind::entity);
}

TEST(rendering_test, a_space_belongs_to_the_node_it_came_from) {
  Rendered r = render("<p>a<b> </b>c");
  expect_exact(r);
  ASSERT_EQ(r.rendering.span.size(), 3U);
  EXPECT_EQ(r.rendering.span[1], (Span{1, 2}));
}

TEST(rendering_test, misnested_pages_may_go_backwards_in_the_source) {
  EXPECT_EQ(shown("<table><tr><td>a</td></tr>b &amp; c</table>"), "b & c\n\na");
}

TEST(rendering_test, ordinary_prose_is_one_run) {
  Rendered r = render("<p>one two three, four</p>");
  EXPECT_EQ(r.rendering.offsets.runs(), 1U);
}

TEST(rendering_test, odd_and_hostile_pages_stay_exact) {
  for (const char* page :
       {"<", "&", "&#", "a&#13;b", "<pre>\r</pre>\r",
        "\xD8\xB3\xD9\x84 \xE2\x80\x8F<b>\xF0\x9F\x98\x80", "<p>a</p></p></p>b",
        "<table>a<table>b<tr>c<td>d", "<a><div><a><p></a>x</div>y", "a\f\fb",
        "<svg>a<![CDATA[&amp; ]]> b", "<math><mi>x</mi><annotation>y</annotation></math>",
        "<plaintext>&lt;b>\r\n c", "<frameset> a <noframes>b</noframes>", "&nbsp;&nbsp; &nbsp;"}) {
    expect_exact(render(page));
  }
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div><b> a&amp;b ";
  expect_exact(render(deep));
}

TEST(rendering_test, a_million_breaks_and_cells_stay_small) {
  std::string breaks = "a";
  for (int i = 0; i < 1'000'000; ++i) breaks += "<br>";
  EXPECT_EQ(shown(breaks + "b"), "a\n\nb");
}

}  // namespace
}  // namespace hearsay
