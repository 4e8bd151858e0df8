// Shared parts: which parts of one report others have too, and who these are. Covered by
// sources/copies/shared_parts_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/span.hpp"

namespace hearsay {

class SharedParts {
 public:
  // `other` has these rows, too.
  void add(Span rows, uint32_t other) { all_.push_back({rows, other}); }
  // To be called once, after all have been added: joins what overlaps to parts. O(n log n).
  void seal();

  // How many others share nothing that a third has.
  size_t apart() const { return apart_; }
  // How many others share the parts that these rows touch, at most kMost. O(log parts + touched).
  size_t sharers(Span rows) const;
  static constexpr size_t kMost = 3;

 private:
  struct Shared {
    Span rows;
    uint32_t other;
  };
  struct Part {
    Span rows;
    std::vector<uint32_t> others;  // at most kMost, sorted
  };
  std::vector<Shared> all_;
  std::vector<Part> parts_;
  size_t apart_ = 0;
};

}  // namespace hearsay
