// Source: one report as a reader of files hands it to the pipeline.
// Covered by document/source_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "document/problem.hpp"

namespace hearsay {

enum class Format : uint8_t { text, html };
std::span<const std::string_view> names_of(Format);

// The bytes as they lay in the input after content decoding (chunks joined, gzip and brotli undone,
// JSON and XML strings unescaped), and what the container said about them. Everything that is said
// here is a claim of the container, kept as evidence, not yet believed.
struct Source {
  std::string bytes;
  Format format = Format::text;
  std::string path;  // "pile.zip!/a.html", "x.jsonl:17", "x.warc.gz@8123", "feed.xml#3"
  std::string charset;  // label given by the transport (HTTP header), empty if none
  std::string url;
  std::string title;
  std::string published;  // as written
  std::string publisher;
  std::string external_id;  // `id` of a JSON line, `guid` of a feed item
  std::vector<std::string> authors;
  std::string fetched;  // when a crawler read it (WARC-Date), as written
  Problems problems;    // of reading: cut, truncated record, undecodable body ...

  // Set by the reader when `bytes` was cut at a limit: the SHA-256 of all of it. Empty otherwise.
  std::string full_digest;

  // 128-bit id of bytes, url, publisher and external id; the path is no part of it. O(bytes).
  ReportId id() const;
};

// Whether `one` rather than `other` is kept where both are the same report (equal ids), so that what
// is kept does not depend on which was read first: what was not cut, then what was fetched first,
// then the smallest in the order of format, charset, title, date, authors and problems, where
// nothing said comes last. A strict weak order; bytes and path take no part.
bool is_kept_over(const Source& one, const Source& other);

// An input that gave no report, for the list of failures.
struct Failure {
  std::string path;
  int64_t offset = -1;
  std::string reason;
  bool operator==(const Failure&) const = default;
};

// Receives what a reader finds.
class SourceSink {
 public:
  virtual ~SourceSink() = default;
  // False asks the reader to stop as soon as it can.
  virtual bool add(Source source) = 0;
  virtual void fail(Failure failure) = 0;
};

}  // namespace hearsay
