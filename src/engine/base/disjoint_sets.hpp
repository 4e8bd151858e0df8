// Disjoint sets: numbers that were put together, each set named by its least (union-find, Galler
// and Fischer 1964). Covered by base/disjoint_sets_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace hearsay {

class DisjointSets {
 public:
  // The numbers below `size`, each alone.
  explicit DisjointSets(size_t size) : above_(size) { std::iota(above_.begin(), above_.end(), 0U); }
  // The least of all that are together with it. O(log n), amortised.
  uint32_t find(uint32_t one) {
    while (above_[one] != one) one = above_[one] = above_[above_[one]];
    return one;
  }
  void join(uint32_t a, uint32_t b) {
    a = find(a);
    b = find(b);
    above_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<uint32_t> above_;
};

}  // namespace hearsay
