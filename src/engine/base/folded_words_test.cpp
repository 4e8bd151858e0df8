#include "base/folded_words.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(folded_words_test, words_are_folded_and_parted) {
  Words words("READ-more: “Àß”, ЁЖ 3½ ©");
  std::vector<std::string> all;
  for (size_t i = 0; i < words.size(); ++i) all.emplace_back(words[i]);
  EXPECT_EQ(all, (std::vector<std::string>{"read", "more", "àß", "ёж", "3", "©"}));
  EXPECT_FALSE(words.before_colon(0));
  EXPECT_TRUE(words.before_colon(1));
  EXPECT_EQ(Words("").size(), 0u);
  EXPECT_EQ(Words("… — »").size(), 0u);
}

TEST(folded_words_test, capitals_come_and_go) {
  EXPECT_EQ(raised("étang de vell, ščřž, 12"), "ÉTANG DE VELL, ŠČŘŽ, 12");
  EXPECT_EQ(raised("αστός борис ёлка"), "ΑΣΤός БОРИС ЁЛКА");
  EXPECT_EQ(lowered(raised("étang")), "étang");
}

}  // namespace
}  // namespace hearsay
