// Alignment: which passages of one report come from another. Runs of the same words are seeds, and
// so are sentences that share most of what they say; seeds near each other on both sides are one
// passage; it ends where the likeness ends, word by word (seed, extend and filter: Sanchez-Perez et
// al., "A winning approach to text alignment", PAN at CLEF 2014). A passage that tells in short
// what stands all over the other report is its summary. Covered by
// sources/alignment/alignment_test.cpp, and by eval/copies against PAN 2013.
#pragma once

#include <cstdint>
#include <vector>

#include "base/span.hpp"
#include "sources/sequence/sequence.hpp"

namespace hearsay {

// The same words in a row, at least Sequence::kGram, as far as they go.
struct Run {
  uint32_t from, to, size;  // rows
  bool operator==(const Run&) const = default;
};

enum class PassageKind : uint8_t {
  verbatim,    // in nearly the same words
  rewritten,   // sentence by sentence, in other words or another order
  summarised,  // what stands all over the other report
};

// Rows of one sequence that come from rows of the other.
struct Passage {
  Span from, to;
  PassageKind kind;
  bool operator==(const Passage&) const = default;
};

struct Alignment {
  std::vector<Run> runs;          // in order of `to`, then `from`
  std::vector<Passage> passages;  // in order of `to`, where they do not overlap
};

// O(words log words + words of the runs + pairs of sentences that share a term of some weight),
// bounded: of six words that stand there over and over only the first 16 places in each report
// begin runs, of runs the 20,000 longest are kept, and a term of more than 1,000 sentences of
// either report pairs none.
// Without `reworded` passages are found only around the same words, in a fraction of the time.
Alignment align(const Sequence& from, const Sequence& to, bool reworded = true);

}  // namespace hearsay
