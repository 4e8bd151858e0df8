#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hearsay {
namespace {

// RFC 3629's grammar, spelled out byte by byte: the size of the character at the start, 0 if there
// is none.
size_t slow_size(std::string_view bytes) {
  auto in = [&](size_t i, unsigned low, unsigned high) {
    if (i >= bytes.size()) return false;
    auto byte = static_cast<unsigned char>(bytes[i]);
    return byte >= low && byte <= high;
  };
  auto tail = [&](size_t i) { return in(i, 0x80, 0xBF); };
  if (in(0, 0x00, 0x7F)) return 1;
  if (in(0, 0xC2, 0xDF) && tail(1)) return 2;
  if (in(0, 0xE0, 0xE0) && in(1, 0xA0, 0xBF) && tail(2)) return 3;
  if (in(0, 0xE1, 0xEC) && tail(1) && tail(2)) return 3;
  if (in(0, 0xED, 0xED) && in(1, 0x80, 0x9F) && tail(2)) return 3;
  if (in(0, 0xEE, 0xEF) && tail(1) && tail(2)) return 3;
  if (in(0, 0xF0, 0xF0) && in(1, 0x90, 0xBF) && tail(2) && tail(3)) return 4;
  if (in(0, 0xF1, 0xF3) && tail(1) && tail(2) && tail(3)) return 4;
  if (in(0, 0xF4, 0xF4) && in(1, 0x80, 0x8F) && tail(2) && tail(3)) return 4;
  return 0;
}

size_t slow_prefix(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    size_t size = slow_size(bytes.substr(at));
    if (size == 0) break;
    at += size;
  }
  return at;
}

std::string random_text(std::mt19937& random, size_t points) {
  std::string out;
  for (size_t i = 0; i < points; ++i) {
    static constexpr char32_t kTops[] = {0x7F, 0x7F, 0x7FF, 0xFFFF, 0x10FFFF};
    append_utf8(out, static_cast<char32_t>(random() % (kTops[random() % 5] + 1)));
  }
  return out;
}

TEST(utf8_test, every_code_point_goes_there_and_back) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    std::string bytes;
    append_utf8(bytes, point);
    Utf8Step step = decode_utf8(bytes, 0);
    bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    ASSERT_TRUE(step.valid);
    ASSERT_EQ(step.point, surrogate ? kReplacement : point);
    ASSERT_EQ(step.size, bytes.size());
    ASSERT_EQ(slow_size(bytes), bytes.size());
    ASSERT_EQ(count_code_points(bytes), 1u);
  }
}

TEST(utf8_test, values_beyond_unicode_become_replacements) {
  for (char32_t point : {char32_t{0x110000}, char32_t{0xD800}, char32_t{0xFFFFFFFF}}) {
    std::string bytes;
    append_utf8(bytes, point);
    EXPECT_EQ(bytes, "\uFFFD");
  }
}

TEST(utf8_test, every_two_bytes_are_judged_as_the_grammar_says) {
  for (unsigned pair = 0; pair < 0x10000; ++pair) {
    std::string bytes = {static_cast<char>(pair >> 8), static_cast<char>(pair & 0xFF)};
    ASSERT_EQ(valid_utf8_prefix(bytes), slow_prefix(bytes)) << pair;
    Utf8Step step = decode_utf8(bytes, 0);
    ASSERT_EQ(step.valid, slow_size(bytes) > 0) << pair;
    ASSERT_GE(step.size, 1);
    ASSERT_LE(step.size, 2);
    ASSERT_TRUE(step.valid || step.point == kReplacement);
    // A second byte is swallowed only if the first could go on with it.
    bool begins = slow_size(bytes + "\x80") == 3 || slow_size(bytes + "\x80\x80") == 4;
    ASSERT_TRUE(step.valid || step.size == (begins ? 2 : 1)) << pair;
  }
}

TEST(utf8_test, prefix_of_damaged_text_ends_at_the_damage) {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string text = random_text(random, random() % 60);
    EXPECT_EQ(valid_utf8_prefix(text), text.size());
    if (text.empty()) continue;
    text[random() % text.size()] = static_cast<char>(random());
    EXPECT_EQ(valid_utf8_prefix(text), slow_prefix(text));
  }
}

TEST(utf8_test, maximal_subparts_are_replaced_as_unicode_says) {
  // Unicode 15, table 3-8 to 3-11.
  auto sizes = [](std::string_view bytes) {
    std::vector<int> out;
    for (size_t at = 0; at < bytes.size();) {
      Utf8Step step = decode_utf8(bytes, at);
      out.push_back(step.valid ? -step.size : step.size);
      at += step.size;
    }
    return out;
  };
  EXPECT_EQ(sizes("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            (std::vector<int>{1, 1, 1, 1, 1, 1, 1, 1, -1}));
  EXPECT_EQ(sizes("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"),
            (std::vector<int>{1, 1, 1, 1, 1, 1, 1, 1, -1}));
  EXPECT_EQ(sizes("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"),
            (std::vector<int>{1, 1, 1, 1, 1, -1, 1, 1, -1}));
  EXPECT_EQ(sizes("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), (std::vector<int>{2, 1, 3, 2, -1}));
}

TEST(utf8_test, long_texts_are_counted_whole) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a\xC3\xA9\xF0\x9F\x98\x80";
  text += std::string(1000, 'b');
  EXPECT_EQ(count_code_points(text), 4000u);
  EXPECT_EQ(count_outside_ascii(text), 2000u);
}

TEST(utf8_test, code_points_agree_with_a_slow_count) {
  std::mt19937 random(5);
  for (size_t points : {0, 1, 2, 100, 511, 512, 513, 3000}) {
    std::string text = random_text(random, points);
    CodePoints fast(text);
    EXPECT_EQ(fast.size(), points);
    uint32_t count = 0;
    for (uint32_t byte = 0; byte <= text.size(); ++byte) {
      if (!is_boundary(text, byte)) continue;
      ASSERT_EQ(fast.from_byte(byte), count) << byte;
      ASSERT_EQ(fast.to_byte(count), byte) << count;
      ++count;
    }
    EXPECT_EQ(count, points + 1);
    EXPECT_EQ(fast.to_byte(count + 1000), text.size());
    EXPECT_EQ(fast.from_byte(static_cast<uint32_t>(text.size()) + 7), points);
  }
}

TEST(utf8_test, scripts_without_spaces_are_told_from_others) {
  for (char32_t spaceless : {U'訂', U'の', U'ก', char32_t{0xF900}, char32_t{0x20000}})
    EXPECT_TRUE(is_spaceless(spaceless));
  for (char32_t spaced : {U'a', U'ж', U'ה', U'한', U'—', U'、'}) EXPECT_FALSE(is_spaceless(spaced));
}

}  // namespace
}  // namespace hearsay
