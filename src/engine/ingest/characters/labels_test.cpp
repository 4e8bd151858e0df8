#include "ingest/characters/labels.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

TEST(labels_test, gives_the_standards_names) {
  EXPECT_EQ(encoding_of_label("utf8"), "utf-8");
  EXPECT_EQ(encoding_of_label("iso-8859-1"), "windows-1252");
  EXPECT_EQ(encoding_of_label("ascii"), "windows-1252");
  EXPECT_EQ(encoding_of_label("iso-8859-9"), "windows-1254");
  EXPECT_EQ(encoding_of_label("tis-620"), "windows-874");
  EXPECT_EQ(encoding_of_label("gb2312"), "gbk");
  EXPECT_EQ(encoding_of_label("ks_c_5601-1987"), "euc-kr");
  EXPECT_EQ(encoding_of_label("unicode"), "utf-16le");
  EXPECT_EQ(encoding_of_label("unicodefffe"), "utf-16be");
  EXPECT_EQ(encoding_of_label("hz-gb-2312"), "replacement");
  EXPECT_EQ(encoding_of_label("logical"), "iso-8859-8-i");
  EXPECT_EQ(encoding_of_label("x-x-big5"), "big5");
}

TEST(labels_test, ignores_case_and_space_around) {
  EXPECT_EQ(encoding_of_label(" \t\n\f\rUTF-8 "), "utf-8");
  EXPECT_EQ(encoding_of_label("Windows-1251"), "windows-1251");
}

TEST(labels_test, refuses_what_the_standard_does_not_know) {
  EXPECT_EQ(encoding_of_label(""), "");
  EXPECT_EQ(encoding_of_label("   "), "");
  EXPECT_EQ(encoding_of_label("utf-7"), "");
  EXPECT_EQ(encoding_of_label("utf-8 utf8"), "");
  EXPECT_EQ(encoding_of_label("utf"), "");
  EXPECT_EQ(encoding_of_label("\xC3\xA9"), "");
  EXPECT_EQ(encoding_of_label(std::string("utf-8\0", 6)), "");
  EXPECT_EQ(encoding_of_label(std::string(100000, 'u')), "");
}

}  // namespace
}  // namespace hearsay
