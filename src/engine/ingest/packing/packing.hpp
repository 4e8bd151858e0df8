// Packing: makes compressed streams, archives and WARC files in memory and collects what readers
// find in them. For the tests of the folders beside it; the engine itself packs nothing, and
// nothing of this is compiled into it. Covered by those tests.
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay::packing {

// Keeps everything; asks to stop once `most` reports were added.
class Collected : public SourceSink {
 public:
  explicit Collected(size_t most = SIZE_MAX) : most_(most) {}
  bool add(Source source) override {
    sources.push_back(std::move(source));
    return sources.size() < most_;
  }
  void fail(Failure failure) override { failures.push_back(std::move(failure)); }

  std::vector<std::string> paths() const {
    std::vector<std::string> out;
    for (const Source& source : sources) out.push_back(source.path);
    return out;
  }

  std::vector<Source> sources;
  std::vector<Failure> failures;
  uint64_t passed_over = 0;

 private:
  size_t most_;
};

// Gives its pieces one after the other, then perhaps an error.
class PieceReader : public ByteReader {
 public:
  PieceReader(std::function<std::string(size_t)> piece) : piece_(std::move(piece)) {}
  Result<size_t> read(std::span<char> into) override {
    if (rest_.empty() && !ended_) {
      bytes_ = piece_(next_++);
      rest_ = bytes_;
      ended_ = rest_.empty();
    }
    size_t count = rest_.copy(into.data(), into.size());
    rest_.remove_prefix(count);
    return count;
  }

 private:
  std::function<std::string(size_t)> piece_;
  size_t next_ = 0;
  std::string bytes_;
  std::string_view rest_;
  bool ended_ = false;
};

// Gives memory in pieces of 1 to 7 bytes.
class SmallPieces : public ByteReader {
 public:
  explicit SmallPieces(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(std::span<char> into) override {
    size_t count = bytes_.copy(into.data(), std::min<size_t>(into.size(), size_ = size_ % 7 + 1));
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  size_t size_ = 3;
};

// Gives `good` and then fails.
class FailingReader : public ByteReader {
 public:
  FailingReader(std::string good, Error error) : good_(std::move(good)), error_(std::move(error)) {}
  Result<size_t> read(std::span<char> into) override {
    size_t count = good_.copy(into.data(), into.size());
    good_.erase(0, count);
    if (count == 0) return error_;
    return count;
  }

 private:
  std::string good_;
  Error error_;
};

// Bounds that small inputs reach.
inline Limits tight_limits() {
  Limits limits;
  limits.report_bytes = 1000;
  limits.expansion_free_bytes = 20'000;
  limits.expansion_ratio = 10;
  limits.members = 20;
  limits.tree_depth = 16;
  limits.json_depth = 8;
  return limits;
}

// What must hold of every report and failure, and for every way in which the stream is cut. Aborts
// where it does not; for fuzz targets. `read(ByteReader&, SourceSink&)` reads from a path "in".
template <class Read>
void check(std::string_view bytes, Read read) {
  Collected whole, cut;
  MemoryReader memory(bytes);
  read(memory, whole);
  SmallPieces pieces(bytes);
  read(pieces, cut);
  auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  require(whole.failures == cut.failures && whole.paths() == cut.paths());
  for (size_t i = 0; i < whole.sources.size(); ++i) {
    const Source& source = whole.sources[i];
    require(source.bytes == cut.sources[i].bytes && source.problems == cut.sources[i].problems);
    require(source.bytes.size() <= tight_limits().report_bytes && source.path.starts_with("in"));
    require(source.full_digest.empty() || source.full_digest.size() == 32);
  }
  require(!whole.sources.empty() || !whole.failures.empty() || whole.passed_over > 0);
}

// Window bits as zlib takes them: 31 gzip, 15 zlib, -15 raw.
inline std::string deflated(std::string_view bytes, int window_bits, int level = 6) {
  z_stream stream{};
  deflateInit2(&stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}
inline std::string gzip(std::string_view bytes, int level = 6) {
  return deflated(bytes, 31, level);
}
inline std::string zlib(std::string_view bytes) {
  return deflated(bytes, 15);
}
inline std::string raw_deflate(std::string_view bytes) {
  return deflated(bytes, -15);
}

inline std::string zstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

// Brotli in uncompressed meta-blocks (RFC 7932 9.2), so that no encoder is needed.
inline std::string brotli(std::string_view bytes) {
  std::string out;
  bool first = true;
  while (!bytes.empty()) {
    std::string_view block = bytes.substr(0, 65536);
    bytes.remove_prefix(block.size());
    auto length = static_cast<uint32_t>(block.size() - 1);
    // ISLAST 0, MNIBBLES 00, MLEN - 1, ISUNCOMPRESSED 1; before the first one WBITS 0.
    uint32_t bits = length << 3 | uint32_t{1} << 19;
    if (first) bits <<= 1;
    first = false;
    for (int i = 0; i < 3; ++i) out += static_cast<char>(bits >> (8 * i) & 0xFF);
    out += block;
  }
  out += first ? '\x06' : '\x03';
  return out;
}

struct Member {
  std::string name;
  std::string bytes;
  mode_t type = AE_IFREG;
};

enum class Container { zip, tar, bare };

// An archive as libarchive writes it. `filter` is "" or one of its filters; `options` as in
// archive_write_set_options. Bare: the first member alone, for a filter to compress.
inline std::string archived(Container container, const std::vector<Member>& members,
                            const char* filter = "", const char* options = nullptr) {
  std::string out;
  struct archive* a = archive_write_new();
  if (container == Container::zip) archive_write_set_format_zip(a);
  if (container == Container::tar) archive_write_set_format_pax_restricted(a);
  if (container == Container::bare) archive_write_set_format_raw(a);
  if (*filter) archive_write_add_filter_by_name(a, filter);
  if (options) archive_write_set_options(a, options);
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open2(
      a, &out, nullptr,
      [](struct archive*, void* to, const void* bytes, size_t size) -> la_ssize_t {
        static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
      },
      nullptr, nullptr);
  for (const Member& member : members) {
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, member.type);
    archive_entry_set_perm(entry, 0644);
    if (member.type == AE_IFLNK)
      archive_entry_set_symlink(entry, member.bytes.c_str());
    else
      archive_entry_set_size(entry, static_cast<la_int64_t>(member.bytes.size()));
    archive_write_header(a, entry);
    if (member.type == AE_IFREG) archive_write_data(a, member.bytes.data(), member.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_free(a);
  return out;
}

// A zip as most programs write it: sizes in the local headers, nothing compressed (PKWARE APPNOTE).
inline std::string stored_zip(const std::vector<Member>& members) {
  auto number = [](size_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i)
      out += i < 4 ? static_cast<char>(value >> (8 * i) & 0xFF) : '\0';
    return out;
  };
  std::string out, directory;
  for (const Member& member : members) {
    auto sum = crc32(0, reinterpret_cast<const Bytef*>(member.bytes.data()),
                     static_cast<uInt>(member.bytes.size()));
    // Version, flags (UTF-8 names), method, time, date, sum, sizes, length of the name.
    std::string header = number(20, 2) + number(0x800, 2) + number(0, 6) + number(sum, 4) +
                         number(member.bytes.size(), 4) + number(member.bytes.size(), 4) +
                         number(member.name.size(), 2) + number(0, 2);
    directory +=
        "PK\1\2" + number(20, 2) + header + number(0, 10) + number(out.size(), 4) + member.name;
    out += "PK\3\4" + header + member.name + member.bytes;
  }
  std::string count = number(members.size(), 2);
  return out + directory + "PK\5\6" + number(0, 4) + count + count + number(directory.size(), 4) +
         number(out.size(), 4) + number(0, 2);
}

// A record with its block and the two empty lines.
inline std::string warc_record(std::string_view type, std::string_view fields,
                               std::string_view block, std::string_view version = "1.0") {
  return "WARC/" + std::string(version) + "\r\nWARC-Type: " + std::string(type) + "\r\n" +
         std::string(fields) + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         std::string(block) + "\r\n\r\n";
}

inline std::string http(std::string_view fields, std::string_view body,
                        std::string_view status = "200 OK") {
  return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(fields) + "\r\n" +
         std::string(body);
}

inline std::string page_record(std::string_view url, std::string_view body,
                               std::string_view http_fields = "Content-Type: text/html\r\n") {
  return warc_record("response",
                     "WARC-Target-URI: " + std::string(url) +
                         "\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
                         "Content-Type: application/http; msgtype=response\r\n",
                     http(http_fields, body));
}

}  // namespace hearsay::packing
