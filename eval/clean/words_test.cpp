#include "eval/clean/words.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

using Words = std::vector<std::string_view>;

TEST(words_test, words_are_runs_of_letters_numbers_and_low_lines) {
  EXPECT_EQ(words_of("The 2nd_try, twice."), (Words{"The", "2nd_try", "twice"}));
  EXPECT_EQ(words_of("don't re-open"), (Words{"don", "t", "re", "open"}));
  EXPECT_EQ(words_of("Größe “Ж” 数字²½Ⅷ"), (Words{"Größe", "Ж", "数字²½Ⅷ"}));
  EXPECT_EQ(words_of(""), Words{});
  EXPECT_EQ(words_of(" …\n—"), Words{});
  EXPECT_EQ(words_of("x"), Words{"x"});
}

// Python's \w leaves marks out, so that a decomposed accent or an Indic vowel sign parts a word.
TEST(words_test, marks_part_words) {
  EXPECT_EQ(words_of("cafe\u0301s"), (Words{"cafe", "s"}));
  EXPECT_EQ(words_of("\u0928\u093F\u0932"), (Words{"\u0928", "\u0932"}));
}

TEST(words_test, what_is_no_text_is_no_word) {
  EXPECT_EQ(words_of("a\xFF"
                     "b\xC3"),
            (Words{"a", "b"}));
  EXPECT_EQ(words_of(std::string_view("a\0b", 3)), (Words{"a", "b"}));
  EXPECT_EQ(words_of("a\u200Bb\u00ADc"), (Words{"a", "b", "c"}));
}

TEST(words_test, lower_case_is_that_of_no_language) {
  EXPECT_EQ(lower_case("AB ÄÖ Ж I"), "ab äö ж i");
  EXPECT_EQ(lower_case("ΟΔΟΣ"), "οδος");  // a sigma that ends a word
  EXPECT_EQ(lower_case("İ"), "i\u0307");  // one character becomes two
  EXPECT_EQ(lower_case(""), "");
}

}  // namespace
}  // namespace hearsay::eval
