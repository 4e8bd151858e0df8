#include "ingest/compression/compression.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::gzip;

struct Unpacked {
  std::vector<std::string> members;
  std::vector<uint64_t> offsets;
  std::vector<std::string> errors;
  uint64_t skipped = 0;
};

Unpacked unpack(std::string_view packed, Compression method, const Limits& limits = {}) {
  Unpacked out;
  MemoryReader memory(packed);
  BufferedReader window(memory);
  Expansion expansion(limits);
  auto members = open_compressed(method, window, expansion);
  for (bool more = true; more;) {
    out.members.emplace_back();
    out.offsets.push_back(members->member_at());
    std::string piece(1000, '\0');
    Result<size_t> got = members->read(piece);
    for (; got && *got > 0; got = members->read(piece)) out.members.back() += piece.substr(0, *got);
    if (!got) out.errors.push_back(got.error().message);
    Result<bool> next = members->next();
    more = next && *next;
    out.skipped += members->skipped();
  }
  return out;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Line " + std::to_string(i * 7919 % 20'011) + "\n";
  return text;
}

using Words = std::vector<std::string>;

TEST(compression_test, every_method_is_undone) {
  for (const std::string& text : {std::string("Words"), std::string(), long_text()}) {
    EXPECT_EQ(unpack(gzip(text), Compression::gzip).members, Words{text});
    EXPECT_EQ(unpack(packing::zlib(text), Compression::deflate).members, Words{text});
    EXPECT_EQ(unpack(packing::raw_deflate(text), Compression::deflate).members, Words{text});
    EXPECT_EQ(unpack(packing::brotli(text), Compression::brotli).members, Words{text});
    EXPECT_EQ(unpack(packing::zstd(text), Compression::zstd).members, Words{text});
    EXPECT_EQ(unpack(text, Compression::none).members, Words{text});
  }
}

TEST(compression_test, members_come_with_their_offsets) {
  std::string a = gzip("A"), b = gzip(long_text());
  Unpacked got = unpack(a + b + a, Compression::gzip);
  EXPECT_EQ(got.members, (Words{"A", long_text(), "A"}));
  EXPECT_EQ(got.offsets, (std::vector<uint64_t>{0, a.size(), a.size() + b.size()}));
  EXPECT_TRUE(got.errors.empty());
  std::string frame = packing::zstd("A");
  EXPECT_EQ(unpack(frame + frame, Compression::zstd).offsets,
            (std::vector<uint64_t>{0, frame.size()}));
}

TEST(compression_test, padding_is_not_rubbish) {
  Unpacked padded = unpack(gzip("A") + std::string(100'000, '\0'), Compression::gzip);
  EXPECT_EQ(padded.skipped, 0u);
  EXPECT_EQ(padded.members, Words{"A"});
  EXPECT_EQ(unpack(gzip("A") + "rubbish", Compression::gzip).skipped, 7u);
  Unpacked between = unpack(gzip("A") + std::string(70'000, 'x') + gzip("B"), Compression::gzip);
  EXPECT_EQ(between.members, (Words{"A", "B"}));
  EXPECT_EQ(between.skipped, 70'000u);
}

// Of a torn member all that was its own is given, and nothing that belongs to the next.
TEST(compression_test, a_torn_member_ends_where_the_next_begins) {
  std::string text = long_text(), packed = gzip(text);
  for (size_t cut = 20; cut < packed.size(); cut += packed.size() / 17) {
    Unpacked got = unpack(packed.substr(0, cut) + gzip("B") + gzip(text), Compression::gzip);
    ASSERT_EQ(got.members.size(), 3u) << cut;
    EXPECT_TRUE(text.starts_with(got.members[0])) << cut;
    EXPECT_EQ(got.members[1], "B");
    EXPECT_EQ(got.members[2], text);
    EXPECT_EQ(got.offsets[1], cut);
    EXPECT_EQ(got.errors.size(), 1u);
  }
}

TEST(compression_test, damage_is_an_error_and_the_next_member_is_found) {
  std::string good = gzip(long_text()), bad = good;
  bad[bad.size() - 5] = static_cast<char>(~bad[bad.size() - 5]);  // the checksum
  Unpacked got = unpack(bad + good, Compression::gzip);
  EXPECT_EQ(got.members, (Words{long_text(), long_text()}));
  EXPECT_EQ(got.errors.size(), 1u);
  EXPECT_EQ(unpack(good.substr(0, good.size() - 1), Compression::gzip).errors.size(), 1u);
  EXPECT_EQ(unpack("no brotli", Compression::brotli).errors.size(), 1u);
  EXPECT_EQ(unpack(packing::zstd(long_text()).substr(0, 100), Compression::zstd).errors.size(), 1u);
  EXPECT_EQ(unpack("", Compression::gzip).errors.size(), 1u);
}

// A member that holds another one uncompressed is not torn there.
TEST(compression_test, a_member_within_a_member_is_content) {
  std::string inner = gzip(long_text());
  Unpacked got = unpack(packing::deflated(inner, 31, 0) + gzip("B"), Compression::gzip);
  EXPECT_EQ(got.members, (Words{inner, "B"}));
  EXPECT_TRUE(got.errors.empty());
}

TEST(compression_test, a_dictionary_frame_comes_first) {
  std::string dictionary = "the bridge at Tarnow is closed, the mayor said",
              text = dictionary + "!";
  std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_loadDictionary(context.get(), dictionary.data(), dictionary.size());
  std::string frame(1000, '\0');
  frame.resize(ZSTD_compress2(context.get(), frame.data(), frame.size(), text.data(), text.size()));
  for (const std::string& held : {dictionary, packing::zstd(dictionary)}) {
    std::string head = "\x5D\x2A\x4D\x18";
    for (int i = 0; i < 4; ++i) head += static_cast<char>(held.size() >> (8 * i) & 0xFF);
    Unpacked got = unpack(head + held + frame + frame, Compression::zstd);
    EXPECT_EQ(got.members, (Words{text, text}));
    EXPECT_EQ(got.offsets[0], head.size() + held.size());
  }
}

TEST(compression_test, expansion_is_bounded_for_each_member) {
  Limits limits;
  limits.expansion_free_bytes = 100'000;
  limits.expansion_ratio = 20;
  std::string bomb = gzip(std::string(10'000'000, 'a'), 9);
  Unpacked got = unpack(bomb + gzip("B"), Compression::gzip, limits);
  ASSERT_EQ(got.errors.size(), 1u);
  EXPECT_NE(got.errors[0].find("expands too far"), std::string::npos);
  EXPECT_LE(got.members[0].size(), 20 * bomb.size() + 100'000);
  EXPECT_EQ(got.members[1], "B");
  limits.expanded_bytes = 50'000;
  EXPECT_LE(unpack(bomb, Compression::gzip, limits).members[0].size(), 50'000u);
}

TEST(compression_test, expansions_are_bounded_together) {
  Limits limits;
  limits.expansion_free_bytes = 100;
  limits.expansion_ratio = 2;
  Expansion outer(limits);
  outer.took(10);
  int held = 0;
  for (int i = 0; i < 10; ++i) {
    Expansion inner(limits, &outer);
    held += inner.gave(90);
  }
  EXPECT_EQ(held, 4);
  Expansion(limits, &outer).took(1);
  outer.took(1000);
  Expansion last(limits, &outer);
  EXPECT_TRUE(last.gave(90));
  EXPECT_EQ(last.depth(), 1u);
}

TEST(compression_test, the_error_of_the_stream_below_is_passed_on) {
  packing::FailingReader reader(gzip(long_text()).substr(0, 3000), {ErrorKind::system, "no disk"});
  BufferedReader window(reader);
  Limits limits;
  Expansion expansion(limits);
  auto members = open_compressed(Compression::gzip, window, expansion);
  Joined joined(*members);
  Result<ReadAll> all = read_all(joined, 1 << 20);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().kind, ErrorKind::system);
}

}  // namespace
}  // namespace hearsay
