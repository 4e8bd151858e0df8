// Hostile packed bytes are refused or unpack within the bound; what is packed comes back.
#include <cstdint>
#include <cstdlib>

#include "store/zstandard/zstandard.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kMost = 1 << 16;
  static hearsay::Zstandard zstandard;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto unpacked = zstandard.unpack(bytes, kMost);
  if (unpacked.ok() && unpacked->size() > kMost) std::abort();
  auto back = zstandard.unpack(zstandard.pack(bytes), size);
  if (!back.ok() || *back != bytes) std::abort();
  return 0;
}
