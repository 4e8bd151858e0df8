// Draws: random numbers that are the same on every machine and with every compiler, which those of
// std:: are not. Covered by eval/lineage/lineage_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hearsay::eval {

// SplitMix64 (Steele, Lea and Flood 2014), cheap to begin anew for every report.
class Draws {
 public:
  explicit Draws(uint64_t seed) : state_(seed) {}
  // Of something that has a number under a seed, such as a report of a story.
  Draws(uint64_t seed, uint64_t number, uint64_t purpose) : state_(seed) {
    state_ = next() ^ number;
    state_ = next() ^ purpose;
  }

  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // From 0 to `bound` - 1; `bound` from 1 to 2^32 - 1.
  uint32_t below(size_t bound) {
    return static_cast<uint32_t>((next() >> 32) * static_cast<uint64_t>(bound) >> 32);
  }
  // From 0 to `bound` - 1, the lower the likelier: the density falls linearly to nothing.
  uint32_t low_below(size_t bound) {
    uint32_t one = below(bound);
    uint32_t other = below(bound);
    return one < other ? one : other;
  }
  // From 0 up to, but not, 1.
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  bool chance(double probability) { return share() < probability; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(list.size())];
  }

 private:
  uint64_t state_;
};

}  // namespace hearsay::eval
