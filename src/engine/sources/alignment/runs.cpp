// See runs.hpp.
#include "sources/alignment/runs.hpp"

#include <algorithm>
#include <optional>

namespace hearsay {
namespace {

constexpr size_t kRepeats = 16;  // of the same words on one side that are looked at
constexpr size_t kMostRuns = 20'000;
constexpr size_t kMostChained = 400;
constexpr uint32_t kNear = 5;     // words that a run may lie outside a place
constexpr uint32_t kOverlap = 2;  // words that two runs of a chain may share
constexpr double kGapPrice = .3;  // of a word between runs, in words of a run

// Where the same six words begin on both sides.
struct Start {
  uint32_t from, to;
  int64_t diagonal() const { return int64_t{to} - int64_t{from}; }
};

bool same(const Pair& pair, uint32_t from, uint32_t to) {
  return pair.to.other[pair.to.own->term(to)] == pair.from.own->term(from);
}

Run extended(const Pair& pair, uint32_t from, uint32_t to) {
  while (from > 0 && to > 0 && same(pair, from - 1, to - 1)) {
    --from;
    --to;
  }
  uint32_t size = 0;
  while (from + size < pair.from.own->size() && to + size < pair.to.own->size() &&
         same(pair, from + size, to + size))
    ++size;
  return {from, to, size};
}

// Rows at which words begin that stand there often already.
std::vector<bool> repeats(const Sequence& sequence) {
  std::vector<bool> out(sequence.size());
  auto grams = sequence.grams();
  for (size_t i = kRepeats; i < grams.size(); ++i)
    out[grams[i].at] = grams[i].hash == grams[i - kRepeats].hash;
  return out;
}

// Places of the same words, but for those that repeats() tells: visit(from, to).
template <class Visit>
void each_shared_gram(const Pair& pair, Visit visit) {
  auto a = pair.from.own->grams();
  auto b = pair.to.own->grams();
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].hash != b[j].hash) {
      bool left = a[i].hash < b[j].hash;
      i += left;
      j += !left;
      continue;
    }
    uint32_t hash = a[i].hash;
    size_t left = i;
    size_t right = j;
    while (i < a.size() && a[i].hash == hash) ++i;
    while (j < b.size() && b[j].hash == hash) ++j;
    for (size_t x = left; x < std::min(i, left + kRepeats); ++x)
      for (size_t y = right; y < std::min(j, right + kRepeats); ++y) visit(a[x].at, b[y].at);
  }
}

// But for those within a run that another one begins.
std::vector<Start> find_starts(const Pair& pair) {
  std::vector<Start> out;
  std::vector<bool> from_repeats = repeats(*pair.from.own);
  std::vector<bool> to_repeats = repeats(*pair.to.own);
  each_shared_gram(pair, [&](uint32_t from, uint32_t to) {
    bool goes_on = from > 0 && to > 0 && same(pair, from - 1, to - 1) && !from_repeats[from - 1] &&
                   !to_repeats[to - 1];
    if (!goes_on) out.push_back({from, to});
  });
  return out;
}

}  // namespace

std::vector<Run> find_runs(const Pair& pair) {
  std::vector<Start> starts = find_starts(pair);
  std::sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) {
    return a.diagonal() != b.diagonal() ? a.diagonal() < b.diagonal() : a.to < b.to;
  });
  std::vector<Run> out;
  for (const Start& start : starts) {
    bool known = !out.empty() && start.diagonal() == int64_t{out.back().to} - out.back().from &&
                 start.to < out.back().to + out.back().size;
    if (known) continue;
    Run run = extended(pair, start.from, start.to);
    if (run.size >= Sequence::kGram) out.push_back(run);
  }
  auto in_order = [](const Run& a, const Run& b) {
    return a.to != b.to ? a.to < b.to : a.from < b.from;
  };
  if (out.size() > kMostRuns) {
    std::nth_element(out.begin(), out.begin() + kMostRuns, out.end(),
                     [&](const Run& a, const Run& b) {
                       return a.size != b.size ? a.size > b.size : in_order(a, b);
                     });
    out.resize(kMostRuns);
  }
  std::sort(out.begin(), out.end(), in_order);
  return out;
}

Chain chain_runs(const std::vector<Run>& runs, Span from, Span to) {
  std::vector<Run> near;
  for (const Run& run : runs)
    if (run.from < from.end + kNear && from.begin < run.from + run.size + kNear &&
        run.to < to.end + kNear && to.begin < run.to + run.size + kNear &&
        near.size() < kMostChained)
      near.push_back(run);
  std::vector<double> worth;
  std::vector<std::optional<size_t>> before(near.size());
  std::optional<size_t> last;
  for (size_t i = 0; i < near.size(); ++i) {
    worth.push_back(near[i].size);
    for (size_t j = 0; j < i; ++j) {
      uint32_t from_end = near[j].from + near[j].size;
      uint32_t to_end = near[j].to + near[j].size;
      if (from_end > near[i].from + kOverlap || to_end > near[i].to + kOverlap) continue;
      uint32_t gap = std::max(near[i].from - std::min(from_end, near[i].from),
                              near[i].to - std::min(to_end, near[i].to));
      double joined = worth[j] + near[i].size - kGapPrice * gap;
      if (joined <= worth[i]) continue;
      worth[i] = joined;
      before[i] = j;
    }
    if (!last || worth[i] > worth[*last]) last = i;
  }
  if (!last) return {};
  Chain out;
  out.from.end = near[*last].from + near[*last].size;
  out.to.end = near[*last].to + near[*last].size;
  for (std::optional<size_t> at = last; at; at = before[*at]) {
    out.from.begin = near[*at].from;
    out.to.begin = near[*at].to;
    out.size += near[*at].size;
  }
  return out;
}

}  // namespace hearsay
