#include "base/span.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(span_test, none_is_not_the_empty_span) {
  EXPECT_TRUE(Span::none().is_none());
  EXPECT_FALSE((Span{0, 0}).is_none());
  EXPECT_TRUE((Span{3, 3}).empty());
}

TEST(span_test, covers_and_overlaps_are_half_open) {
  EXPECT_TRUE((Span{2, 5}).covers({2, 5}));
  EXPECT_FALSE((Span{2, 5}).covers({2, 6}));
  EXPECT_FALSE((Span{2, 5}).overlaps({5, 6}));
  EXPECT_TRUE((Span{2, 5}).overlaps({4, 6}));
}

}  // namespace
}  // namespace hearsay
