// See alignment.hpp. The thresholds were chosen on one half of the pairs of PAN 2013.
#include "sources/alignment/alignment.hpp"

#include <algorithm>
#include <optional>

#include "sources/alignment/pair.hpp"
#include "sources/alignment/runs.hpp"
#include "sources/alignment/seeds.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kLeastRows = 24;        // of a passage
constexpr uint32_t kLeastEvidence = 2500;  // hundredths of a nat
constexpr uint32_t kBorder = 9;            // words to the border of a sentence
constexpr uint32_t kContentWeight = 200;   // of a word that speaks for or against a likeness

// ---- ends ---------------------------------------------------------------------------------------

// Rows of which more speak for than against: the part of `within` with the greatest sum (Kadane).
template <class Score>
Span best_part(Span within, Score score) {
  double best = 0;
  double sum = 0;
  Span out{within.begin, within.begin};
  uint32_t begin = within.begin;
  for (uint32_t row = within.begin; row < within.end; ++row) {
    if (sum <= 0) {
      sum = 0;
      begin = row;
    }
    sum += score(row);
    if (sum <= best) continue;
    best = sum;
    out = {begin, row + 1};
  }
  return out;
}

// `place` and what lies around it, as far as its words stand in `there`, too.
Span fitted(const Side& side, Span place, const Sequence& other, Span there) {
  constexpr uint32_t kMargin = 15;
  constexpr double kMost = 6, kShare = 4, kLittle = .2, kAgainst = .6, kLittleAgainst = .3;
  Span within{place.begin - std::min(place.begin, kMargin),
              std::min(place.end + kMargin, side.own->size())};
  Span out = best_part(within, [&](uint32_t row) {
    uint32_t term = side.own->term(row);
    bool content = side.own->weight(term) > kContentWeight;
    bool shared = side.other[term] != Side::kNone && other.has(side.other[term], there);
    if (!shared) return content ? -kAgainst : -kLittleAgainst;
    return content ? std::min(side.own->weight(term) / 100.0, kMost) / kShare : kLittle;
  });
  return out.size() > 0 ? out : place;
}

Span at_borders(const Sequence& sequence, Span place) {
  Span out{sequence.near_border(place.begin, kBorder), sequence.near_border(place.end, kBorder)};
  return out.begin < out.end ? out : place;
}

// ---- passages -----------------------------------------------------------------------------------

bool overlap(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

// Of clusters that overlap in `to` the one that explains most of it.
std::vector<SeedCluster> without_overlaps(std::vector<SeedCluster> clusters) {
  auto worth = [](const SeedCluster& one) { return one.likeness * one.to.size(); };
  std::stable_sort(clusters.begin(), clusters.end(), [&](const auto& a, const auto& b) {
    if (worth(a) != worth(b)) return worth(a) > worth(b);
    return a.to.begin != b.to.begin ? a.to.begin < b.to.begin : a.from.begin < b.from.begin;
  });
  std::vector<SeedCluster> out;
  for (const SeedCluster& one : clusters)
    if (std::none_of(out.begin(), out.end(),
                     [&](const SeedCluster& other) { return overlap(one.to, other.to); }))
      out.push_back(one);
  return out;
}

bool is_verbatim(const Chain& chain, Span to) {
  constexpr uint32_t kLeast = 10;
  constexpr double kShare = .8, kOfPlace = .6;
  return chain.size >= kLeast && chain.size >= kShare * chain.to.size() &&
         chain.to.size() >= kOfPlace * to.size();
}

std::optional<Passage> find_passage(const Pair& pair, const std::vector<Run>& runs,
                                    const SeedCluster& cluster) {
  Passage out{cluster.from, cluster.to, PassageKind::rewritten};
  Chain chain = chain_runs(runs, cluster.from, cluster.to);
  if (is_verbatim(chain, cluster.to)) {
    out = {chain.from, chain.to, PassageKind::verbatim};
  } else {
    out.to = fitted(pair.to, out.to, *pair.from.own, out.from);
    out.from = fitted(pair.from, out.from, *pair.to.own, out.to);
    out.to = at_borders(*pair.to.own, out.to);
    out.from = at_borders(*pair.from.own, out.from);
    if (evidence(pair, out.from, out.to) < kLeastEvidence) return std::nullopt;
  }
  if (std::min(out.from.size(), out.to.size()) < kLeastRows) return std::nullopt;
  return out;
}

// ---- summaries ----------------------------------------------------------------------------------

// True if words of `place` stand all over the other side.
bool is_spread(const Pair& pair, Span place) {
  constexpr size_t kLeast = 8;
  constexpr double kShare = .4;
  std::vector<uint32_t> rows;
  for (uint32_t row = place.begin; row < place.end; ++row) {
    uint32_t term = pair.to.own->term(row);
    if (pair.to.own->weight(term) >= kContentWeight && pair.to.other[term] != Side::kNone)
      rows.push_back(pair.from.own->rows(pair.to.other[term]).front());
  }
  if (rows.size() < kLeast) return false;
  std::sort(rows.begin(), rows.end());
  uint32_t most = rows[rows.size() * 9 / 10] - rows[rows.size() / 10];
  return most >= kShare * pair.from.own->size();
}

// The passage of which nearly all words stand in the other report, wherever there.
std::optional<Passage> find_summary(const Pair& pair) {
  constexpr double kMost = 4, kAgainst = 1.5;
  constexpr uint32_t kLeast = 50;
  constexpr uint32_t kEvidence = 6000;
  const Sequence& own = *pair.to.own;
  Span place = best_part(own.all(), [&](uint32_t row) {
    uint32_t term = own.term(row);
    if (own.weight(term) < kContentWeight) return 0.0;
    double weight = std::min(pair.to.weights[term] / 100.0, kMost);
    return pair.to.other[term] != Side::kNone ? weight : -kAgainst * weight;
  });
  if (place.size() < kLeast) return std::nullopt;
  place = at_borders(own, place);
  if (evidence(pair, pair.from.own->all(), place) < kEvidence || !is_spread(pair, place))
    return std::nullopt;
  return Passage{pair.from.own->all(), place, PassageKind::summarised};
}

// A summary takes the place of passages in it, unless these already tell where it all comes from.
void add_summary(const Pair& pair, std::vector<Passage>& passages) {
  std::optional<Passage> summary = find_summary(pair);
  if (!summary) return;
  uint32_t covered = 0;
  uint32_t sources = 0;
  for (const Passage& one : passages) {
    if (!overlap(one.to, summary->to)) continue;
    covered += std::min(one.to.end, summary->to.end) - std::max(one.to.begin, summary->to.begin);
    sources += one.from.size();
  }
  if (sources * 2 >= summary->from.size() || covered * 4 >= summary->to.size() * 3) return;
  std::erase_if(passages, [&](const Passage& one) { return overlap(one.to, summary->to); });
  passages.push_back(*summary);
}

// Where the ends of two passages were drawn over each other, the first one keeps the words.
void part_passages(std::vector<Passage>& passages) {
  uint32_t end = 0;
  for (Passage& one : passages) {
    one.to.begin = std::max(one.to.begin, end);
    end = std::max(end, one.to.end);
  }
  std::erase_if(passages,
                [](const Passage& one) { return one.to.end < one.to.begin + kLeastRows; });
}

}  // namespace

Alignment align(const Sequence& from, const Sequence& to, bool reworded) {
  Pair pair(from, to);
  Alignment out;
  out.runs = find_runs(pair);
  if (!reworded && out.runs.empty()) return out;
  for (const SeedCluster& cluster :
       without_overlaps(cluster_seeds(pair, find_seeds(pair, out.runs, reworded))))
    if (auto passage = find_passage(pair, out.runs, cluster)) out.passages.push_back(*passage);
  if (reworded) add_summary(pair, out.passages);
  std::sort(out.passages.begin(), out.passages.end(),
            [](const Passage& a, const Passage& b) { return a.to.begin < b.to.begin; });
  part_passages(out.passages);
  return out;
}

}  // namespace hearsay
