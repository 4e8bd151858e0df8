#include "ingest/html/tokeniser.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

// All tokens in one line: "p", "/p", "text", '!' comments and '?' document types, each with its
// source.
std::string tokens(std::string_view page, TextMode mode = TextMode::data, Tag until = Tag::other,
                   bool cdata = false) {
  TagNames names;
  std::vector<Attribute> attributes;
  Tokeniser tokeniser(page, names, attributes, 512);
  tokeniser.set_mode(mode, until);
  std::string out;
  for (Token token = tokeniser.next(cdata); token.kind != TokenKind::end;
       token = tokeniser.next(cdata)) {
    static constexpr std::string_view kSigns = "T</!?";
    out += out.empty() ? "" : " ";
    out += kSigns[static_cast<size_t>(token.kind)];
    out += "[" + std::string(page.substr(token.begin, token.end - token.begin)) + "]";
    for (uint32_t i = token.first_attribute; i < token.last_attribute; ++i) {
      Span name = attributes[i].name;
      Span value = attributes[i].value;
      out += " " + std::string(page.substr(name.begin, name.size())) + "=" +
             std::string(page.substr(value.begin, value.size()));
    }
    if (token.self_closing) out += " /";
    EXPECT_LT(token.begin, token.end);
  }
  EXPECT_EQ(tokeniser.next(cdata).kind, TokenKind::end);
  return out;
}

std::string script(std::string_view page) {
  return tokens(page, TextMode::script, Tag::script);
}

TEST(tokeniser_test, tags_text_and_comments) {
  EXPECT_EQ(tokens("a<b>c</b><!--d--><!doctype e>"),
            "T[a] <[<b>] T[c] /[</b>] ![<!--d-->] ?[<!doctype e>]");
}

TEST(tokeniser_test, attributes_in_every_way_of_writing) {
  EXPECT_EQ(tokens("<a b c=d e='f' g=\"h\" i = j/k=l =m=n/>"),
            "<[<a b c=d e='f' g=\"h\" i = j/k=l =m=n/>] b= c=d e=f g=h i=j/k=l =m=n/");
  EXPECT_EQ(tokens("<a/b/>"), "<[<a/b/>] b= /");
  EXPECT_EQ(tokens("<a b='c'd=e>"), "<[<a b='c'd=e>] b=c d=e");
  EXPECT_EQ(tokens("<a b=>"), "<[<a b=>] b=");
  EXPECT_EQ(tokens("<a b = '>'>"), "<[<a b = '>'>] b=>");
}

TEST(tokeniser_test, a_less_than_sign_that_opens_nothing_is_text) {
  EXPECT_EQ(tokens("a < b <3 <= <"), "T[a < b <3 <= <]");
  EXPECT_EQ(tokens("a</>b"), "T[a] T[b]");
  EXPECT_EQ(tokens("</ a>b</1>"), "![</ a>] T[b] ![</1>]");
  EXPECT_EQ(tokens("a</"), "T[a</]");
  EXPECT_EQ(tokens("<?a><!b>"), "![<?a>] ![<!b>]");
}

TEST(tokeniser_test, comments_end_where_the_standard_says) {
  EXPECT_EQ(tokens("<!-->a"), "![<!-->] T[a]");
  EXPECT_EQ(tokens("<!--->a"), "![<!--->] T[a]");
  EXPECT_EQ(tokens("<!---->a"), "![<!---->] T[a]");
  EXPECT_EQ(tokens("<!--a--!>b"), "![<!--a--!>] T[b]");
  EXPECT_EQ(tokens("<!---!>a-->b"), "![<!---!>a-->] T[b]");
  EXPECT_EQ(tokens("<!--a--->b"), "![<!--a--->] T[b]");
  EXPECT_EQ(tokens("<!--a-- >b"), "![<!--a-- >b]");
}

TEST(tokeniser_test, cdata_is_a_section_only_where_asked) {
  EXPECT_EQ(tokens("<![CDATA[a]]>b", TextMode::data, Tag::other, true), "T[a] T[b]");
  EXPECT_EQ(tokens("<![CDATA[]]>b", TextMode::data, Tag::other, true), "T[b]");
  EXPECT_EQ(tokens("<![CDATA[a]]", TextMode::data, Tag::other, true), "T[a]]]");
  EXPECT_EQ(tokens("<![CDATA[a]]>b"), "![<![CDATA[a]]>] T[b]");
}

TEST(tokeniser_test, text_elements_last_until_their_own_end_tag) {
  EXPECT_EQ(tokens("a<b></p></titles></TITLE >c", TextMode::rcdata, Tag::title),
            "T[a<b></p></titles>] /[</TITLE >] T[c]");
  EXPECT_EQ(tokens("a</title", TextMode::rcdata, Tag::title), "T[a</title]");
  EXPECT_EQ(tokens("a</style/>b", TextMode::rawtext, Tag::style), "T[a] /[</style/>] / T[b]");
  EXPECT_EQ(tokens("a</plaintext>b", TextMode::plaintext, Tag::plaintext), "T[a</plaintext>b]");
}

TEST(tokeniser_test, scripts_escape_once_and_twice) {
  EXPECT_EQ(script("a<b</script>c"), "T[a<b] /[</script>] T[c]");
  EXPECT_EQ(script("<!--a</script>b"), "T[<!--a] /[</script>] T[b]");
  EXPECT_EQ(script("<!--<script>a</script>b</script>c"),
            "T[<!--<script>a</script>b] /[</script>] T[c]");
  EXPECT_EQ(script("<!--<script>a-->b</script>c"), "T[<!--<script>a-->b] /[</script>] T[c]");
  EXPECT_EQ(script("<!--<scripty>a</script>c"), "T[<!--<scripty>a] /[</script>] T[c]");
  EXPECT_EQ(script("<!--><script>a</script>b"), "T[<!--><script>a] /[</script>] T[b]");
  EXPECT_EQ(script("<!--<script>a"), "T[<!--<script>a]");
}

TEST(tokeniser_test, a_page_that_ends_in_a_tag_leaves_it_out) {
  for (std::string_view page :
       {"a<b", "a<b ", "a<b c", "a<b c=", "a<b c='d>", "a<b c=d", "a</b", "a<b/"}) {
    EXPECT_EQ(tokens(page), "T[a]") << page;
  }
}

TEST(tokeniser_test, document_types_ask_for_quirks_by_name_identifier_or_damage) {
  auto quirks = [](std::string_view page) {
    TagNames names;
    std::vector<Attribute> attributes;
    Tokeniser tokeniser(page, names, attributes, 512);
    return tokeniser.next(false).quirks;
  };
  EXPECT_FALSE(quirks("<!doctype html>"));
  EXPECT_FALSE(quirks("<!DOCTYPEhtml>"));
  EXPECT_FALSE(quirks("<!doctype HTML SYSTEM 'about:legacy-compat'>"));
  EXPECT_FALSE(quirks("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">"));
  EXPECT_FALSE(quirks("<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" \"x\">"));
  EXPECT_TRUE(quirks("<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">"));
  EXPECT_TRUE(quirks("<!DOCTYPE HTML PUBLIC '-//IETF//DTD HTML//EN'>"));
  EXPECT_TRUE(quirks("<!doctype>"));
  EXPECT_TRUE(quirks("<!doctype xml>"));
  EXPECT_TRUE(quirks("<!doctype html"));
  EXPECT_TRUE(quirks("<!doctype html public>"));
  EXPECT_TRUE(quirks("<!doctype html public 'a>"));
  EXPECT_TRUE(quirks("<!doctype html nonsense>"));
}

}  // namespace
}  // namespace hearsay
