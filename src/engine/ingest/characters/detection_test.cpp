#include "ingest/characters/detection.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

using namespace std::string_view_literals;

// Only for characters of the first plane.
std::string utf16(std::u16string_view text, bool big) {
  std::string out;
  for (char16_t unit : text) {
    char high = static_cast<char>(unit >> 8);
    char low = static_cast<char>(unit & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST(detection_test, sees_utf16_by_its_zeros) {
  for (std::u16string_view text :
       {u"A report from the town hall."sv, u"Она сказала: «Нет», и ушла."sv,
        u"قالت الوزيرة إن الأمر انتهى."sv, u"Il a dit « non » à l’été."sv}) {
    EXPECT_EQ(utf16_by_zeros(utf16(text, false)), "utf-16le");
    EXPECT_EQ(utf16_by_zeros(utf16(text, true)), "utf-16be");
  }
}

TEST(detection_test, stray_zeros_are_no_utf16) {
  EXPECT_EQ(utf16_by_zeros(""), "");
  EXPECT_EQ(utf16_by_zeros("\0"sv), "");
  EXPECT_EQ(utf16_by_zeros("a\0"sv), "");
  EXPECT_EQ(utf16_by_zeros("abc\0defghij\0klmnopqrstuvwxyz"sv), "");
  EXPECT_EQ(utf16_by_zeros(std::string(4096, '\0')), "");
  EXPECT_EQ(utf16_by_zeros("name\0\0\0\0\0\0\0\0value\0\0\0\0\0\0\0"sv), "");
}

TEST(detection_test, tells_damaged_utf8_from_other_encodings) {
  EXPECT_TRUE(is_mostly_utf8("é è ê ë à â ä î ï ô \xFF", false));
  EXPECT_FALSE(is_mostly_utf8("é \xFF", false));
  EXPECT_FALSE(is_mostly_utf8("caf\xE9", false));
  EXPECT_FALSE(is_mostly_utf8("\xFF", false));
  EXPECT_FALSE(is_mostly_utf8("\xC1", false));
  EXPECT_TRUE(is_mostly_utf8("é cut off \xE2\x82", false));
  EXPECT_FALSE(is_mostly_utf8("é è ê ë à â ä î ï ô \xFF", true));
}

TEST(detection_test, guesses_common_encodings) {
  EXPECT_EQ(guess_encoding("plain"), "windows-1252");
  EXPECT_EQ(guess_encoding("He said \x93no\x94 \x96 it\x92s over\x85"), "windows-1252");
  EXPECT_EQ(guess_encoding("\xD0\xD2\xC9\xD7\xC5\xD4, \xCB\xC1\xCB \xC4\xC5\xCC\xC1? "
                           "\xFA\xC1\xD7\xD4\xD2\xC1 \xC2\xD5\xC4\xC5\xD4 \xC4\xCF\xD6\xC4\xD8."),
            "koi8-r");
  EXPECT_EQ(guess_encoding("\xCF\xF0\xE8\xE2\xE5\xF2, \xEA\xE0\xEA \xE4\xE5\xEB\xE0? "
                           "\xC7\xE0\xE2\xF2\xF0\xE0 \xE1\xF3\xE4\xE5\xF2 \xE4\xEE\xE6\xE4\xFC."),
            "windows-1251");
}

}  // namespace
}  // namespace hearsay
