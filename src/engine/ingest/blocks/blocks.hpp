// Blocks: the text cut into paragraph-like pieces. What each is for is decided later (roles).
// Covered by ingest/blocks/blocks_test.cpp and its cases.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/source.hpp"
#include "document/text.hpp"
#include "ingest/html/html.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay {

// In text order, not overlapping, never empty, without white space at either end. Every visible
// character that is not white space lies in exactly one block.
struct Blocks {
  static constexpr LayerName kLayer{"blocks", 1, "Paragraph-like pieces of the text, in order."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;
  Strings path;               // "html/body/main/p"; at most 16 elements; empty for plain text
  std::vector<int32_t> node;  // index of that element in Page, -1 for plain text
  std::vector<Score> linked;  // share of its bytes that are link text

  static constexpr auto columns() {
    return std::tuple{column("span", &Blocks::span, "where it stands"),
                      column("path", &Blocks::path, "tags from the root, the innermost 16"),
                      column("node", &Blocks::node, "its element in the page, -1 for plain text"),
                      column("linked", &Blocks::linked, "share of its bytes that are link text")};
  }
};

// HTML: one block per run of visible text inside the same innermost block element, parted also by
// empty lines (<br><br>). Plain text: one block per line; lines that were evidently wrapped at a
// column are joined up to the next empty line. O(text + page * depth).
Blocks find_blocks(const Source& source, const Text& text, const Page& page,
                   const Rendering& rendering);

}  // namespace hearsay
