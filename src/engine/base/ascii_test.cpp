#include "base/ascii.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(ascii_test, leaves_bytes_above_127_alone) {
  EXPECT_EQ(ascii::lowered("ÀB"), "Àb");
  EXPECT_FALSE(ascii::is_space('\xA0'));
}

TEST(ascii_test, squeezes_white_space) {
  EXPECT_EQ(ascii::squeezed("  a \t\n b  "), "a b");
  EXPECT_EQ(ascii::squeezed(" \n "), "");
}

TEST(ascii_test, counts_words) {
  EXPECT_EQ(ascii::count_words(""), 0u);
  EXPECT_EQ(ascii::count_words("  one two\n— three "), 4u);
}

TEST(ascii_test, compares_without_case) {
  EXPECT_TRUE(ascii::equal_folded("Content-TYPE", "content-type"));
  EXPECT_FALSE(ascii::equal_folded("a", "ab"));
}

}  // namespace
}  // namespace hearsay
