// Sentences: runs of tokens. Where they begin is what the encoder says; headings glued to a text,
// initials and abbreviations are told by what they mean, not by their full stops.
// Covered by language/sentences/sentences_test.cpp, cases, and eval/language against treebanks.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "language/encoder/encoder.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {

struct Sentences {
  static constexpr LayerName kLayer{"sentences", 1, "Sentences of the kept text, in order."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;
  std::vector<uint32_t> first;  // token
  std::vector<uint32_t> count;  // tokens; at least one
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{column("span", &Sentences::span, "where it stands"),
                      column("first", &Sentences::first, "its first token"),
                      column("count", &Sentences::count, "how many tokens it has"),
                      column("score", &Sentences::score, "how surely it begins here")};
  }
};

// O(tokens).
Sentences find_sentences(const Encoding& encoding, const Tokens& tokens);

// Sentences that heads read together: some 1,000 tokens, so that a long report takes no more memory
// than a short one; a sentence is never parted.
struct SentenceBatch {
  size_t begin, end;             // sentences
  uint32_t first_token, tokens;
};
std::vector<SentenceBatch> batches_of(const Sentences& sentences);

}  // namespace hearsay
