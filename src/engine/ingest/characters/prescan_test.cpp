#include "ingest/characters/prescan.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

TEST(prescan_test, finds_meta_charset_in_any_quotes) {
  EXPECT_EQ(declared_in_html("<html><meta charset=\"koi8-r\">"), "koi8-r");
  EXPECT_EQ(declared_in_html("<META CHARSET='KOI8-R'>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<meta/charset=koi8-r/>"), "");  // the slash belongs to the value
  EXPECT_EQ(declared_in_html("<meta name=x charset = big5 >"), "big5");
}

TEST(prescan_test, finds_http_equiv_with_content) {
  EXPECT_EQ(declared_in_html("<meta http-equiv=Content-Type content='text/html; charset=big5'>"),
            "big5");
  EXPECT_EQ(
      declared_in_html("<meta content='text/html; charset=\"big5\" x' http-equiv=content-type>"),
      "big5");
  EXPECT_EQ(declared_in_html("<meta content='text/html; charset=big5'>"), "");
  EXPECT_EQ(declared_in_html("<meta http-equiv=refresh content='charset=big5'>"), "");
  EXPECT_EQ(declared_in_html("<meta http-equiv=content-type content='charset charset=big5;a'>"),
            "big5");
}

TEST(prescan_test, does_not_look_into_comments_scripts_attributes) {
  EXPECT_EQ(declared_in_html("<!-- <meta charset=big5> --><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<!--><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<!-- <meta charset=big5>"), "");
  EXPECT_EQ(declared_in_html("<a title='<meta charset=big5>'><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<?x <meta charset=big5?><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<metal charset=big5>"), "");
}

TEST(prescan_test, takes_the_first_label_that_is_known) {
  EXPECT_EQ(declared_in_html("<meta charset=klingon><meta charset=koi8-r>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<meta charset=koi8-r charset=big5>"), "koi8-r");
}

TEST(prescan_test, looks_at_1024_bytes_only) {
  std::string meta = "<meta charset=koi8-r>";
  EXPECT_EQ(declared_in_html(std::string(1024 - meta.size(), ' ') + meta), "koi8-r");
  EXPECT_EQ(declared_in_html(std::string(1025 - meta.size(), ' ') + meta), "");
}

TEST(prescan_test, reads_xml_declarations) {
  EXPECT_EQ(declared_in_xml("<?xml version='1.0' encoding='koi8-r'?>"), "koi8-r");
  EXPECT_EQ(declared_in_xml("<?xml version='1.0' encoding = \"Big5\" ?>"), "Big5");
  EXPECT_EQ(declared_in_xml(" <?xml encoding='koi8-r'?>"), "");
  EXPECT_EQ(declared_in_xml("<?xml encoding=koi8-r?>"), "");
  EXPECT_EQ(declared_in_xml("<?xml encoding='koi8-r"), "");
  EXPECT_EQ(declared_in_xml("<?xml ?> encoding='koi8-r'"), "");
  EXPECT_EQ(declared_in_html("<?xml encoding='koi8-r'?><p>"), "koi8-r");
  EXPECT_EQ(declared_in_html("<?xml encoding='koi8-r'?><meta charset=big5>"), "big5");
}

TEST(prescan_test, utf16_in_a_page_that_was_readable_means_utf8) {
  EXPECT_EQ(encoding_of_declaration("utf-16"), "utf-8");
  EXPECT_EQ(encoding_of_declaration("UTF-16BE"), "utf-8");
  EXPECT_EQ(encoding_of_declaration("x-user-defined"), "windows-1252");
  EXPECT_EQ(encoding_of_declaration("latin1"), "windows-1252");
}

TEST(prescan_test, survives_broken_markup) {
  for (const char* page : {"", "<", "<m", "<meta", "<meta ", "<meta charset", "<meta charset=",
                           "<meta charset='", "<meta charset='big5", "<meta charset=big5", "<!",
                           "<!-", "<!--", "</", "</m", "<?", "<a b='", "<meta =", "<meta =/=/"})
    EXPECT_EQ(declared_in_html(page), "") << page;
  std::string nested;
  for (int i = 0; i < 10000; ++i) nested += "<b>";
  EXPECT_EQ(declared_in_html(nested), "");
  EXPECT_EQ(declared_in_html(std::string(4096, '<')), "");
  EXPECT_EQ(declared_in_html(std::string(4096, '\0')), "");
}

}  // namespace
}  // namespace hearsay
