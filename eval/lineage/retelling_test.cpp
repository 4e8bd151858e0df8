#include "eval/lineage/retelling.hpp"

#include <gtest/gtest.h>

#include "eval/lineage/teller.hpp"

namespace hearsay::eval {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary words;
  return words;
}

TEST(retelling_test, a_quotation_lies_between_its_marks) {
  EXPECT_EQ(quotation_of("No marks."), Span::none());
  EXPECT_EQ(quotation_of("One “mark"), Span::none());
  EXPECT_EQ(quotation_of("\""), Span::none());
  EXPECT_EQ(quotation_of("A \"b\" c"), (Span{3, 4}));
  EXPECT_EQ(quotation_of("A “b” c “d” e"), (Span{5, 16}));
}

TEST(retelling_test, spinning_changes_words_and_keeps_quotations_and_names) {
  Draws draws(1);
  std::string text = "The bridge collapsed, Ilse Vard said: “The bridge was old.”";
  bool changed = false;
  for (int i = 0; i < 20; ++i) {
    std::string other = spun(text, vocabulary(), draws);
    EXPECT_NE(other.find("Ilse Vard"), std::string::npos);
    EXPECT_NE(other.find("“The bridge was old.”"), std::string::npos);
    changed = changed || other != text;
  }
  EXPECT_TRUE(changed);
}

TEST(retelling_test, spinning_turns_clauses_and_mends_articles) {
  Draws draws(2);
  bool turned = false, article = false;
  for (int i = 0; i < 60; ++i) {
    std::string other = spun("The crowd saw a jet after Vard left.", vocabulary(), draws);
    turned = turned || other.find("After Vard") == 0 || other.find("Following Vard") == 0;
    article = article || other.find("an aircraft") != std::string::npos;
    EXPECT_EQ(other.back(), '.');
  }
  EXPECT_TRUE(turned);
  EXPECT_TRUE(article);
}

TEST(retelling_test, another_quotation_has_the_same_speaker) {
  Draws draws(3);
  Happening happening = invented_happening(vocabulary(), draws);
  std::string text = "“We will repair the bridge before the flood,” said Ilse Vard.";
  std::string other = requoted(text, vocabulary(), happening, draws);
  EXPECT_NE(other, text);
  EXPECT_TRUE(other.starts_with("“"));
  EXPECT_TRUE(other.ends_with(",” said Ilse Vard.")) << other;
  EXPECT_EQ(requoted("Nobody spoke.", vocabulary(), happening, draws), "Nobody spoke.");
}

TEST(retelling_test, marks_become_straight_and_nothing_else) {
  EXPECT_EQ(with_straight_marks("“It’s – é,” he said"), "\"It’s – é,\" he said");
  EXPECT_EQ(with_straight_marks(""), "");
}

}  // namespace
}  // namespace hearsay::eval
