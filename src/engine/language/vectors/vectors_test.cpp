#include "language/vectors/vectors.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(vectors_test, likeness_is_the_cosine) {
  SentenceVector a{}, b{}, none{};
  a[0] = 127;
  b[0] = 63;
  b[1] = 63;
  EXPECT_DOUBLE_EQ(likeness(a, a), 1);
  EXPECT_NEAR(likeness(a, b), 0.70711, 1e-5);
  EXPECT_EQ(likeness(a, none), 0);
}

TEST(vectors_test, without_weights_nothing_is_found) {
  Resources nothing;
  EXPECT_TRUE(find_vectors({}, {}, {}, nothing).of.empty());
}

}  // namespace
}  // namespace hearsay
