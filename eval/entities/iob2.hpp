// IOB2 as Universal NER has it: "# newdoc", "# text = ...", then a line a word: number, word, label.
// Covered by eval/entities/entities_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"

namespace hearsay::eval {

struct GoldNames {
  std::string text;
  std::vector<Span> words;          // bytes of the text
  std::vector<std::string> labels;  // of the words: "O", "B-PER"
  std::vector<uint32_t> sentences;  // the first word of each
};

// A document each. Words lie where "# text" has them; where it does not, or is absent, with a blank
// between. `damaged` with the line of what is no IOB2.
Result<std::vector<GoldNames>> read_iob2(std::string_view bytes);

}  // namespace hearsay::eval
