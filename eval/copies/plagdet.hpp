// PlagDet: how well passages that two texts share were found (Potthast, Stein, Barrón-Cedeño and
// Rosso, "An evaluation framework for plagiarism detection", 2010). Covered by
// eval/copies/plagdet_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "base/span.hpp"

namespace hearsay::eval {

// A passage on both sides of a pair of texts, in characters (code points). The same for what the
// key has, a case, and for what was found, a detection.
struct SharedPassage {
  size_t pair;  // any number; passages of different pairs have nothing to do with each other
  Span source, suspicious;
};

// All from 0 to 1 but the granularity, which is 1 or more.
struct PlagDet {
  double precision = 0;    // mean of `precisions`; 0 where nothing was found
  double recall = 0;       // mean of `recalls`; 0 where there is no case
  double granularity = 1;  // mean number of detections of the cases that were detected
  double score = 0;        // F1 of the two by log2(1 + granularity)

  // Of each case: its characters, of both sides, that detections hold which overlap it on both
  // sides, by its length. However many detections hold a character, it counts once.
  std::vector<double> recalls;
  // Of each detection, the same with cases and detections in each other's place; 0 in a pair that
  // has no case.
  std::vector<double> precisions;
};

// Scores what was found in pairs of one type. In order of `cases` and `detections`.
PlagDet score_passages(const std::vector<SharedPassage>& cases,
                       const std::vector<SharedPassage>& detections);

// Characters that lie in any of these spans. Also in bytes, if the spans are.
size_t covered(std::vector<Span> spans);

// What both have; empty where they do not overlap.
Span common_part(Span a, Span b);

}  // namespace hearsay::eval
