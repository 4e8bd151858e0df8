// Search pages: what a search finds, with the words where they stand. Covered by
// surfaces/api/search_pages_test.cpp.
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

struct SearchPage {
  PageOf<SearchFound> found;  // best first
  // Words of the query that were looked for in other spellings, too, and these.
  std::vector<std::pair<std::string, std::vector<std::string>>> widened;
};
Result<SearchPage> search_reports(const Edition& edition, const SearchAsked& search,
                                  const PageAsked& asked);

}  // namespace hearsay
