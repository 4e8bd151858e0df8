// Whatever is read as trees ends on any row, and what the features add up to is the score.
#include "base/trees.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static constexpr std::array<std::string_view, 2> kFeatures = {"words", "links"};
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto trees = hearsay::Trees::read(bytes, kFeatures);
  if (!trees) return 0;
  static constexpr std::array<std::array<int32_t, 2>, 5> kCells = {
      {{INT32_MIN, 10}, {-1, 10}, {0, 10}, {7, 10}, {INT32_MAX, 10}}};
  std::array<std::span<const int32_t>, kCells.size()> rows;
  std::copy(kCells.begin(), kCells.end(), rows.begin());
  for (size_t row = 0; row < rows.size(); ++row) {
    auto contributions = trees->contributions(rows, row);
    int64_t sum = contributions.base;
    for (int64_t one : contributions.of_feature) sum += one;
    if (sum != trees->score(rows[row])) std::abort();
  }
  return 0;
}
