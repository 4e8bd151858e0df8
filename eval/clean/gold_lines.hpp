// Which lines of a page's text are its body, told from the gold body alone.
// Covered by eval/clean/gold_lines_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay::eval {

struct GoldLine {
  bool body = false;
  uint32_t words = 0;
};

// One answer per line, in their order. A line of four words or more is body when more than half of
// its shingles are found in the gold's multiset of shingles and were not used by a line of body
// before it, which then uses them. A shorter line is body when its words stand in a row in a part
// of the gold that no line of body has used: these are looked at last, so that a menu's "Home" does
// not take a word of a sentence. A line without words is no body. The lines must outlive the call.
// O((gold + lines) * log).
std::vector<GoldLine> find_gold_lines(std::string_view gold,
                                      const std::vector<std::string_view>& lines);

}  // namespace hearsay::eval
