#include "language/parse/parse.hpp"

#include <gtest/gtest.h>

#include <random>

namespace hearsay {
namespace {

bool is_tree(const std::vector<uint32_t>& heads) {
  size_t roots = 0;
  for (size_t start = 0; start < heads.size(); ++start) {
    roots += heads[start] == 0;
    size_t at = start + 1;
    for (size_t steps = 0; at != 0; ++steps) {
      if (steps > heads.size()) return false;
      at = heads[at - 1];
    }
  }
  return roots == 1;
}

double total(const std::vector<float>& scores, const std::vector<uint32_t>& heads) {
  double sum = 0;
  for (size_t i = 0; i < heads.size(); ++i) sum += double{scores[i * (heads.size() + 1) + heads[i]]};
  return sum;
}

// All assignments of heads, tried one by one.
double best_of_all(const std::vector<float>& scores, size_t words) {
  std::vector<uint32_t> heads(words, 0);
  double best = -1e18;
  for (;;) {
    bool own = false;
    for (size_t i = 0; i < words; ++i) own |= heads[i] == i + 1;
    if (!own && is_tree(heads)) best = std::max(best, total(scores, heads));
    size_t at = 0;
    while (at < words && ++heads[at] > words) heads[at++] = 0;
    if (at == words) return best;
  }
}

TEST(parse_test, the_best_tree_is_the_best_of_all_trees) {
  std::mt19937 random(3);
  for (int round = 0; round < 400; ++round) {
    size_t words = 1 + static_cast<size_t>(round) % 5;
    std::vector<float> scores(words * (words + 1));
    for (float& one : scores) one = static_cast<float>(random() % 1000) / 100.0F;
    std::vector<uint32_t> heads = best_tree(scores, words);
    ASSERT_EQ(heads.size(), words);
    ASSERT_TRUE(is_tree(heads)) << round;
    EXPECT_NEAR(total(scores, heads), best_of_all(scores, words), 1e-4) << round;
  }
}

TEST(parse_test, a_long_sentence_of_equal_scores_is_a_tree) {
  constexpr size_t kWords = 160;
  EXPECT_TRUE(is_tree(best_tree(std::vector<float>(kWords * (kWords + 1), 1.0F), kWords)));
  std::vector<float> ring(kWords * (kWords + 1), 0.0F);
  for (size_t i = 0; i < kWords; ++i) ring[i * (kWords + 1) + (i + 1) % kWords + 1] = 5.0F;
  EXPECT_TRUE(is_tree(best_tree(ring, kWords)));
}

}  // namespace
}  // namespace hearsay
