#include "resolved/wording/wording.hpp"

#include <gtest/gtest.h>

#include "document/text.hpp"

namespace hearsay {
namespace {

Sketch sketch(std::string text) {
  Text one(text, OffsetMap());
  Span all{0, static_cast<uint32_t>(text.size())};
  return sketch_of(runs_of(words_of(one, {&all, 1})));
}

TEST(wording_test, signs_and_case_do_not_count) {
  EXPECT_EQ(sketch("No boat leaves the harbour before Friday, and none comes in."),
            sketch("no boat leaves the harbour before friday and none comes in"));
}

TEST(wording_test, most_of_a_long_quotation_is_enough_and_all_of_a_short_one) {
  std::string whole =
      "No boat leaves the harbour before Friday, and none comes in that has not been counted twice "
      "by the harbour master himself.";
  EXPECT_TRUE(are_alike(sketch(whole), sketch(whole + " He knows.")));
  EXPECT_FALSE(are_alike(sketch(whole), sketch("No boat leaves the island before winter, and none "
                                               "comes back that has been counted.")));
  EXPECT_TRUE(are_alike(sketch("I left at noon"), sketch("I left at noon.")));
  EXPECT_FALSE(are_alike(sketch("I left at noon"), sketch("I left at nine")));
}

TEST(wording_test, too_few_words_are_like_nothing) {
  EXPECT_FALSE(are_alike(sketch("No boats."), sketch("No boats.")));
}

}  // namespace
}  // namespace hearsay
