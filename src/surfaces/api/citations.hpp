// Citations: how a report or a statement is cited, so that the words can be found again: as plain
// text, as BibTeX, as a link to the place. Covered by surfaces/api/citations_test.cpp and
// tests/conformance.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/exports/records.hpp"
#include "store/store.hpp"
#include "surfaces/api/addresses.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {

struct Citation {
  Id128 id;  // of the report or the statement
  bool of_statement = false;
  ReportId report;
  // BibTeX key: "hearsay-" and 16 digits of the id, so that it never changes.
  std::string key;
  std::string plain;     // one line
  std::string bibtex;    // an entry of type misc, with a line feed at the end
  std::string link;      // the page of the report, at the statement
  std::string original;  // the report's own address, at the words; empty if it has none
  std::string text_sha256;
  // Code points of the report's text in which the statement's content stands.
  std::vector<std::pair<uint32_t, uint32_t>> spans;
};

Citation cite_report(const SourcesView& sources, const SeenReport& seen, const Site& site);
Citation cite_statement(const SourcesView& sources, const SeenReport& seen,
                        const StatementView& statement, const Site& site);

// A statement by its id with the report it stands in. `missing` if there is none, or it is gone.
struct SeenStatement {
  SeenReport in;
  StatementView statement;
};
Result<SeenStatement> see_statement(const Store& store, const RowId& id);

// As a record; see docs/FORMATS.md.
const Shape& citation_shape();
Value citation_value(const Citation& citation);

// Text inside a braced BibTeX field: one line, every sign that TeX reads as a command written as
// the letter it stands for, braces as commands so that they always match, signs kept apart that
// would become one. Control characters are left out.
std::string bibtex_text(std::string_view text);

}  // namespace hearsay
