#include "resolved/spellings/spellings.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

TEST(spellings_test, spellings_of_one_name_are_near) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  for (auto [a, b] : std::vector<std::pair<const char*, const char*>>{{"qasemi", "ghasemi"},
                                                                      {"lavrentyev", "lavrentiev"},
                                                                      {"baqeri", "bagheri"},
                                                                      {"yuri", "iurii"},
                                                                      {"christoph", "kristof"},
                                                                      {"mathilde", "matilda"}}) {
    EXPECT_TRUE(spellings.same(a, b)) << a << " " << b << " " << spellings.cost(a, b);
    EXPECT_EQ(spellings.cost(a, b), spellings.cost(b, a));
  }
  for (auto [a, b] : std::vector<std::pair<const char*, const char*>>{
           {"lavrov", "ryabkov"}, {"maria", "omar"}, {"vard", "okrist"}, {"ali", "olga"}})
    EXPECT_FALSE(spellings.same(a, b)) << a << " " << b << " " << spellings.cost(a, b);
  EXPECT_EQ(spellings.cost("vard", "vard"), 0U);
}

TEST(spellings_test, spellings_share_a_skeleton) {
  EXPECT_EQ(Spellings::skeleton("qasemi"), Spellings::skeleton("ghasemi"));
  EXPECT_EQ(Spellings::skeleton("schmidt"), Spellings::skeleton("shmit"));
  EXPECT_NE(Spellings::skeleton("vard"), Spellings::skeleton("okrist"));
  EXPECT_EQ(Spellings::skeleton(""), "");
}

TEST(spellings_test, without_costs_only_the_same_word_is_the_same) {
  Spellings spellings{Resources()};
  EXPECT_TRUE(spellings.same("vard", "vard"));
  EXPECT_FALSE(spellings.same("maude", "maud"));
}

}  // namespace
}  // namespace hearsay
