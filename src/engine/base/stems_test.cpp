#include "base/stems.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

std::string stem(std::string word) {
  cut_to_stem(word);
  return word;
}

TEST(stems_test, forms_of_a_word_are_one) {
  for (std::string_view form : {"announces", "announced", "announcing"})
    EXPECT_EQ(stem(std::string(form)), stem("announce")) << form;
  EXPECT_EQ(stem("ferries"), stem("ferry"));
  EXPECT_EQ(stem("stopped"), "stop");
  EXPECT_EQ(stem("agreed"), stem("agree"));
  EXPECT_EQ(stem("related"), stem("relate"));
  EXPECT_EQ(stem("timing"), stem("time"));
  EXPECT_EQ(stem("denied"), stem("denies"));
  EXPECT_EQ(stem("says"), stem("say"));
  EXPECT_EQ(stem("used"), stem("use"));
}

TEST(stems_test, other_words_stay_apart) {
  EXPECT_NE(stem("sing"), stem("sin"));
  EXPECT_NE(stem("moment"), stem("mo"));
  EXPECT_EQ(stem("bus"), "bus");
  EXPECT_EQ(stem("press"), "press");
  EXPECT_EQ(stem("status"), "status");
  EXPECT_EQ(stem("red"), "red");
  EXPECT_EQ(stem("string"), "string");
}

TEST(stems_test, what_is_no_english_word_stays) {
  for (std::string_view word : {"", "s", "2018s",
                                "\xc3\xa9"
                                "cries",
                                "u.s", "aaaa", "yyyy", "ing"})
    EXPECT_EQ(stem(std::string(word)), word);
}

TEST(stems_test, every_other_y_of_a_run_is_a_vowel) {
  EXPECT_EQ(stem("byyyly"), "byyyly") << "one vowel that a consonant follows";
  EXPECT_EQ(stem("byyyyly"), "byyyy") << "two";
  std::string run(1000000, 'y');
  EXPECT_EQ(stem(run + "ly"), run) << "in one pass";
}

}  // namespace
}  // namespace hearsay
