#include "ingest/warc/warc.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::gzip;
using packing::http;
using packing::page_record;
using packing::warc_record;

using Read = packing::Collected;

void read_into(Read& out, std::string_view bytes, const Limits& limits = {}) {
  MemoryReader memory(bytes);
  BufferedReader window(memory);
  Expansion expansion(limits);
  Compression method = compression_of(bytes);
  auto members = open_compressed(method, window, expansion);
  out.passed_over = read_warc(*members, method != Compression::none, "w", limits, expansion, out);
}

Read read(std::string_view bytes, const Limits& limits = {}) {
  Read out;
  read_into(out, bytes, limits);
  return out;
}

std::string response(std::string_view http_fields, std::string_view body) {
  return page_record("http://example.org/a", body, http_fields);
}

std::string chunked(std::string_view body, size_t size) {
  std::string out;
  char line[32];
  for (size_t at = 0; at < body.size(); at += size) {
    std::string_view chunk = body.substr(at, size);
    std::snprintf(line, sizeof line, "%zx;x=y\r\n", chunk.size());
    out += line + std::string(chunk) + "\r\n";
  }
  return out + "0\r\n\r\n";
}

const std::string kInfo = warc_record("warcinfo", "", "software: none\r\n");
const std::string kPage = "<html><p>The bridge at Tarnow is closed.</p></html>";

TEST(warc_test, a_page_comes_with_what_the_record_says) {
  Read got = read(kInfo + response("Content-Type: Text/HTML; Charset=\"ISO-8859-2\"\r\n", kPage));
  ASSERT_EQ(got.sources.size(), 1u);
  const Source& page = got.sources[0];
  EXPECT_EQ(page.bytes, kPage);
  EXPECT_EQ(page.format, Format::html);
  EXPECT_EQ(page.charset, "ISO-8859-2");
  EXPECT_EQ(page.url, "http://example.org/a");
  EXPECT_EQ(page.fetched, "2026-01-02T03:04:05Z");
  EXPECT_EQ(page.path, "w@" + std::to_string(kInfo.size()));
  EXPECT_TRUE(page.problems.empty());
  EXPECT_TRUE(got.failures.empty());
  EXPECT_EQ(got.passed_over, 1u);
}

TEST(warc_test, the_path_of_a_compressed_record_is_the_offset_of_its_member) {
  std::string first = gzip(kInfo), second = gzip(response("Content-Type: text/html\r\n", kPage));
  Read got = read(first + second + second);
  EXPECT_EQ(got.paths(),
            (std::vector<std::string>{"w@" + std::to_string(first.size()),
                                      "w@" + std::to_string(first.size() + second.size())}));
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, records_that_share_a_member_have_paths_of_their_own) {
  std::string record = response("Content-Type: text/html\r\n", kPage);
  Read got = read(gzip(record + record));
  EXPECT_EQ(got.paths(), (std::vector<std::string>{"w@0", "w@0+" + std::to_string(record.size())}));
}

TEST(warc_test, members_that_cut_records_anywhere_are_joined) {
  std::string record = response("Content-Type: text/html\r\n", kPage),
              all = record + record + record;
  std::string packed;
  for (size_t at = 0; at < all.size(); at += 37) packed += gzip(all.substr(at, 37));
  Read got = read(packed);
  ASSERT_EQ(got.sources.size(), 3u);
  for (const Source& source : got.sources) EXPECT_EQ(source.bytes, kPage);
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, zstd_records_are_read) {
  std::string first = packing::zstd(kInfo);
  Read got = read(first + packing::zstd(response("Content-Type: text/html\r\n", kPage)));
  EXPECT_EQ(got.paths(), std::vector<std::string>{"w@" + std::to_string(first.size())});
}

TEST(warc_test, all_versions_and_bare_line_feeds_are_read) {
  for (std::string_view version : {"0.18", "1.0", "1.1"}) {
    std::string record =
        warc_record("response", "", http("Content-Type: text/html\r\n", kPage), version);
    EXPECT_EQ(read(record).sources.size(), 1u) << version;
  }
  std::string record =
      "WARC/1.0\nwarc-type: resource\nCONTENT-TYPE: text/plain\n"
      "Content-Length: 4\n\nText\n\n";
  Read got = read(record + record);
  EXPECT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].bytes, "Text");
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, resources_and_conversions_are_reports_by_their_content_type) {
  Read got = read(warc_record("resource", "Content-Type: text/html; charset=utf-8\r\n", kPage) +
                  warc_record("conversion", "Content-Type: text/plain\r\n", "Plain words.") +
                  warc_record("resource", "Content-Type: image/png\r\n", "Plain words.") +
                  warc_record("metadata", "Content-Type: text/plain\r\n", "a: b") +
                  warc_record("request", "", "GET / HTTP/1.1\r\n\r\n") +
                  warc_record("revisit", "", http("Content-Type: text/html\r\n", "")));
  ASSERT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].format, Format::html);
  EXPECT_EQ(got.sources[0].charset, "utf-8");
  EXPECT_EQ(got.sources[1].format, Format::text);
  EXPECT_EQ(got.sources[1].bytes, "Plain words.");
  EXPECT_EQ(got.passed_over, 4u);
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, only_successful_texts_are_reports_and_others_are_counted) {
  std::string html = "Content-Type: text/html\r\n";
  Read got = read(warc_record("response", "", http(html, kPage, "404 Not Found")) +
                  warc_record("response", "", http(html, kPage, "301 Moved")) +
                  response("Content-Type: text/css\r\n", "p {}") +
                  response("Content-Type: application/json\r\n", "{\"text\": \"a\"}") +
                  response("Content-Type: text/html\r\n", std::string("%PDF-1.4\0\1\2", 11)) +
                  response("Content-Type: text/html\r\n", "") +
                  warc_record("response", "", "not http at all"));
  EXPECT_TRUE(got.sources.empty());
  EXPECT_TRUE(got.failures.empty());
  EXPECT_EQ(got.passed_over, 7u);
}

TEST(warc_test, a_missing_or_generic_type_is_sniffed) {
  Read got = read(response("", kPage) + response("", "Just words.") +
                  response("Content-Type: application/octet-stream\r\n", kPage) +
                  response("Content-Type: text/xml\r\n", "<?xml version='1.0'?><html><p/></html>") +
                  response("Content-Type: text/xml\r\n", "<?xml version='1.0'?><rss></rss>") +
                  response("", "{\"data\": 1}") + response("", "\x89PNG\r\n\x1a\n\1\2\3"));
  ASSERT_EQ(got.sources.size(), 4u);
  EXPECT_EQ(got.sources[0].format, Format::html);
  EXPECT_EQ(got.sources[1].format, Format::text);
  EXPECT_EQ(got.sources[2].format, Format::html);
  EXPECT_EQ(got.sources[3].format, Format::html);
  EXPECT_EQ(got.passed_over, 3u);
}

TEST(warc_test, chunks_are_joined_and_every_content_encoding_is_undone) {
  std::string html = "Content-Type: text/html\r\n";
  std::string record =
      response(html + "Transfer-Encoding: chunked\r\n", chunked(kPage, 7)) +
      response(html + "Content-Encoding: gzip\r\n", gzip(kPage)) +
      response(html + "Content-Encoding: deflate\r\n", packing::zlib(kPage)) +
      response(html + "Content-Encoding: deflate\r\n", packing::raw_deflate(kPage)) +
      response(html + "Content-Encoding: br\r\n", packing::brotli(kPage)) +
      response(html + "Content-Encoding: zstd\r\n", packing::zstd(kPage)) +
      response(html + "Content-Encoding: gzip, br\r\nTransfer-Encoding: Chunked\r\n",
               chunked(packing::brotli(gzip(kPage)), 11));
  Read got = read(record);
  ASSERT_EQ(got.sources.size(), 7u);
  for (const Source& source : got.sources) {
    EXPECT_EQ(source.bytes, kPage) << source.path;
    EXPECT_TRUE(source.problems.empty()) << source.problems[0].message;
  }
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, headers_of_encodings_that_were_undone_are_noted) {
  std::string html = "Content-Type: text/html\r\n";
  Read got =
      read(response(html + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", kPage) +
           response(html + "Content-Encoding: br\r\n", kPage));
  ASSERT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].bytes, kPage);
  ASSERT_EQ(got.sources[0].problems.size(), 2u);
  EXPECT_EQ(got.sources[0].problems[0].code, "not_encoded");
  EXPECT_EQ(got.sources[1].bytes, kPage);
}

TEST(warc_test, an_unknown_encoding_is_a_failure_and_the_next_record_is_read) {
  std::string html = "Content-Type: text/html\r\n";
  Read got =
      read(response(html + "Content-Encoding: compress\r\n", "\x1f\x9d") + response(html, kPage));
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].path, "w@0");
  EXPECT_NE(got.failures[0].reason.find("compress"), std::string::npos);
  EXPECT_EQ(got.sources.size(), 1u);
}

TEST(warc_test, broken_bodies_give_what_is_there) {
  std::string html = "Content-Type: text/html\r\n", packed = gzip(kPage);
  std::string chunks = chunked(kPage, 20);
  Read got =
      read(response(html + "Content-Encoding: gzip\r\n", packed.substr(0, packed.size() - 9)) +
           response(html + "Transfer-Encoding: chunked\r\n", chunks.substr(0, 40)));
  ASSERT_EQ(got.sources.size(), 2u);
  for (const Source& source : got.sources) {
    EXPECT_TRUE(kPage.starts_with(source.bytes));
    EXPECT_GE(source.bytes.size(), 20u);
    ASSERT_EQ(source.problems.size(), 1u);
    EXPECT_EQ(source.problems[0].code, "truncated");
  }
}

TEST(warc_test, a_file_that_ends_inside_a_record_gives_what_is_there) {
  std::string record = response("Content-Type: text/html\r\n", kPage);
  Read got = read(kInfo + record.substr(0, record.size() - 20));
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].bytes, kPage.substr(0, kPage.size() - 16));
  ASSERT_EQ(got.sources[0].problems.size(), 1u);
  EXPECT_EQ(got.sources[0].problems[0].code, "truncated");
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].offset, static_cast<int64_t>(kInfo.size()));
}

TEST(warc_test, a_record_cut_short_by_the_next_one_does_not_swallow_it) {
  std::string record = response("Content-Type: text/html\r\n", kPage);
  std::string torn = record.substr(0, record.size() - 30);
  Read got = read(torn + record + record);
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].bytes, kPage.substr(0, kPage.size() - 26));
  EXPECT_EQ(got.sources[0].problems.at(0).code, "truncated");
  EXPECT_EQ(got.sources[1].path, "w@" + std::to_string(torn.size()));
  EXPECT_EQ(got.sources[1].bytes, kPage);
  EXPECT_EQ(got.sources[2].bytes, kPage);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].offset, 0);
}

TEST(warc_test, a_member_cut_short_ends_exactly_where_the_next_begins) {
  std::string body;
  for (int i = 0; i < 4000; ++i) body += "<p>Line " + std::to_string(i * 7919 % 4001) + "</p>\n";
  std::string long_record = gzip(response("Content-Type: text/html\r\n", body));
  std::string record = gzip(response("Content-Type: text/html\r\n", kPage));
  for (size_t cut : {long_record.size() / 3, long_record.size() / 2, long_record.size() - 3}) {
    Read got = read(record + long_record.substr(0, cut) + record + record);
    ASSERT_EQ(got.sources.size(), 4u) << cut;
    EXPECT_TRUE(body.starts_with(got.sources[1].bytes)) << cut;
    EXPECT_GT(got.sources[1].bytes.size(), body.size() / 4);
    bool all = got.sources[1].bytes.size() == body.size();  // only the checksum is torn
    EXPECT_EQ(got.sources[1].problems.at(0).code, all ? "damaged" : "truncated");
    EXPECT_EQ(got.sources[2].path, "w@" + std::to_string(record.size() + cut));
    EXPECT_EQ(got.sources[3].bytes, kPage);
    ASSERT_EQ(got.failures.size(), 1u) << cut;
    EXPECT_EQ(got.failures[0].offset, static_cast<int64_t>(record.size()));
  }
}

TEST(warc_test, a_damaged_member_costs_only_itself) {
  std::string body;
  for (int i = 0; i < 4000; ++i) body += "<p>Line " + std::to_string(i * 7919 % 4001) + "</p>\n";
  std::string record = gzip(response("Content-Type: text/html\r\n", body));
  std::string damaged = record;
  for (size_t i = 0; i < 40; ++i) damaged[damaged.size() / 2 + i] ^= static_cast<char>(0x5A + i);
  Read got = read(record + damaged + record);
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].bytes, body);
  EXPECT_EQ(got.sources[1].problems.at(0).code, "truncated");
  EXPECT_EQ(got.sources[2].bytes, body);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].offset, static_cast<int64_t>(record.size()));
}

TEST(warc_test, rubbish_between_records_is_one_failure) {
  std::string record = response("Content-Type: text/html\r\n", kPage);
  std::string rubbish = "rubbish\nWARC/1.0 is not a record\n" + std::string(200'000, 'x') + "\n";
  Read got = read(record + rubbish + record);
  EXPECT_EQ(got.sources.size(), 2u);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(got.failures[0].offset, static_cast<int64_t>(record.size()));
  Read packed = read(gzip(record) + "rubbish that is no member" + gzip(record));
  EXPECT_EQ(packed.sources.size(), 2u);
  EXPECT_EQ(packed.failures.size(), 1u);
}

TEST(warc_test, a_record_without_a_length_is_a_failure) {
  std::string bad = "WARC/1.0\r\nWARC-Type: response\r\n\r\nrest\r\n\r\n";
  std::string record = response("Content-Type: text/html\r\n", kPage);
  for (std::string_view length : {"", "Content-Length: -1\r\n", "Content-Length: 9x\r\n",
                                  "Content-Length: 99999999999999999999999\r\n"}) {
    bad = "WARC/1.0\r\nWARC-Type: response\r\n" + std::string(length) + "\r\nrest\r\n\r\n";
    Read got = read(bad + record);
    EXPECT_EQ(got.sources.size(), 1u);
    EXPECT_EQ(got.failures.size(), 1u);
  }
}

TEST(warc_test, an_enormous_length_is_no_allocation) {
  std::string bad =
      "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\n"
      "Content-Length: 18446744073709551615\r\n\r\nonly this";
  Read got = read(bad);
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].bytes, "only this");
  EXPECT_EQ(got.sources[0].problems.at(0).code, "truncated");
  EXPECT_EQ(got.failures.size(), 1u);
}

TEST(warc_test, a_body_over_the_limit_is_cut_and_told_apart_by_its_digest) {
  Limits limits;
  limits.report_bytes = 1000;
  std::string body(300'000, 'a');
  std::string other = body;
  other.back() = 'b';
  std::string html = "Content-Type: text/plain\r\n";
  Read got = read(response(html, body) + response(html, other) + response(html, "short"), limits);
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].bytes.size(), 1000u);
  EXPECT_EQ(got.sources[0].problems.at(0).code, "cut");
  Sha256 hash;
  hash.add(body);
  EXPECT_EQ(got.sources[0].full_digest, hash.finish());
  EXPECT_NE(got.sources[0].id(), got.sources[1].id());
  EXPECT_TRUE(got.sources[2].full_digest.empty());
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, a_bomb_in_a_body_is_a_failure_and_the_next_record_is_read) {
  Limits limits;
  limits.expansion_free_bytes = 100'000;
  limits.expansion_ratio = 50;
  std::string html = "Content-Type: text/plain\r\n";
  std::string bomb = gzip(std::string(5'000'000, 'a'));
  Read got =
      read(response(html + "Content-Encoding: gzip\r\n", bomb) + response(html, "Words."), limits);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_NE(got.failures[0].reason.find("expands too far"), std::string::npos);
  ASSERT_EQ(got.sources.size(), 1u);
  // The member itself is the bomb.
  got = read(gzip(response(html, std::string(5'000'000, 'a'))) + gzip(response(html, "Words.")),
             limits);
  ASSERT_EQ(got.failures.size(), 1u);
  EXPECT_NE(got.failures[0].reason.find("expands too far"), std::string::npos);
  EXPECT_EQ(got.failures[0].offset, 0);
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].bytes, "Words.");
}

TEST(warc_test, truncation_by_the_crawler_is_kept) {
  Read got = read(warc_record("resource",
                              "Content-Type: text/plain\r\nWARC-Truncated: length\r\n"
                              "WARC-Target-URI: <http://example.org/x>\r\n",
                              "Part"));
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].problems.at(0).code, "truncated");
  EXPECT_EQ(got.sources[0].url, "http://example.org/x");
}

TEST(warc_test, stops_when_the_receiver_wants_no_more) {
  std::string record = response("Content-Type: text/html\r\n", kPage);
  Read got(1);
  read_into(got, record + record + "rubbish" + record);
  EXPECT_EQ(got.sources.size(), 1u);
  EXPECT_TRUE(got.failures.empty());
}

TEST(warc_test, hostile_headers_do_no_harm) {
  std::string many = "WARC/1.0\r\n";
  for (int i = 0; i < 10'000; ++i) many += "X: y\r\n";
  EXPECT_EQ(read(many + "\r\n").failures.size(), 1u);
  std::string folded =
      "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain;\r\n\tcharset=x\r\n"
      "Content-Length: 1\r\n\r\na\r\n\r\n";
  Read got = read(folded);
  ASSERT_EQ(got.sources.size(), 1u);
  EXPECT_EQ(got.sources[0].charset, "x");
  for (std::string_view bytes : {"W", "WARC/", "WARC/1.0", "WARC/1.0\r\n", "WARC/1.0\r\n\r\n",
                                 "\r\n\r\n\r\n", "\x1f\x8b\x08", "\x1f\x8b\x08\0\0\0\0\0\0\3"})
    EXPECT_TRUE(read(bytes).sources.empty());
}

}  // namespace
}  // namespace hearsay
