#include "surfaces/web/html_writer.hpp"

#include <gtest/gtest.h>

namespace hearsay::web {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

TEST(html_writer_test, texts_cannot_become_markup) {
  struct Row {
    std::string_view text, expected;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"", ""},
           {"plain", "plain"},
           {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
           {"\" onmouseover=\"x", "&quot; onmouseover=&quot;x"},
           {"' onfocus='x", "&#39; onfocus=&#39;x"},
           {"a & b &amp;", "a &amp; b &amp;amp;"},
           {"two\nlines\tand a tab", "two\nlines\tand a tab"},
           {std::string_view("a\0b", 3), "ab"},
           {"a\x1b[31mb\x7f", "a[31mb"},
           {"a\xFF\xC3(", "a\uFFFD\uFFFD("},
           {"a\u202Eb\u2066c\u2069", "abc"},
           {"\u0645\u0631\u062D\u0628\u0627", "\u0645\u0631\u062D\u0628\u0627"},
       })
    EXPECT_EQ(escaped(row.text), row.expected) << row.text;
}

TEST(html_writer_test, elements_and_attributes_are_written_in_order) {
  Html html;
  html.open("p", {{"class", "a \"b\""}, Attribute("hidden"), Attribute::none()});
  html.text("1 < 2").leaf("br").foreign("<b>").close();
  EXPECT_EQ(html.str(), "<p class=\"a &quot;b&quot;\" hidden>1 &lt; 2<br><bdi>&lt;b&gt;</bdi></p>");
}

TEST(html_writer_test, words_of_reports_stand_in_elements_of_their_own) {
  Html html;
  html.foreign_element("h1", {}, "\u202Etitle");
  EXPECT_EQ(html.str(), "<h1><bdi>title</bdi></h1>");
}

TEST(html_writer_test, data_cannot_end_its_element) {
  Html html;
  html.data("d", R"({"a":"</script><!--"})");
  EXPECT_EQ(
      html.str(),
      "<script type=\"application/json\" id=\"d\">{\"a\":\"\\u003c/script>\\u003c!--\"}</script>");
}

TEST(html_writer_test, only_addresses_of_the_web_are_followed) {
  for (std::string_view good :
       {"http://a.example/", "HTTPS://a.example/b?c=d&e#f", "https://a.example/%22"})
    EXPECT_TRUE(Url::outside(good).has_value()) << good;
  for (std::string_view bad :
       {"", "javascript:alert(1)", " http://a.example", "java\nscript:x", "data:text/html,x",
        "//a.example", "/a", "http:/a", "https//a", "http://a.example/\"x", "http://a.example/<",
        "http://a.example/ x", "http://a.example/'", "vbscript:x", "file:///etc/passwd"})
    EXPECT_FALSE(Url::outside(bad).has_value()) << bad;
}

TEST(html_writer_test, what_is_no_address_of_the_web_is_text) {
  Html html;
  html.outside_link("javascript:alert(1)", "javascript:alert(1)");
  EXPECT_EQ(html.str(), "<bdi>javascript:alert(1)</bdi>");
}

TEST(html_writer_test, links_outside_say_nothing_of_where_one_comes_from) {
  Html html;
  html.outside_link("http://a.example/?a&b", "a");
  EXPECT_EQ(html.str(),
            "<a href=\"http://a.example/?a&amp;b\" rel=\"noopener noreferrer nofollow\" "
            "class=\"outside\"><bdi>a</bdi></a>");
}

TEST(html_writer_test, addresses_of_our_own_are_encoded) {
  Url url = Url::local("/search");
  url.query("q", "a&b=c #\"<\u00E9").query("none", "").query("n", 3);
  EXPECT_EQ(url.text(), "/search?q=a%26b%3Dc%20%23%22%3C%C3%A9&n=3");
  EXPECT_EQ(Url::local("/reports/1").words("to-day, A & é").text(),
            "/reports/1#:~:text=to%2Dday%2C%20A%20%26%20%C3%A9");
  EXPECT_EQ(Url::local("/explain/").segment("a/../b").text(), "/explain/a%2F..%2Fb");
}

}  // namespace
}  // namespace hearsay::web
