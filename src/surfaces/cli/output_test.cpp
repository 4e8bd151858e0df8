#include "surfaces/cli/output.hpp"

#include <gtest/gtest.h>

namespace hearsay::cli {
namespace {

TEST(output_test, nothing_that_steers_a_terminal_passes) {
  EXPECT_EQ(printable("plain é 文 🙂"), "plain é 文 🙂");
  EXPECT_EQ(printable("\x1b[31mred\x1b[0m"), "\xef\xbf\xbd[31mred\xef\xbf\xbd[0m");
  EXPECT_EQ(printable("a\nb\tc\rd"), "a b c d");
  EXPECT_EQ(printable("a\nb\tc\rd", true), "a\nb\tc d");
  EXPECT_EQ(printable(std::string("a\0b", 3)),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(printable("\x07\x08\x7f"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\xef\xbf\xbd"
            "31m")
      << "C1: CSI in one character";
  EXPECT_EQ(printable("\xff\xc0"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(printable("\xed\xa0\x80").find('\xed'), std::string::npos) << "a lone surrogate";
}

TEST(output_test, marks_that_turn_text_around_are_replaced_and_right_to_left_text_is_not) {
  for (char32_t mark : {U'\u202A', U'\u202E', U'\u2066', U'\u2069'}) {
    std::string text;
    for (char32_t c : {U'a', mark, U'b'}) {
      if (c < 0x80)
        text += static_cast<char>(c);
      else
        text += std::string{static_cast<char>(0xE0 | (c >> 12)),
                            static_cast<char>(0x80 | ((c >> 6) & 63)),
                            static_cast<char>(0x80 | (c & 63))};
    }
    EXPECT_EQ(printable(text),
              "a\xef\xbf\xbd"
              "b");
  }
  EXPECT_EQ(printable("قاسمی"), "قاسمی");
}

TEST(output_test, columns_count_wide_characters_twice) {
  EXPECT_EQ(columns_of(""), 0u);
  EXPECT_EQ(columns_of("abé"), 3u);
  EXPECT_EQ(columns_of("文字"), 4u);
  EXPECT_EQ(columns_of("🙂"), 2u);
}

TEST(output_test, cuts_fit_and_keep_whole_characters) {
  EXPECT_EQ(shortened("short", 5), "short");
  EXPECT_EQ(shortened("longer", 5), "long…");
  EXPECT_EQ(shortened("文字文字", 4), "文…");
  EXPECT_EQ(shortened("éééé", 3), "éé…");
  EXPECT_EQ(shortened_front("/a/long/path.txt", 9), "…path.txt");
  EXPECT_EQ(shortened_front("éééé", 3), "…éé");
  for (size_t width = 1; width < 30; ++width) {
    EXPECT_LE(columns_of(shortened("a文b字c文d字 and more 🙂🙂", width)), width);
    EXPECT_LE(columns_of(shortened_front("a文b字c文d字 and more 🙂🙂", width)), width);
  }
}

}  // namespace
}  // namespace hearsay::cli
