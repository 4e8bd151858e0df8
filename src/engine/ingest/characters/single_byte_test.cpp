#include "ingest/characters/single_byte.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <map>
#include <string>

namespace hearsay {
namespace {

// What ICU's converter gives for one byte; 0xFFFD if it has none.
char16_t by_icu(UConverter* converter, int byte) {
  char source = static_cast<char>(byte);
  UErrorCode status = U_ZERO_ERROR;
  UChar target[4] = {};
  ucnv_toUChars(converter, target, 4, &source, 1, &status);
  return target[0];
}

// Where the standard and ICU's tables are known to differ, by encoding and byte.
bool differs_on_purpose(const std::string& name, int byte, char16_t standard, char16_t icu) {
  if (byte < 0xA0 && standard == byte) return true;          // unused bytes are C1 controls
  if (name == "windows-1253" && byte == 0xAA) return true;   // ICU reads it as in windows-1252
  if (standard == 0) return icu >= 0xF800 || icu == 0xFFFD;  // holes; ICU has private characters
  if (name == "windows-1255") return byte == 0xCA;           // ICU lacks U+05BA
  if (name == "koi8-u") return byte == 0xAE || byte == 0xBE;
  return false;
}

TEST(single_byte_test, agrees_with_icu_but_for_known_differences) {
  const std::map<std::string, std::string> kConverters = {
      {"ibm866", "ibm-866_P100-1995"},        {"iso-8859-2", "ibm-912_P100-1995"},
      {"iso-8859-3", "ibm-913_P100-2000"},    {"iso-8859-4", "ibm-914_P100-1995"},
      {"iso-8859-5", "ibm-915_P100-1995"},    {"iso-8859-6", "ibm-1089_P100-1995"},
      {"iso-8859-7", "ibm-9005_X110-2007"},   {"iso-8859-8", "ibm-5012_P100-1999"},
      {"iso-8859-10", "iso-8859_10-1998"},    {"iso-8859-13", "ibm-921_P100-1995"},
      {"iso-8859-14", "iso-8859_14-1998"},    {"iso-8859-15", "ibm-923_P100-1998"},
      {"koi8-r", "ibm-878_P100-1996"},        {"koi8-u", "ibm-1168_P100-2002"},
      {"macintosh", "macos-0_2-10.2"},        {"windows-874", "windows-874-2000"},
      {"windows-1250", "ibm-5346_P100-1998"}, {"windows-1251", "ibm-5347_P100-1998"},
      {"windows-1252", "ibm-5348_P100-1997"}, {"windows-1253", "ibm-5349_P100-1998"},
      {"windows-1254", "ibm-5350_P100-1998"}, {"windows-1255", "ibm-9447_P100-2002"},
      {"windows-1256", "ibm-9448_X100-2005"}, {"windows-1257", "ibm-9449_P100-2002"},
      {"windows-1258", "ibm-5354_P100-1998"}, {"x-mac-cyrillic", "macos-7_3-10.2"}};
  size_t compared = 0;
  for (const auto& [name, icu] : kConverters) {
    const SingleByteTable* table = single_byte_table(name);
    ASSERT_NE(table, nullptr) << name;
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(icu.c_str(), &status);
    ASSERT_TRUE(U_SUCCESS(status)) << icu;
    for (int byte = 0x80; byte <= 0xFF; ++byte) {
      char16_t mine = (*table)[static_cast<size_t>(byte - 0x80)];
      char16_t theirs = by_icu(converter, byte);
      ++compared;
      EXPECT_TRUE(mine == theirs || differs_on_purpose(name, byte, mine, theirs))
          << name << " " << std::hex << byte << ": " << int{mine} << " or " << int{theirs};
    }
    ucnv_close(converter);
  }
  EXPECT_EQ(compared, 26 * 128u);
}

TEST(single_byte_test, has_the_standards_peculiarities) {
  EXPECT_EQ((*single_byte_table("windows-1252"))[0x01], 0x81);
  EXPECT_EQ((*single_byte_table("windows-1253"))[0x2A], 0);
  EXPECT_EQ((*single_byte_table("windows-1255"))[0x4A], 0x5BA);
  EXPECT_EQ((*single_byte_table("koi8-u"))[0x2E], 0x45E);
  EXPECT_EQ((*single_byte_table("iso-8859-16"))[0x24], 0x20AC);
  EXPECT_EQ((*single_byte_table("x-user-defined"))[0], 0xF780);
  EXPECT_EQ(single_byte_table("iso-8859-8-i"), single_byte_table("iso-8859-8"));
  EXPECT_EQ(single_byte_table("gbk"), nullptr);
  EXPECT_EQ(single_byte_table(""), nullptr);
}

}  // namespace
}  // namespace hearsay
