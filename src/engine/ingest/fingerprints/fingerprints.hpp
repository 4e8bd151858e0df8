// Fingerprints: what every kept block says, as one number, so that lines which many reports share
// are found without reading their texts again (sources/boilerplate).
// Covered by ingest/fingerprints/fingerprints_test.cpp and its cases.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"

namespace hearsay {

// One row per kept block that is no title, in text order. None for a report of more than 1,000
// kept blocks: that is no article, and whoever compares reports can count on the bound.
struct Fingerprints {
  static constexpr LayerName kLayer{"fingerprints", 1, "What every kept block says, as a number."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;
  std::vector<int64_t> words;  // a hash: equal for blocks that differ in capitals and punctuation
  std::vector<Flag> apart;     // might as well stand in a report of something else

  static constexpr auto columns() {
    return std::tuple{column("span", &Fingerprints::span, "the block"),
                      column("words", &Fingerprints::words, "the same number for the same words"),
                      column("apart", &Fingerprints::apart,
                             "a short line that shares hardly a word with the rest")};
  }
};

// A block is apart when it has at most 200 bytes and no quotation mark, and at most a quarter of
// its words of four bytes or more stand in other kept blocks of the report (lexical cohesion,
// Halliday and Hasan 1976): a call to subscribe does not speak of what the report is about, a
// sentence of the report does. Quotations are words of somebody, whatever they are about. Where
// words cannot be told (scripts without spaces), nothing is apart. O(text).
Fingerprints find_fingerprints(const Text& text, const Roles& roles);

}  // namespace hearsay
