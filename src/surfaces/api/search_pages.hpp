// Search pages: what a search finds, with the words where they stand. Covered by
// surfaces/api/pages_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/exports/records.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"

namespace hearsay {

// The surroundings of the first of these words, cut at spaces. `words` are places in the text, not
// none, in order.
Span snippet_of(std::string_view text, const std::vector<Span>& words);

struct SearchAsked {
  std::string query;   // as typed; see Store::search()
  bool exact = false;  // in no other spelling
  DaysAsked days;
  std::string outlet;  // case does not count
};

struct SearchFound {
  const ReportHead* report;
  std::shared_ptr<const ReadText> text;
  Span snippet;             // none where only the title has the words
  std::vector<Span> words;  // bytes of the text, in order; those in the snippet are some of them
};

// All that is found, best first, and `query` with the other spellings.
struct RankedSearch {
  std::string query;
  std::vector<SearchHit> hits;  // without words
  // Words of the query that were looked for in other spellings, too, and these.
  std::vector<std::pair<std::string, std::vector<std::string>>> widened;
};
Result<RankedSearch> rank_search(const Edition& edition, const SearchAsked& search);
// Hits [begin, end) of it, but for reports that are gone.
Result<std::vector<SearchFound>> show_hits(const Edition& edition, const RankedSearch& ranked,
                                           size_t begin, size_t end);

struct SearchPage {
  PageOf<SearchFound> found;  // best first
  std::vector<std::pair<std::string, std::vector<std::string>>> widened;
};
// What is best depends on all reports, so what comes in between two pages can move a report from
// one to the other.
Result<SearchPage> search_reports(const Edition& edition, const SearchAsked& search,
                                  const PageAsked& asked);

}  // namespace hearsay
