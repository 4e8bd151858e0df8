// See plagdet.hpp.
#include "eval/copies/plagdet.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace hearsay::eval {
namespace {

using ByPair = std::map<size_t, std::vector<SharedPassage>>;

ByPair by_pair(const std::vector<SharedPassage>& passages) {
  ByPair out;
  for (const SharedPassage& one : passages) out[one.pair].push_back(one);
  return out;
}

// How much of a passage others hold, and how many of them.
struct Held {
  double share = 0;
  size_t by = 0;
};

Held held(const SharedPassage& passage, const ByPair& others) {
  auto found = others.find(passage.pair);
  if (found == others.end()) return {};
  std::vector<Span> source, suspicious;
  for (const SharedPassage& other : found->second) {
    Span first = common_part(passage.source, other.source);
    Span second = common_part(passage.suspicious, other.suspicious);
    if (first.empty() || second.empty()) continue;
    source.push_back(first);
    suspicious.push_back(second);
  }
  size_t all = size_t{passage.source.size()} + passage.suspicious.size();
  if (source.empty()) return {};
  auto both = static_cast<double>(covered(source) + covered(suspicious));
  return {both / static_cast<double>(all), source.size()};
}

double mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

Span common_part(Span a, Span b) {
  Span out{std::max(a.begin, b.begin), std::min(a.end, b.end)};
  return out.begin < out.end ? out : Span{out.begin, out.begin};
}

size_t covered(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  size_t out = 0;
  uint32_t end = 0;
  for (Span span : spans) {
    if (span.end <= end) continue;
    out += span.end - std::max(span.begin, end);
    end = span.end;
  }
  return out;
}

PlagDet score_passages(const std::vector<SharedPassage>& cases,
                       const std::vector<SharedPassage>& detections) {
  PlagDet out;
  ByPair cases_of = by_pair(cases);
  ByPair detections_of = by_pair(detections);
  std::vector<double> detected_by;
  for (const SharedPassage& one : cases) {
    Held by = held(one, detections_of);
    out.recalls.push_back(by.share);
    if (by.by > 0) detected_by.push_back(static_cast<double>(by.by));
  }
  for (const SharedPassage& one : detections) out.precisions.push_back(held(one, cases_of).share);
  out.recall = mean(out.recalls);
  out.precision = mean(out.precisions);
  if (!detected_by.empty()) out.granularity = mean(detected_by);
  if (out.recall + out.precision == 0) return out;
  double f1 = 2 * out.precision * out.recall / (out.precision + out.recall);
  out.score = f1 / std::log2(1 + out.granularity);
  return out;
}

}  // namespace hearsay::eval
