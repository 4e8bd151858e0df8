// See seeds.hpp.
#include "sources/alignment/seeds.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hearsay {
namespace {

constexpr double kCosine = .3, kDice = .2;
constexpr double kWhole = .25;
constexpr uint32_t kGap = 2;  // sentences without a seed amid a cluster
constexpr size_t kMostSeeds = 100'000;
constexpr size_t kMostSentences = 1'000;  // of either side with a term that is compared
constexpr uint32_t kStep = 3;             // words of a run between two looks at its sentences

std::vector<double> norms_of(const Side& side) {
  std::vector<double> out;
  for (uint32_t sentence = 0; sentence < side.own->sentences(); ++sentence) {
    double sum = 0;
    for (Sequence::Count one : side.own->terms_of(sentence)) {
      double value = static_cast<double>(side.weights[one.term]) * one.count;
      sum += value * value;
    }
    out.push_back(std::sqrt(sum));
  }
  return out;
}

// What a sentence has in common with each of the other side's.
struct Common {
  std::vector<double> products;
  std::vector<uint32_t> terms;  // how many
  std::vector<uint32_t> touched;
};

bool is_in_too_many(const Sequence& sequence, uint32_t term) {
  return sequence.sentences_with(term).size() > kMostSentences;
}

void compare(const Pair& pair, uint32_t sentence, Common& common) {
  for (Sequence::Count one : pair.from.own->terms_of(sentence)) {
    uint32_t term = pair.from.other[one.term];
    if (term == Side::kNone || is_in_too_many(*pair.from.own, one.term) ||
        is_in_too_many(*pair.to.own, term))
      continue;
    double weight = pair.from.weights[one.term];
    for (Sequence::Count there : pair.to.own->sentences_with(term)) {
      // There `term` is the sentence that has it.
      if (common.terms[there.term]++ == 0) common.touched.push_back(there.term);
      common.products[there.term] += weight * one.count * weight * there.count;
    }
  }
}

}  // namespace

namespace {

std::vector<Seed> alike_sentences(const Pair& pair) {
  const Sequence& a = *pair.from.own;
  const Sequence& b = *pair.to.own;
  std::vector<double> left = norms_of(pair.from);
  std::vector<double> right = norms_of(pair.to);
  Common common{std::vector<double>(b.sentences()), std::vector<uint32_t>(b.sentences()), {}};
  std::vector<Seed> out;
  for (uint32_t from = 0; from < a.sentences() && out.size() < kMostSeeds; ++from) {
    compare(pair, from, common);
    for (uint32_t to : common.touched) {
      double cosine = common.products[to] / (left[from] * right[to]);
      double dice = 2.0 * common.terms[to] /
                    static_cast<double>(a.terms_of(from).size() + b.terms_of(to).size());
      if (cosine > kCosine && dice > kDice) out.push_back({from, to});
      common.products[to] = 0;
      common.terms[to] = 0;
    }
    common.touched.clear();
  }
  return out;
}

}  // namespace

std::vector<Seed> find_seeds(const Pair& pair, const std::vector<Run>& runs, bool reworded) {
  const Sequence& a = *pair.from.own;
  const Sequence& b = *pair.to.own;
  std::vector<Seed> out;
  if (reworded) out = alike_sentences(pair);
  for (const Run& run : runs)
    for (uint32_t i = 0; i < run.size; i += kStep)
      out.push_back({a.sentence_at(run.from + i), b.sentence_at(run.to + i)});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

namespace {

using Seeds = std::vector<Seed>;

std::vector<Seeds> part(Seeds seeds, uint32_t Seed::*side, uint32_t gap) {
  std::stable_sort(seeds.begin(), seeds.end(),
                   [side](const Seed& a, const Seed& b) { return a.*side < b.*side; });
  std::vector<Seeds> out;
  for (const Seed& seed : seeds) {
    if (out.empty() || seed.*side > out.back().back().*side + gap + 1) out.emplace_back();
    out.back().push_back(seed);
  }
  return out;
}

Span rows_of(const Sequence& sequence, const Seeds& seeds, uint32_t Seed::*side) {
  auto [first, last] =
      std::minmax_element(seeds.begin(), seeds.end(),
                          [side](const Seed& a, const Seed& b) { return a.*side < b.*side; });
  return {sequence.begin(*first.*side), sequence.begin(*last.*side + 1)};
}

}  // namespace

std::vector<SeedCluster> cluster_seeds(const Pair& pair, std::vector<Seed> seeds) {
  std::vector<SeedCluster> out;
  std::vector<std::pair<Seeds, uint32_t>> waiting;  // with the gap at which to part them
  if (!seeds.empty()) waiting.emplace_back(std::move(seeds), kGap);
  while (!waiting.empty()) {
    auto [one, gap] = std::move(waiting.back());
    waiting.pop_back();
    std::vector<Seeds> parts;
    for (Seeds& half : part(one, &Seed::to, gap))
      for (Seeds& whole : part(std::move(half), &Seed::from, gap))
        parts.push_back(std::move(whole));
    if (parts.size() > 1) {
      for (Seeds& each : parts) waiting.emplace_back(std::move(each), gap);
      continue;
    }
    Span from = rows_of(*pair.from.own, one, &Seed::from);
    Span to = rows_of(*pair.to.own, one, &Seed::to);
    double alike = likeness(pair, from, to);
    if (alike > kWhole)
      out.push_back({from, to, alike});
    else if (gap > 0)
      waiting.emplace_back(std::move(one), gap - 1);
  }
  return out;
}

}  // namespace hearsay
