// Clusters: chains that were found to be one, each with the reason and with those that were the
// reason; a forest of disjoint sets (Tarjan, "Efficiency of a good but not linear set union
// algorithm", 1975). The same joins in any order give the same clusters.
// Covered by resolved/clusters/clusters_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <unordered_map>
#include <vector>

namespace hearsay {

class Clusters {
 public:
  static constexpr size_t kMostEvidence = 2;

  // `size` chains, each alone.
  explicit Clusters(size_t size) : parent_(size), why_(size), evidence_(size) {
    std::iota(parent_.begin(), parent_.end(), uint32_t{0});
  }

  // The one that stands for all that are one with it.
  size_t find(size_t one) {
    while (parent_[one] != one) one = parent_[one] = parent_[parent_[one]];
    return one;
  }

  // `root` stands for both from now on; both must stand for theirs.
  void put_under(size_t root, size_t other) { parent_[other] = static_cast<uint32_t>(root); }

  // Why these two are one; of each the first reason is kept.
  void note(size_t one, size_t other, const std::string& why) {
    for (auto [own, its] : {std::pair{one, other}, std::pair{other, one}}) {
      if (why_[own].empty()) why_[own] = why;
      if (evidence_[own].size() < kMostEvidence)
        evidence_[own].push_back(static_cast<uint32_t>(its));
    }
  }
  // Empty for one that stands alone.
  const std::string& why(size_t one) const { return why_[one]; }
  const std::vector<uint32_t>& evidence(size_t one) const { return evidence_[one]; }

 private:
  std::vector<uint32_t> parent_;
  std::vector<std::string> why_;
  std::vector<std::vector<uint32_t>> evidence_;
};

}  // namespace hearsay
