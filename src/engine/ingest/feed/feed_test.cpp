#include "ingest/feed/feed.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::Collected;
using Words = std::vector<std::string>;

Collected read(std::string_view bytes, const Limits& limits = {}) {
  Collected out;
  MemoryReader memory(bytes);
  BufferedReader window(memory);
  read_feed(window, "f", limits, out);
  return out;
}

std::string rss(std::string_view items) {
  return "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title> The Daily </title>"
         "<image><title>Logo</title></image>" +
         std::string(items) + "</channel></rss>";
}

std::string item(std::string_view text) {
  return "<item><description>" + std::string(text) + "</description></item>";
}

TEST(feed_test, rss_items_come_with_their_fields) {
  Collected got = read(rss(R"(<item>
      <title>Bridge closed</title><link> http://a.example/1 </link>
      <atom:link rel="self" href="http://a.example/feed"/>
      <description>Short</description>
      <content:encoded><![CDATA[<p>Long &amp; <b>wide</b></p>]]></content:encoded>
      <dc:creator>A. Writer</dc:creator><dc:creator>B. Writer</dc:creator>
      <author>desk@a.example (Desk)</author>
      <pubDate>Mon, 21 May 2018 14:03:09 GMT</pubDate><guid isPermaLink="false">id-1</guid>
      <media:title>Picture</media:title></item>)" +
                           item("Two")));
  ASSERT_EQ(got.sources.size(), 2u);
  const Source& first = got.sources[0];
  EXPECT_EQ(first.bytes, "<p>Long &amp; <b>wide</b></p>");
  EXPECT_EQ(first.format, Format::html);
  EXPECT_EQ(first.title, "Bridge closed");
  EXPECT_EQ(first.url, "http://a.example/1");
  EXPECT_EQ(first.published, "Mon, 21 May 2018 14:03:09 GMT");
  EXPECT_EQ(first.external_id, "id-1");
  EXPECT_EQ(first.publisher, "The Daily");
  EXPECT_EQ(first.authors, (Words{"A. Writer", "B. Writer", "desk@a.example (Desk)"}));
  EXPECT_TRUE(first.problems.empty());
  EXPECT_EQ(got.sources[1].bytes, "Two");
  EXPECT_EQ(got.sources[1].format, Format::text);
  EXPECT_EQ(got.paths(), (Words{"f#1", "f#2"}));
  EXPECT_TRUE(got.failures.empty());
}

TEST(feed_test, atom_entries_come_with_their_fields) {
  Collected got = read(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Wire</title>
    <author><name>Feed author</name></author>
    <entry><title>One</title><id>tag:a.example,1</id>
      <link rel="enclosure" href="http://a.example/x.mp3"/><link href="http://a.example/1"/>
      <updated>2018-05-22T00:00:00Z</updated><published>2018-05-21T00:00:00Z</published>
      <author><name>A. Writer</name><email>a@a.example</email><uri>http://a.example</uri></author>
      <author><name>B. Writer</name></author>
      <summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry>
    <entry><title>Two</title><link rel="alternate" href="http://a.example/2"/>
      <source><title>Other Wire</title><id>x</id></source>
      <content type="xhtml"><div class="a &amp; b">A <b>B</b> &lt; C</div></content></entry>
    <entry><content type="text">plain &lt;b> text</content><updated>2018</updated></entry>
    <entry><content type="image/png">AAAA</content><summary>Words</summary></entry></feed>)");
  ASSERT_EQ(got.sources.size(), 4u);
  const Source& first = got.sources[0];
  EXPECT_EQ(first.bytes, "<p>Long</p>");
  EXPECT_EQ(first.format, Format::html);
  EXPECT_EQ(first.url, "http://a.example/1");
  EXPECT_EQ(first.published, "2018-05-21T00:00:00Z");
  EXPECT_EQ(first.authors, (Words{"A. Writer", "B. Writer"}));
  EXPECT_EQ(first.publisher, "Wire");
  EXPECT_EQ(first.external_id, "tag:a.example,1");
  EXPECT_EQ(got.sources[1].bytes, "<div class=\"a &amp; b\">A <b>B</b> &lt; C</div>");
  EXPECT_EQ(got.sources[1].format, Format::html);
  EXPECT_EQ(got.sources[1].publisher, "Other Wire");
  EXPECT_EQ(got.sources[2].bytes, "plain <b> text");
  EXPECT_EQ(got.sources[2].format, Format::text);
  EXPECT_EQ(got.sources[2].published, "2018");
  EXPECT_EQ(got.sources[3].bytes, "Words");
  EXPECT_TRUE(got.failures.empty());
}

TEST(feed_test, rdf_items_outside_the_channel_are_read) {
  Collected got = read(R"(<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">
    <channel rdf:about="a"><title>Old News</title><items><rdf:Seq/></items></channel>
    <item rdf:about="b"><title>One</title><link>http://a.example/1</link>
    <description>Words</description><dc:date>2004-01-02</dc:date></item></rdf:RDF>)");
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].publisher, "Old News");
  EXPECT_EQ(got.sources[0].published, "2004-01-02");
}

TEST(feed_test, markup_in_a_description_makes_it_html) {
  Collected got =
      read(rss(item("&lt;p&gt;One&lt;/p&gt;") + item("A &amp;amp; B") + item("A &lt; B") +
               item("<![CDATA[x<br/>y]]>") + item("one <em>two</em> three")));
  ASSERT_EQ(got.sources.size(), 5u);
  EXPECT_EQ(got.sources[0].format, Format::html);
  EXPECT_EQ(got.sources[0].bytes, "<p>One</p>");
  EXPECT_EQ(got.sources[1].format, Format::html);
  EXPECT_EQ(got.sources[1].bytes, "A &amp; B");
  EXPECT_EQ(got.sources[2].format, Format::text);
  EXPECT_EQ(got.sources[2].bytes, "A < B");
  EXPECT_EQ(got.sources[3].format, Format::html);
  EXPECT_EQ(got.sources[4].format, Format::html);
  EXPECT_EQ(got.sources[4].bytes, "one <em>two</em> three");
}

TEST(feed_test, names_of_html_are_understood_and_bare_ampersands_mended) {
  Collected got =
      read(rss(item("a&nbsp;b &eacute;&hellip;&rsquo;&diams;&omega;") +
               item("R&D at <![CDATA[AT&T & Co]]> &unknown; 1 < 2 &#0;\x01") +
               "<item><description>A</description><link>http://a.example/?a=1&b=2</link>"
               "</item>"));
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].bytes,
            "a\xC2\xA0"
            "b é…’♦ω");
  EXPECT_TRUE(got.sources[0].problems.empty());
  EXPECT_EQ(got.sources[1].bytes, "R&D at AT&T & Co &unknown; 1 < 2 &#0; ");
  ASSERT_EQ(got.sources[1].problems.size(), 1u);
  EXPECT_EQ(got.sources[1].problems[0].code, "mended_xml");
  EXPECT_EQ(got.sources[2].url, "http://a.example/?a=1&b=2");
}

TEST(feed_test, encodings_are_decoded) {
  std::string text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel>" +
                     item("caf\xE9 \x93x\x94") + "</channel></rss>";
  EXPECT_EQ(read(text).sources.at(0).bytes, "café “x”");
  text = "<?xml version='1.0' encoding='windows-1251'?><rss><channel>" + item("\xCC\xE8\xF0") +
         "</channel></rss>";
  EXPECT_EQ(read(text).sources.at(0).bytes, "Мир");
  text = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><rss><channel>" + item("\x93\xFA\x96\x7B") +
         "</channel></rss>";
  EXPECT_EQ(read(text).sources.at(0).bytes, "日本");
  std::string wide = "\xFF\xFE";
  for (char c : rss(item("wide"))) wide += {c, '\0'};
  EXPECT_EQ(read(wide).sources.at(0).bytes, "wide");
  EXPECT_EQ(read("\xEF\xBB\xBF" + rss(item("\xF0\x9F\x98\x80"))).sources.at(0).bytes, "😀");
  Collected bad = read(rss(item("caf\xE9 x")));
  EXPECT_EQ(bad.sources.at(0).bytes, "caf\xEF\xBF\xBD x");
  EXPECT_EQ(bad.sources.at(0).problems.at(0).code, "mended_xml");
}

TEST(feed_test, broken_xml_keeps_the_items_before_it) {
  std::string good = rss(item("One") + item("Two"));
  std::string broken = good.substr(0, good.size() - 16) + "<item></wrong>";
  Collected got = read(broken + item("Three"));
  EXPECT_EQ(got.sources.size(), 2u);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].path, "f");
  EXPECT_NEAR(static_cast<double>(got.failures[0].offset),
              static_cast<double>(broken.find("</wrong>")), 3);
  EXPECT_EQ(read(good.substr(0, good.size() - 10)).sources.size(), 2u);
  EXPECT_EQ(read(good.substr(0, good.size() - 10)).failures.size(), 1u);
}

TEST(feed_test, an_item_without_text_is_a_failure) {
  Collected got =
      read(rss("<item><title>Only this</title><description> </description></item>" + item("A")));
  EXPECT_EQ(got.paths(), Words{"f#2"});
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].path, "f#1");
  EXPECT_EQ(read(rss("")).failures.size(), 1u);
}

TEST(feed_test, long_texts_are_cut_and_long_tags_end_the_feed) {
  Limits limits;
  limits.report_bytes = 1000;
  Collected got = read(rss(item(std::string(5'000'000, 'x')) + item("y")), limits);
  ASSERT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].bytes.size(), 1000u);
  EXPECT_EQ(got.sources[0].problems.at(0).code, "cut");
  EXPECT_EQ(got.sources[0].full_digest.size(), 32u);
  got = read(rss(item("A") + "<x y=\"" + std::string(5'000'000, 'x') + "\"/>" + item("B")));
  EXPECT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.failures.size(), 1u);
  got = read(rss("<item><title>" + std::string(100'000, 't') +
                 "</title><description>D</description></item>"));
  EXPECT_EQ(got.sources.at(0).title.size(), 65536u);
  EXPECT_EQ(got.sources.at(0).problems.at(0).code, "cut");
}

TEST(feed_test, ten_thousand_nested_elements_end_the_feed) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<x>";
  Collected got = read(rss(item("A") + deep));
  EXPECT_EQ(got.sources.size(), 1u);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_NE(got.failures[0].reason.find("deep"), std::string::npos);
}

TEST(feed_test, declared_entities_are_not_expanded) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c) {
    std::string name(1, c), before(1, static_cast<char>(c - 1));
    bomb += "<!ENTITY " + name + " \"";
    for (int i = 0; i < 10; ++i) bomb += "&" + before + ";";
    bomb += "\">";
  }
  bomb += "]><rss><channel>" + item("&j;") + item("B") + "</channel></rss>";
  Collected got = read(bomb);
  ASSERT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].bytes, "&j;");
}

TEST(feed_test, the_cuts_of_the_stream_do_not_matter) {
  std::string bytes = rss(item("R&D &nbsp;<![CDATA[a]]b]]>") + item("<p>x</p><!-- & -->é"));
  Collected whole = read(bytes);
  size_t at = 0;
  packing::PieceReader pieces(
      [&](size_t) { return at < bytes.size() ? bytes.substr(at++, 1) : ""; });
  BufferedReader window(pieces);
  Collected got;
  read_feed(window, "f", {}, got);
  ASSERT_EQ(got.sources.size(), 2u);
  for (size_t i = 0; i < 2; ++i) EXPECT_EQ(got.sources[i].bytes, whole.sources.at(i).bytes);
  EXPECT_EQ(got.sources[0].bytes,
            "R&D \xC2\xA0"
            "a]]b");
  EXPECT_EQ(got.sources[1].bytes, "<p>x</p>é");
}

TEST(feed_test, stops_when_the_receiver_wants_no_more) {
  std::string bytes = rss(item("A") + item("B") + "</wrong>");
  MemoryReader memory(bytes);
  BufferedReader window(memory);
  Collected got(1);
  read_feed(window, "f", {}, got);
  EXPECT_EQ(got.sources.size(), 1u);
  EXPECT_TRUE(got.failures.empty());
}

TEST(feed_test, hostile_beginnings_do_no_harm) {
  for (const std::string& bytes :
       {std::string(""), std::string("<"), std::string(1, '\0'), std::string("<rss"),
        std::string("<?xml"), std::string("<rss><channel>"), std::string("</rss>"),
        std::string("<rss>\xED\xA0\x80</rss>"), std::string("&&&&&&")})
    EXPECT_TRUE(read(bytes).sources.empty());
}

TEST(feed_test, feeds_are_told_from_other_xml) {
  EXPECT_TRUE(looks_like_feed("<?xml version=\"1.0\"?>\n<!-- c -->\n<rss version=\"2.0\">"));
  EXPECT_TRUE(looks_like_feed("<!DOCTYPE rss PUBLIC \"x\" \"y\"><rss>"));
  EXPECT_TRUE(looks_like_feed("<feed xmlns=\"http://www.w3.org/2005/Atom\">"));
  EXPECT_TRUE(looks_like_feed("<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\">"));
  EXPECT_FALSE(looks_like_feed("<!DOCTYPE html><html>"));
  EXPECT_FALSE(looks_like_feed("<?xml version=\"1.0\"?><urlset>"));
  EXPECT_FALSE(looks_like_feed("rss"));
  EXPECT_FALSE(looks_like_feed("<feed>"));
}

}  // namespace
}  // namespace hearsay
