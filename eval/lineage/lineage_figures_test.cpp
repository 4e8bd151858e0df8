#include "eval/lineage/lineage_figures.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

TEST(lineage_figures_test, words_hold_what_joins_them) {
  std::string text = "“It’s 1,250,” U.S. men-at-arms said. é—ü © '";
  std::vector<std::string> words;
  for (Span word : plain_words(text)) words.push_back(text.substr(word.begin, word.size()));
  EXPECT_EQ(words,
            (std::vector<std::string>{"It’s", "1,250", "U.S", "men-at-arms", "said", "é", "ü"}));
  EXPECT_TRUE(plain_words("").empty());
}

TEST(lineage_figures_test, sentences_and_quotations_are_counted) {
  TextMeasure measure;
  measure.add("One two three. Four five.\n\n“Six seven.” Eight 9.5 ten.\n");
  TextFigures figures = measure.figures();
  EXPECT_EQ(figures.texts, 1U);
  EXPECT_EQ(figures.words, 10U);
  EXPECT_EQ(figures.sentences[2], 4U);
  EXPECT_EQ(figures.paragraph_words[2], 5U);
  EXPECT_DOUBLE_EQ(figures.quoted, 0.2);
  EXPECT_DOUBLE_EQ(figures.once, 1);
  EXPECT_EQ(TextMeasure().figures().report_words[2], 0U);
}

TEST(lineage_figures_test, the_slope_of_an_exact_law_is_found) {
  std::vector<uint32_t> counts;
  for (uint32_t rank = 1; rank <= 100; ++rank) counts.push_back(1'000'000 / rank);
  EXPECT_NEAR(zipf_slope(counts, 1, 100), -1, 1e-4);
  EXPECT_EQ(zipf_slope({}, 1, 100), 0);
}

TEST(lineage_figures_test, runs_are_counted_within_a_story_and_outside_of_what_is_common) {
  GeneratedReport one, other, elsewhere, apart;
  one.text = "a b c d e f g h i j k l m";
  other.text = "z B c d e f g h i j k l m y";  // the same twelve from b on
  elsewhere.text = one.text;
  elsewhere.story = 1;
  apart.text = "a b c d e f g h i j k z m";
  SharedRunMeasure measure;
  for (const auto* report : {&one, &other, &elsewhere, &apart}) measure.add(*report);
  EXPECT_EQ(measure.runs().pairs, 3U);
  EXPECT_EQ(measure.runs().sharing, 1U);
  one.common.push_back({"release", {20, 25}});
  SharedRunMeasure without;
  without.add(one);
  without.add(other);
  EXPECT_EQ(without.runs().sharing, 0U);
  EXPECT_EQ(without.runs().sharing_common, 1U);
}

}  // namespace
}  // namespace hearsay::eval
