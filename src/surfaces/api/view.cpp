// See view.hpp.
#include "surfaces/api/view.hpp"

#include "ingest/article/article.hpp"
#include "ingest/clean/clean.hpp"
#include "language/languages/languages.hpp"

namespace hearsay {
namespace {

template <class L>
Result<std::shared_ptr<const L>> read(const Store& store, const ReportId& id) {
  Result<std::shared_ptr<const void>> layer = store.layer(id, layer_info<L>());
  if (!layer) return layer.error();
  return std::static_pointer_cast<const L>(*layer);
}

void take(ReportView& view, const Metadata& metadata, size_t row) {
  std::string value(metadata.value[row]);
  switch (metadata.field[row]) {
    case MetadataField::title:
      view.title = value;
      break;
    case MetadataField::author:
      view.authors.push_back(value);
      break;
    case MetadataField::publisher:
      view.publisher = value;
      break;
    case MetadataField::domain:
      view.domain = value;
      break;
    case MetadataField::url:
      view.url = value;
      break;
    case MetadataField::published:
      view.published = value;
      view.published_latest = metadata.latest[row];
      view.published_how = metadata.how[row];
      break;
    case MetadataField::modified:
    case MetadataField::dateline:
      break;
  }
}

void amend(ReportView& view, const std::vector<AmendmentRow>& amendments) {
  // The one that counts comes first, so it is applied last.
  for (auto row = amendments.rbegin(); row != amendments.rend(); ++row) {
    if (row->field == "publisher_name") view.publisher = row->value;
    if (row->field == "title") view.title = row->value;
    if (row->field == "published_earliest") view.published = row->value;
    if (row->field == "published_latest") view.published_latest = row->value;
    if (row->field == "language") view.language = row->value;
  }
}

}  // namespace

Result<ReportView> view_report(const Store& store, const StoredReport& report) {
  ReportView view;
  auto metadata = read<Metadata>(store, report.id);
  if (!metadata) return metadata.error();
  for (size_t row = 0; row < row_count(**metadata); ++row)
    if ((*metadata)->chosen[row].yes) take(view, **metadata, row);

  auto roles = read<Roles>(store, report.id);
  if (!roles) return roles.error();
  for (size_t row = 0; row < row_count(**roles); ++row) {
    auto role = static_cast<size_t>((*roles)->role[row]);
    view.blocks.push_back({(*roles)->span[row], std::string(names_of(BlockRole{})[role]),
                           (*roles)->kept[row].yes, std::string((*roles)->why[row])});
  }

  auto languages = read<Languages>(store, report.id);
  if (!languages) return languages.error();
  if (row_count(**languages) > 0) view.language = (*languages)->language[0];

  Result<std::vector<AmendmentRow>> amendments = store.amendments(RowId(report.id));
  if (!amendments) return amendments.error();
  amend(view, *amendments);
  return view;
}

std::string published_days(const ReportView& view) {
  std::string first = view.published.substr(0, 10);
  std::string last = view.published_latest.substr(0, 10);
  if (first.empty()) return last.empty() ? "" : "before " + last;
  return last.empty() || first == last ? first : first + " to " + last;
}

}  // namespace hearsay
