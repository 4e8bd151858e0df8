#include "mentions/person_words/person_words.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

TEST(person_words_test, nouns_have_a_kind_and_a_gender) {
  Resources resources;
  resources.blobs["knowledge/person_nouns.txt"] =
      "# noun kind gender\nprime minister office -\nqueen office f\ncrew group -\nbroken\nodd "
      "pigeon m\n";
  resources.blobs["knowledge/given_names.txt"] = "# name gender\norla f\nned m\n";
  PersonWords words(resources);
  EXPECT_EQ(words.noun("prime minister").kind, PersonWord::office);
  EXPECT_EQ(words.noun("queen").gender, Gender::female);
  EXPECT_EQ(words.noun("crew").kind, PersonWord::group);
  EXPECT_EQ(words.noun("odd").kind, PersonWord::none);
  EXPECT_EQ(words.given_name("Orla"), Gender::female);
  EXPECT_EQ(words.given_name("NED"), Gender::male);
  EXPECT_EQ(words.given_name("Vell"), Gender::unknown);
}

TEST(person_words_test, the_lexicons_that_we_ship_know_the_common_ones) {
  PersonWords words(make_resources());
  EXPECT_EQ(words.noun("minister").kind, PersonWord::office);
  EXPECT_EQ(words.noun("spokeswoman").gender, Gender::female);
  EXPECT_EQ(words.noun("official").kind, PersonWord::person);
  EXPECT_EQ(words.noun("report").kind, PersonWord::document);
  EXPECT_EQ(words.noun("government").kind, PersonWord::group);
  EXPECT_EQ(words.given_name("José"), Gender::male);
  EXPECT_EQ(words.given_name("María"), Gender::female);
}

}  // namespace
}  // namespace hearsay
