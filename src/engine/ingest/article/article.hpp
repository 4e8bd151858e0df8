// Article: what a report says about itself: title, authors, publisher, address and date, each with
// the place it stands in. Every candidate is kept, the chosen ones marked; only what stands where
// names stand and names nobody ("admin") is left out.
// Reading order of the folder: candidates, json_ld, elements, surroundings, titles, bylines,
// authors. Covered by ingest/article/article_test.cpp, its cases and fuzz target.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/problem.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"
#include "document/text.hpp"
#include "ingest/blocks/blocks.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/html/html.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay {

enum class MetadataField : uint8_t {
  title,
  author,
  publisher,  // the outlet's name
  domain,     // host of the address without "www."
  url,
  published,
  modified,
  dateline,
};
std::span<const std::string_view> names_of(MetadataField);

// One row per candidate, the chosen ones first, then by field, then as found. For dates `value` is
// the earliest and `latest` the latest moment it can be, both as precise as known, either may be
// empty; for everything else `latest` is empty.
struct Metadata {
  static constexpr LayerName kLayer{
      "metadata", 2, "Title, authors, publisher, address and date, with where each was found."};

  std::vector<MetadataField> field;
  Strings value;
  Strings latest;
  // Of a moment whose day by the report's own clock is known and is not that of UTC: that day, as
  // "2018-05-21". Words such as "on Monday" count from it.
  Strings day;
  std::vector<Span> span;    // in the visible text, none if it is not visible there
  std::vector<Span> source;  // bytes of the source, none if the container said it
  Strings how;               // "json-ld headline", "meta og:title", "h1", "text published" ...
  std::vector<Flag> chosen;  // at most one of each field, but all authors of one list
  Problems problems;         // bad_json_ld, date_conflict

  static constexpr auto columns() {
    return std::tuple{
        column("field", &Metadata::field, "what is said", InId::yes),
        column("value", &Metadata::value, "the value; of a date the earliest moment", InId::yes),
        column("latest", &Metadata::latest, "of a date the latest moment"),
        column("day", &Metadata::day,
               "of a date its day by the report's clock, where UTC's differs"),
        column("span", &Metadata::span, "where it stands in the visible text"),
        source_column("source", &Metadata::source, "where it stands in the source"),
        column("how", &Metadata::how, "which part of the input says so", InId::yes),
        column("chosen", &Metadata::chosen, "shown as the report's")};
  }
};

// The chosen value of a field, of authors the first; empty if there is none. O(rows).
std::string_view chosen_value(const Metadata& metadata, MetadataField field);

// Reads JSON-LD, meta elements (Open Graph, article:, Dublin Core, citation_ and plain names),
// microdata, canonical links, headings, bylines, the address and what the container claimed; for dates also
// <time>, data for scripts, and every date in the text with what stands around it. Never the clock,
// never a file's time: a report without evidence has no date. What was first published counts
// before what was changed later; only where nothing else is known, the day of a change that the
// report shows is its day, and a month, a change in the metadata, the day of a crawl or the year of
// a notice bounds it. O(page), and O(depth) for each of at most 2,000 dates.
Metadata read_metadata(const Source& source, const Characters& characters, const Page& page,
                       const Rendering& rendering, const Text& text, const Blocks& blocks,
                       const Resources& resources);

}  // namespace hearsay
