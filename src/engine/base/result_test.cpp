#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace hearsay {
namespace {

TEST(result_test, holds_a_value_or_an_error) {
  Result<int> good(7);
  EXPECT_TRUE(good.ok());
  EXPECT_EQ(*good, 7);
  Result<int> bad(Error{ErrorKind::missing, "there is no such report", "x.db", -1});
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error().kind, ErrorKind::missing);
}

TEST(result_test, moves_what_cannot_be_copied) {
  Result<std::unique_ptr<int>> made(std::make_unique<int>(3));
  std::unique_ptr<int> taken = *std::move(made);
  EXPECT_EQ(*taken, 3);
}

TEST(result_test, nothing_is_good_unless_it_is_an_error) {
  Result<void> done;
  EXPECT_TRUE(done.ok());
  Result<void> failed(Error{});
  EXPECT_FALSE(failed.ok());
}

TEST(result_test, errors_say_where) {
  EXPECT_EQ((Error{ErrorKind::damaged, "broken", "", -1}).text(), "broken");
  EXPECT_EQ((Error{ErrorKind::damaged, "broken", "a.warc", -1}).text(), "a.warc: broken");
  EXPECT_EQ((Error{ErrorKind::damaged, "broken", "a.warc", 0}).text(), "a.warc:0: broken");
  EXPECT_EQ((Error{ErrorKind::damaged, "broken", "", 12}).text(), "offset 12: broken");
}

}  // namespace
}  // namespace hearsay
