#include "ingest/html/references.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"
#include "ingest/html/html.hpp"

namespace hearsay {
namespace {

TEST(references_test, every_name_of_the_table_decodes_to_its_points) {
  size_t begin = 0;
  for (const NamedReference& row : kReferences) {
    std::string name(kReferenceNames.substr(begin, row.name_end - begin));
    begin = row.name_end;
    std::string expected;
    append_utf8(expected, row.first);
    if (row.second != 0) append_utf8(expected, row.second);
    EXPECT_EQ(decode_references("&" + name, false), expected) << name;
    EXPECT_EQ(decode_references("x&" + name + " y", false), "x" + expected + " y") << name;
  }
  EXPECT_EQ(begin, kReferenceNames.size());
}

TEST(references_test, some_names_are_what_everybody_knows) {
  EXPECT_EQ(decode_references("&amp;&lt;&gt;&quot;&apos;&nbsp;&mdash;&eacute;", false),
            "&<>\"'\xC2\xA0\xE2\x80\x94\xC3\xA9");
  EXPECT_EQ(decode_references("&NotEqualTilde;", false), "\xE2\x89\x82\xCC\xB8");
}

TEST(references_test, the_longest_name_wins) {
  EXPECT_EQ(decode_references("&notit; &notin; &notindot; &not", false),
            "\xC2\xACit; \xE2\x88\x89 \xE2\x8B\xB5\xCC\xB8 \xC2\xAC");
}

TEST(references_test, what_is_no_reference_stays) {
  for (std::string_view text :
       {"", "&", "&&", "a & b", "&;", "&#", "&#;", "&#x", "&#xg;", "&unheard;", "&1;", "&AMPERS"}) {
    std::string expected = text == "&AMPERS" ? "&ERS" : std::string(text);
    EXPECT_EQ(decode_references(text, false), expected);
  }
}

TEST(references_test, numbers_follow_the_standard) {
  EXPECT_EQ(decode_references("&#65;&#x41;&#X41&#65 ", false), "AAAA ");
  EXPECT_EQ(decode_references("&#128;&#x99;", false), "\xE2\x82\xAC\xE2\x84\xA2");
  EXPECT_EQ(decode_references("&#0;&#xD800;&#x110000;&#99999999999999999999;", false),
            "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(references_test, attributes_keep_names_that_go_on) {
  EXPECT_EQ(decode_references("?a=1&copy=2&copyx&copy;&copy", true),
            "?a=1&copy=2&copyx\xC2\xA9\xC2\xA9");
  EXPECT_EQ(decode_references("&copy=2", false), "\xC2\xA9=2");
}

TEST(references_test, white_space_counts_references_to_it) {
  std::string_view text = " \t\r\n&#32;&Tab;x";
  EXPECT_EQ(space_end(text, 0, 15, false), 14U);
  EXPECT_EQ(space_end(text, 0, 15, true), 4U);
  EXPECT_EQ(space_end("&nbsp;", 0, 6, false), 0U);
}

}  // namespace
}  // namespace hearsay
