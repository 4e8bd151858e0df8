#include "ingest/visible/visible.hpp"

#include <gtest/gtest.h>
#include <iconv.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

// The slow twin: decodes by the C library's iconv, which shares no code and no table with the
// engine.
class Twin {
 public:
  Twin(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Twin() {
    if (opened()) iconv_close(handle_);
  }
  Twin(const Twin&) = delete;
  Twin& operator=(const Twin&) = delete;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): so iconv_open says that it failed
  bool opened() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // All of it, or nullopt if any byte is wrong.
  std::optional<std::string> convert(std::string_view bytes) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    std::string in(bytes);
    std::string out(bytes.size() * 4 + 16, '\0');
    char* from = in.data();
    char* to = out.data();
    size_t from_left = in.size();
    size_t to_left = out.size();
    if (iconv(handle_, &from, &from_left, &to, &to_left) != 0 || from_left > 0) return std::nullopt;
    iconv(handle_, nullptr, nullptr, &to, &to_left);
    out.resize(out.size() - to_left);
    return out;
  }

 private:
  iconv_t handle_;
};

struct Pair {
  const char* label;  // what the transport says
  const char* iconv;  // the same for iconv
};

// Encodings in which any byte or sequence that iconv knows must come out the same.
const std::vector<Pair>& encodings() {
  static const std::vector<Pair> all = {{"windows-1250", "CP1250"},
                                        {"windows-1251", "CP1251"},
                                        {"windows-1252", "CP1252"},
                                        {"windows-1253", "CP1253"},
                                        {"windows-1254", "CP1254"},
                                        {"windows-1255", "CP1255"},
                                        {"windows-1256", "CP1256"},
                                        {"windows-1257", "CP1257"},
                                        {"windows-1258", "CP1258"},
                                        {"iso-8859-2", "ISO-8859-2"},
                                        {"iso-8859-5", "ISO-8859-5"},
                                        {"iso-8859-7", "ISO-8859-7"},
                                        {"iso-8859-8", "ISO-8859-8"},
                                        {"iso-8859-15", "ISO-8859-15"},
                                        {"koi8-r", "KOI8-R"},
                                        {"ibm866", "CP866"},

                                        {"windows-874", "CP874"},
                                        {"gb18030", "GB18030"},
                                        {"gbk", "GBK"},
                                        {"big5", "BIG5"},
                                        {"shift_jis", "CP932"},
                                        {"euc-jp", "EUC-JP"},
                                        {"euc-kr", "CP949"},
                                        {"iso-2022-jp", "ISO-2022-JP"},
                                        {"utf-8", "UTF-8"},
                                        {"utf-16le", "UTF-16LE"},
                                        {"utf-16be", "UTF-16BE"}};
  return all;
}

const std::vector<std::string>& sentences() {
  static const std::vector<std::string> all = {"The mayor said no. ",
                                               "L’été à Noël, où ça ? ",
                                               "Zażółć gęślą jaźń. ",
                                               "Она сказала: нет. ",
                                               "Είπε όχι σήμερα. ",
                                               "הוא אמר לא היום. ",
                                               "قال الوزير لا اليوم. ",
                                               "ไม่ใช่วันนี้ ",
                                               "部长说没有评论。",
                                               "部長說沒有評論。",
                                               "大臣は今日も語らなかった。",
                                               "장관은 말하지 않았다. ",
                                               "Příliš žluťoučký kůň. ",
                                               "Çığ düştü, şöyle. ",
                                               "“Quoted” – 20 °C… ",
                                               "Rīga, šodien ļoti auksti. ",
                                               "ｱｲｳ ①②③ "};
  return all;
}

Text read_plain(std::string bytes, std::string charset) {
  Source source;
  source.bytes = std::move(bytes);
  source.charset = std::move(charset);
  return read_text(source, read_characters(source, {}), {});
}

// What the bytes of one character say by themselves: a character of ISO-2022-JP needs its escape.
std::string alone(const Pair& encoding, std::string_view bytes) {
  bool kanji = encoding.label == std::string_view("iso-2022-jp") && bytes.size() == 2;
  return kanji ? "\x1B$B" + std::string(bytes) : std::string(bytes);
}

// Each single character of the text is what its own bytes decode to.
void check_characters(const Text& text, const std::string& source, const Pair& encoding) {
  Twin twin("UTF-8", encoding.iconv);
  ASSERT_TRUE(twin.opened()) << encoding.iconv;
  size_t wrong = 0;
  for (uint32_t at = 0; at < text.size();) {
    auto size = static_cast<uint32_t>(decode_utf8(text.view(), at).size);
    Span from = text.to_source({at, at + size});
    ASSERT_LE(from.end, source.size());
    ASSERT_LT(from.begin, from.end);
    auto twins = twin.convert(alone(encoding, source.substr(from.begin, from.size())));
    if (twins != std::string(text[{at, at + size}]) && ++wrong < 5)
      ADD_FAILURE() << encoding.label << " at " << at << ": " << text[{at, at + size}] << " or "
                    << twins.value_or("(nothing)");
    at += size;
  }
  EXPECT_EQ(wrong, 0u) << encoding.label;
}

// Whole spans too, for encodings without escapes and where iconv does not compose (it makes one
// character of a Hebrew or Vietnamese letter and its accent).
bool reads_bytes_alone(std::string_view label) {
  return label != "iso-2022-jp" && label != "windows-1255" && label != "windows-1258";
}

void check_spans(const Text& text, const std::string& source, const Pair& encoding,
                 std::mt19937& random) {
  Twin twin("UTF-8", encoding.iconv);
  CodePoints points(text.view());
  if (points.size() == 0 || !reads_bytes_alone(encoding.label)) return;
  for (int i = 0; i < 200; ++i) {
    uint32_t a = static_cast<uint32_t>(random() % (points.size() + 1));
    uint32_t b = static_cast<uint32_t>(random() % (points.size() + 1));
    Span span{points.to_byte(std::min(a, b)), points.to_byte(std::max(a, b))};
    Span from = text.to_source(span);
    auto twins = twin.convert(source.substr(from.begin, from.size()));
    ASSERT_TRUE(twins.has_value()) << encoding.label;
    EXPECT_TRUE(*twins == text[span]) << encoding.label << " at " << span.begin;
  }
}

TEST(visible_test, every_character_of_plain_text_is_its_bytes_in_many_encodings) {
  std::mt19937 random(7);
  size_t read = 0;
  for (const Pair& encoding : encodings()) {
    Twin to(encoding.iconv, "UTF-8");
    ASSERT_TRUE(to.opened()) << encoding.iconv;
    std::string expected;
    for (int i = 0; i < 60; ++i) {
      const std::string& sentence = sentences()[random() % sentences().size()];
      if (to.convert(sentence)) expected += sentence;  // if it is in its repertoire
    }
    std::string source = to.convert(expected).value_or("");
    Text text = read_plain(source, encoding.label);
    EXPECT_TRUE(text.view() == expected) << encoding.label;
    check_characters(text, source, encoding);
    check_spans(text, source, encoding, random);
    read += text.size();
  }
  EXPECT_GT(read, 10000u);
}

// Signs that the Encoding Standard and the C library read from different codes of the Japanese
// sets.
bool is_disputed(char32_t point) {
  static constexpr std::u32string_view kDisputed = U"\\~¢£¥¬¦‾‖−〜∥～－—―￠￡￢￤";
  return kDisputed.find(point) != kDisputed.npos;
}

// Characters drawn at random from those that the encoding and iconv have.
TEST(visible_test, every_character_of_random_text_is_its_bytes) {
  std::mt19937 random(11);
  for (const Pair& encoding : encodings()) {
    Twin to(encoding.iconv, "UTF-8");
    ASSERT_TRUE(to.opened()) << encoding.iconv;
    std::string expected;
    for (int i = 0; i < 4000; ++i) {
      char32_t high = random() % 2 ? 0x500 : random() % 8 ? 0xFFE0 : 0x20000;
      auto drawn = static_cast<char32_t>(random());
      char32_t point = drawn % 3 == 0 ? ' ' + drawn % 90 : 0xA0 + drawn % (high - 0xA0);
      bool left_out = is_disputed(point) || point == kReplacement ||
                      (point >= 0xE000 && point <= 0xF8FF) || point == 0xFEFF;
      std::string character;
      append_utf8(character, point);
      if (!left_out && to.convert(character)) expected += character;
    }
    std::string source = to.convert(expected).value_or("");
    Text text = read_plain(source, encoding.label);
    check_characters(text, source, encoding);
    check_spans(text, source, encoding, random);
  }
}

// What was damaged leads to bytes that are indeed no character.
TEST(visible_test, damage_leads_back_to_the_damaged_bytes) {
  std::mt19937 random(13);
  Twin twin("UTF-8", "UTF-8");
  std::string source;
  for (int i = 0; i < 300; ++i) {
    source += sentences()[random() % sentences().size()];
    if (i % 10 == 0) source += static_cast<char>(0x80 + random() % 128);
    if (i % 17 == 0) source += '\0';
  }
  Text text = read_plain(source, "");
  size_t damaged = 0;
  uint32_t expected_next = 0;
  for (uint32_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text.view(), at);
    Span from = text.to_source({at, at + step.size});
    std::string bytes = source.substr(from.begin, from.size());
    EXPECT_EQ(from.begin, expected_next) << "a byte of the source was lost before " << at;
    expected_next = from.end;
    if (step.point == kReplacement) {
      ++damaged;
      EXPECT_TRUE(bytes == std::string(1, '\0') || !twin.convert(bytes)) << at;
    } else {
      EXPECT_EQ(bytes, text.view().substr(at, step.size));
    }
    at += step.size;
  }
  EXPECT_EQ(expected_next, source.size());
  EXPECT_GE(damaged, 40u);
}

// Reading the bytes as windows-1252 undoes each level of the damage.
std::string undamaged(std::string bytes, std::string_view character) {
  Twin once("CP1252", "UTF-8");
  for (int level = 0; level < 4 && bytes != character; ++level)
    bytes = once.convert(bytes).value_or("");
  return bytes;
}

TEST(visible_test, mended_characters_lead_back_to_their_mojibake) {
  Twin damage("UTF-8", "CP1252");
  std::string plain = "It’s a café – “quoted… €5, naïve façade – niño, Übung. ";
  std::string source = "\xEF\xBB\xBF";
  std::string expected;
  for (int i = 0; i < 20; ++i) {
    std::string part = plain;
    for (int level = 0; level <= i % 3; ++level) part = damage.convert(part).value_or(part);
    source += part;
    expected += plain;
  }
  Text text = read_plain(source, "");
  ASSERT_EQ(text.view(), expected);
  for (uint32_t at = 0; at < text.size();) {
    auto size = static_cast<uint32_t>(decode_utf8(text.view(), at).size);
    Span from = text.to_source({at, at + size});
    std::string_view character = text[{at, at + size}];
    EXPECT_EQ(undamaged(source.substr(from.begin, from.size()), character), character) << at;
    at += size;
  }
}

TEST(visible_test, byte_order_marks_do_not_shift_offsets) {
  for (const auto& [mark, label] :
       {std::pair{"\xEF\xBB\xBF", "UTF-8"}, std::pair{"\xFF\xFE", "UTF-16LE"},
        std::pair{"\xFE\xFF", "UTF-16BE"}}) {
    Twin to(label, "UTF-8");
    std::string source = mark + to.convert("Год 😀 é").value_or("");
    Text text = read_plain(source, "");
    EXPECT_EQ(text.view(), "Год 😀 é");
    check_characters(text, source, {label, label});
  }
}

// ---- pages --------------------------------------------------------------------------------------

struct Reference {
  std::string_view written, meant;
};
constexpr Reference kReferences[] = {{"&amp;", "&"},    {"&eacute;", "é"},    {"&#8217;", "’"},
                                     {"&#x2014;", "—"}, {"&nbsp;", "\u00A0"}, {"&lt", "<"}};

// A page of sentences in tags, with references, comments, scripts and a misnested pair; every
// sentence that the encoding has.
std::string page_in(const Pair& encoding, Twin& to, std::vector<std::string>& shown) {
  std::string page = "<!doctype html><html><head><meta charset=" + std::string(encoding.label) +
                     "><title>t</title><script>var a = '<p>';</script></head><body>";
  size_t i = 0;
  for (std::string sentence : sentences()) {
    while (!sentence.empty() && sentence.back() == ' ') sentence.pop_back();
    if (!to.convert(sentence)) continue;
    const Reference& reference = kReferences[i++ % std::size(kReferences)];
    page += "<p>" + sentence + "<!-- x -->  \r\n\t<b>" + std::string(reference.written) +
            " z<i></b>y</i>\n<script>no</script>";
    shown.push_back(sentence + " " + std::string(reference.meant) + " zy");
  }
  return to.convert(page + "</body></html>").value_or("");
}

// What a piece of a page's source says, once decoded, that became `kind`.
std::string meaning(const std::string& written, RunKind kind) {
  if (kind == RunKind::collapsed && written.find_first_not_of(" \t\r\n") == written.npos)
    return " ";
  if (kind != RunKind::entity) return written;
  for (const Reference& reference : kReferences)
    if (written == reference.written) return std::string(reference.meant);
  return "(no reference: " + written + ")";
}

// Each character of a page is what its own bytes decode to, and only line breaks have none.
void check_page(const Text& text, const std::string& source, const Pair& encoding) {
  Twin twin("UTF-8", encoding.iconv);
  ASSERT_GT(text.offsets().runs(), 0u);
  for (uint32_t at = 0; at < text.size();) {
    auto size = static_cast<uint32_t>(decode_utf8(text.view(), at).size);
    Span from = text.to_source({at, at + size});
    std::string_view character = text[{at, at + size}];
    RunKind kind = text.offsets().kind[text.offsets().run_at(at)];
    ASSERT_LE(from.end, source.size());
    if (kind == RunKind::inserted) {
      EXPECT_TRUE(from.empty() && character == "\n") << encoding.label << " at " << at;
    } else {
      auto written = twin.convert(source.substr(from.begin, from.size()));
      ASSERT_TRUE(written.has_value()) << encoding.label << " at " << at;
      EXPECT_EQ(meaning(*written, kind), character) << encoding.label << " at " << at;
    }
    at += size;
  }
}

TEST(visible_test, every_character_of_pages_is_its_bytes_in_many_encodings) {
  for (const Pair& encoding :
       {Pair{"utf-8", "UTF-8"}, Pair{"windows-1251", "CP1251"}, Pair{"windows-1252", "CP1252"},
        Pair{"koi8-r", "KOI8-R"}, Pair{"gb18030", "GB18030"}, Pair{"shift_jis", "CP932"},
        Pair{"big5", "BIG5"}, Pair{"euc-jp", "EUC-JP"}, Pair{"euc-kr", "CP949"},
        Pair{"utf-16", "UTF-16LE"}, Pair{"utf-16", "UTF-16BE"}}) {
    Twin to(encoding.iconv, "UTF-8");
    ASSERT_TRUE(to.opened()) << encoding.iconv;
    std::vector<std::string> shown;
    Source source;
    source.format = Format::html;
    source.bytes = page_in(encoding, to, shown);
    Characters characters = read_characters(source, {});
    Page page = parse_page(source, characters, {});
    Text text = read_text(source, characters, render_page(page, characters));
    check_page(text, source.bytes, encoding);
    ASSERT_FALSE(shown.empty()) << encoding.label;
    size_t at = 0;
    for (const std::string& sentence : shown) {
      at = text.view().find(sentence, at);
      ASSERT_NE(at, std::string_view::npos) << encoding.label << ": " << sentence;
    }
  }
}

// ---- the seeds ----------------------------------------------------------------------------------

// Every span of every line, for lines of ordinary length; every span that begins or ends a longer
// one.
void check_line(const Text& text, const std::string& source, Span line) {
  std::vector<uint32_t> cuts;
  for (uint32_t at = line.begin; at <= line.end; ++at)
    if (is_boundary(text.view(), at)) cuts.push_back(at);
  size_t wrong = 0;
  for (size_t a = 0; a < cuts.size(); ++a) {
    size_t step = cuts.size() > 500 && a > 0 ? cuts.size() / 50 : 1;
    for (size_t b = a; b < cuts.size(); b += step) {
      Span from = text.to_source({cuts[a], cuts[b]});
      wrong += std::string_view(source).substr(from.begin, from.size()) != text[{cuts[a], cuts[b]}];
    }
  }
  EXPECT_EQ(wrong, 0u) << "in the line at " << line.begin;
}

TEST(visible_test, every_span_of_the_seeds_slices_back) {
  std::filesystem::path folder = HEARSAY_SOURCE_DIR "/../shared/data/seeds";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string source(std::istreambuf_iterator<char>(file), {});
    Text text = read_plain(source, "");
    ++read;
    for (uint32_t begin = 0; begin < text.size();) {
      auto end = static_cast<uint32_t>(std::min(text.view().find('\n', begin), text.view().size()));
      check_line(text, source, {begin, end});
      begin = end + 1;
    }
  }
  EXPECT_GT(read, 0u);
}

}  // namespace
}  // namespace hearsay
