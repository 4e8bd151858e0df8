#include "store/zstandard/zstandard.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(zstandard_test, anything_comes_back) {
  Zstandard compression;
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  for (const std::string& one : {std::string(), std::string("a"), std::string(1, '\0'), all,
                                 std::string(5'000'000, 'x'), all + all + all}) {
    std::string packed = compression.pack(one);
    auto back = compression.unpack(packed, one.size());
    ASSERT_TRUE(back.ok()) << back.error().text();
    EXPECT_EQ(*back, one);
  }
}

TEST(zstandard_test, repetition_shrinks_and_noise_grows_by_one_byte_at_most) {
  Zstandard compression;
  EXPECT_LT(compression.pack(std::string(100'000, 'x')).size(), 200u);
  std::string noise;
  uint64_t state = 1;
  for (int i = 0; i < 10'000; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    noise += static_cast<char>(state >> 56);
  }
  EXPECT_LE(compression.pack(noise).size(), noise.size() + 1);
}

TEST(zstandard_test, a_bomb_is_refused_before_it_unpacks) {
  Zstandard compression;
  std::string packed = compression.pack(std::string(50'000'000, 'x'));
  auto refused = compression.unpack(packed, 49'999'999);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::damaged);
  EXPECT_FALSE(compression.unpack(compression.pack("short"), 4).ok());
}

TEST(zstandard_test, every_changed_byte_and_every_cut_of_a_frame_is_noticed) {
  Zstandard compression;
  std::string text;
  for (int i = 0; i < 40; ++i) text += "Nobody said line " + std::to_string(i) + ". ";
  std::string packed = compression.pack(text);
  ASSERT_EQ(packed.front(), 1);
  for (size_t at = 0; at < packed.size(); ++at) {
    std::string changed = packed;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    auto back = compression.unpack(changed, 1 << 20);
    EXPECT_TRUE(!back.ok() || *back == text) << at;
    EXPECT_FALSE(compression.unpack(std::string_view(packed).substr(0, at), 1 << 20).ok()) << at;
  }
  EXPECT_FALSE(compression.unpack(packed + "x", 1 << 20).ok());
}

}  // namespace
}  // namespace hearsay
