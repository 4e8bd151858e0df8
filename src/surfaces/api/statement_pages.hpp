// Statement pages: statements with what a line says of them, listed by whatever they are asked for.
// Covered by surfaces/api/pages_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/exports/records.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {

struct SaidLine {
  StatementView statement;
  const ReportHead* report;  // of the edition
  std::string when;          // the day on which it was said, else days of the report; may be empty
  Value record;              // of statement_shape()
};

// The shape of a statement's record, and what a column of it can be: kind, act, polarity.
const Shape& statement_shape();
std::vector<std::string> statement_choices(std::string_view column);

struct StatementFilter {
  std::optional<ReportId> report;
  std::optional<Id128> entity;       // whose statements
  const StoryView* story = nullptr;  // of which their report tells above all; null for any
  std::string
      name;  // a part of his name or of the words that stand for him, at the begin of a word
  std::string about;                // a word in it begins so
  std::string kind, act, polarity;  // names of the choices; empty for any
  DaysAsked days;                   // on which it was said, or else its report appeared
};

// By day of the report, then in the order of the text. Without a report, an entity or `about`
// (which is looked for in the search index) reports are read one after the other, at most
// kReportsRead for one page, so a page may be short and still have a next one.
inline constexpr size_t kReportsRead = 200;
Result<PageOf<SaidLine>> list_statements(const Edition& edition, const StatementFilter& filter,
                                         const PageAsked& asked);

// All statements of one report, in the order of its text; those of these rows, if some are given.
Result<std::vector<SaidLine>> statements_of(const Edition& edition, const ReportHead& report);
Result<std::vector<SaidLine>> statements_of(const Edition& edition, const ReportHead& report,
                                            std::span<const uint32_t> rows);

}  // namespace hearsay
