#include "eval/measures/paragraphs.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

TEST(paragraphs_test, every_part_is_a_block) {
  Roles got = paragraphs_of("Ferry sinks\n\nIt sank.\nNobody knows why.", "\n\n");
  ASSERT_EQ(got.span.size(), 2U);
  EXPECT_EQ(got.span[0], (Span{0, 11}));
  EXPECT_EQ(got.span[1], (Span{13, 39}));
  EXPECT_EQ(got.role[0], BlockRole::body);
}

TEST(paragraphs_test, the_first_may_be_a_title) {
  Roles got = paragraphs_of("Ferry sinks\nIt sank.\n", "\n", true);
  ASSERT_EQ(got.span.size(), 2U);
  EXPECT_EQ(got.role[0], BlockRole::title);
  EXPECT_EQ(got.role[1], BlockRole::body);
  EXPECT_TRUE(paragraphs_of("", "\n", true).span.empty());
}

}  // namespace
}  // namespace hearsay::eval
