#include "ingest/body/body.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

Source read(ByteReader& reader, uint64_t limit) {
  Limits limits;
  limits.report_bytes = limit;
  Source source;
  EXPECT_TRUE(read_body(reader, limits, source).ok());
  return source;
}

TEST(body_test, what_fits_is_kept_whole) {
  MemoryReader reader("12345");
  Source source = read(reader, 5);
  EXPECT_EQ(source.bytes, "12345");
  EXPECT_TRUE(source.problems.empty());
  EXPECT_TRUE(source.full_digest.empty());
}

TEST(body_test, the_digest_of_a_cut_body_is_of_all_bytes_however_they_come) {
  Sha256 hash;
  hash.add("1234567890");
  std::string digest = hash.finish();
  for (size_t limit = 0; limit < 10; ++limit) {
    packing::SmallPieces pieces("1234567890");
    Source source = read(pieces, limit);
    EXPECT_EQ(source.bytes, std::string("1234567890").substr(0, limit));
    EXPECT_EQ(source.full_digest, digest);
    EXPECT_EQ(source.problems.at(0).offset, static_cast<int64_t>(limit));
  }
}

TEST(body_test, a_cut_leaves_no_broken_character) {
  std::string text = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80z";
  std::vector<size_t> kept;
  for (size_t limit = 0; limit < text.size(); ++limit) {
    MemoryReader reader(text);
    kept.push_back(read(reader, limit).bytes.size());
  }
  EXPECT_EQ(kept, (std::vector<size_t>{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10}));
  MemoryReader reader("\x80\x80\x80\x80\x80");  // no UTF-8 at all
  EXPECT_EQ(read(reader, 4).bytes.size(), 4u);
}

TEST(body_test, damage_keeps_what_came_before_and_other_errors_do_not) {
  packing::FailingReader damaged("Words", {ErrorKind::damaged, "torn"});
  Source source = read(damaged, 100);
  EXPECT_EQ(source.bytes, "Words");
  EXPECT_EQ(source.problems, (Problems{{"truncated", "torn", 5}}));
  for (auto [good, kind] : {std::pair{"", ErrorKind::damaged},
                            {"Words", ErrorKind::system},
                            {"Words", ErrorKind::unsupported}}) {
    packing::FailingReader reader(good, {kind, "no"});
    Source none;
    EXPECT_FALSE(read_body(reader, {}, none).ok());
  }
}

TEST(body_test, truncation_is_told_once) {
  Source source;
  mark_truncated(source, "one");
  mark_truncated(source, "two");
  EXPECT_EQ(source.problems, (Problems{{"truncated", "one", 0}}));
}

TEST(body_test, looks) {
  EXPECT_EQ(look_at(""), Look::empty);
  EXPECT_EQ(look_at("Words"), Look::text);
  EXPECT_EQ(look_at("3 < 4 and <this> is <no> <tag>"), Look::text);
  EXPECT_EQ(look_at("<P>Words"), Look::html);
  EXPECT_EQ(look_at("\x1B$B escape of ISO 2022"), Look::text);
  EXPECT_EQ(look_at("\x01\x02\x03"), Look::binary);
  EXPECT_EQ(look_at(std::string(5000, ' ')), Look::text);
  EXPECT_EQ(look_at("<!-- " + std::string(9000, 'x')), Look::html);
  EXPECT_EQ(look_at("GIF8 is how this sentence begins"), Look::text);
}

TEST(body_test, markup_in_fragments) {
  for (std::string_view yes : {"a <b>c</b>", "a<br/>", "R&amp;D", "&#39;", "&#x27;", "</p>"})
    EXPECT_TRUE(has_markup(yes)) << yes;
  for (std::string_view no :
       {"", "a < b", "a <unknown> b", "R&D; x", "&", "<", "AT&T;", "x & y; z"})
    EXPECT_FALSE(has_markup(no)) << no;
}

TEST(body_test, wide_text_is_seen_through) {
  EXPECT_EQ(utf16_order("\xFF\xFEx"), Wide::little);
  EXPECT_EQ(utf16_order(std::string_view("\0a\0b\0c", 6)), Wide::big);
  EXPECT_EQ(utf16_order(std::string_view("a\0b\0c\0", 6)), Wide::little);
  EXPECT_EQ(utf16_order(std::string_view("abc\0def", 7)), Wide::no);
  EXPECT_EQ(plain_head(std::string_view("\xFF\xFE \0<\0a\0\x14\x20", 10)), "<a?");
}

}  // namespace
}  // namespace hearsay
