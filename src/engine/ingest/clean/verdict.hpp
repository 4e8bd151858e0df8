// Verdicts: the role of one block, from what its surroundings say and what the trees score.
// Covered by ingest/clean/clean_test.cpp and the cases of this folder.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/clean/clean.hpp"
#include "ingest/clean/features.hpp"

namespace hearsay::clean {

struct Verdict {
  BlockRole role = BlockRole::other;
  bool kept = false;
  std::string_view why;   // a literal
  uint16_t score = 5000;  // ten-thousandths, how sure
  bool by_odds = false;   // whether the log odds decided that it is kept, and not a rule
};

// What a report says about itself that blocks are compared with.
struct Known {
  Span title = Span::none();         // the block that shows it
  std::vector<uint32_t> of_authors;  // for every block how many of its bytes name authors
  std::vector<uint32_t> of_dates;    // or give dates
};

struct Report {
  const Text& text;
  const Blocks& blocks;
  const std::vector<BlockSigns>& signs;
  const std::vector<Around>* around;  // null for plain text
  std::vector<int64_t> odds;          // that a block is of the article
  Known known;
};

// Log odds from which a block is of the article.
struct Threshold {
  int64_t odds;
  std::string_view of;  // what kind of report, a literal
};

struct Judgement {
  Threshold threshold;
  std::vector<Verdict> verdicts;  // one per block
};

// O(blocks).
Judgement judge(const Report& report);

}  // namespace hearsay::clean
