// Report pages: the list of reports, and one report with everything that is known of it. Covered by
// surfaces/api/pages_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"
#include "surfaces/api/statement_pages.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {

struct ReportFilter {
  DaysAsked days;
  std::string outlet;                // case does not count
  std::string language;              // "en"
  const StoryView* story = nullptr;  // which it tells of above all; null for any
};
// By day, then by id.
Result<PageOf<const ReportHead*>> list_reports(const Edition& edition, const ReportFilter& filter,
                                               const PageAsked& asked);

struct ReportInStory {
  const StoryHead* story;
  const StoryReport* part;
};

struct ReportDetail {
  const ReportHead* head;
  StoredReport report;               // with its text
  ReportView view;                   // blocks in text order
  Value record;                      // of report_shape()
  std::vector<SaidLine> statements;  // in text order; content_spans lead into the text
  std::vector<ReportInStory>
      stories;  // that which it tells of above all, then those it is attached to
  std::vector<OriginView> origins;  // on whose reporting it rests
};
// `missing` if there is no such report, or it has just been removed.
Result<ReportDetail> view_report_page(const Edition& edition, const ReportId& id);

// The report that a whole id, a unique beginning of one, or the id of one of its rows names.
Result<ReportId> find_report(const Edition& edition, std::string_view name);
// The story that an id names, or that a report of this id tells of: a story's id is that of its
// earliest report, and so another one when an earlier report is added.
Result<const StoryView*> find_story(const Edition& edition, std::string_view id);

}  // namespace hearsay
