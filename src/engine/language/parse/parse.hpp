// Parse: the dependency tree of every sentence, as Universal Dependencies have it. Heads are scored
// by a biaffine product (Dozat and Manning 2017), and the best tree with one root is taken (Chu and
// Liu 1965, Edmonds 1967). Covered by language/parse/parse_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "language/encoder/encoder.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {

// One row per token. In every sentence one token has no head, and from all others heads lead to it.
struct Parse {
  static constexpr LayerName kLayer{"parse", 1, "The dependency tree of every sentence."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<int32_t> head;  // token of the report, -1 for the root
  Strings relation;           // "nsubj:pass"
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{column("head", &Parse::head, "the token it depends on, -1 for none"),
                      column("relation", &Parse::relation, "universal relation, with its subtype"),
                      column("score", &Parse::score, "how sure the head is")};
  }
};

// O(sum over sentences of tokens^2), and tokens^3 where the best heads are no tree.
Parse parse_sentences(const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                      const Resources& resources);

// The best tree: `scores` has a row per word, with the score of the root as its head first and then
// those of the words. Gives a head per word, 0 for the root, which exactly one has.
std::vector<uint32_t> best_tree(std::span<const float> scores, size_t words);

}  // namespace hearsay
