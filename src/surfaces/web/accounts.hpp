// Accounts: the reports of a story by the origin they rest on, and the texts of reports with what
// was said and what was copied marked. Covered by surfaces/web/web_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "surfaces/api/edition.hpp"
#include "surfaces/api/story_pages.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/web/marking.hpp"
#include "surfaces/web/page_parts.hpp"

namespace hearsay::web {

std::vector<size_t> sizes_of(std::span<const StoryAccount> accounts);

// How a report comes by what it tells, in a few words: "origin", "shortened copy of Pelagos Wire",
// "cites Pelagos Wire"; nothing where nothing is known.
void put_descent(Html& html, const Edition& edition, const ReportId& report);
// "also rests on 2 more origins"; nothing where there is no other.
void put_other_origins(Html& html, const AccountLine& line);
// A report in a list: where and when it appeared, and how it comes by what it tells.
void put_report_line(Html& html, const Edition& edition, const ReportHead& head);

// How a Derivation is told: "shortened copy of", before whom it has it from; "shortened", alone.
std::string_view relation_words(std::string_view relation);
std::string_view relation_name(std::string_view relation);

// As a list, each origin with its copies under it. Bounded.
void put_accounts(Html& html, const Edition& edition, std::span<const StoryAccount> accounts);

// Passages that a report has from others, that others have from it (if `given`), and words that
// others quote as well; with labels that say from where, where passages of several meet only one.
std::vector<Marking> passages_of(const Edition& edition, const ReportId& report, bool given);
void add_statements(const StatementView& statement, std::vector<Marking>& markings);

}  // namespace hearsay::web
