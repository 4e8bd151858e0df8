#include "eval/clean/overlap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>

namespace hearsay::eval {
namespace {

// "tp fp fn", and "exact" where it is.
std::string dump(std::string_view gold, std::string_view found) {
  Overlap overlap = compare(gold, found);
  return std::to_string(overlap.tp) + " " + std::to_string(overlap.fp) + " " +
         std::to_string(overlap.fn) + (overlap.exact ? " exact" : "");
}

TEST(overlap_test, shingles_are_counted) {
  EXPECT_EQ(dump("a b c d e", "a b c d e"), "2 0 0 exact");
  EXPECT_EQ(dump("a b c d e", "a b, c. D e"), "0 2 2");  // case counts
  EXPECT_EQ(dump("a b c d e", "a b; c\nd - e!"), "2 0 0 exact");
  EXPECT_EQ(dump("a b c d e", "x a b c d e y"), "2 2 0");
  EXPECT_EQ(dump("a b c d e f", "a b c d"), "1 0 2");
}

TEST(overlap_test, a_short_text_is_one_shingle) {
  EXPECT_EQ(dump("a b", "a b"), "1 0 0 exact");
  EXPECT_EQ(dump("a b", "a"), "0 1 1");
  EXPECT_EQ(dump("a b c d", "a b c"), "0 1 1");
}

TEST(overlap_test, empty_texts) {
  EXPECT_EQ(dump("", ""), "0 0 0 exact");
  EXPECT_EQ(dump("a b c d e", ""), "0 0 2");
  EXPECT_EQ(dump("", "a"), "0 1 0");
  EXPECT_EQ(dump("...", "--"), "0 0 0 exact");
}

TEST(overlap_test, repeated_shingles_count_as_often_as_both_have_them) {
  EXPECT_EQ(dump("a a a a a a", "a a a a"), "1 0 2");
  EXPECT_EQ(dump("a a a a", "a a a a a a"), "1 2 0");
  EXPECT_EQ(dump("a b c d", "a b c d a b c d"), "1 4 0");
}

// The slow twin: every shingle of what was found takes an equal one of the gold.
Overlap compare_slowly(std::string_view gold, std::string_view found) {
  Vocabulary vocabulary;
  std::vector<uint32_t> a = vocabulary.numbers_of(gold), b = vocabulary.numbers_of(found);
  std::vector<Shingle> left = shingles_of(a);
  Overlap out{0, 0, 0, a == b};
  for (const Shingle& shingle : shingles_of(b)) {
    auto at = std::find(left.begin(), left.end(), shingle);
    (at == left.end() ? out.fp : out.tp) += 1;
    if (at != left.end()) left.erase(at);
  }
  out.fn = left.size();
  return out;
}

TEST(overlap_test, agrees_with_its_slow_twin) {
  uint64_t state = 7;
  auto draw = [&](size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % below;
  };
  auto text = [&] {
    std::string out;
    for (size_t left = draw(30); left > 0; --left) out += std::string(1, "ab"[draw(2)]) + " ";
    return out;
  };
  for (int i = 0; i < 2000; ++i) {
    std::string gold = text(), found = text();
    Overlap slow = compare_slowly(gold, found), fast = compare(gold, found);
    ASSERT_EQ(std::tie(slow.tp, slow.fp, slow.fn, slow.exact),
              std::tie(fast.tp, fast.fp, fast.fn, fast.exact))
        << gold << "| " << found;
  }
}

TEST(overlap_test, means_leave_out_pages_that_say_nothing) {
  // P 1/2, R 1; nothing found: only recall counts; no body: only precision counts.
  std::vector<Overlap> pages = {{2, 2, 0, false}, {0, 0, 5, false}, {0, 3, 0, false}};
  BodyScore score = score_bodies(pages);
  EXPECT_DOUBLE_EQ(score.precision, 0.25);
  EXPECT_DOUBLE_EQ(score.recall, 0.5);
  EXPECT_DOUBLE_EQ(score.f1, 2 * 0.25 * 0.5 / 0.75);
  EXPECT_DOUBLE_EQ(score.exact, 0);
}

TEST(overlap_test, a_page_weighs_the_same_whatever_its_length) {
  std::vector<Overlap> pages = {{1000, 0, 0, true}, {1, 3, 1, false}};
  BodyScore score = score_bodies(pages);
  EXPECT_DOUBLE_EQ(score.precision, 0.625);
  EXPECT_DOUBLE_EQ(score.recall, 0.75);
  EXPECT_DOUBLE_EQ(score.exact, 0.5);
}

TEST(overlap_test, scores_without_anything_are_0) {
  EXPECT_EQ(score_bodies({}).f1, 0);
  std::vector<Overlap> wrong = {{0, 2, 0, false}, {0, 0, 2, false}, {0, 0, 0, true}};
  BodyScore score = score_bodies(wrong);
  EXPECT_EQ(score.f1, 0);
  EXPECT_EQ(score.deviation, 0);
}

// Of two pages with F1 of 1 and of 0, half of the resamples mix them: P and R are then 1/2, so that
// F1 is 0, 1/2 or 1 with weights 1, 2, 1 and deviates by 1/sqrt(8).
TEST(overlap_test, the_deviation_is_that_of_resampled_pages) {
  std::vector<Overlap> pages = {{4, 0, 0, true}, {0, 4, 4, false}};
  double deviation = score_bodies(pages).deviation;
  EXPECT_NEAR(deviation, 0.3536, 0.015);
  EXPECT_EQ(deviation, score_bodies(pages).deviation);  // always the same draws
  std::vector<Overlap> equal = {{4, 0, 0, true}, {3, 0, 0, true}};
  EXPECT_EQ(score_bodies(equal).deviation, 0);
}

TEST(overlap_test, word_f1_compares_bags_without_case) {
  EXPECT_DOUBLE_EQ(word_f1("One two", "TWO one"), 1);
  EXPECT_DOUBLE_EQ(word_f1("a b c d", "a b x"), 2 * (2.0 / 3) * 0.5 / (2.0 / 3 + 0.5));
  EXPECT_DOUBLE_EQ(word_f1("a a b", "a"), 0.5);
  EXPECT_DOUBLE_EQ(word_f1("", ""), 1);
  EXPECT_DOUBLE_EQ(word_f1("", "a"), 0);
  EXPECT_DOUBLE_EQ(word_f1("a", "..."), 0);
  EXPECT_DOUBLE_EQ(word_f1("a", "b"), 0);
}

}  // namespace
}  // namespace hearsay::eval
