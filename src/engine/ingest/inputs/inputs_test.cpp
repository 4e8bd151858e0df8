#include "ingest/inputs/inputs.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::archived;
using packing::Collected;
using packing::Container;
using packing::gzip;
using packing::page_record;
using Words = std::vector<std::string>;

Collected read(std::string_view bytes, const Limits& limits = {},
               InputFormat forced = InputFormat::automatic, const std::string& path = "in") {
  Collected out;
  MemoryReader memory(bytes);
  InputCounts counts = read_inputs(memory, path, forced, limits, out);
  EXPECT_EQ(counts.reports, out.sources.size());
  EXPECT_EQ(counts.failures, out.failures.size());
  return out;
}

std::string only_text(const Collected& got) {
  EXPECT_EQ(got.sources.size(), 1u);
  for (const Failure& failure : got.failures)
    ADD_FAILURE() << failure.path << ": " << failure.reason;
  return got.sources.empty() ? "" : got.sources[0].bytes;
}

const std::string kPage = "<!DOCTYPE html><p>The bridge at Tarnow is closed.";
const std::string kPlain = "The bridge at Tarnow is closed, the mayor said.\n";

TEST(inputs_test, recognises_formats_by_content) {
  struct Case {
    std::string_view head;
    InputFormat format;
  };
  using F = InputFormat;
  for (const Case& c : std::initializer_list<Case>{
           {"Words.", F::text},
           {"x", F::text},
           {"\xEF\xBB\xBFWords", F::text},
           {"\xFF\xFEW\0o\0", F::text},
           {"{", F::text},
           {"{Editor's note} Words", F::text},
           {"[1] A footnote", F::text},
           {"<Associated Press> Words", F::text},
           {"a < b and c > d", F::text},
           {"-- A quotation --", F::text},
           {"  \n<!-- hello --><!DOCTYPE html><p>", F::html},
           {"\xEF\xBB\xBF<HTML>", F::html},
           {"<?xml version=\"1.0\"?>\n<!-- c -->\n<html xmlns=\"x\">", F::html},
           {"<?xml version=\"1.0\"?><nitf><body/></nitf>", F::html},
           {"<p>Fragment</p>", F::html},
           {"Words <b>one</b> <i>two</i> three", F::html},
           {"{\"text\": \"x\"}", F::jsonl},
           {"[{\"text\": 1}]", F::jsonl},
           {"WARC/1.0\r\nWARC-Type", F::warc},
           {"WARC/0.18\r\n", F::warc},
           {"WARC/peace", F::text},
           {"\x1F\x8B\x08", F::compressed},
           {"\x28\xB5\x2F\xFD", F::compressed},
           {"%PDF-1.4", F::automatic},
           {"\x89PNG\r\n\x1a\n\x01", F::automatic},
           {"{\\rtf1 words}", F::automatic}})
    EXPECT_EQ(recognise(c.head, "name"), c.format) << c.head;
  EXPECT_EQ(recognise(std::string_view("\xFF\xFE<\0p\0>\0", 8), ""), F::html);
  EXPECT_EQ(recognise(std::string_view("<\0p\0>\0W\0o\0r\0d\0", 14), ""), F::html);
  EXPECT_EQ(recognise(std::string_view("\0", 1), ""), F::automatic);
  EXPECT_EQ(recognise(std::string_view("a\0b", 3), ""), F::text);
}

TEST(inputs_test, the_name_breaks_ties_only) {
  std::string_view text = "Words that were marked <b>up</b> once, in a long line of others.";
  EXPECT_EQ(recognise(text, "a.txt"), InputFormat::text);
  EXPECT_EQ(recognise(text, "pile.zip!/A.HTM"), InputFormat::html);
  EXPECT_EQ(recognise("Words.", "a.html"), InputFormat::text);
  EXPECT_EQ(recognise("<!DOCTYPE html><p>", "a.txt"), InputFormat::html);
  EXPECT_EQ(recognise("%PDF-1.4", "a.html"), InputFormat::automatic);
}

TEST(inputs_test, plain_text_and_pages_come_as_they_are) {
  EXPECT_EQ(only_text(read(kPlain)), kPlain);
  Collected page = read(kPage);
  EXPECT_EQ(only_text(page), kPage);
  EXPECT_EQ(page.sources[0].format, Format::html);
  EXPECT_EQ(page.sources[0].path, "in");
}

TEST(inputs_test, an_empty_input_is_a_failure) {
  Collected got = read("");
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_TRUE(got.failures[0].reason.starts_with("empty"));
  EXPECT_EQ(read(gzip("")).failures.size(), 1u);
}

TEST(inputs_test, compressed_inputs_keep_their_path) {
  for (const std::string& packed : {gzip(kPlain), packing::zstd(kPlain), gzip(gzip(kPlain)),
                                    gzip(kPlain.substr(0, 9)) + gzip(kPlain.substr(9))}) {
    Collected got = read(packed);
    EXPECT_EQ(only_text(got), kPlain);
    EXPECT_EQ(got.paths(), Words{"in"});
  }
  EXPECT_EQ(read(gzip("{\"text\":\"A\"}\n{\"text\":\"B\"}")).paths(), (Words{"in:1", "in:2"}));
}

TEST(inputs_test, a_warc_in_members_keeps_their_offsets) {
  std::string record = gzip(page_record("http://a.example/", kPage));
  EXPECT_EQ(read(record + record).paths(), (Words{"in@0", "in@" + std::to_string(record.size())}));
  EXPECT_EQ(read(gzip(record + record)).paths(),
            (Words{"in@0", "in@" + std::to_string(record.size())}));
}

TEST(inputs_test, the_forced_format_speaks_of_what_is_inside) {
  EXPECT_EQ(only_text(read("{\"text\":\"A\"}", {}, InputFormat::text)), "{\"text\":\"A\"}");
  Collected got = read(gzip(kPage), {}, InputFormat::text);
  EXPECT_EQ(only_text(got), kPage);
  EXPECT_EQ(got.sources[0].format, Format::text);
}

TEST(inputs_test, what_is_no_text_is_a_failure_that_helps) {
  for (auto [bytes, word] : std::initializer_list<std::pair<std::string, std::string>>{
           {"%PDF-1.7\n...", "PDF"},
           {"\x89PNG\r\n\x1a\n\x01", "PNG"},
           {"\x7F"
            "ELF\2\1\1",
            "executable"},
           {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "office"},
           {"{\\rtf1\\ansi Words}", "RTF"},
           {"7z\xBC\xAF\x27\x1C", "7z"},
           {std::string("\1\2\3\4\5\0\7", 7), "binary"}}) {
    Collected got = read(bytes);
    EXPECT_TRUE(got.sources.empty()) << word;
    ASSERT_EQ(got.failures.size(), 1u) << word;
    EXPECT_NE(got.failures[0].reason.find(word), std::string::npos) << got.failures[0].reason;
  }
}

TEST(inputs_test, a_long_text_is_cut_with_its_sizes_and_digest) {
  Limits limits;
  limits.report_bytes = 100;
  std::string text(200'000, 'a');
  Collected got = read(text, limits);
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].bytes, text.substr(0, 100));
  ASSERT_EQ(got.sources[0].problems.size(), 1u);
  EXPECT_EQ(got.sources[0].problems[0].code, "cut");
  EXPECT_EQ(got.sources[0].problems[0].message, "the first 100 of 200000 bytes were kept");
  Sha256 hash;
  hash.add(text);
  EXPECT_EQ(got.sources[0].full_digest, hash.finish());
  limits.report_bytes = text.size();
  EXPECT_TRUE(read(text, limits).sources.at(0).problems.empty());
}

TEST(inputs_test, a_torn_gzip_gives_what_is_there) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "Line " + std::to_string(i * 7919 % 3001) + " of it.\n";
  std::string packed = gzip(text);
  Collected got = read(packed.substr(0, packed.size() / 2));
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_TRUE(text.starts_with(got.sources[0].bytes));
  EXPECT_GT(got.sources[0].bytes.size(), text.size() / 4);
  EXPECT_EQ(got.sources[0].problems.at(0).code, "truncated");
  EXPECT_EQ(read(packed.substr(0, 10)).failures.size(), 1u);
  EXPECT_EQ(read(packed + "rubbish").failures.size(), 1u);
  EXPECT_EQ(read(packed + std::string(1000, '\0')).failures.size(), 0u);
}

TEST(inputs_test, a_bomb_is_a_failure) {
  Limits limits;
  limits.expansion_free_bytes = 1 << 20;
  std::string bomb = gzip(std::string(20 << 20, 'a'), 9);
  Collected got = read(bomb, limits);
  EXPECT_TRUE(got.sources.empty());
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_NE(got.failures[0].reason.find("expands too far"), std::string::npos);
  limits.expansion_ratio = 5000;
  EXPECT_EQ(read(bomb, limits).sources.size(), 1u);
  limits.expanded_bytes = 1 << 20;
  EXPECT_EQ(read(bomb, limits).failures.size(), 1u);
}

TEST(inputs_test, packing_that_is_too_deep_is_a_failure) {
  std::string packed = kPlain;
  Limits limits;
  for (uint32_t i = 0; i < limits.container_depth; ++i) packed = gzip(packed);
  EXPECT_EQ(only_text(read(packed)), kPlain);
  Collected got = read(gzip(packed));
  EXPECT_TRUE(got.sources.empty());
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_NE(got.failures[0].reason.find("times over"), std::string::npos);
}

TEST(inputs_test, paths_of_nested_containers_concatenate) {
  std::string lines = "{\"text\":\"A\"}\n{\"text\":\"B\"}\n";
  std::string record = gzip(page_record("http://a.example/", kPage));
  std::string feed = "<rss><channel><item><description>Words</description></item></channel></rss>";
  std::vector<packing::Member> files = {{"a.html", kPage},
                                        {"d/x.jsonl", lines},
                                        {"y.warc.gz", record + record},
                                        {"f.xml", feed},
                                        {"in.zip", packing::stored_zip({{"t.txt", kPlain}})},
                                        {"p.pdf", "%PDF-1.4"},
                                        {"e.txt", ""},
                                        {"z.txt.gz", gzip(kPlain)}};
  Words wanted = {"in!/a.html",
                  "in!/d/x.jsonl:1",
                  "in!/d/x.jsonl:2",
                  "in!/y.warc.gz@0",
                  "in!/y.warc.gz@" + std::to_string(record.size()),
                  "in!/f.xml#1",
                  "in!/in.zip!/t.txt",
                  "in!/z.txt.gz"};
  std::string tar = archived(Container::tar, files);
  for (const std::string& bytes :
       {packing::stored_zip(files), archived(Container::zip, files), tar, gzip(tar),
        packing::zstd(tar), archived(Container::tar, files, "bzip2"),
        archived(Container::tar, files, "xz")}) {
    Collected got = read(bytes);
    EXPECT_EQ(got.paths(), wanted);
    ASSERT_EQ(got.failures.size(), 2u);
    EXPECT_EQ(got.failures[0].path, "in!/p.pdf");
    EXPECT_EQ(got.failures[1].path, "in!/e.txt");
    EXPECT_TRUE(got.failures[1].reason.starts_with("empty"));
  }
}

TEST(inputs_test, office_files_are_no_archives) {
  for (const char* name : {"[Content_Types].xml", "mimetype", "word/document.xml"}) {
    Collected got = read(packing::stored_zip({{name, "<x/>"}}));
    ASSERT_EQ(got.failures.size(), 1u);
    EXPECT_NE(got.failures[0].reason.find("office"), std::string::npos);
  }
}

TEST(inputs_test, feeds_and_wide_lines_are_dispatched) {
  std::string feed =
      "<?xml version=\"1.0\"?><rss><channel><item><description>Words</description>"
      "</item></channel></rss>";
  EXPECT_EQ(read(feed).paths(), Words{"in#1"});
  std::string wide = "\xFF\xFE";
  for (char c : std::string("{\"text\":\"A\"}\n{\"text\":\"B\"}")) wide += {c, '\0'};
  Collected got = read(wide);
  EXPECT_EQ(got.paths(), (Words{"in:1", "in:2"}));
  EXPECT_EQ(got.sources[1].bytes, "B");
}

// A zip that holds zips that hold zips: every level is small, all of them together are not.
TEST(inputs_test, a_tree_of_bombs_is_bounded_as_a_whole) {
  Limits limits;
  limits.expansion_free_bytes = 1 << 20;
  limits.expansion_ratio = 10;
  std::string bomb = archived(Container::zip, {{"t", std::string(900'000, 'a')}});
  for (int level = 0; level < 2; ++level) {
    std::vector<packing::Member> files;
    for (int i = 0; i < 20; ++i) files.push_back({std::to_string(i) + ".zip", bomb});
    bomb = archived(Container::zip, files);
  }
  Collected got = read(bomb, limits);
  EXPECT_LT(got.sources.size(), 40u);
  EXPECT_GT(got.sources.size(), 0u);
  EXPECT_EQ(got.sources.size() + got.failures.size(), 400u);
}

TEST(inputs_test, archives_that_are_nested_too_deep_are_failures_and_the_next_file_is_read) {
  std::string zip = packing::stored_zip({{"t.txt", kPlain}});
  for (int i = 0; i < 5; ++i) zip = packing::stored_zip({{"n.zip", zip}, {"t.txt", kPlain}});
  Collected got = read(zip);
  EXPECT_EQ(got.sources.size(), 4u);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].path, "in!/n.zip!/n.zip!/n.zip!/n.zip");
}

TEST(inputs_test, encoded_bodies_of_a_long_warc_do_not_use_up_the_bound) {
  Limits limits;
  limits.expansion_free_bytes = 10'000;
  std::string text(2'000, 'a'), all;
  for (int i = 0; i < 200; ++i)
    all += page_record("http://a.example/", gzip(text),
                       "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n");
  EXPECT_EQ(read(all, limits).sources.size(), 200u);
}

// Gives reports without end and keeps none.
struct Counter : SourceSink {
  bool add(Source source) override {
    bytes += source.bytes.size();
    return ++reports < most;
  }
  void fail(Failure) override { ++failures; }
  uint64_t reports = 0, bytes = 0, failures = 0, most = UINT64_MAX;
};

size_t resident_pages() {
  size_t size = 0, resident = 0;
  if (FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%zu %zu", &size, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return resident;
}

TEST(inputs_test, memory_stays_flat_over_200000_records) {
  constexpr size_t kRecords = 200'000, kAtOnce = 100, kPieces = kRecords / kAtOnce;
  std::string body(300, 'w');
  auto times = [](const std::string& record) {
    std::string out;
    for (size_t i = 0; i < kAtOnce; ++i) out += record;
    return out;
  };
  std::string record = page_record("http://a.example/", body);
  for (const std::string& piece :
       {times(record), times(gzip(record)), times("{\"text\":\"" + body + "\"}\n"),
        times("<item><description>" + body + "</description></item>")}) {
    Counter counter;
    size_t before = 0, after = 0;
    packing::PieceReader reader([&](size_t i) {
      if (i == kPieces / 10) before = resident_pages();
      if (i == kPieces - 1) after = resident_pages();
      std::string opening = i == 0 && piece.starts_with("<item>") ? "<rss><channel>" : "";
      return i < kPieces ? opening + piece : std::string();
    });
    read_inputs(reader, "in", InputFormat::automatic, {}, counter);
    EXPECT_EQ(counter.reports, kRecords);
    EXPECT_EQ(counter.bytes, kRecords * body.size());
#ifndef HEARSAY_SANITIZED  // sanitizers keep what was freed
    EXPECT_LT(after, before + 1024) << "grew by more than 4 MiB";
#endif
  }
}

TEST(inputs_test, stops_promptly) {
  Counter counter;
  counter.most = 3;
  size_t pieces = 0;
  packing::PieceReader reader([&](size_t i) {
    pieces = i;
    return page_record("http://a.example/", kPage);
  });
  InputCounts counts = read_inputs(reader, "in", InputFormat::automatic, {}, counter);
  EXPECT_EQ(counts.reports, 3u);
  EXPECT_LT(pieces, 2000u);
}

TEST(inputs_test, adversarial_inputs_do_no_harm) {
  std::string nested(10'000, '['), tags;
  for (int i = 0; i < 10'000; ++i) tags += "<div>";
  for (const std::string& bytes :
       {std::string("\0", 1), std::string("x"), std::string(1 << 20, '\0'),
        std::string("\xED\xA0\x80 x"), std::string("قاسمی گفت"), nested, tags,
        std::string(3 << 20, 'x'), std::string("\xFF\xFE"), std::string("\xFE\xFF\xD8\0", 4),
        std::string("PK\3\4"), std::string("BZh91AY&SY"),
        std::string("\xFD"
                    "7zXZ\0",
                    6),
        std::string("\x28\xB5\x2F\xFD")}) {
    Collected got = read(bytes);
    EXPECT_EQ(got.sources.size() + got.failures.size(), 1u) << bytes.substr(0, 20);
  }
}

TEST(inputs_test, an_error_of_the_system_is_a_failure_and_no_report) {
  Collected out;
  packing::FailingReader reader("Words that", {ErrorKind::system, "disk on fire", "", 10});
  read_inputs(reader, "in", InputFormat::automatic, {}, out);
  EXPECT_TRUE(out.sources.empty());
  ASSERT_EQ(out.failures.size(), 1u);
  EXPECT_EQ(out.failures[0].reason, "disk on fire");
}

}  // namespace
}  // namespace hearsay
