#include "sources/copies/shared_parts.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

SharedParts parts_of(const std::vector<std::pair<Span, uint32_t>>& all) {
  SharedParts out;
  for (auto [rows, other] : all) out.add(rows, other);
  out.seal();
  return out;
}

TEST(shared_parts_test, others_that_share_nothing_with_a_third_are_apart) {
  EXPECT_EQ(parts_of({}).apart(), 0u);
  EXPECT_EQ(parts_of({{{0, 10}, 1}, {{10, 20}, 2}, {{30, 40}, 3}}).apart(), 3u);
  EXPECT_EQ(parts_of({{{0, 10}, 1}, {{9, 20}, 2}, {{30, 40}, 3}}).apart(), 1u);
  EXPECT_EQ(parts_of({{{0, 10}, 1}, {{50, 60}, 1}, {{55, 58}, 2}}).apart(), 0u)
      << "the one shares another part";
}

TEST(shared_parts_test, sharers_are_counted_by_part) {
  SharedParts parts = parts_of({{{0, 10}, 7}, {{5, 15}, 8}, {{20, 30}, 7}, {{40, 50}, 9}});
  EXPECT_EQ(parts.sharers({0, 1}), 2u) << "joined by what overlaps";
  EXPECT_EQ(parts.sharers({15, 20}), 0u);
  EXPECT_EQ(parts.sharers({14, 21}), 2u) << "each other counts once";
  EXPECT_EQ(parts.sharers({0, 60}), 3u);
}

TEST(shared_parts_test, thousands_of_others_are_no_matter) {
  SharedParts parts;
  for (uint32_t i = 0; i < 100'000; ++i) parts.add({0, 500}, i);
  parts.seal();
  EXPECT_EQ(parts.apart(), 0u);
  EXPECT_EQ(parts.sharers({10, 20}), SharedParts::kMost);
}

}  // namespace
}  // namespace hearsay
