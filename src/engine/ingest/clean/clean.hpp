// Clean: a role for every block, and whether it is analysed. Nothing is removed from the text.
// Covered by ingest/clean/clean_test.cpp and its cases.
#pragma once

#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/explanation.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"
#include "document/text.hpp"
#include "ingest/article/article.hpp"
#include "ingest/blocks/blocks.hpp"
#include "ingest/html/html.hpp"

namespace hearsay {

enum class BlockRole : uint8_t {
  title,
  deck,
  byline,
  dateline,
  date,
  body,
  subhead,
  caption,
  credit,
  promo,
  related,
  comment,
  share,
  navigation,
  legal,
  source_note,
  other,  // set aside without a better name
};
std::span<const std::string_view> names_of(BlockRole);

// One row per row of Blocks, in the same order.
struct Roles {
  static constexpr LayerName kLayer{"roles", 2, "What each block is, and whether it is analysed."};

  std::vector<Span> span;
  std::vector<BlockRole> role;
  std::vector<Flag> kept;  // analysed by the stages after this one
  Strings why;             // the rule that decided
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{column("span", &Roles::span, "the block"),
                      column("role", &Roles::role, "what it is"),
                      column("kept", &Roles::kept, "analysed by later stages"),
                      column("why", &Roles::why, "the rule that decided"),
                      column("score", &Roles::score, "how sure that rule is")};
  }
};

// Trees (models/cards/clean.md) say which blocks are of the article; what the page's elements are
// called, the cue words of knowledge/ and the place of a block say what each is. Without weights
// the shape of a block stands in for the trees. O(page + text + blocks * depth).
Roles label_blocks(const Source& source, const Text& text, const Blocks& blocks,
                   const Metadata& metadata, const Page& page, const Resources& resources);

// What decided about one block (a row of Roles): a rule or the trees, and what each feature adds to
// the log odds of both passes of trees. Found by the code that labels the blocks; O(label_blocks).
Explanation explain_block(const Source& source, const Text& text, const Blocks& blocks,
                          const Metadata& metadata, const Page& page, const Resources& resources,
                          size_t block);

// The kept parts of the text, in order.
std::vector<Span> kept_spans(const Roles& roles);

}  // namespace hearsay
