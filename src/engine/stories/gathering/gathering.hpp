// Gathering: which reports belong together. Candidates are found by an inverted index of their
// heaviest terms; then the two clusters with the strongest bond are joined, again and again, as
// long as the bond is strong enough. The result depends on the set of reports alone, not on the
// order in which they came: sums are of whole numbers, ties go to the lower number. Last, reports
// that tell of several stories are attached to the others; that joins nothing.
// Reading order of the folder: bond, candidates, gathering. Covered by
// stories/gathering/gathering_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stories/gathering/bond.hpp"

namespace hearsay {

// Pairs of reports that may belong together, each once, the lower number first, sorted.
// Of every report the kMostCandidates that have most in common with it, among those that share one
// of its heaviest words or names. A word of many reports leads only to those that stand near in
// time (without dates: in number). O(reports), whatever they say.
using CandidatePairs = std::vector<std::pair<uint32_t, uint32_t>>;
CandidatePairs find_candidates(std::span<const Cluster> reports);
inline constexpr size_t kMostCandidates = 10;

// A report that tells of one more story than its own.
struct Attachment {
  uint32_t report, story;
  int64_t score;
};

class Gathering {
 public:
  // Numbers are places in `reports`, which must be in an order that does not hang on how they came.
  // O(reports) for stories of bounded size; a join costs the terms of both and of their candidates.
  Gathering(std::vector<Cluster> reports, const BondModel& model);

  // The lowest number of the reports it belongs with.
  uint32_t story_of(uint32_t report) const { return story_[report]; }
  const Cluster& story(uint32_t lowest) const { return stories_[lowest]; }
  const Cluster& report(uint32_t number) const { return reports_[number]; }
  std::span<const Attachment> attachments() const { return attachments_; }

  // How strongly a report belongs to a story, itself left out of it.
  struct Belonging {
    int64_t score;
    BondFeatures features;
  };
  Belonging belonging(uint32_t report, uint32_t story) const;
  // Terms of a field that a report has in common with the rest of a story, the weightiest first.
  std::vector<uint32_t> common(uint32_t report, uint32_t story, GistField field) const;
  const BondModel& model() const { return model_; }

  static constexpr uint32_t kMostReports = Gist::kMostSummed;  // of one story
  static constexpr size_t kMostNeighbours = 16;                // of a cluster, by likeness of words

 private:
  void attach(const CandidatePairs& candidates);

  const BondModel& model_;
  TimeTable time_;
  std::vector<Cluster> reports_, stories_;
  std::vector<uint32_t> story_;
  std::vector<Attachment> attachments_;
};

// Millionths of log odds that two clusters tell of one story; INT64_MIN if they cannot be: one would
// be too large, or both are short and have not one of their names, numbers and dates in common,
// whatever phrases they share. "Quake of magnitude 5.6 shakes Kesh" is not the quake on Toram.
int64_t bond_score(const Cluster& a, const Cluster& b, const LikenessSums& across,
                   const BondModel& model);

}  // namespace hearsay
