#include "base/xml.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

std::string xml(std::string_view text) {
  std::string out;
  append_xml(out, text);
  return out;
}

TEST(xml_test, plain_text_stays) {
  EXPECT_EQ(xml(""), "");
  EXPECT_EQ(xml("Ferry to Vell, “late” é 😀"), "Ferry to Vell, “late” é 😀");
}

TEST(xml_test, marks_and_breaks_are_references) {
  EXPECT_EQ(xml("<a b=\"c\" d='e'>&amp;]]>"),
            "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;amp;]]&gt;");
  EXPECT_EQ(xml("a\tb\nc\r\n"), "a&#9;b&#10;c&#13;&#10;") << "a parser would make spaces of them";
}

TEST(xml_test, what_xml_forbids_is_left_out) {
  using namespace std::string_view_literals;
  EXPECT_EQ(xml("a\0b\x01\x08\x0b\x0c\x1b[31m\x1f\x7f"sv), "ab[31m\x7f");
  EXPECT_EQ(xml("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD"), "||\xEF\xBF\xBD");
}

TEST(xml_test, invalid_bytes_become_replacement_characters) {
  EXPECT_EQ(xml("\xFF|\xED\xA0\x80|\xC3"),
            "\xEF\xBF\xBD|\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD|\xEF\xBF\xBD");
}

}  // namespace
}  // namespace hearsay
