#include "ingest/characters/decoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

using namespace std::string_view_literals;

TEST(decoding_test, valid_utf8_is_itself) {
  Decoded out = decode("caf\xC3\xA9", 0, "utf-8");
  EXPECT_EQ(out.text, "café");
  EXPECT_EQ(out.offsets.runs(), 0u);
  EXPECT_EQ(out.sound, 1u);
}

TEST(decoding_test, replaces_maximal_subparts_as_the_standard_does) {
  EXPECT_EQ(decode("\xF0\x90<", 0, "utf-8").text, "\uFFFD<");
  EXPECT_EQ(decode("\xED\xA0\x80", 0, "utf-8").text, "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(decode("\xC0\xAF", 0, "utf-8").text, "\uFFFD\uFFFD");
  EXPECT_EQ(decode("\xFF", 0, "utf-8").text, "\uFFFD");
  EXPECT_EQ(decode("a\xE2\x82", 0, "utf-8").text, "a\uFFFD");
}

TEST(decoding_test, tallies_damage_with_the_first_offset) {
  Decoded out = decode("ab\xFF\xFE\0x\0\xEF\xBF\xBD"sv, 0, "utf-8");
  EXPECT_EQ(out.text, "ab\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD");
  EXPECT_EQ(out.invalid.count, 2u);
  EXPECT_EQ(out.invalid.first, 2);
  EXPECT_EQ(out.nul.count, 2u);
  EXPECT_EQ(out.nul.first, 4);
  EXPECT_EQ(out.replacements.count, 1u);
  EXPECT_EQ(out.replacements.first, 7);
}

TEST(decoding_test, utf16_pairs_surrogates_and_replaces_lone_ones) {
  EXPECT_EQ(decode("\x3D\xD8\x00\xDE"sv, 0, "utf-16le").text, "😀");
  EXPECT_EQ(decode("\xD8\x3D\xDE\x00"sv, 0, "utf-16be").text, "😀");
  EXPECT_EQ(decode("\x00\xDE\x3D\xD8"sv, 0, "utf-16le").text, "\uFFFD\uFFFD");
  EXPECT_EQ(decode("\x3D\xD8\x41\x00"sv, 0, "utf-16le").text, "\uFFFDA");
  EXPECT_EQ(decode("\x41\x00\x41"sv, 0, "utf-16le").text, "A\uFFFD");
  EXPECT_EQ(decode("\x00\x00"sv, 0, "utf-16le").nul.count, 1u);
  Decoded out = decode("A\0\x3D\xD8\x00\xDE"sv, 0, "utf-16le");
  EXPECT_EQ(out.offsets.to_source({1, 5}), (Span{2, 6}));
}

TEST(decoding_test, single_bytes_have_holes) {
  Decoded out = decode("\xD0\xAA\xD2\xE1", 0, "windows-1253");
  EXPECT_EQ(out.text, "Π\uFFFD\uFFFDα");
  EXPECT_EQ(out.invalid.count, 2u);
  EXPECT_EQ(decode("\x81\x93", 0, "windows-1252").text, "\u0081“");
}

TEST(decoding_test, ascii_keeps_its_place_in_every_encoding) {
  for (const char* name : {"windows-1251", "gb18030", "gbk", "big5", "euc-jp", "shift_jis",
                           "euc-kr", "koi8-u", "no-such-encoding", "iso-2022-jp"}) {
    Decoded out = decode("a < b\\c~d\n", 0, name);
    EXPECT_EQ(out.text, "a < b\\c~d\n") << name;
    EXPECT_EQ(out.offsets.runs(), 0u) << name;
  }
}

TEST(decoding_test, reads_legacy_east_asian_encodings) {
  EXPECT_EQ(decode("\xD6\xD0\xCE\xC4\x80\x81\x30\x81\x30", 0, "gbk").text, "中文€\u0080");
  EXPECT_EQ(decode("\xA4\xA4\xA4\xE5", 0, "big5").text, "中文");
  EXPECT_EQ(decode("\xC6\xFC\xCB\xDC\xAD\xA1\x8E\xB1", 0, "euc-jp").text, "日本①ｱ");
  EXPECT_EQ(decode("\x93\xFA\x96\x7B\x87\x40\xB1", 0, "shift_jis").text, "日本①ｱ");
  EXPECT_EQ(decode("\xC7\xD1\xB1\xDB\x81\x41", 0, "euc-kr").text, "한글갂");
  EXPECT_EQ(decode("\x1B$BF|K\\\x1B(Bok\x1B(I1", 0, "iso-2022-jp").text, "日本okｱ");
}

TEST(decoding_test, letter_and_accent_of_big5_are_one_unit) {
  Decoded out = decode("x\x88\x62\x88\xA5y", 0, "big5");
  EXPECT_EQ(out.text, "x\u00CA\u0304\u00EA\u030Cy");
  EXPECT_EQ(out.offsets.to_source({1, 3}), (Span{1, 3}));
  EXPECT_EQ(out.offsets.to_source({3, 5}), (Span{1, 3}));
  EXPECT_EQ(out.offsets.to_source({5, 9}), (Span{3, 5}));
}

TEST(decoding_test, ascii_after_a_broken_lead_survives) {
  for (const char* name : {"gb18030", "big5", "euc-jp", "shift_jis", "euc-kr"}) {
    Decoded out = decode("\xC1<b>", 0, name);
    EXPECT_EQ(out.text.substr(out.text.size() - 3), "<b>") << name << ": " << out.text;
    EXPECT_EQ(decode("ok\xE1", 0, name).text, "ok\uFFFD") << name;
  }
}

TEST(decoding_test, offsets_skip_escapes_and_marks) {
  Decoded out = decode("a\x1B$BF|\x1B(Bz", 0, "iso-2022-jp");
  EXPECT_EQ(out.text, "a日z");
  EXPECT_EQ(out.offsets.to_source({1, 4}), (Span{4, 6}));
  EXPECT_EQ(out.offsets.to_source({4, 5}), (Span{9, 10}));
  Decoded marked = decode("\xEF\xBB\xBFx", 3, "utf-8");
  EXPECT_EQ(marked.text, "x");
  EXPECT_EQ(marked.offsets.to_source({0, 1}), (Span{3, 4}));
}

TEST(decoding_test, nothing_gives_nothing) {
  for (const char* name : {"utf-8", "utf-16le", "windows-1252", "gb18030", "iso-2022-jp"}) {
    EXPECT_EQ(decode("", 0, name).text, "") << name;
    EXPECT_EQ(decode("\xEF\xBB\xBF", 3, name).text, "") << name;
  }
}

}  // namespace
}  // namespace hearsay
