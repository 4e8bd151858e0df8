// CoNLL-U: treebanks as Universal Dependencies have them. Covered by eval/language/language_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/span.hpp"

namespace hearsay::eval {

struct GoldWord {
  Span span;  // bytes of the document's text
  bool joined = false;  // one token with the word before
  std::string upos, features, lemma, relation;
  int32_t head = -1;  // word of the document, -1 for the root
};

struct GoldDocument {
  std::string text;
  std::vector<Span> blocks;  // paragraphs
  std::vector<GoldWord> words;
  std::vector<uint32_t> sentences;  // the first word of each
};

// Documents begin at "# newdoc", paragraphs at "# newpar"; without these all is one. Words of a
// token that is several words are taken to be its pieces, one after the other. `damaged` with the
// line of what is no CoNLL-U.
Result<std::vector<GoldDocument>> read_conllu(std::string_view bytes);

}  // namespace hearsay::eval
