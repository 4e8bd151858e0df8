// A stream of bytes that somebody else opened: the engine reads, a surface owns the file.
// Covered by base/byte_reader_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hearsay {

// Pull stream. read() fills at most into.size() bytes and returns how many; 0 means the end, for
// good. After an error or the end, further reads give the same answer.
class ByteReader {
 public:
  virtual ~ByteReader() = default;
  virtual Result<size_t> read(std::span<char> into) = 0;
};

// Reads from memory that must outlive it.
class MemoryReader : public ByteReader {
 public:
  explicit MemoryReader(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(std::span<char> into) override;

 private:
  std::string_view bytes_;
};

// A window over a reader that can be looked at before it is consumed. `at()` is the offset in the
// stream of the first byte not yet consumed.
class BufferedReader : public ByteReader {
 public:
  explicit BufferedReader(ByteReader& inner) : inner_(inner) {}

  // At least `want` bytes if the stream still has them, without consuming. The view is valid until
  // the next call that is not const. Keep `want` bounded: the window grows to it.
  Result<std::string_view> peek(size_t want);
  void consume(size_t count);  // count <= size of the last peek
  Result<size_t> read(std::span<char> into) override;
  uint64_t at() const { return at_; }

 private:
  ByteReader& inner_;
  std::string window_;
  size_t start_ = 0;
  uint64_t at_ = 0;
  bool ended_ = false;
};

// Everything that is left, but at most `limit` bytes. `cut` says that there was more; the rest is
// then unread.
struct ReadAll {
  std::string bytes;
  bool cut = false;
};
Result<ReadAll> read_all(ByteReader& reader, size_t limit);

}  // namespace hearsay
