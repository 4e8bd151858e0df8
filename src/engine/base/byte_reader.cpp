// See byte_reader.hpp.
#include "base/byte_reader.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace hearsay {
namespace {

constexpr size_t kPiece = size_t{64} << 10;

}  // namespace

Result<size_t> MemoryReader::read(std::span<char> into) {
  size_t count = std::min(into.size(), bytes_.size());
  std::memcpy(into.data(), bytes_.data(), count);
  bytes_.remove_prefix(count);
  return count;
}

Result<std::string_view> BufferedReader::peek(size_t want) {
  while (!ended_ && window_.size() - start_ < want) {
    if (start_ > 0 && start_ >= window_.size() / 2) {
      window_.erase(0, start_);
      start_ = 0;
    }
    size_t before = window_.size();
    // Memory follows what arrives, not what somebody promised.
    size_t missing = std::max(kPiece, want - (before - start_));
    window_.resize(before + std::min(missing, 4 * kPiece));
    Result<size_t> got = inner_.read(std::span(window_).subspan(before));
    window_.resize(before + (got ? *got : 0));
    if (!got) return got.error();
    ended_ = *got == 0;
  }
  return std::string_view(window_).substr(start_);
}

void BufferedReader::consume(size_t count) {
  assert(count <= window_.size() - start_);
  start_ += count;
  at_ += count;
  if (start_ == window_.size()) {
    window_.clear();
    start_ = 0;
  }
}

Result<size_t> BufferedReader::read(std::span<char> into) {
  Result<std::string_view> view = peek(1);
  if (!view) return view.error();
  size_t count = std::min(into.size(), view->size());
  std::memcpy(into.data(), view->data(), count);
  consume(count);
  return count;
}

Result<ReadAll> read_all(ByteReader& reader, size_t limit) {
  ReadAll out;
  while (true) {
    size_t before = out.bytes.size();
    out.bytes.resize(std::min(limit + 1, std::max(before * 2, before + kPiece)));
    Result<size_t> got = reader.read(std::span(out.bytes).subspan(before));
    if (!got) return got.error();
    out.bytes.resize(before + *got);
    if (out.bytes.size() > limit) {
      out.bytes.resize(limit);
      out.cut = true;
      return out;
    }
    if (*got == 0) return out;
  }
}

}  // namespace hearsay
