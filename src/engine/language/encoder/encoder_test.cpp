#include "language/encoder/encoder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "base/utf8.hpp"
#include "document/pipeline.hpp"

namespace hearsay {
namespace {

const Resources& resources() {
  static const Resources one = make_resources();
  return one;
}
const Encoder& encoder() {
  return resources().made<Encoder>();
}

Encoding encode(std::string_view text, std::vector<Span> blocks = {}) {
  if (blocks.empty()) blocks.push_back({0, static_cast<uint32_t>(text.size())});
  return encoder().encode(text, blocks);
}

// Whatever the text: atoms in order, at boundaries of code points, within blocks, none of them blank,
// all signs that are not blank covered, and a state for each.
void expect_sound(const Encoding& encoding, std::string_view text) {
  ASSERT_EQ(encoding.begins.size(), encoding.size());
  ASSERT_EQ(encoding.sure.size(), encoding.size());
  ASSERT_EQ(encoding.piece.size(), encoding.size());
  uint32_t end = 0;
  for (size_t i = 0; i < encoding.size(); ++i) {
    Span span = encoding.atom[i];
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(end, span.begin);
    ASSERT_LE(span.end, text.size());
    ASSERT_TRUE(is_boundary(text, span.begin) && is_boundary(text, span.end));
    ASSERT_LT(encoding.piece[i], encoding.states.rows());
    ASSERT_TRUE(i == 0 || encoding.piece[i - 1] < encoding.piece[i]);
    ASSERT_LE(encoding.sure[i], 10000);
    end = span.end;
  }
  for (float cell : encoding.states.cells) ASSERT_TRUE(cell > -1e6F && cell < 1e6F);
  EXPECT_TRUE(encoding.size() == 0 || encoding.begins[0] == Begins::sentence);
}

std::vector<std::string> sentences_of(const Encoding& encoding, std::string_view text) {
  std::vector<std::string> out;
  uint32_t begin = 0;
  for (size_t i = 1; i <= encoding.size(); ++i) {
    if (i < encoding.size() && encoding.begins[i] != Begins::sentence) continue;
    out.emplace_back(text.substr(encoding.atom[begin].begin,
                                 encoding.atom[i - 1].end - encoding.atom[begin].begin));
    begin = static_cast<uint32_t>(i);
  }
  return out;
}

std::string repeated(std::string_view part, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(encoder_test, the_program_has_weights) {
  ASSERT_TRUE(encoder().usable());
}

TEST(encoder_test, sentences_are_told_by_what_they_mean) {
  std::string text =
      "Ferry waits at Tern Harbour Mr. A. B. Vell, the U.S. envoy, said on Jan. 4 that it won't sail. "
      "\"Nobody came!\" he added. It cost 2.5 crowns.";
  Encoding encoding = encode(text);
  expect_sound(encoding, text);
  std::vector<std::string> found = sentences_of(encoding, text);
  ASSERT_GE(found.size(), 3U);
  EXPECT_EQ(found.back(), "It cost 2.5 crowns.");
}

TEST(encoder_test, a_block_is_read_alike_whatever_was_read_before) {
  std::string text = "The strait is open.\nThe ferry left Tavra at noon.";
  Encoding first = encode(text);
  encode("Something else was read here, at some length, by the same encoder.");
  Encoding again = encode(text);
  ASSERT_EQ(first.states.cells.size(), again.states.cells.size());
  EXPECT_EQ(std::memcmp(first.states.cells.data(), again.states.cells.data(),
                        first.states.cells.size() * sizeof(float)), 0);
}

// The sentence at the end of a window is read again at the begin of the next, and found once.
TEST(encoder_test, sentences_are_found_once_across_windows) {
  std::string text = repeated("The harbour board of Tavra said that the boats had left. ", 60);
  Encoding encoding = encode(text);
  expect_sound(encoding, text);
  EXPECT_TRUE(encoding.cut.empty());
  std::vector<std::string> found = sentences_of(encoding, text);
  ASSERT_EQ(found.size(), 60U);
  for (const std::string& one : found)
    EXPECT_EQ(one, "The harbour board of Tavra said that the boats had left.");
}

TEST(encoder_test, blocks_begin_sentences) {
  std::string text = "a ferry and\na boat";
  Encoding encoding = encode(text, {{0, 11}, {12, 18}});
  expect_sound(encoding, text);
  EXPECT_EQ(encoding.begins[3], Begins::sentence);
}

TEST(encoder_test, what_lies_outside_of_blocks_is_not_read) {
  std::string text = "One. Two. Three.";
  Encoding encoding = encode(text, {{5, 9}});
  ASSERT_EQ(encoding.size(), 2U);
  EXPECT_EQ(encoding.atom[0], (Span{5, 8}));
}

TEST(encoder_test, nothing_and_blanks_give_nothing) {
  EXPECT_EQ(encode("").size(), 0U);
  EXPECT_EQ(encode(" \n\t ").size(), 0U);
  EXPECT_EQ(encoder().encode("", {}).size(), 0U);
}

// A sentence of 100 kB is cut into parts, so that later stages never see one that long.
TEST(encoder_test, what_never_ends_is_cut_and_said) {
  for (const std::string& text :
       {std::string(100'000, 'a'), repeated("\"", 10'000), repeated("and then the boat ", 500),
        repeated("\U0001F6A2", 1'000), repeated("\u05E9\u05DC\u05D5\u05DD ", 500),
        repeated("a\u0301", 1'000), repeated("1,", 1'000)}) {
    Encoding encoding = encode(text);
    expect_sound(encoding, text);
    size_t longest = 0;
    size_t here = 0;
    for (Begins begins : encoding.begins) {
      here = begins == Begins::sentence ? 1 : here + 1;
      longest = std::max(longest, here);
    }
    EXPECT_LE(longest, 320U) << text.substr(0, 20);
  }
  Text text(repeated("and then the boat ", 600), {});
  Roles roles;
  roles.span.push_back({0, text.size()});
  roles.role.push_back(BlockRole::body);
  roles.kept.push_back({true});
  roles.why.push_back("");
  roles.score.push_back({});
  Encoding encoding = encode_text(text, roles, resources());
  ASSERT_EQ(encoding.problems.size(), 1U);
  EXPECT_EQ(encoding.problems[0].code, "long_sentence");
  EXPECT_EQ(encoding.problems[0].offset, encoding.cut.front());
}

TEST(encoder_test, what_is_too_long_is_not_analysed_and_said) {
  Resources few = make_resources();
  few.limits.word_pieces = 50;
  std::string text = repeated("The boat left. ", 40);
  std::vector<Span> blocks = {{0, 300}, {300, static_cast<uint32_t>(text.size())}};
  Encoding encoding = Encoder(few).encode(text, blocks);
  expect_sound(encoding, text);
  EXPECT_GE(encoding.size(), 49U);
  EXPECT_LE(encoding.size(), 52U);
  ASSERT_TRUE(encoding.left_out.has_value());
  EXPECT_EQ(*encoding.left_out, encoding.atom.back().end);
  EXPECT_FALSE(encode(text).left_out.has_value());
}

// What models/train/language/agree.py wrote of the same weights in PyTorch. Roundings that fall the
// other way move states by hundredths, a few by more; anything else would move all of them by tenths.
TEST(encoder_test, the_trainer_computes_the_same) {
  std::string folder = HEARSAY_SOURCE_DIR "/src/engine/language/encoder/agreement/";
  std::ifstream text_file(folder + "text.txt", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(text_file), std::istreambuf_iterator<char>()};
  std::vector<Span> blocks;
  for (uint32_t at = 0; at < text.size();) {
    auto end = static_cast<uint32_t>(std::min(text.find('\n', at), text.size()));
    blocks.push_back({at, end});
    at = end + 1;
  }
  std::ifstream said(folder + "states.tsv");
  size_t rows = 0;
  size_t alike = 0;
  double sum = 0;
  for (Span block : blocks) {
    Encoding encoding = encode(text, {block});
    for (size_t i = 0; i < encoding.size(); ++i) {
      std::string atom;
      int begins = 0;
      ASSERT_TRUE(said >> atom >> begins) << "run models/train/language/agree.py";
      ASSERT_EQ(atom, text.substr(encoding.atom[i].begin, encoding.atom[i].size()));
      alike += begins == static_cast<int>(encoding.begins[i]);
      ++rows;
      for (size_t k = 0; k < 384; k += 48) {
        float value = 0;
        said >> value;
        float apart = std::abs(encoding.states.row(encoding.piece[i])[k] - value);
        EXPECT_LT(apart, 0.3) << atom << " " << k;
        sum += apart;
      }
    }
  }
  EXPECT_GT(rows, 150U);
  EXPECT_GE(alike, rows - 1);
  EXPECT_LT(sum / static_cast<double>(8 * rows), 0.03);
  std::string more;
  EXPECT_FALSE(said >> more);
}

}  // namespace
}  // namespace hearsay
