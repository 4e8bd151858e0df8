#include "language/tags/lexicon.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(lexicon_test, scripts_make_lemmas_of_forms) {
  EXPECT_EQ(apply_script("l 1 ", "Boats"), "boat");
  EXPECT_EQ(apply_script("l 3 y", "Parties"), "party");
  EXPECT_EQ(apply_script("f 0 ", "Vell"), "Vell");
  EXPECT_EQ(apply_script("t 0 ", "ORLAN"), "Orlan");
  EXPECT_EQ(apply_script("t 0 ", "orlan"), "Orlan");
  EXPECT_EQ(apply_script("t 0 ", "étang"), "Étang");
  EXPECT_EQ(apply_script("n 0 ", "1,200,000"), "1200000");
  EXPECT_EQ(apply_script("= be", "was"), "be");
  EXPECT_EQ(apply_script("l 1 ", "cafés"), "café");
  EXPECT_EQ(apply_script("l 1 e", "CAFÉ"), "cafe");
}

TEST(lexicon_test, a_script_that_would_leave_nothing_leaves_the_form) {
  EXPECT_EQ(apply_script("l 3 ", "as"), "as");
  EXPECT_EQ(apply_script("", "As"), "as");
  EXPECT_EQ(apply_script("l", ""), "");
}

TEST(lexicon_test, lines_are_found_by_how_they_begin) {
  SortedLines lines("boat\t1\nboats\t2\nferry\t3");
  EXPECT_EQ(lines.after("boat\t"), "1");
  EXPECT_EQ(lines.after("ferry\t"), "3");
  EXPECT_EQ(lines.after("ship\t").data(), nullptr);
  EXPECT_EQ(lines.after("a").data(), nullptr);
  EXPECT_EQ(SortedLines("").after("a").data(), nullptr);
}

TEST(lexicon_test, forms_then_endings_then_the_network_say_the_lemma) {
  Lexicon lexicon("East PROPN\tEast\nfound VERB\tfind\tfound\nsailed VERB\tsail\n",
                  "charge\nfind\nfound\nsail\n",
                  "VERB ed\tl 2 \nVERB ged\tl 1 \n");
  EXPECT_EQ(lexicon.lemma("sailed", "VERB", "saile"), "sail");
  EXPECT_EQ(lexicon.lemma("Sailed", "VERB", "saile"), "sail");
  EXPECT_EQ(lexicon.lemma("found", "VERB", "found"), "found") << "one of two: the network decides";
  EXPECT_EQ(lexicon.lemma("found", "VERB", "fund"), "find") << "none of them: the first";
  EXPECT_EQ(lexicon.lemma("charged", "VERB", "charg"), "charge") << "the longest ending";
  EXPECT_EQ(lexicon.lemma("moored", "VERB", "moor"), "moor");
  EXPECT_EQ(lexicon.lemma("EAST", "PROPN", "East"), "East");
  EXPECT_EQ(lexicon.lemma("west", "ADJ", "west"), "west") << "nothing is known";
}

// Whatever a file holds, a lemma comes out.
TEST(lexicon_test, broken_lines_do_no_harm) {
  Lexicon lexicon("b VERB\t\na VERB\n\n\t\t", "\n\n", "VERB \t\nVERB");
  EXPECT_EQ(lexicon.lemma("a", "VERB", "a"), "a");
  EXPECT_EQ(lexicon.lemma("b", "VERB", "b"), "b");
  EXPECT_EQ(lexicon.lemma("", "", ""), "");
}

}  // namespace
}  // namespace hearsay
