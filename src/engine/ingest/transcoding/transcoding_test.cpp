#include "ingest/transcoding/transcoding.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

struct Read {
  std::string text;
  uint64_t replaced;
};

Read read(std::string_view bytes, std::string_view encoding) {
  packing::SmallPieces pieces(bytes);
  BufferedReader window(pieces);
  Utf8Reader reader(window, encoding);
  Result<ReadAll> all = read_all(reader, 1 << 22);
  EXPECT_TRUE(all.ok());
  EXPECT_EQ(reader.at(), bytes.size());
  return {all->bytes, reader.replaced()};
}

TEST(transcoding_test, encodings_become_utf8) {
  EXPECT_EQ(read("caf\xC3\xA9", "utf-8").text, "café");
  EXPECT_EQ(read("caf\xE9 \x80", "ISO-8859-1").text, "café €");
  EXPECT_EQ(read("\xCC\xE8\xF0", "windows-1251").text, "Мир");
  EXPECT_EQ(read("\x93\xFA\x96\x7B", "Shift_JIS").text, "日本");
  EXPECT_EQ(read(std::string_view("\xFF\xFEw\0\x3D\xD8\x00\xDE", 8), "utf-16le").text, "w😀");
  EXPECT_EQ(read(std::string_view("\xFE\xFF\0w", 4), "utf-16be").text, "w");
  EXPECT_EQ(read("\xEF\xBB\xBFx", "").text, "x");
  EXPECT_EQ(read("x\xC3\xA9", "no such encoding").text, "xé");
}

TEST(transcoding_test, what_cannot_be_decoded_is_counted) {
  Read got = read(
      "a\xE9"
      "b\xED\xA0\x80",
      "utf-8");
  EXPECT_EQ(got.text,
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(got.replaced, 4u);
  got = read(std::string_view("\x3D\xD8w\0", 4), "utf-16le");
  EXPECT_EQ(got.text, "\xEF\xBF\xBDw");
  EXPECT_EQ(got.replaced, 1u);
}

TEST(transcoding_test, long_streams_are_decoded_across_blocks) {
  std::string wide, text;
  for (int i = 0; i < 100'000; ++i) {
    wide += {'\x3D', '\xD8', '\x00', '\xDE', 'a', '\0'};
    text += "😀a";
  }
  EXPECT_EQ(read(wide, "utf-16le").text, text);
  EXPECT_EQ(read(text, "utf-8").text, text);
  EXPECT_EQ(read(text, "utf-8").replaced, 0u);
}

TEST(transcoding_test, errors_come_after_what_was_read) {
  packing::FailingReader failing("Words", {ErrorKind::damaged, "torn"});
  BufferedReader window(failing);
  Utf8Reader reader(window, "utf-8");
  std::string piece(100, '\0');
  Result<size_t> got = reader.read(piece);
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(*got, 5u);
  EXPECT_FALSE(reader.read(piece).ok());
  EXPECT_FALSE(reader.read(piece).ok());
}

}  // namespace
}  // namespace hearsay
