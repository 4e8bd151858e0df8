// Tokens: the words of the kept text, as Universal Dependencies have them: "don't" is two words, do
// and n't, written as one. Where they begin is what the encoder says of every atom.
// Covered by cases, and by eval/language against treebanks.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "language/encoder/encoder.hpp"

namespace hearsay {

struct Tokens {
  static constexpr LayerName kLayer{"tokens", 1, "Words of the kept text, in order."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;
  std::vector<Flag> joined;
  std::vector<uint32_t> atom;  // of the encoding: the first of the word

  static constexpr auto columns() {
    return std::tuple{column("span", &Tokens::span, "where it stands"),
                      column("joined", &Tokens::joined, "written as one with the word before")};
  }
};

// O(atoms).
Tokens find_tokens(const Encoding& encoding);

}  // namespace hearsay
