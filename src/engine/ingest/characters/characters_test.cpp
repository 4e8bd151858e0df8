#include "ingest/characters/characters.hpp"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

using namespace std::string_view_literals;

Characters read(std::string_view bytes, std::string charset = "", Format format = Format::text) {
  Source source;
  source.bytes = bytes;
  source.charset = std::move(charset);
  source.format = format;
  return read_characters(source, {});
}

Characters read_page(std::string_view bytes, std::string charset = "") {
  return read(bytes, std::move(charset), Format::html);
}

// "code@offset" of every problem.
std::string codes(const Characters& read) {
  std::string out;
  for (const Problem& problem : read.problems)
    out += (out.empty() ? "" : " ") + problem.code + "@" + std::to_string(problem.offset);
  return out;
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

constexpr std::string_view kRussian1251 =
    "\xCF\xF0\xE8\xE2\xE5\xF2, \xEA\xE0\xEA \xE4\xE5\xEB\xE0? \xC7\xE0\xE2\xF2\xF0\xE0.";

TEST(characters_test, utf8_is_taken_as_it_is) {
  Characters out = read("Café “au lait”\n");
  EXPECT_EQ(*out.text, "Café “au lait”\n");
  EXPECT_EQ(out.encoding, "utf-8");
  EXPECT_EQ(out.how, "valid UTF-8");
  EXPECT_EQ(out.offsets.runs(), 0u);
  EXPECT_EQ(codes(out), "");
}

TEST(characters_test, byte_order_marks_win_and_are_removed) {
  Characters eight = read("\xEF\xBB\xBFxé", "windows-1252");
  EXPECT_EQ(*eight.text, "xé");
  EXPECT_EQ(eight.how, "byte order mark");
  EXPECT_EQ(eight.offsets.to_source({0, 1}), (Span{3, 4}));
  EXPECT_EQ(codes(eight), "encoding_conflict@-1");
  Characters little = read("\xFF\xFEx\0\xE9\0"sv, "utf-16");
  EXPECT_EQ(*little.text, "xé");
  EXPECT_EQ(little.encoding, "utf-16le");
  EXPECT_EQ(little.offsets.to_source({1, 3}), (Span{4, 6}));
  EXPECT_EQ(codes(little), "");
  Characters big = read("\xFE\xFF\0x\0\xE9"sv, "utf-16le");
  EXPECT_EQ(*big.text, "xé");
  EXPECT_EQ(codes(big), "byte_order@-1");
  EXPECT_EQ(*read("\xEF\xBB\xBF\xEF\xBB\xBFx").text, "\uFEFFx");
}

TEST(characters_test, transport_goes_before_page) {
  Characters out = read_page("<meta charset=koi8-r>\xEF\xF0\xE8", "windows-1251");
  EXPECT_EQ(out.encoding, "windows-1251");
  EXPECT_EQ(out.how, "declared by transport");
  EXPECT_EQ(codes(out), "encoding_conflict@-1");
  out = read_page("<meta charset=koi8-r>\xF0\xD2\xC9", "");
  EXPECT_EQ(*out.text, "<meta charset=koi8-r>При");
  EXPECT_EQ(out.how, "declared in the page");
  EXPECT_EQ(codes(out), "");
  EXPECT_EQ(read("<meta charset=koi8-r>\x93quote\x94").encoding, "windows-1252");
}

TEST(characters_test, latin1_means_windows_1252) {
  Characters out = read("\x93no\x94 \xE9\x81", "ISO-8859-1");
  EXPECT_EQ(*out.text, "“no” é\u0081");
  EXPECT_EQ(out.encoding, "windows-1252");
  EXPECT_EQ(out.offsets.to_source({0, 3}), (Span{0, 1}));
}

TEST(characters_test, valid_utf8_is_believed_against_a_declaration) {
  Characters out = read("Café", "iso-8859-1");
  EXPECT_EQ(*out.text, "Café");
  EXPECT_EQ(out.encoding, "utf-8");
  EXPECT_EQ(codes(out), "encoding_conflict@-1");
  EXPECT_EQ(*read_page("<meta charset=gbk>Café").text, "<meta charset=gbk>Café");
  EXPECT_EQ(*read("plain", "utf-16le").text, "plain");
  EXPECT_EQ(codes(read("plain", "utf-16le")), "encoding_conflict@-1");
  EXPECT_EQ(codes(read("plain", "windows-1251")), "");
  EXPECT_EQ(read("plain", "windows-1251").encoding, "windows-1251");
}

TEST(characters_test, a_few_bad_bytes_do_not_refute_utf8) {
  std::string bytes = repeated("é", 20) + "\xFF" + "x\xE2\x82";
  for (const char* charset : {"utf-8", "", "windows-1252"}) {
    Characters out = read(bytes, charset);
    EXPECT_EQ(*out.text, repeated("é", 20) + "\uFFFDx\uFFFD");
    EXPECT_EQ(out.encoding, "utf-8");
    ASSERT_FALSE(out.problems.empty());
    EXPECT_EQ(out.problems.back().code, "invalid_bytes");
    EXPECT_EQ(out.problems.back().offset, 40);
    EXPECT_EQ(out.offsets.to_source({44, 47}), (Span{42, 44}));
  }
}

TEST(characters_test, bytes_that_refute_utf8_are_detected) {
  Characters out = read(kRussian1251, "utf-8");
  EXPECT_EQ(*out.text, "Привет, как дела? Завтра.");
  EXPECT_EQ(out.how, "detected");
  EXPECT_EQ(codes(out), "encoding_conflict@-1");
  out = read("It\x92s a caf\xE9.", "utf-8");
  EXPECT_EQ(*out.text, "It’s a café.");
  out = read_page("<meta charset=windows-1251>\xCF\xF0\xE8", "utf-8");
  EXPECT_EQ(*out.text, "<meta charset=windows-1251>При");
  EXPECT_EQ(out.how, "declared in the page");
}

TEST(characters_test, undeclared_bytes_are_detected_or_read_as_windows_1252) {
  EXPECT_EQ(*read(kRussian1251).text, "Привет, как дела? Завтра.");
  EXPECT_EQ(*read("It\x92s \x93new\x94").text, "It’s “new”");
  EXPECT_EQ(read("It\x92s \x93new\x94").how, "last resort");
  EXPECT_EQ(*read("\x80").text, "€");
  Characters jis = read("\x1B$BF|K\\8l\x1B(B");
  EXPECT_EQ(*jis.text, "日本語");
  EXPECT_EQ(jis.encoding, "iso-2022-jp");
  EXPECT_EQ(read("\x1B$ no japanese").encoding, "utf-8");
}

TEST(characters_test, utf16_without_mark_is_seen_by_its_zeros) {
  Characters out = read("R\0e\0p\0o\0r\0t\0\x19\x20"sv);
  EXPECT_EQ(*out.text, "Report’");
  EXPECT_EQ(out.how, "pattern of zeros");
  EXPECT_EQ(*read("\0R\0e\0p\0o\0r\0t"sv, "utf-8").text, "Report");
  EXPECT_EQ(codes(read("\0R\0e\0p\0o\0r\0t\x20\x19"sv, "windows-1252")), "encoding_conflict@-1");
}

TEST(characters_test, nul_becomes_a_replacement_character) {
  Characters out = read("one\0two\0\0three"sv);
  EXPECT_EQ(*out.text, "one\uFFFDtwo\uFFFD\uFFFDthree");
  EXPECT_EQ(codes(out), "nul@3");
  EXPECT_EQ(out.offsets.to_source({3, 6}), (Span{3, 4}));
  EXPECT_EQ(out.offsets.to_source({6, 9}), (Span{4, 7}));
}

TEST(characters_test, replacement_characters_of_the_source_stay) {
  Characters out = read("It\uFFFDs l\uFFFDst");
  EXPECT_EQ(*out.text, "It\uFFFDs l\uFFFDst");
  EXPECT_EQ(codes(out), "replacement_characters@2");
  EXPECT_EQ(out.offsets.runs(), 0u);
}

TEST(characters_test, mended_mojibake_is_listed_up_to_twenty_places) {
  Characters one = read("\xEF\xBB\xBFItâ€™s");
  EXPECT_EQ(*one.text, "It’s");
  EXPECT_EQ(codes(one), "mojibake@5");
  EXPECT_EQ(one.offsets.to_source({2, 5}), (Span{5, 13}));
  Characters many = read(repeated("itâ€™s ", 25));
  EXPECT_EQ(many.problems.size(), 21u);
  EXPECT_EQ(many.problems[1].offset, 14);
  EXPECT_EQ(many.problems[20].offset, -1);
  EXPECT_NE(many.problems[20].message.find("5 more places"), std::string::npos);
}

TEST(characters_test, unknown_labels_are_told_and_passed_over) {
  for (std::string label : {"klingon", "iso-2022-kr", "\xFF\n\"<script>"}) {
    Characters out = read("caf\xC3\xA9", label);
    EXPECT_EQ(*out.text, "café");
    EXPECT_EQ(codes(out), "encoding_conflict@-1");
    EXPECT_EQ(valid_utf8_prefix(out.problems[0].message), out.problems[0].message.size());
  }
}

TEST(characters_test, a_declaration_that_breaks_characters_is_not_believed) {
  std::string bytes = repeated(kRussian1251, 3);
  Characters out = read(bytes, "shift_jis");
  EXPECT_EQ(out.encoding, "windows-1251");
  EXPECT_EQ(codes(out), "encoding_conflict@-1");
}

TEST(characters_test, survives_adversarial_inputs) {
  EXPECT_EQ(*read("").text, "");
  EXPECT_EQ(*read("", "utf-16le").text, "");
  EXPECT_EQ(*read("a").text, "a");
  EXPECT_EQ(*read("\0"sv).text, "\uFFFD");
  EXPECT_EQ(*read("\xFF\xFE").text, "");
  EXPECT_EQ(*read("\xEF\xBB").text, "\uFFFD");
  EXPECT_EQ(read("\xED\xA0\x80" + repeated("é", 40)).text->substr(0, 9), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(*read("\u202Eright to left שלום").text, "\u202Eright to left שלום");
  std::string huge(20'000'000, '\xFF');
  Characters out = read(huge);
  EXPECT_EQ(count_code_points(*out.text), huge.size());
  std::string zeros(1'000'000, '\0');
  EXPECT_EQ(read(zeros).text->size(), 3 * zeros.size());
  for (int byte = 0; byte < 256; ++byte)
    for (const char* charset :
         {"", "utf-8", "gb18030", "big5", "euc-jp", "iso-2022-jp", "utf-16be"})
      EXPECT_FALSE(read(std::string(1, static_cast<char>(byte)), charset).text->empty());
}

TEST(characters_test, is_the_same_every_time) {
  std::string bytes = repeated(kRussian1251, 10) + std::string("\x81\x00\xFF", 3);
  Characters first = read(bytes);
  Characters second = read(bytes);
  EXPECT_EQ(*first.text, *second.text);
  EXPECT_EQ(first.problems, second.problems);
  EXPECT_EQ(first.offsets.text_begin, second.offsets.text_begin);
}

}  // namespace
}  // namespace hearsay
