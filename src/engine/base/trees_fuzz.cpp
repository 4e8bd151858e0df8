// Whatever is read as trees ends on any row.
#include "base/trees.hpp"

#include <array>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr std::array<std::string_view, 2> kFeatures = {"words", "links"};
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto trees = hearsay::Trees::read(bytes, kFeatures);
  if (!trees) return 0;
  for (int32_t value : {INT32_MIN, -1, 0, 7, INT32_MAX}) {
    std::array<int32_t, 2> row = {value, 10};
    static_cast<void>(trees->score(row));
  }
  return 0;
}
