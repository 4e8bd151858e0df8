// Trees: sums of small decision trees over whole numbers, trained elsewhere (gradient boosting:
// Friedman, "Greedy Function Approximation", 2001). Everything is an integer, so a score is the
// same on every machine. Covered by base/trees_test.cpp and fuzzed by base/trees_fuzz.cpp.
//
// File, little-endian: "HTR1", uint32 features, uint32 trees, then the names of the features, each
// ended by a line feed; then every tree: uint32 inner nodes n, n times {int32 threshold, uint16
// feature, int16 left, int16 right}, then n + 1 int32 leaf values. A child c >= 0 is an inner node
// after its parent, otherwise leaf ~c. Left where value <= threshold. A tree of one leaf has n = 0.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hearsay {

class Trees {
 public:
  // Leaf values are log odds in units of 1 / kUnit.
  static constexpr int32_t kUnit = 1 << 16;

  // An inner node as the file has it.
  struct FileNode {
    int32_t threshold;
    uint16_t feature;
    int16_t left, right;
  };

  Trees() = default;
  // `damaged` for anything that is not such a file with exactly these features, in this order.
  static Result<Trees> read(std::string_view bytes, std::span<const std::string_view> features);

  bool empty() const { return trees_.empty(); }
  size_t size() const { return trees_.size(); }
  // The sum of all trees for one row of features; 0 without trees. O(trees * depth).
  int64_t score(std::span<const int32_t> row) const;
  // The same, or nothing where the first `trees` of them sum up to less than `floor`.
  std::optional<int64_t> score_above(std::span<const int32_t> row, int64_t floor, size_t trees) const;

  // What each feature adds to the score of one row: along its path through every tree, the change
  // from a node's value to its child's (Saabas, "Interpreting random forests", 2014). The value of
  // a node is the mean score of those of `rows` that reach it, cut to a whole number, so a feature
  // in which all rows are alike adds nothing. Cutting cancels out along a path: `base` and all of
  // `of_feature` together are exactly the sum of the first `trees` trees. `row` is an index into
  // `rows`, which are of equal length. O(trees * rows * depth).
  struct Contributions {
    int64_t base = 0;                 // the mean score of all rows, cut tree by tree
    std::vector<int64_t> of_feature;  // one per feature
  };
  Contributions contributions(std::span<const std::span<const int32_t>> rows, size_t row,
                              size_t trees = SIZE_MAX) const;

 private:
  // The two children of a node stand side by side after it. A leaf leads to itself, so that all
  // trees of a group may go the same number of steps, which no branch has to guess.
  struct Node {
    int32_t threshold;
    uint16_t feature;
    uint16_t step;  // to the left child; 0 in a leaf
  };
  struct Tree {
    uint32_t root;
    uint32_t depth;
  };
  void plant(std::span<const FileNode> nodes, std::span<const int32_t> leaves);
  int64_t sum(std::span<const int32_t> row, size_t begin, size_t end) const;

  std::vector<Node> nodes_;
  std::vector<int32_t> values_;  // of leaves, by node
  std::vector<Tree> trees_;
};

// "-1.25": log odds of kUnit, rounded to hundredths, halves away from 0.
std::string odds_text(int64_t log_odds);

// The probability that log odds of kUnit stand for, in ten-thousandths, by a table: 0 to 10000.
uint16_t odds_to_share(int64_t log_odds);

}  // namespace hearsay
