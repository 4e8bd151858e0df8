#include "base/word_set.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

constexpr WordSet kWords({"strait", "sea", "boat", "été", "sea"});

TEST(word_set_test, has_its_words_and_no_others) {
  for (std::string_view word : {"strait", "sea", "boat", "été"}) EXPECT_TRUE(kWords.has(word));
  // Each alike in all but one of first byte, length and the rest.
  for (std::string_view word : {"", "s", "see", "tea", "seas", "boats", "moat", "ét", "éte"})
    EXPECT_FALSE(kWords.has(word)) << word;
}

TEST(word_set_test, asks_for_a_word_in_lower_case) {
  for (std::string_view word : {"strait", "SEA", "Boat"}) EXPECT_TRUE(kWords.has_lowered(word));
  for (std::string_view word : {"", "Été", "Bo", "Moat"}) EXPECT_FALSE(kWords.has_lowered(word));
  EXPECT_FALSE(kWords.has("Sea"));
  static constexpr WordSet kCapital({"SEA", "sEA"});
  EXPECT_FALSE(kCapital.has_lowered("SEA"));
}

TEST(word_set_test, words_of_any_length_are_told_apart) {
  static constexpr WordSet kLong(
      {"a234567890123456789012345678901", "a23456789012345678901234567890123"});
  std::string word = "a2345678901234567890123456789012";
  EXPECT_FALSE(kLong.has(word));
  EXPECT_TRUE(kLong.has(word + "3"));
  EXPECT_TRUE(kLong.has(std::string_view(word).substr(0, 31)));
  EXPECT_FALSE(kLong.has(std::string_view(word).substr(0, 30)));
}

}  // namespace
}  // namespace hearsay
