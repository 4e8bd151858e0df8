// See gist.hpp.
#include "stories/gist/gist.hpp"

#include <algorithm>
#include <cmath>

namespace hearsay {
namespace {

constexpr size_t kLeapFrom = 16;  // times as many terms: they are leapt over
constexpr std::array<size_t, kGistFields> kKept = {64, 24, 16, 32, 8, 8, 16};

bool is_heavier(const std::pair<uint32_t, double>& a, const std::pair<uint32_t, double>& b) {
  return a.second != b.second ? a.second > b.second : a.first < b.first;
}

// Of what stands from `begin` on, sorted by term.
void keep_heaviest(std::vector<Gist::Entry>& all, size_t begin) {
  if (all.size() - begin <= 2 * Gist::kMostTerms) return;
  auto first = all.begin() + static_cast<ptrdiff_t>(begin);
  auto end = first + static_cast<ptrdiff_t>(Gist::kMostTerms);
  std::nth_element(first, end, all.end(), [](const Gist::Entry& a, const Gist::Entry& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  all.erase(end, all.end());
  std::sort(first, end, [](const Gist::Entry& a, const Gist::Entry& b) { return a.term < b.term; });
}

// Where `term` stands or would stand from `at` on: steps that double, then halves.
const Gist::Entry* leap(const Gist::Entry* at, const Gist::Entry* end, uint32_t term) {
  ptrdiff_t step = 1;
  while (step < end - at && at[step].term < term) {
    at += step;
    step *= 2;
  }
  return std::lower_bound(at, at + std::min(step + 1, end - at), term,
                          [](const Gist::Entry& one, uint32_t value) { return one.term < value; });
}

}  // namespace

Gist::Gist(std::span<std::vector<std::pair<uint32_t, double>>, kGistFields> fields) {
  for (size_t field = 0; field < kGistFields; ++field) {
    auto& all = fields[field];
    if (all.size() > kKept[field]) {
      std::nth_element(all.begin(), all.begin() + static_cast<ptrdiff_t>(kKept[field]), all.end(),
                       is_heavier);
      all.resize(kKept[field]);
    }
    std::sort(all.begin(), all.end());
    double squares = 0;
    for (const auto& [term, weight] : all) squares += weight * weight;
    double scale = squares > 0 ? kUnit / std::sqrt(squares) : 0;
    for (const auto& [term, weight] : all)
      if (auto scaled = static_cast<int32_t>(std::lround(weight * scale)); scaled > 0)
        entries_.push_back({term, scaled});
    ends_[field] = static_cast<uint32_t>(entries_.size());
  }
  entries_.shrink_to_fit();
}

void Gist::add(const Gist& other) {
  std::vector<Entry> sum;
  sum.reserve(entries_.size() + other.entries_.size());
  std::array<uint32_t, kGistFields> ends{};
  for (size_t field = 0; field < kGistFields; ++field) {
    Entries a = of(static_cast<GistField>(field));
    Entries b = other.of(static_cast<GistField>(field));
    size_t i = 0;
    size_t j = 0;
    while (i < a.size() || j < b.size()) {
      if (j == b.size() || (i < a.size() && a[i].term < b[j].term)) {
        sum.push_back(a[i++]);
      } else if (i == a.size() || b[j].term < a[i].term) {
        sum.push_back(b[j++]);
      } else {
        sum.push_back({a[i].term, a[i].weight + b[j].weight});
        ++i;
        ++j;
      }
    }
    keep_heaviest(sum, field == 0 ? 0 : ends[field - 1]);
    ends[field] = static_cast<uint32_t>(sum.size());
  }
  entries_ = std::move(sum);
  ends_ = ends;
}

Gist Gist::as_one() const {
  std::array<std::vector<std::pair<uint32_t, double>>, kGistFields> fields;
  for (size_t field = 0; field < kGistFields; ++field)
    for (const Entry& entry : of(static_cast<GistField>(field)))
      fields[field].emplace_back(entry.term, entry.weight);
  return Gist(fields);
}

namespace {

// Step by step, without a branch on who is behind: which of two terms is less is as good as random.
int64_t product_in_step(Gist::Entries a, Gist::Entries b) {
  int64_t out = 0;
  size_t i = 0;
  size_t j = 0;
  while (i < a.size() && j < b.size()) {
    uint32_t x = a[i].term;
    uint32_t y = b[j].term;
    int64_t both = int64_t{a[i].weight} * b[j].weight;
    out += x == y ? both : 0;
    i += x <= y;
    j += y <= x;
  }
  return out;
}

}  // namespace

int64_t product(Gist::Entries a, Gist::Entries b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() * kLeapFrom >= b.size()) return product_in_step(a, b);
  int64_t out = 0;
  const Gist::Entry* at = b.data();
  const Gist::Entry* end = at + b.size();
  for (const Gist::Entry& one : a) {
    at = leap(at, end, one.term);
    if (at == end) break;
    if (at->term == one.term) out += int64_t{one.weight} * at->weight;
  }
  return out;
}

}  // namespace hearsay
