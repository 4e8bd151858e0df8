// See shared_parts.hpp.
#include "sources/copies/shared_parts.hpp"

#include <algorithm>
#include <iterator>

namespace hearsay {
namespace {

void sort_once(std::vector<uint32_t>& others) {
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
}

}  // namespace

void SharedParts::seal() {
  std::sort(all_.begin(), all_.end(), [](const Shared& a, const Shared& b) {
    return a.rows.begin != b.rows.begin ? a.rows.begin < b.rows.begin : a.other < b.other;
  });
  std::vector<uint32_t> alone;     // others that have a part to themselves
  std::vector<uint32_t> together;  // and those that share one with a third
  for (size_t begin = 0, end = 0; begin < all_.size(); begin = end) {
    Part part{all_[begin].rows, {}};
    for (; end < all_.size() && (end == begin || all_[end].rows.begin < part.rows.end); ++end) {
      part.rows.end = std::max(part.rows.end, all_[end].rows.end);
      part.others.push_back(all_[end].other);
    }
    sort_once(part.others);
    auto& which = part.others.size() == 1 ? alone : together;
    which.insert(which.end(), part.others.begin(), part.others.end());
    if (part.others.size() > kMost) part.others.resize(kMost);
    parts_.push_back(std::move(part));
  }
  all_ = {};
  sort_once(alone);
  sort_once(together);
  std::vector<uint32_t> apart;
  std::set_difference(alone.begin(), alone.end(), together.begin(), together.end(),
                      std::back_inserter(apart));
  apart_ = apart.size();
}

size_t SharedParts::sharers(Span rows) const {
  auto part = std::upper_bound(parts_.begin(), parts_.end(), rows.begin,
                               [](uint32_t row, const Part& one) { return row < one.rows.end; });
  std::vector<uint32_t> others;
  for (; part != parts_.end() && part->rows.begin < rows.end; ++part) {
    others.insert(others.end(), part->others.begin(), part->others.end());
    sort_once(others);
    if (others.size() >= kMost) return kMost;
  }
  return others.size();
}

}  // namespace hearsay
