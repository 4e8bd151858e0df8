#include "language/sentences/sentences.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(sentences_test, batches_hold_whole_sentences) {
  Sentences sentences;
  uint32_t first = 0;
  for (uint32_t count : {400U, 500U, 200U, 3000U, 1U}) {
    sentences.span.push_back({first, first + count});
    sentences.first.push_back(first);
    sentences.count.push_back(count);
    first += count;
  }
  auto batches = batches_of(sentences);
  ASSERT_EQ(batches.size(), 4U);
  EXPECT_EQ(batches[0].end, 2U);
  EXPECT_EQ(batches[0].tokens, 900U);
  EXPECT_EQ(batches[1].first_token, 900U);
  EXPECT_EQ(batches[2].tokens, 3000U) << "a sentence is never parted";
  EXPECT_EQ(batches[3].begin, 4U);
  EXPECT_TRUE(batches_of({}).empty());
}

}  // namespace
}  // namespace hearsay
