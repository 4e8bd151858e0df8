// Scores how well Hearsay finds the body of a page: `hearsay eval clean`.
// Covered by eval/clean/eval_clean_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/pipeline.hpp"
#include "eval/clean/gold_lines.hpp"
#include "eval/clean/overlap.hpp"
#include "eval/clean/page_set.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// What is taken for the body of a report: the blocks that are analysed as body or as a title within
// it. The golds have no titles, decks and captions, which are analysed too. One block a line.
struct Body {
  std::string text;
  size_t blocks = 0;
};

// Lines of the body among the lines of a text. Only lines with a word count.
struct LineCounts {
  uint64_t both = 0, found = 0, gold = 0;
};

struct PageScore {
  std::string id;
  Overlap html;  // the page as it is
  size_t html_blocks = 0;
  double word_f1 = 0;  // of the page as it is
  Overlap text;        // its visible text, given again as plain text
  size_t text_blocks = 0;
  LineCounts lines;              // of that text
  LineCounts words;              // the same lines, each as often as it has words
  Overlap best;                  // if the lines of the body were kept and no others
  uint64_t gold_characters = 0;  // of the gold body given as plain text
  uint64_t set_aside = 0;        // of these, not analysed: harm, as all of it should be
};

// One page. O(page).
Result<PageScore> score_page(const GoldPage& page, const Pipeline& pipeline,
                             const Resources& resources);

// The suite: all pages of a folder, see page_set.hpp.
Result<Scored> run_clean(const std::string& folder);

}  // namespace hearsay::eval
