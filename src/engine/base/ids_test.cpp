#include "base/ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hearsay {
namespace {

TEST(ids_test, hex_has_the_high_half_first) {
  Id128 id{0x0123456789ABCDEFULL, 0x00000000000000FFULL};
  EXPECT_EQ(id.hex(), "0123456789abcdef00000000000000ff");
  EXPECT_EQ(Id128::from_hex("0123456789ABCDEF00000000000000fF"), id);
}

TEST(ids_test, refuses_what_is_no_id) {
  EXPECT_FALSE(Id128::from_hex(""));
  EXPECT_FALSE(Id128::from_hex(std::string(31, '0')));
  EXPECT_FALSE(Id128::from_hex(std::string(33, '0')));
  EXPECT_FALSE(Id128::from_hex(std::string(31, '0') + "g"));
  EXPECT_FALSE(Id128::from_hex(std::string(31, '0') + " "));
  EXPECT_FALSE(Id128::from_hex("0x" + std::string(30, '0')));
  EXPECT_FALSE(Id128::from_hex(std::string(32, '\0')));
}

TEST(ids_test, order_is_the_same_as_numbers_hex_and_bytes) {
  std::mt19937_64 random(1);
  std::vector<Id128> ids;
  for (int i = 0; i < 500; ++i) ids.push_back({random() % 4 ? random() : 7, random()});
  std::sort(ids.begin(), ids.end());
  for (size_t i = 0; i + 1 < ids.size(); ++i) {
    EXPECT_LE(ids[i].hex(), ids[i + 1].hex());
    auto a = ids[i].bytes();
    auto b = ids[i + 1].bytes();
    EXPECT_LE(std::string(a.begin(), a.end()).compare(std::string(b.begin(), b.end())), 0);
    EXPECT_EQ(Id128::from_hex(ids[i].hex()), ids[i]);
    EXPECT_EQ(Id128::from_bytes({a.data(), a.size()}), ids[i]);
  }
}

TEST(ids_test, typed_ids_keep_their_value) {
  ReportId report(Id128{1, 2});
  EXPECT_EQ(report.hex(), Id128(report).hex());
  EXPECT_FALSE(report.is_zero());
  EXPECT_TRUE(RowId().is_zero());
  static_assert(!std::is_convertible_v<ReportId, RowId>);
}

}  // namespace
}  // namespace hearsay
