// HTTP responses as crawlers store them (RFC 9112): header fields, chunks, content encodings.
// Internal to this folder. Covered by ingest/warc/warc_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_reader.hpp"

namespace hearsay {

// "Name: value" lines, also folded ones; lines without a colon are left out.
class Fields {
 public:
  // The lines of a header, after its first one.
  static Fields parse(std::string_view lines);
  // First value of a field, empty if there is none. `lower_case_name` as it says.
  std::string_view get(std::string_view lower_case_name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// Length of a header including the empty line that ends it, npos if the line is not there.
size_t header_size(std::string_view bytes);
// The first line and what follows it.
std::pair<std::string_view, std::string_view> split_line(std::string_view text);
// Decimal digits only, and not too many of them.
std::optional<uint64_t> parse_number(std::string_view digits);

// "text/html" of "Text/HTML; charset=utf-8", and the value of charset.
struct ContentType {
  std::string type;
  std::string charset;
};
ContentType parse_content_type(std::string_view value);

// The status of "HTTP/1.1 200 OK", 0 if it is no such line.
int status_of(std::string_view line);

// Joins the chunks of a body (RFC 9112 7.1). Trailers are left unread.
class Chunks : public ByteReader {
 public:
  explicit Chunks(BufferedReader& body) : body_(body) {}
  Result<size_t> read(std::span<char> into) override;
  // True if a body begins with a chunk; some archives keep the header of chunks they have joined.
  static bool begin(std::string_view body);

 private:
  Result<void> next_chunk();

  BufferedReader& body_;
  uint64_t left_ = 0;
  bool first_ = true;
  bool ended_ = false;
};

// At most `limit` bytes of a reader.
class Section : public ByteReader {
 public:
  Section(ByteReader& inner, uint64_t limit) : inner_(inner), left_(limit) {}
  Result<size_t> read(std::span<char> into) override;
  uint64_t left() const { return left_; }

 private:
  ByteReader& inner_;
  uint64_t left_;
};

}  // namespace hearsay
