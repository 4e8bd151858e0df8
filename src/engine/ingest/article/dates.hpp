// Internal to ingest/article: when a report was published, and last changed.
// Covered by ingest/article/page_dates_test.cpp, the cases of the stage and dates_fuzz.cpp.
#pragma once

#include <string_view>

#include "ingest/article/candidates.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay::article {

// What a report is made of, for its readers. All outlive them.
struct ReportParts {
  const Source& source;
  const Characters& characters;
  const Page& page;
  const Elements& elements;
  const Rendering& rendering;
  const Text& text;
  const Blocks& blocks;
};

// The order of day and month in numbers where the page's language has one: `lang` of its root.
DayOrder order_of_language(const Page& page);

// Reads the dates of meta elements and of microdata in attributes, other than <time>. Evidence in
// bytes of the decoded page. O(elements).
void read_date_elements(const Page& page, const Elements& elements, const Limits& limits,
                        Candidates& out);

// Reads the first date in the path of an address ("/2018/05/21/", "-2018-05-21", "/2018/may/21",
// "20180521", "21-05-2018"), or its month ("/2018/05/").
void read_date_of_path(std::string_view path, Candidates& out);

// Reads the date of publication from the data that a page carries for its scripts, if all of it
// names one day. Evidence in bytes of the decoded page. O(page).
void read_embedded_dates(const Page& page, Candidates& out);

// Reads the dates that a report shows, and those of <time> and microdata, and adds the ones that
// read like its own: above all in the lines around the title, with words such as "published" before
// them or in the names of their elements. `title` is where the title stands in the text, none if
// nowhere. Evidence in bytes of the source or the text. O(page + text), at most kMostSightings
// dates.
void read_shown_dates(const ReportParts& report, Span title, Candidates& out);

// Reads the year of the last copyright notice, where nothing else dates the report: it was there
// before that year ended.
void read_copyright_year(const Text& text, Candidates& out);

// What only all candidates together tell: that a day in the metadata is not the first, that there
// is none but the day of a change, and which day a moment was by the report's own clock.
void settle_dates(Candidates& candidates);

// Takes out the dates after the day that a crawler read the report, where it is known. A day more
// is allowed, for the zones.
void remove_impossible_dates(const Source& source, Candidates& candidates);

}  // namespace hearsay::article
