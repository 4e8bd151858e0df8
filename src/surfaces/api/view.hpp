// View: what a person is shown of a report, amendments applied.
// Covered by surfaces/api/view_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

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

// "2018-05-21", "2018-05-21 to 2018-05-23", "before 2018-05-23", "" : days, for lists.
std::string published_days(const ReportView& view);

}  // namespace hearsay
