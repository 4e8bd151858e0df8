// Feed: the items of RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom (RFC 4287, also 0.3), by expat.
// Covered by ingest/feed/feed_test.cpp and fuzzed by feed_fuzz.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay {

// Every item gives a report. Its text is, whichever is not empty: content:encoded or Atom's
// content, else description or summary; markup makes it Format::html. Also taken: link, title,
// author or dc:creator, pubDate, published, dc:date or updated, guid or id; the publisher is the
// source that the item names, else the title of the feed. Source::path is path#ITEM, counted
// from 1.
//
// Names of characters that XML does not know but HTML does (&nbsp;) are understood; other
// ampersands that stand alone, and characters that XML forbids, are mended and noted as the problem
// `mended_xml`. Entities that a document declares itself are not expanded. Where the XML is broken
// otherwise, the items before that place are kept and a failure tells the offset (exact to a block
// of 64 KiB where the encoding is not UTF-8). An item without text is a failure. Memory: one item.
void read_feed(BufferedReader& bytes, const std::string& path, const Limits& limits,
               SourceSink& sink);

// True if the first bytes are those of a feed.
bool looks_like_feed(std::string_view plain_head);

}  // namespace hearsay
