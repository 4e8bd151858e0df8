// Frequencies: how much a word says, by how rare it is in news (inverse document frequency, Sparck
// Jones 1972). The counts are shipped and never change with what is read, so that reports compare
// alike whatever else is in the pile (models/cards/frequencies.md). Covered by
// reported/frequencies/frequencies_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/resources.hpp"

namespace hearsay {

class Frequencies {
 public:
  // Of models/terms/frequencies.tsv; without it all words are equally rare.
  explicit Frequencies(const Resources& resources);

  // Hundredths of ln(texts / texts with this stem): 0 for words of every text, kMost for words
  // that no text counted has. `stem` as in Terms. O(1).
  uint32_t weight(uint32_t stem) const {
    for (size_t at = stem & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].stem == stem && slots_[at].weight != kFree) return slots_[at].weight;
      if (slots_[at].weight == kFree) return most_;
    }
  }
  uint32_t most() const { return most_; }

 private:
  static constexpr uint16_t kFree = UINT16_MAX;
  struct Slot {
    uint32_t stem = 0;
    uint16_t weight = kFree;
  };
  void add(std::string_view stem, uint16_t weight);

  std::vector<Slot> slots_;
  size_t mask_ = 0;
  uint32_t most_ = 100;
};

}  // namespace hearsay
