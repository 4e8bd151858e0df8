// Relations: whether one of two reports has from the other what it tells, or only what both quote.
// What stands between quotation marks is somebody's words, not the reporter's: two reports of one
// utterance share it without a copy. So what is told outside of them decides. Covered by
// sources/relations/relations_test.cpp, and by eval/copies against 300 pairs labelled by hand.
#pragma once

#include <cstdint>
#include <vector>

#include "sources/alignment/alignment.hpp"

namespace hearsay {

// How two reports are related, whichever came first.
enum class Relatedness : uint8_t {
  none,
  quotation,  // the same quotations, or little besides
  rewrite,    // one tells what the other tells, in its order, mostly in other words
  copy,       // word for word
};

// What two reports have in common, counted in words of one of them.
struct Share {
  uint32_t told = 0, quoted = 0;            // words outside and inside of quotation marks
  uint32_t same_told = 0, same_quoted = 0;  // of those in runs
  uint32_t in_passages = 0;                 // of `told`
  uint32_t longest = 0;                     // told words of a run, most
};

struct Comparison {
  Alignment alignment;
  Share from, to;
};

// O(align). `reworded` as there.
Comparison compare(const Sequence& from, const Sequence& to, bool reworded = true);

// What the shorter one has of the other decides: most of what it tells in the same words, most of
// it in passages, or at least some words of quotations.
struct Judgement {
  Relatedness relatedness = Relatedness::none;
  double score = 0;  // how sure, 0 to 1
};
Judgement judge(const Comparison& comparison);

}  // namespace hearsay
