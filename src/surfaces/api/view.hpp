// View: what a person is shown of a report, amendments applied.
// Covered by surfaces/api/view_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

struct Value;

struct BlockView {
  Span span;  // bytes of the text
  std::string role;
  bool kept;
  std::string why;
};

struct ReportView {
  std::string title;  // empty if there is none
  std::vector<std::string> authors;
  std::string publisher, domain, url;
  std::string published, published_latest, published_how;  // as precise as known, empty if unknown
  std::string language;                                    // ISO 639-1, empty if unknown
  std::vector<BlockView> blocks;
};

Result<ReportView> view_report(const Store& store, const StoredReport& report);
// The same of a record of report_shape() that is at hand.
ReportView view_of_report(const Text& text, const Value& record);

// A report with its view; none if it is not in the store, or not any more.
struct SeenReport {
  StoredReport report;
  ReportView view;
};
Result<std::optional<SeenReport>> see_report(const Store& store, const ReportId& id);

struct RelayView {
  std::string name, cue;
};
struct StatementView {
  RowId id;
  ReportId report;
  std::string kind, act, polarity;
  std::vector<std::string> content;
  std::vector<Span> content_spans;  // bytes of the text
  std::string cue, speaker;         // as the text has them
  std::string name, how;            // the best name that is known; empty for nobody
  std::string own_name;             // the best that the report itself has
  std::string entity;               // id of who that is; empty if that is not known
  std::string addressee;
  std::vector<RelayView> relay;   // the one nearest to the speaker first
  std::string date, date_latest;  // days, empty if the text gives none
  // How surely it is a statement, and how surely it is said by `name`.
  Score score = Score::of(1), speaker_score = Score::of(1);
};

// Every statement of a report, in text order; of all reports, in the order of their ids. Stops when
// `visit` gives false. Constant memory.
Result<std::vector<StatementView>> view_statements(const Store& store, const ReportId& report);
Result<void> each_statement(const Store& store, const std::function<bool(StatementView)>& visit);

// All of the content as one line; where the cue breaks it, " […] " stands.
std::string content_line(const StatementView& statement);
// Who said it and what, in a line that passes nobody's wording off as a quotation:
// "Ada Vard: “Never.”", "Ada Vard (promise, indirect): she would never", "Ada Vard denies
// (indirect): she had ever"; "somebody" where nobody is known.
std::string statement_line(const StatementView& statement);
// "through Tasnim, The Times of Israel": the relay, the one nearest to the speaker first; empty
// without one.
std::string relay_line(const StatementView& statement);

// At most `most` bytes of a text, whole characters, with an ellipsis where something is missing.
std::string beginning_of(std::string_view text, size_t most);

// Of a record of row_shape() of a row of `statements`.
StatementView view_of_statement(const LayerInfo& info, const void* layer, size_t row,
                                const RowId& id, const ReportId& report, const Value& record);

// "2018-05-21", "2018-05-21 to 2018-05-23", "before 2018-05-23", "" : days, for lists.
std::string published_days(const ReportView& view);
// "1 report", "2 reports", "3 families".
std::string counted(uint64_t count, std::string_view one, std::string_view many);

}  // namespace hearsay
