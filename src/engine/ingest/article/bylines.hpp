// Internal to ingest/article: the names in a byline.
// Covered by ingest/article/bylines_test.cpp and article_fuzz.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace hearsay::article {

enum class BylineCue : uint8_t {
  none,     // a line of the text: names only after a by-word ("By", "Posted by", "von", "Words:")
  marked,   // markup says that authors stand here: names need no by-word
  claimed,  // all of it is authors, says metadata: nothing else follows the names
};

// The names in a byline, as spans of bytes of `text`, in order. Lists are parted ("A B, C D and E
// F"); by-words, roles after a name ("staff writer"), degrees, dates, times, addresses, handles and
// words of the page's machinery ("Follow", "4 min read") are left out; so are those who only
// edited, reviewed or photographed. `breaks` are offsets, ascending, where an element begins or
// ends: no name goes across one. Texts of more than 1,000 bytes have none. O(text).
std::vector<Span> names_in_byline(std::string_view text, std::span<const uint32_t> breaks,
                                  BylineCue cue);

// True for what stands where names stand and is none: "admin", "undefined", numbers, addresses,
// names of template variables.
bool is_no_name(std::string_view value);

// True for names of accounts: one word, all lower case or with digits ("ilkadanner7").
bool is_account(std::string_view value);

// Whether the words before a name say that its bearer did not write but edit, review or photograph.
bool introduces_helper(std::string_view before);

// The byline that stands by itself, wherever on the page: "Written by Ilka Danner", "Author: Ilka
// Danner". None if there is no name in it.
Span name_in_signature(std::string_view line);

// Whether the names must stand in the next line: "By", "Written by:", "Author".
bool ends_in_by_word(std::string_view line);

// Whether a line has a date of which the year is told ("4 April 2017", "2017-04-04").
bool has_full_date(std::string_view line);

// The one name in a line that otherwise is only a date ("4 April 2017 06:50 Pelagos Wire", "Pelagos
// Wire | 4 April 2017"), or none. A name with a comma before the date is a place's and none.
Span name_beside_date(std::string_view line, std::span<const uint32_t> breaks);

// A line that is nothing but one name of two to four words.
bool is_only_name(std::string_view line);
// A line that is nothing but a date.
bool is_only_date(std::string_view line);

// The name in a line that otherwise is only a role ("Ilka Danner, Vell correspondent"), or none.
Span name_with_role(std::string_view line);

}  // namespace hearsay::article
