// See relations.hpp.
#include "sources/relations/relations.hpp"

#include <algorithm>

namespace hearsay {
namespace {

// What of a side stands in runs and passages, by row.
std::vector<bool> rows_in(const Sequence& sequence, const std::vector<Span>& places) {
  std::vector<bool> out(sequence.size());
  for (Span place : places)
    for (uint32_t row = place.begin; row < place.end; ++row) out[row] = true;
  return out;
}

Share share_of(const Sequence& sequence, const std::vector<Span>& runs,
               const std::vector<Span>& passages) {
  std::vector<bool> in_runs = rows_in(sequence, runs);
  std::vector<bool> in_passages = rows_in(sequence, passages);
  Share out;
  uint32_t told = 0;
  for (uint32_t row = 0; row < sequence.size(); ++row) {
    if (sequence.is_quoted(row)) {
      ++out.quoted;
      out.same_quoted += in_runs[row];
      told = 0;
      continue;
    }
    ++out.told;
    out.same_told += in_runs[row];
    out.in_passages += in_passages[row];
    told = in_runs[row] ? told + 1 : 0;
    out.longest = std::max(out.longest, told);
  }
  return out;
}

}  // namespace

Comparison compare(const Sequence& from, const Sequence& to, bool reworded) {
  Comparison out;
  out.alignment = align(from, to, reworded);
  std::vector<Span> runs_from, runs_to, passages_from, passages_to;
  for (const Run& run : out.alignment.runs) {
    runs_from.push_back({run.from, run.from + run.size});
    runs_to.push_back({run.to, run.to + run.size});
  }
  for (const Passage& passage : out.alignment.passages) {
    // A summary tells of the whole other report, but has not all of it.
    if (passage.kind != PassageKind::summarised) passages_from.push_back(passage.from);
    passages_to.push_back(passage.to);
  }
  out.from = share_of(from, runs_from, passages_from);
  out.to = share_of(to, runs_to, passages_to);
  return out;
}

Judgement judge(const Comparison& comparison) {
  const Share& from = comparison.from;
  const Share& to = comparison.to;
  bool to_is_less = to.told + to.quoted <= from.told + from.quoted;
  const Share& less = to_is_less ? to : from;
  Judgement out;
  auto share = [](uint32_t part, uint32_t all) {
    return all == 0 ? 0.0 : static_cast<double>(part) / all;
  };
  double same = share(less.same_told, less.told);
  double told = share(less.in_passages, less.told);
  if (same >= .6)
    out = {Relatedness::copy, same};
  else if (told >= .55)
    out = {Relatedness::rewrite, told};
  else if (less.same_quoted + less.same_told >= 12)
    out = {Relatedness::quotation, .5};
  return out;
}

}  // namespace hearsay
