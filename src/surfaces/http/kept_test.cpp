#include "surfaces/http/kept.hpp"

#include <gtest/gtest.h>

namespace hearsay::http {
namespace {

std::shared_ptr<const Response> answer(size_t bytes) {
  auto out = std::make_shared<Response>();
  out->body.assign(bytes, 'x');
  return out;
}

TEST(kept_test, keeps_until_the_next_edition) {
  Kept kept(1 << 20);
  auto one = answer(10);
  kept.keep("/", 1, one);
  EXPECT_EQ(kept.find("/", 1), one);
  EXPECT_EQ(kept.find("/other", 1), nullptr);
  EXPECT_EQ(kept.find("/", 2), nullptr);
  // A slow answer of the edition before is not kept for the new one.
  kept.keep("/", 1, one);
  EXPECT_EQ(kept.find("/", 2), nullptr);
  EXPECT_EQ(kept.find("/", 1), nullptr);
}

TEST(kept_test, forgets_what_nobody_asked_for_longest) {
  Kept kept(100'000);
  for (int i = 0; i < 10; ++i) {
    kept.keep(std::to_string(i), 1, answer(11'000));
    kept.find("0", 1);
  }
  EXPECT_NE(kept.find("0", 1), nullptr);
  EXPECT_EQ(kept.find("1", 1), nullptr);
  EXPECT_NE(kept.find("9", 1), nullptr);
  kept.keep("large", 1, answer(50'000));
  EXPECT_EQ(kept.find("large", 1), nullptr);
}

}  // namespace
}  // namespace hearsay::http
