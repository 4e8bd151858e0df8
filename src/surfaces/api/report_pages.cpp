// See report_pages.hpp.
#include "surfaces/api/report_pages.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace hearsay {
namespace {

constexpr size_t kNumbers = 2;

Error gone(const ReportId& id) {
  return {ErrorKind::missing, "there is no report " + id.hex(), "", -1};
}

std::string cursor_of(const ReportHead& head) {
  Appeared day = head.published.appeared.as_day();
  return ListPlace{{day.first, day.last}, head.id}.text();
}

Result<size_t> start_of(const ReportHeads& reports, const std::string& cursor) {
  if (cursor.empty()) return size_t{0};
  Result<ListPlace> place = ListPlace::of(cursor, kNumbers);
  if (!place) return place.error();
  return reports.behind({place->numbers[0], place->numbers[1]}, ReportId(place->id));
}

void add_story(const Edition& edition, const StoryView& story, const ReportId& report,
               std::vector<ReportInStory>& out) {
  const StoryHead* head = edition.indices().stories.find(story.id);
  for (const auto* list : {&story.reports, &story.attached})
    for (const StoryReport& one : *list)
      if (one.report == report) out.push_back({head, &one});
}

bool fits(const Edition& edition, const ReportHead& head, const ReportFilter& filter) {
  if (filter.story != nullptr && edition.stories().of(head.id) != filter.story) return false;
  if (!filter.days.is_open() && !filter.days.has(head.published)) return false;
  if (!filter.outlet.empty() && !ascii::equal_folded(head.outlet, filter.outlet)) return false;
  return filter.language.empty() || head.language == filter.language;
}

}  // namespace

Result<PageOf<const ReportHead*>> list_reports(const Edition& edition, const ReportFilter& filter,
                                               const PageAsked& asked) {
  const ReportHeads& reports = edition.indices().reports;
  Result<size_t> start = start_of(reports, asked.cursor);
  if (!start) return start.error();
  PageOf<const ReportHead*> out;
  out.total = 0;
  for (size_t place = 0; place < reports.all().size(); ++place) {
    const ReportHead& head = reports.all()[place];
    if (!fits(edition, head, filter)) continue;
    ++*out.total;
    if (place < *start || !out.next.empty()) continue;
    if (out.items.size() == asked.limit)
      out.next = cursor_of(*out.items.back());
    else
      out.items.push_back(&head);
  }
  return out;
}

Result<ReportDetail> view_report_page(const Edition& edition, const ReportId& id) {
  const ReportHead* head = edition.indices().reports.find(id);
  Result<std::optional<StoredReport>> report = edition.store().report(id);
  if (!report) return report.error();
  if (head == nullptr || !*report) return gone(id);
  Result<Value> record = RecordSource(edition.store()).report(**report);
  if (!record) return record.error();
  ReportView view = view_of_report((*report)->text, *record);
  ReportDetail out{head, std::move(**report),          std::move(view), std::move(*record), {},
                   {},   edition.sources().origins(id)};
  Result<std::vector<SaidLine>> statements = statements_of(edition, *head);
  if (!statements) return statements.error();
  out.statements = std::move(*statements);
  if (const StoryView* story = edition.stories().of(id))
    add_story(edition, *story, id, out.stories);
  for (const StoryView* story : edition.stories().attached(id))
    add_story(edition, *story, id, out.stories);
  return out;
}

Result<ReportId> find_report(const Edition& edition, std::string_view name) {
  auto is_hex = [](char c) {
    return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f');
  };
  // Places in files are not asked for here: who looks at a page needs not know them.
  if (!std::all_of(name.begin(), name.end(), is_hex))
    return Error{ErrorKind::missing, "there is no report with this id", "", -1};
  if (auto whole = Id128::from_hex(name); whole && edition.indices().reports.find(ReportId(*whole)))
    return ReportId(*whole);
  Result<Named> named = edition.hearsay().resolve(name);
  if (!named) return named.error();
  if (named->report.is_zero())
    return Error{ErrorKind::missing, "this row belongs to no report", "", -1};
  return named->report;
}

Result<const StoryView*> find_story(const Edition& edition, std::string_view id) {
  if (auto whole = Id128::from_hex(id))
    if (const StoryView* story = edition.stories().find(*whole)) return story;
  Result<ReportId> report = find_report(edition, id);
  if (!report) return Error{ErrorKind::missing, "there is no story with this id", "", -1};
  const StoryView* story = edition.stories().of(*report);
  if (story == nullptr)
    return Error{ErrorKind::missing, "report " + report->hex() + " is of no story", "", -1};
  return story;
}

}  // namespace hearsay
