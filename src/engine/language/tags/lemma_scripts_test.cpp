#include "language/tags/tags.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(lemma_scripts_test, scripts_make_lemmas_of_forms) {
  EXPECT_EQ(apply_script("l 1 ", "Boats"), "boat");
  EXPECT_EQ(apply_script("l 3 y", "Parties"), "party");
  EXPECT_EQ(apply_script("f 0 ", "Vell"), "Vell");
  EXPECT_EQ(apply_script("t 0 ", "ORLAN"), "Orlan");
  EXPECT_EQ(apply_script("= be", "was"), "be");
  EXPECT_EQ(apply_script("l 1 ", "cafés"), "café");
  EXPECT_EQ(apply_script("l 1 e", "CAFÉ"), "cafe");
}

TEST(lemma_scripts_test, a_script_that_would_leave_nothing_leaves_the_form) {
  EXPECT_EQ(apply_script("l 3 ", "as"), "as");
  EXPECT_EQ(apply_script("", "As"), "as");
  EXPECT_EQ(apply_script("l", ""), "");
}

}  // namespace
}  // namespace hearsay
