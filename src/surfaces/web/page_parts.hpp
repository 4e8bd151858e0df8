// Page parts: what several pages show alike: days, counts, reports, statements with the way they
// took. Covered by surfaces/web/page_parts_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"
#include "surfaces/api/statement_pages.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/http/http.hpp"
#include "surfaces/web/html_writer.hpp"

namespace hearsay::web {

// ---- days

// "24 April 2017" of "2017-04-24", "April 2017" of "2017-04"; anything else as it is.
std::string day_text(std::string_view iso);
// "24–29 April 2017", "27 March – 1 May 2017", "before 3 May 2017"; empty where nothing is known.
std::string days_text(std::string_view first, std::string_view last);
// The same in <time>, or "no date".
void put_days(Html& html, std::string_view first, std::string_view last);

// ---- reports

// Both always say something.
std::string title_of(const ReportHead& head);
std::string title_of(const StoryHead& head);
std::string name_of(const ReportHead& head);  // its outlet, or else its title
Url url_of(const ReportHead& head);
// "Pelagos Wire · 24 April 2017".
void put_source(Html& html, const ReportHead& head);

// A role of a block in words: "source note".
std::string role_text(std::string_view role);

// ---- counts

std::string counted_origins(const Counts& counts);  // "15 reports → 13 origins"
// All four, as a list.
void put_counts(Html& html, const Counts& counts);
// A square for every report, those of one origin together, and a hollow one for every origin on
// which they rest besides; only a picture, hidden from those who hear the page. Bounded.
void put_squares(Html& html, const std::vector<size_t>& reports_of_origins, uint64_t origins);

// ---- statements

Url url_of(const StatementView& statement);
// The words, quoted where they are; parts with "[…]" between; a denial or refusal after the
// cue that says that it is one: "denied: he had been there".
void put_words(Html& html, const StatementView& statement);
// Speaker, then through whom it came, then the outlet of the report: a list of chips.
void put_relay(Html& html, const StatementView& statement, std::string_view outlet);
// Act, kind, "denied", what is not sure, the words that stand for the speaker.
void put_manner(Html& html, const StatementView& statement);
// "Explain" and, for reports and statements, "Cite".
void put_tools(Html& html, const Id128& id, std::optional<Url> cite = {});
Url cite_url(const StatementView& statement);
// The whole row of a list, in <li>; `with_report` where the page does not show that anyway.
void put_statement(Html& html, const SaidLine& said, bool with_report);
std::string speaker_of(const StatementView& statement);  // "unresolved" for nobody

// ---- lists over many pages

http::Parameter cursor_parameter();
PageAsked page_asked(const http::Request& request, size_t limit);
// Links back to the begin and on to `next`; `url` is of the list with its filters. Nothing if all
// of it is shown.
void put_paging(Html& html, const PageAsked& asked, const std::string& next, const Url& url);

}  // namespace hearsay::web
