// Marking: a text of which places are marked, which may lie in and across each other.
// Covered by surfaces/web/marking_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/span.hpp"
#include "surfaces/web/html_writer.hpp"

namespace hearsay::web {

// A place in a text and what it is.
struct Marking {
  enum class Kind : uint8_t {
    statement,  // what somebody said
    copied,     // from another report
    given,      // another report has it from here
    shared,     // others quote the same words
    found,      // what was looked for
  };
  Span span;  // bytes of the text
  Kind kind;
  RowId row = {};              // of a statement: the mark leads to its row, and back
  bool first = false;          // of the statement's spans; it gets the anchor
  std::string label = {};      // said at the begin of it: "from Pelagos Wire"
  std::optional<Url> to = {};  // where the label leads
};

// Writes the part of a text, cut where a marking begins or ends, each piece with all that holds
// there. The first span of a statement gets an anchor, s-ID, and a link to row-ID that only the
// keyboard shows. Markings may be in any order and lie outside; what is no place in the text is
// left out. O(part + markings log markings), and of the markings of one place at most 8.
void put_marked(Html& html, std::string_view text, Span part, std::span<const Marking> markings);

// What the kinds of these markings look like; nothing where there is none to tell of.
void put_legend(Html& html, std::span<const Marking> markings);

}  // namespace hearsay::web
