// All that the scorers of copies ask of Hearsay: which passages two texts share, and how two
// reports are related. Covered by eval/copies/copies_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace hearsay::eval {

// A passage found, in bytes of the two texts.
struct Detection {
  Span source, suspicious;
};

class CopiesEngine {
 public:
  CopiesEngine();
  ~CopiesEngine();

  // Passages of `suspicious` that come from `source`, whatever was done to their words.
  std::vector<Detection> find_passages(std::string_view source, std::string_view suspicious) const;

  // copy, rewrite, quotation or independent, as eval/copies/README.md means them.
  std::string find_relation(std::string_view first, std::string_view second) const;

 private:
  struct Kept;  // lexicons
  std::unique_ptr<const Kept> kept_;
};

}  // namespace hearsay::eval
