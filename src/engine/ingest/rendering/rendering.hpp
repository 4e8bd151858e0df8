// Rendering: the visible text of a page as a reader without style sheets would see it, in document
// order, white space collapsed as CSS 2.2 16.6.1 says, blocks on lines of their own. Nothing is
// judged here: menus, hidden elements, forms and noscript are rendered too, only what is never text
// (script, style, template, head, comments, replaced elements) is not.
// Covered by ingest/rendering/rendering_test.cpp and its cases.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/html/html.hpp"

namespace hearsay {

// The pieces of the visible text, in text order: one per text node that shows anything. A piece does
// not include the line breaks put between blocks. Empty for reports that are not HTML.
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
// and sections) by two; <br> gives one. Cells of a table row are parted by a tab. `pre` and
// `textarea` keep their white space. O(page).
Rendering render_page(const Page& page, const Characters& characters);

}  // namespace hearsay
