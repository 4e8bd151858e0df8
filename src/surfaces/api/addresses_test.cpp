#include "surfaces/api/addresses.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

const ReportId kReport(Id128{0x0123456789abcdef, 1});
const RowId kRow(Id128{0, 0xf});

TEST(addresses_test, pages_feeds_and_names) {
  const std::string report = "0123456789abcdef0000000000000001";
  const std::string row = "0000000000000000000000000000000f";
  Site site{"http://localhost:8080"};
  EXPECT_EQ(site.report(kReport), "http://localhost:8080/reports/" + report);
  EXPECT_EQ(site.statement(kReport, kRow), "http://localhost:8080/reports/" + report + "#s-" + row);
  EXPECT_EQ(site.story(kReport), "http://localhost:8080/stories/" + report);
  EXPECT_EQ(site.entity(kRow), "http://localhost:8080/entities/" + row);
  EXPECT_EQ(Site{}.story_feed(kReport), "/feeds/stories/" + report);
  EXPECT_EQ(Site{}.entity_feed(kRow), "/feeds/entities/" + row);
  EXPECT_EQ(Site{}.search("\"ölte\" -a&b"), "/search?q=%22%C3%B6lte%22%20-a%26b");
  EXPECT_EQ(Site{}.search_feed("x"), "/feeds/search?q=x");
  EXPECT_EQ(urn_of("story", kReport), "urn:hearsay:story:" + report);
}

TEST(addresses_test, only_pages_of_the_web_are_linked_to) {
  struct Row {
    std::string url, expected;
  };
  for (const Row& row : std::vector<Row>{
           {"https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"},
           {" HTTP://a.example ", "HTTP://a.example"},
           {"http://[::1]:80/[x]", "http://[::1]:80/%5Bx%5D"},
           {"https://a.example/\"><script>'", "https://a.example/%22%3E%3Cscript%3E%27"},
           {"https://a.example/{}\\^`|", "https://a.example/%7B%7D%5C%5E%60%7C"},
           {"https://a.example/%41%4", "https://a.example/%41%254"},
           {"https://a.example/#a#b", "https://a.example/#a%23b"},
           {"https://a.example/\xC3\xB6 \n\x01", "https://a.example/%C3%B6%20%0A%01"},
           {"javascript:alert(1)", ""},
           {"data:text/html,x", ""},
           {"//a.example", ""},
           {"http://", ""},
           {"http:///path", ""},
           {"https://\\path", ""},
           {"", ""},
           {"https://a.example/" + std::string(2000, 'a'), ""},
       })
    EXPECT_EQ(web_address(row.url), row.expected) << row.url;
}

TEST(addresses_test, words_are_pointed_to) {
  const std::string page = "https://a.example/x";
  auto words = [&](std::string_view first, std::string_view last) {
    return address_of_words(page, first, last);
  };
  EXPECT_EQ(words("we will, never", "we will, never"), page + "#:~:text=we%20will%2C%20never");
  EXPECT_EQ(words(" half-way\t\"home\" ", " half-way\t\"home\" "),
            page + "#:~:text=half%2Dway%20%22home%22");
  EXPECT_EQ(words("a b c d e f g h i j k l m n", "a b c d e f g h i j k l m n"),
            page + "#:~:text=a%20b%20c%20d%20e%20f,i%20j%20k%20l%20m%20n")
      << "of many words the first and the last";
  EXPECT_EQ(words("we will", "never leave"), page + "#:~:text=we%20will,never%20leave");
  EXPECT_EQ(words("one line\nanother line", "one line\nanother line"),
            page + "#:~:text=one%20line,another%20line")
      << "neither side reaches over a border of blocks";
  EXPECT_EQ(words("", ""), page);
  EXPECT_EQ(address_of_words("https://a.example/#top", "x", "x"),
            "https://a.example/#top:~:text=x");
  EXPECT_EQ(address_of_words("javascript:x", "x", "x"), "");
}

}  // namespace
}  // namespace hearsay
