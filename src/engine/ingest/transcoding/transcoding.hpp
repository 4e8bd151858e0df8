// Transcoding: a stream of text as UTF-8, for readers whose format is parsed before the text in it
// is (feeds, JSON lines). Reports of their own are left as they are; the stage `characters` decodes
// them. Covered by ingest/transcoding/transcoding_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/byte_reader.hpp"

namespace hearsay {

// Valid UTF-8 from bytes in the encoding with this name (any that ICU knows; "" and unknown ones
// are taken as UTF-8). As in the WHATWG Encoding Standard, ISO 8859-1 and ASCII are read as
// windows-1252. A byte order mark is left out. What cannot be decoded becomes U+FFFD and is
// counted. Memory: two blocks. `bytes` must live as long.
class Utf8Reader : public ByteReader {
 public:
  Utf8Reader(BufferedReader& bytes, std::string_view encoding);
  ~Utf8Reader() override;

  Result<size_t> read(std::span<char> into) override;

  // How many sequences could not be decoded so far.
  uint64_t replaced() const;
  // Bytes of the stream that were read so far.
  uint64_t at() const;

  struct Converter;

 private:
  Result<bool> decode_block();
  void decode_utf8_block(std::string_view block, bool last);
  void decode_other_block(std::string_view block);
  void append_utf16(std::u16string_view units);

  BufferedReader& bytes_;
  std::unique_ptr<Converter> converter_;  // null for UTF-8
  std::string ready_;
  size_t given_ = 0;   // of ready_
  char16_t high_ = 0;  // a high surrogate that ended the last piece
  uint64_t replaced_ = 0;
  bool begun_ = false;
  bool ended_ = false;
};

}  // namespace hearsay
