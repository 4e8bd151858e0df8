#include "surfaces/api/paging.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(paging_test, a_place_comes_back_from_its_cursor) {
  ListPlace place{{-3, 0, INT64_MIN, INT64_MAX}, Id128{7, 9}};
  Result<ListPlace> read = ListPlace::of(place.text(), 4);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->numbers, place.numbers);
  EXPECT_EQ(read->id, place.id);
  EXPECT_EQ(read->text(), place.text());
}

TEST(paging_test, what_is_no_cursor_is_refused) {
  std::string good = ListPlace{{1, 2}, Id128{7, 9}}.text();
  EXPECT_TRUE(ListPlace::of(good, 2).ok());
  for (const std::string& bad :
       {std::string(), std::string("."), good + "0", good.substr(1), good.substr(0, 9),
        std::string("1.2."), "1." + good, "99999999999999999999." + good.substr(2),
        "x." + good.substr(2), std::string(1000, '1')})
    EXPECT_FALSE(ListPlace::of(bad, 2).ok()) << bad;
  EXPECT_FALSE(ListPlace::of(good, 1).ok());
  EXPECT_FALSE(ListPlace::of(good, 3).ok());
}

}  // namespace
}  // namespace hearsay
