#include "eval/lineage/vocabulary.hpp"

#include <gtest/gtest.h>

#include <set>

namespace hearsay::eval {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary words;
  return words;
}

TEST(vocabulary_test, words_are_inflected) {
  struct {
    const char *base, *form;
    uint8_t number;
  } const kCases[] = {{"bridge", "bridges", 1},  {"inquiry", "inquiries", 1},
                      {"child", "children", 1},  {"stop", "stopped", 1},
                      {"verify", "verified", 1}, {"raise", "raising", 2},
                      {"tell", "told", 1},       {"convey", "conveyed", 1}};
  for (const auto& wanted : kCases) {
    auto word = vocabulary().find(wanted.base);
    ASSERT_TRUE(word) << wanted.base;
    auto form = vocabulary().find(wanted.form);
    ASSERT_TRUE(form) << wanted.form;
    EXPECT_EQ(form->form, wanted.number) << wanted.form;
    EXPECT_EQ(vocabulary().text(*form), wanted.form);
  }
  EXPECT_FALSE(vocabulary().find("xyzzy"));
  EXPECT_FALSE(vocabulary().find(""));
}

TEST(vocabulary_test, synonyms_are_of_one_class_and_another_word) {
  Draws draws(1);
  Word word = *vocabulary().find("planes");
  std::set<std::string_view> others;
  for (int i = 0; i < 50; ++i) others.insert(vocabulary().text(vocabulary().synonym(word, draws)));
  EXPECT_EQ(others, (std::set<std::string_view>{"aircrafts", "jets"}));
}

TEST(vocabulary_test, low_ranks_are_drawn_more_often) {
  Draws draws(1);
  uint32_t first = 0, middle = 0, all = 100000;
  for (uint32_t i = 0; i < all; ++i) {
    uint32_t rank = vocabulary().draw(WordKind::noun, draws);
    first += rank < 100;
    middle += rank >= 1000 && rank < 1100;
  }
  // The law gives 0.248 and 0.014.
  EXPECT_GT(first, 10 * middle);
  EXPECT_GT(middle, 500U);
}

}  // namespace
}  // namespace hearsay::eval
