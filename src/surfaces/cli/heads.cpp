// See heads.hpp.
#include "surfaces/cli/heads.hpp"

#include "surfaces/api/view.hpp"

namespace hearsay::cli {

std::string short_id(const Id128& id) {
  constexpr size_t kShown = 8;
  return id.hex().substr(0, kShown);
}

std::string days_text(const StoryView& story) {
  if (story.first.empty()) return "no date";
  return story.first + (story.last == story.first ? "" : " to " + story.last);
}

Result<Head> head_of(const Store& store, const SourcesView& sources, const ReportId& id) {
  Head head{short_id(id), "no date", "", printable(sources.outlet(id))};
  Result<std::optional<StoredReport>> report = store.report(id);
  if (!report) return report.error();
  if (!*report) {
    head.title = "(no such report)";
    return head;
  }
  Result<ReportView> view = view_report(store, **report);
  if (!view) return view.error();
  if (std::string days = published_days(*view); !days.empty()) head.day = printable(days);
  std::string path = (*report)->paths.empty() ? "" : (*report)->paths.front();
  head.title = printable(view->title.empty() ? "(no title) " + path : view->title);
  return head;
}

Result<ReportId> find_report(const Hearsay& hearsay, const std::string& name) {
  Result<Named> named = hearsay.resolve(name);
  if (!named) return named.error();
  if (named->report.is_zero())
    return Error{ErrorKind::usage,
                 "\"" + name + "\" is a row that many reports gave, not a report or a story; " +
                     "hearsay explain " + name + " tells of it",
                 "", -1};
  return named->report;
}

}  // namespace hearsay::cli
