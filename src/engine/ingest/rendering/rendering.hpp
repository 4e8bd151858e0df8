// Rendering: the visible text of a page as a reader without style sheets would see it, in document
// order, white space collapsed as CSS 2.2 16.6.1 says, blocks on lines of their own. Nothing is
// judged here: menus, hidden elements, forms and noscript are rendered too, only what is never text
// is not: head, title, script, style, template, comments, the fallback of replaced elements
// (iframe, object, video, audio, canvas, noembed, noframes), the descriptions inside SVG (title,
// desc, metadata) and the annotations of MathML. Covered by ingest/rendering/rendering_test.cpp,
// which decodes every character again from its bytes, and rendering_fuzz.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/html/html.hpp"

namespace hearsay {

// The pieces of the visible text, in text order: one per text node that shows anything. A piece
// does not include the line breaks put between blocks. Empty for reports that are not HTML.
struct Rendering {
  static constexpr LayerName kLayer{"pieces", 1, "Which text node every piece of the text is."};
  static constexpr Storage kStorage = Storage::transient;

  std::vector<Span> span;      // bytes of the visible text
  std::vector<uint32_t> node;  // index of the text node in Page

  std::shared_ptr<const std::string> text = std::make_shared<const std::string>();
  OffsetMap offsets;  // from the visible text to Characters::text

  static constexpr auto columns() {
    return std::tuple{column("span", &Rendering::span, "bytes of the visible text"),
                      column("node", &Rendering::node, "the text node")};
  }
};

// Blocks are parted by one line feed, paragraphs (p, headings, lists, tables, quotations, articles
// and sections) by two; <br> gives one; more than two never stand together, none at either end.
// Cells of a table row are parted by a tab, unless a block in a cell calls for a line feed there.
// `pre`, `listing`, `xmp`, `plaintext` and `textarea` keep their white space; CR LF and CR become
// LF.
//
// The map: characters as they are, verbatim; a reference, one unit (entity). White space that
// collapses becomes one space that comes from the first of its characters (CR LF is one), verbatim
// or entity if that is a space itself, collapsed otherwise; the others are a gap. A line feed or
// tab between blocks is inserted, at the source position where the text before it ended. O(page),
// no recursion.
Rendering render_page(const Page& page, const Characters& characters);

}  // namespace hearsay
