// See report_heads.hpp.
#include "surfaces/api/report_heads.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "ingest/article/article.hpp"
#include "language/languages/languages.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

constexpr int64_t kDaySeconds = 86400;

int64_t last_second(const Moment& moment) {
  switch (moment.precision) {
    case Moment::Precision::year:
      return days_from_civil(moment.year + 1, 1, 1) * kDaySeconds - 1;
    case Moment::Precision::month:
      return (moment.month == 12 ? days_from_civil(moment.year + 1, 1, 1)
                                 : days_from_civil(moment.year, moment.month + 1U, 1)) *
                 kDaySeconds -
             1;
    case Moment::Precision::day:
      return moment.first_second() + kDaySeconds - 1;
    case Moment::Precision::minute:
      return moment.first_second() + 59;
    case Moment::Precision::second:
      return moment.first_second();
  }
  return moment.first_second();
}

using Places = std::map<ReportId, uint32_t>;

Result<void> read_metadata(const Store& store, const Places& places,
                           std::vector<ReportHead>& heads) {
  if (store.pipeline().find(Metadata::kLayer.name) == nullptr) return {};
  Across<Metadata> reports(store);
  reports.each([&](const ReportId& id, const Metadata& metadata) {
    auto place = places.find(id);
    if (place == places.end()) return;
    ReportHead& head = heads[place->second];
    head.title = ascii::squeezed(chosen_value(metadata, MetadataField::title));
    head.url = chosen_value(metadata, MetadataField::url);
  });
  return reports.error();
}

Result<void> read_languages(const Store& store, const Places& places,
                            std::vector<ReportHead>& heads) {
  if (store.pipeline().find(Languages::kLayer.name) == nullptr) return {};
  Across<Languages> reports(store);
  reports.each([&](const ReportId& id, const Languages& languages) {
    auto place = places.find(id);
    if (place != places.end() && languages.language.size() > 0)
      heads[place->second].language = languages.language[0];
  });
  return reports.error();
}

// What was amended of the report itself.
Result<void> read_amended(const Store& store, const Places& places,
                          std::vector<ReportHead>& heads) {
  if (store.pipeline().find(Amendments::kLayer.name) == nullptr) return {};
  auto table = store.table(layer_info<Amendments>());
  if (!table) return table.error();
  for (const RowId& target : std::static_pointer_cast<const Amendments>(*table)->target) {
    auto place = places.find(ReportId(target));
    if (place == places.end()) continue;
    Result<std::optional<StoredReport>> report = store.report(place->first);
    if (!report) return report.error();
    if (!*report) continue;
    Result<ReportView> view = view_report(store, **report);
    if (!view) return view.error();
    ReportHead& head = heads[place->second];
    head.title = view->title;
    head.url = view->url;
    head.language = view->language;
  }
  return {};
}

}  // namespace

std::string ReportHead::days() const {
  if (published.first.empty()) return published.last.empty() ? "" : "before " + published.last;
  return published.first + (published.last == published.first ? "" : " to " + published.last);
}

DaysAsked::DaysAsked(std::string_view from, std::string_view to) {
  if (auto first = parse_iso_date(from)) from_ = first->first_second();
  if (auto last = parse_iso_date(to)) to_ = last_second(*last);
}

bool DaysAsked::has(const Published& published) const {
  if (published.first.empty() && published.last.empty()) return is_open();
  return has(published.appeared.first, published.appeared.last);
}

bool DaysAsked::has(std::string_view first, std::string_view last) const {
  auto from = parse_iso_date(first);
  auto until = parse_iso_date(last.empty() ? first : last);
  if (!from && !until) return is_open();
  return has(from ? from->first_second() : INT64_MIN, until ? last_second(*until) : INT64_MAX);
}

Result<ReportHeads> ReportHeads::read(const Store& store, const SourcesView& sources) {
  Result<std::vector<ReportId>> ids = store.by_prefix("", SIZE_MAX);
  if (!ids) return ids.error();
  std::sort(ids->begin(), ids->end(),
            [&sources](const ReportId& a, const ReportId& b) { return sources.is_earlier(a, b); });
  ReportHeads out;
  for (const ReportId& id : *ids) {
    out.places_.emplace(id, static_cast<uint32_t>(out.all_.size()));
    out.all_.push_back({id, "", std::string(sources.outlet(id)), std::string(sources.family(id)),
                        "", "", sources.published(id)});
  }
  for (auto read : {read_metadata, read_languages, read_amended})
    if (Result<void> done = read(store, out.places_, out.all_); !done) return done.error();
  return out;
}

const ReportHead* ReportHeads::find(const ReportId& id) const {
  auto found = places_.find(id);
  return found == places_.end() ? nullptr : &all_[found->second];
}

size_t ReportHeads::place(const ReportId& id) const {
  auto found = places_.find(id);
  return found == places_.end() ? all_.size() : found->second;
}

size_t ReportHeads::behind(const Appeared& day, const ReportId& id) const {
  auto found = std::partition_point(all_.begin(), all_.end(), [&](const ReportHead& head) {
    return order_of(day, id) >= order_of(head.published.appeared.as_day(), head.id);
  });
  return static_cast<size_t>(found - all_.begin());
}

}  // namespace hearsay
