// Zstandard: texts and sources as the store keeps them. One byte that says how (0 as they are,
// 1 a Zstandard frame, RFC 8878, with its checksum), then the bytes.
// Covered by store/zstandard/zstandard_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hearsay {

// Keeps its working memory between calls: one per thread.
class Zstandard {
 public:
  Zstandard();
  ~Zstandard();

  // Same bytes, same result, for one version of the library.
  std::string pack(std::string_view bytes);
  // Gives back `damaged` for bytes that pack() did not make or that have changed since, and for
  // more than `most` bytes; never allocates much more than it has really unpacked.
  Result<std::string> unpack(std::string_view packed, size_t most);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hearsay
