// Attributions: contents that a text gives to a source, and the cue that says so, as PolNeAR marks
// them (Newell et al. 2018): "Vard [source] told reporters [cue: told] that the boats were gone
// [content]". The encoder's heads label every atom of a block, as linear chains: one for what the
// report itself attributes, one for attributions within those contents, one for those within these.
// Then every content finds its cue and every cue its source, among those of its block and the
// blocks beside it, by a biaffine score of their first atoms.
//
// Contents keep their quotation marks and their "that"; what is no speech (hopes, votes, orders) is
// here too. Statements are made of this. Covered by reported/attributions/attributions_test.cpp,
// its cases, and eval/quotes.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"
#include "language/encoder/encoder.hpp"

namespace hearsay {

// In the order of their first span; contents of one row in text order.
struct Attributions {
  static constexpr LayerName kLayer{"attributions", 2,
                                    "Contents that a text gives to a source, with the cue."};
  static constexpr Storage kStorage = Storage::packed;
  static constexpr uint32_t kLevels = 6;

  std::vector<uint32_t> level;  // 0: of the report; 1: within a content of level 0; and so on
  std::vector<Span> source;     // none if the text names none
  std::vector<Span> cue;        // none for content that no cue gives to anybody
  Lists<Span> content;          // at least one
  std::vector<Score> score;     // of the cue and its link to the first content
  std::vector<Score> source_score;

  static constexpr auto columns() {
    return std::tuple{
        column("level", &Attributions::level, "in how many other contents it stands"),
        column("source", &Attributions::source, "who or what it is given to"),
        column("cue", &Attributions::cue, "the words that give it"),
        column("content", &Attributions::content, "what is given"),
        column("score", &Attributions::score, "how surely this cue gives this content"),
        column("source_score", &Attributions::source_score, "how surely it is this source's")};
  }
};

// O(atoms + spans of a block squared). Nothing without weights.
Attributions find_attributions(const Text& text, const Roles& roles, const Encoding& encoding,
                               const Resources& resources);
Attributions attributions_in(std::string_view text, std::span<const Span> blocks,
                             const Encoding& encoding, const Resources& resources);

}  // namespace hearsay
