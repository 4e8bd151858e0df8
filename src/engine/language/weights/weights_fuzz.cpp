// Whatever is read as weights gives parts that lie within it.
#include "language/weights/weights.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <xxhash.h>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr size_t kHead = 24;
  std::vector<char> bytes(data, data + size);
  if (size >= kHead) {  // or nothing would get past the checksum
    uint64_t all = size;
    uint64_t sum = XXH3_64bits(bytes.data() + kHead, size - kHead);
    std::memcpy(bytes.data(), "HWF1", 4);
    std::memcpy(bytes.data() + 8, &all, sizeof(all));
    std::memcpy(bytes.data() + 16, &sum, sizeof(sum));
  }
  auto weights = hearsay::Weights::read({bytes.data(), bytes.size()});
  if (!weights) return 0;
  int64_t sum = 0;
  for (int8_t cell : weights->whole("a").cells) sum += cell;
  for (char cell : weights->bytes("a")) sum += cell;
  auto real = weights->real("a");
  if (!real.cells.empty() && reinterpret_cast<const char*>(&real.cells.back() + 1) >
                                 bytes.data() + bytes.size())
    std::abort();
  return sum == INT64_MIN ? 1 : 0;
}
