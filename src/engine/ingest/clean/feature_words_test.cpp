#include "ingest/clean/feature_words.hpp"

#include <gtest/gtest.h>

#include "ingest/clean/features.hpp"

namespace hearsay::clean {
namespace {

TEST(feature_words_test, values_are_shown_in_their_units) {
  EXPECT_EQ(in_words("words", 45), "words in it: 45");
  EXPECT_EQ(in_words("linked", 820), "share of it in links: 82.0 %");
  EXPECT_EQ(in_words("linked", 5), "share of it in links: 0.5 %");
  EXPECT_EQ(in_words("word_length", 63), "characters a word: 6.3");
  EXPECT_EQ(in_words("ends_sentence", 1), "ends as a sentence does: yes");
  EXPECT_EQ(in_words("nav", 0), "in a navigation element: no");
  EXPECT_EQ(in_words("from_title", -3), "blocks since the title: -3");
  EXPECT_EQ(in_words("from_title", 1000), "blocks since the title: none");
  EXPECT_EQ(in_words("near_comment", 0), "element named as comments: its own");
  EXPECT_EQ(in_words("near_comment", 2), "element named as comments: 2 levels up");
  EXPECT_EQ(in_words("near_comment", 9), "element named as comments: none");
  EXPECT_EQ(in_words("gap_after", 2), "line breaks after it: 2");
  EXPECT_EQ(in_words("gap_after", 9), "line breaks after it: none, at the edge of the text");
  EXPECT_EQ(in_words("cue_share", 3), "words of sharing: it is nothing else");
  EXPECT_EQ(in_words("odds", -105), "what the first trees say of it: -1.05");
  EXPECT_EQ(in_words("after1_odds", -500),
            "what the first trees say of the block after it: no block");
}

TEST(feature_words_test, codes_of_cues_are_read) {
  auto related = static_cast<int32_t>(Cue::related);
  EXPECT_EQ(in_words("before1_cues", 4 * related + 2),
            "cue words of the block before it: related, at its beginning");
  EXPECT_EQ(in_words("before1_cues", 0), "cue words of the block before it: none");
  EXPECT_EQ(in_words("last_heading_cue", 16 * 3 + related),
            "cue words of the last heading: related, it is nothing else");
}

TEST(feature_words_test, every_feature_has_words) {
  for (auto names : {second_text_names(), second_page_names()})
    for (std::string_view name : names)
      EXPECT_FALSE(in_words(name, 0).starts_with(std::string(name) + ":")) << name;
  EXPECT_EQ(in_words("nonsense", 7), "nonsense: 7");
}

}  // namespace
}  // namespace hearsay::clean
