// Reads the pairs of reports of which it was read how they are related (eval/copies/README.md).
// Covered by eval/copies/copy_pairs_test.cpp.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hearsay::eval {

inline constexpr std::array<std::string_view, 4> kCopyLabels = {"copy", "rewrite", "quotation",
                                                                "independent"};

struct CopyPair {
  uint64_t first_id = 0, second_id = 0;
  std::string first, second;  // what they say; UTF-8
  std::string label;          // one of kCopyLabels
  int certainty = 1;          // 1 sure, 2 probable, 3 doubtful
  bool test = false;          // in the half for figures, else in the one for tuning
};

// `labels`: lines of two ids, the half, the label and how certain it is, with tabs between; lines
// that begin with '#' are notes. `articles`: {"id","text"} a line. In order of the labels.
// `damaged` with the line that is wrong, also where an id is of no article.
Result<std::vector<CopyPair>> read_copy_pairs(const std::string& labels,
                                              const std::string& articles);

}  // namespace hearsay::eval
