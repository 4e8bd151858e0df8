// Tags: part of speech, features and lemma of every token, as Universal Dependencies have them.
// Covered by language/tags/lexicon_test.cpp, cases, and eval/language against treebanks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "language/encoder/encoder.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {

// Universal parts of speech, in the order of the alphabet.
enum class Upos : uint8_t {
  adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x
};
std::span<const std::string_view> names_of(Upos);  // "ADJ"

// One row per token.
struct Tags {
  static constexpr LayerName kLayer{"tags", 1, "Part of speech, features and lemma of every token."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Upos> upos;
  Strings features;  // "Number=Sing|Person=3", or "_"
  Strings lemma;
  std::vector<Score> score;  // of the part of speech

  static constexpr auto columns() {
    return std::tuple{column("upos", &Tags::upos, "universal part of speech"),
                      column("features", &Tags::features, "as in CoNLL-U"),
                      column("lemma", &Tags::lemma, "the form of the dictionary"),
                      column("score", &Tags::score, "how sure the part of speech is")};
  }
};

// O(tokens).
Tags tag_tokens(const Text& text, const Encoding& encoding, const Tokens& tokens,
                const Resources& resources);

}  // namespace hearsay
