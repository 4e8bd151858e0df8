// Compression: gzip (RFC 1952), zlib and raw deflate (RFC 1950, 1951), brotli (RFC 7932) and zstd
// (RFC 8878) as streams of bytes, member by member, with bounds on how far they may expand.
// Covered by ingest/compression/compression_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"

namespace hearsay {

// Counts what a packed stream took and gave. A member of it may give limits.expansion_free_bytes,
// past that limits.expansion_ratio times what it took, and never more than limits.expanded_bytes.
// Streams within streams are chained by `outer`: all members of one depth together may give four
// times the free bytes, past that the ratio times what the outermost one took. So a tree of small
// bombs is as bounded as one big one. Not owned: `outer` must live as long.
class Expansion {
 public:
  explicit Expansion(const Limits& limits, Expansion* outer = nullptr)
      : limits_(&limits), outer_(outer), depth_(outer ? outer->depth_ + 1 : 0) {}

  // Another member begins.
  void begin_member() { member_packed_ = member_expanded_ = 0; }
  void took(uint64_t packed) {
    packed_ += packed;
    member_packed_ += packed;
  }
  // False once a bound is passed.
  bool gave(uint64_t bytes);
  // The error that tells so; kind unsupported.
  Error error(std::string_view what) const;
  uint32_t depth() const { return depth_; }

 private:
  bool within(uint64_t packed, uint64_t expanded, uint64_t free_times) const;

  const Limits* limits_;
  Expansion* outer_;
  uint32_t depth_;
  uint64_t packed_ = 0;
  uint64_t member_packed_ = 0;
  uint64_t member_expanded_ = 0;
  std::vector<uint64_t> by_depth_;  // of the outermost only
};

// A stream that consists of members, such as the records of a .warc.gz. Begins at the first one.
class Members : public ByteReader {
 public:
  // Bytes of the current member, 0 at its end. Errors: damaged (the bytes, or an early end),
  // unsupported (a bound was hit), system (of the reader below).
  Result<size_t> read(std::span<char> into) override = 0;
  // Goes to the next member, leaving out what was not read of this one; false at the end of the
  // stream. After damage it looks for the next place where a member begins.
  virtual Result<bool> next() = 0;
  // Offset in the packed stream where the current member begins.
  virtual uint64_t member_at() const = 0;
  // Bytes that the last next() left out because they belong to no member (zeros at the very end
  // are padding and do not count).
  virtual uint64_t skipped() const { return 0; }
};

enum class Compression : uint8_t { none, gzip, deflate, brotli, zstd };

// gzip or zstd by their first bytes; none otherwise (deflate and brotli cannot be recognised).
Compression compression_of(std::string_view head);

// `deflate` takes zlib and raw deflate, as HTTP servers send either. `none` is one member with the
// bytes as they are. A zstd stream may begin with a dictionary frame, as WARC files have them.
// `packed` and `expansion` must live as long as the result.
std::unique_ptr<Members> open_compressed(Compression method, BufferedReader& packed,
                                         Expansion& expansion);

// All members of a stream as one, up to the first damage.
class Joined : public ByteReader {
 public:
  explicit Joined(Members& members) : members_(members) {}
  Result<size_t> read(std::span<char> into) override;
  // Bytes that belong to no member, once the end was read, and where the members ended.
  uint64_t skipped() const { return skipped_; }

 private:
  Members& members_;
  uint64_t skipped_ = 0;
  bool ended_ = false;
};

}  // namespace hearsay
