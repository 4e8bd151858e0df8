// Search: full text over titles and kept text, by SQLite's FTS5.
//
// What is indexed is the report's text with everything that is not kept turned into spaces, byte
// for byte, so that offsets in it are offsets in the text. The index keeps no copy of it: FTS5
// reads it from the view `searchable`. Words are folded by unicode61 with diacritics removed.
// Covered by store/search/search_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/span.hpp"
#include "store/sqlite/sqlite.hpp"

namespace hearsay {

// The virtual table and its view, as SQL, and what is set once when they are made: up to 8 MiB of
// the index wait in memory (1 MiB is FTS5's own choice), which saves a quarter of the work per
// report.
std::string_view search_tables();
Result<void> tune_search(Database& database);

// Gives a connection the functions that the view and search_reports() call. To be done first on
// every connection. `most` bounds what a text may unpack to.
Result<void> prepare_search(Database& database, size_t most);

// What of a report can be found.
struct Searchable {
  std::string title;
  std::optional<std::vector<Span>> kept;  // none: all of the text
};

// Sorts and joins spans, cuts them to `size` and takes away what is none or turned around.
std::vector<Span> tidy_spans(std::span<const Span> spans, uint32_t size);

// The text with all but the given spans (as tidy_spans gives them) as spaces. Same size.
std::string keep_only(std::string_view text, std::span<const Span> kept);

Result<void> index_report(Database& database, int64_t report, std::string_view title,
                          std::string_view kept_text);
// Takes exactly what index_report() was given.
Result<void> unindex_report(Database& database, int64_t report, std::string_view title,
                            std::string_view kept_text);

// What a person typed as an FTS5 expression; empty when nothing can be found by it (no letter or
// digit, or only excluded words). Words are joined by AND. "A phrase" in straight or curly quotes,
// word*, OR between two words and -word are understood; a quote without its partner, and everything
// else, stands for itself. Only the first 100 words count.
Result<std::string> search_expression(Database& database, std::string_view query);

struct RawHit {
  int64_t report;
  Id128 id;
  double rank;
  std::vector<Span> words;
};

// All hits of an expression, best first, ties by id, without their words.
Result<std::vector<RawHit>> rank_reports(Database& database, const std::string& expression,
                                         size_t limit, size_t offset);
// Sets `words` of each hit by its `report`: the first 1,000 words by which it is one, none if it is
// none. One walk over all hits of the expression, whatever the number of those asked for.
Result<void> find_words(Database& database, const std::string& expression,
                        std::vector<RawHit>& hits);

// Both: hits with their words.
Result<std::vector<RawHit>> search_reports(Database& database, const std::string& expression,
                                           size_t limit, size_t offset);

// Compares the index with the texts. Needs a connection that may write; O(all texts).
Result<void> check_search(Database& database);

}  // namespace hearsay
