// Scores tokens, sentences, tags, lemmas and trees against a treebank, by the measures of the CoNLL
// 2018 shared task (Zeman et al. 2018): from raw text, where a word counts when its span is found,
// and with gold tokens and sentences. Covered by eval/language/language_test.cpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "eval/language/conllu.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// What Hearsay makes of a document; words as in the gold.
struct FoundWord {
  Span span;
  bool joined = false;
  std::string upos, features, lemma, relation;
  int32_t head = -1;
};
struct Found {
  std::vector<FoundWord> words;
  std::vector<uint32_t> sentences;
};

struct LanguageCounts {
  F1Counts tokens, words, sentences, upos, features, lemmas, uas, las;
  void add(const GoldDocument& gold, const Found& found);
};

// The suite; `file` is CoNLL-U. `missing` without weights.
Result<Scored> run_language(const std::string& file);

}  // namespace hearsay::eval
