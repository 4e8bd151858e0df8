#include "language/weights/weights.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include <xxhash.h>

namespace hearsay {
namespace {

struct alignas(64) Bytes {
  std::array<char, 512> room{};
  size_t size = 0;
  std::string_view view() const { return {room.data(), size}; }
};

template <class T>
void put(Bytes& out, size_t at, T value) {
  std::memcpy(out.room.data() + at, &value, sizeof(T));
}

void seal(Bytes& out) {
  put(out, 8, uint64_t{out.size});
  put(out, 16, uint64_t{XXH3_64bits(out.room.data() + 24, out.size - 24)});
}

// Two parts: "a" of int8, 2 by 3, at 192, and "b" of float32, 1 by 2, at 256.
Bytes file() {
  Bytes out;
  out.size = 264;
  std::memcpy(out.room.data(), "HWF1", 4);
  put(out, 4, uint32_t{2});
  out.room[24] = 'a';
  for (auto [at, value] : {std::pair{64, 1U}, {68, 2U}, {72, 3U}, {76, 3U}})
    put(out, static_cast<size_t>(at), value);
  out.room[88] = 'b';
  for (auto [at, value] : {std::pair{128, 2U}, {132, 1U}, {136, 2U}, {140, 4U}})
    put(out, static_cast<size_t>(at), value);
  for (int i = 0; i < 6; ++i) out.room[192 + static_cast<size_t>(i)] = static_cast<char>(i - 3);
  put(out, 256, 1.5F);
  put(out, 260, -2.0F);
  seal(out);
  return out;
}

TEST(weights_test, parts_are_found_by_name_kind_and_shape) {
  Bytes bytes = file();
  auto weights = Weights::read(bytes.view());
  ASSERT_TRUE(weights.ok()) << weights.error().text();
  Matrix<int8_t> a = weights->whole("a", 2, 3);
  ASSERT_EQ(a.rows, 2U);
  EXPECT_EQ(a.row(1)[0], 0);
  EXPECT_EQ(a.row(1)[2], 2);
  EXPECT_EQ(weights->real("b").row(0)[1], -2.0F);
  EXPECT_EQ(weights->real("a").rows, 0U);
  EXPECT_EQ(weights->whole("a", 3, 2).rows, 0U);
  EXPECT_EQ(weights->whole("c").rows, 0U);
}

TEST(weights_test, every_changed_byte_is_noticed) {
  Bytes good = file();
  for (size_t at = 0; at < good.size; ++at) {
    Bytes bad = good;
    bad.room[at] ^= 0x20;
    EXPECT_FALSE(Weights::read(bad.view()).ok()) << at;
  }
  for (size_t size = 0; size < good.size; ++size) {
    Bytes cut = good;
    cut.size = size;
    EXPECT_FALSE(Weights::read(cut.view()).ok()) << size;
  }
}

TEST(weights_test, a_part_that_reaches_past_the_end_is_refused) {
  Bytes bad = file();
  put(bad, 136, uint32_t{3});
  seal(bad);
  auto weights = Weights::read(bad.view());
  ASSERT_FALSE(weights.ok());
  EXPECT_NE(weights.error().text().find("the end of a part"), std::string::npos);
}

}  // namespace
}  // namespace hearsay
