// Scores attributions against PolNeAR (Newell et al. 2018): JSON lines, an article each, as
// {"id","text","attributions":[{"source","cue","content"}]} with lists of [begin, end) in code
// points. Whole articles are read, a block a line; spans are compared in tokens as the engine cuts
// them.
//
// - exact: F1 of the same spans in the same part (CofeNet, Wang et al. 2022, counts so);
// - soft: of every span the share that the other side covers, averaged (Johansson and Moschitti
// 2013);
// - linked: F1 of attributions whose cues meet, whose sources meet or are both absent, and whose
//   contents have at least so much in common: intersection over union. One to one, best first.
//
// - nothing said: of the paragraphs of 15 words or more that have no attribution, those in which we
// give
//   a statement. A file of plain text, a paragraph a line, is scored in this alone: nobody says
//   anything in it (no_attribution.txt).
//
// Covered by eval/quotes/quotes_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// One attribution; spans in bytes, or in tokens.
struct Attributed {
  std::vector<Span> source, cue, content;
};

struct GoldArticle {
  std::string id, text;
  std::vector<Attributed> attributions;  // spans in bytes
};

// `damaged` with the line that is wrong.
Result<std::vector<GoldArticle>> read_articles(std::string_view lines);

// What is counted over all articles. Spans are tokens.
struct QuoteCounts {
  struct Soft {
    double covered = 0;
    uint64_t spans = 0;
    double mean() const { return spans == 0 ? 0 : covered / static_cast<double>(spans); }
  };
  F1Counts source, cue, content;
  Soft soft_recall, soft_precision;  // of contents
  F1Counts linked, loosely_linked;   // contents that share .8, .3
};
void count_attributions(const std::vector<Attributed>& gold, const std::vector<Attributed>& found,
                        QuoteCounts& counts);

// Lines of at least 15 words that no span of any attribution touches.
std::vector<Span> silent_lines(const GoldArticle& article);

// `file` is as above. `missing` without weights.
Result<Scored> run_quotes(const std::string& file);

}  // namespace hearsay::eval
