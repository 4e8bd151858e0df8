// Weights: the file that holds a trained network. Covered by language/weights/weights_test.cpp and
// fuzzed by language/weights/weights_fuzz.cpp.
//
// File, little-endian: "HWF1", uint32 count of parts, uint64 size of the file, uint64 XXH3 (64 bits)
// of everything after it. Then for every part 64 bytes: its name (40, padded with zeros), uint32
// kind (0 bytes, 1 int8, 2 float32), uint32 rows, uint32 columns, uint32 offset / 64, uint64 zero.
// Then the parts, each at a multiple of 64.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>

#include "base/result.hpp"

namespace hearsay {

// A matrix in the file, row by row.
template <class T>
struct Matrix {
  uint32_t rows = 0, columns = 0;
  std::span<const T> cells;
  std::span<const T> row(size_t i) const { return cells.subspan(i * columns, columns); }
};

// What such a file has; views into its bytes, which must outlive it and begin at a multiple of 64.
class Weights {
 public:
  // `damaged` for anything that is not such a file, whole and unchanged. O(bytes), several GB/s.
  static Result<Weights> read(std::string_view bytes);

  // Empty (no rows) where there is no such part, or one of another kind or shape; 0 for any.
  Matrix<int8_t> whole(std::string_view name, uint32_t rows = 0, uint32_t columns = 0) const;
  Matrix<float> real(std::string_view name, uint32_t rows = 0, uint32_t columns = 0) const;
  std::string_view bytes(std::string_view name) const;

 private:
  struct Part {
    uint32_t kind, rows, columns;
    std::string_view bytes;
  };
  const Part* find(std::string_view name, uint32_t kind, uint32_t rows, uint32_t columns) const;
  std::map<std::string_view, Part> parts_;
};

}  // namespace hearsay
