// See exports.hpp.
#include "store/exports/exports.hpp"

#include <algorithm>
#include <array>

#include "store/exports/forms.hpp"
#include "store/exports/lines.hpp"
#include "store/exports/records.hpp"

namespace hearsay {
namespace {

bool stores_rows(const Pipeline::Stage& stage) {
  return stage.layer != nullptr && stage.layer->storage == Storage::rows;
}

Result<void> export_reports(const Store& store, RecordLines& lines) {
  RecordSource source(store);
  Result<void> failed;
  Result<void> read = store.each_report([&](const StoredReport& report) {
    Result<Value> record = source.report(report);
    if (!record) failed = record.error();
    return record && lines.add(*record);
  });
  if (!failed || !read) return failed ? read : failed;
  lines.flush();
  return {};
}

Result<void> export_rows(const Store& store, const LayerInfo& info, RecordLines& lines) {
  RecordSource source(store);
  Result<void> failed;
  Result<void> read = store.each_row(info, [&](const StoredRow& row) {
    Result<Value> record = source.row(info, row.layer, 0, row.id, row.owner);
    if (!record) failed = record.error();
    return record && lines.add(*record);
  });
  if (!failed || !read) return failed ? read : failed;
  lines.flush();
  return {};
}

Error not_exportable(const Pipeline& pipeline, std::string_view what) {
  std::string names;
  for (const std::string& name : exportable(pipeline)) names += (names.empty() ? "" : ", ") + name;
  return {ErrorKind::usage,
          "\"" + std::string(what) + "\" cannot be exported; choose one of: " + names, "", -1};
}

}  // namespace

std::span<const std::string_view> names_of(ExportFormat) {
  static constexpr std::array<std::string_view, 3> kNames = {"jsonl", "csv", "csv_plain"};
  return kNames;
}

std::vector<std::string> exportable(const Pipeline& pipeline) {
  std::vector<std::string> out = {"reports"};
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    if (!stores_rows(stage)) continue;
    std::string name(stage.layer->name.name);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

Result<void> export_records(const Store& store, std::string_view what, ExportFormat format,
                            const std::function<bool(std::string_view)>& write) {
  const Pipeline::Stage* stage = store.pipeline().find(what);
  bool reports = what == "reports";
  if (!reports && (stage == nullptr || !stores_rows(*stage)))
    return not_exportable(store.pipeline(), what);
  Result<std::unique_ptr<Store>> state = store.snapshot();
  if (!state) return state.error();
  Shape shape = reports ? report_shape() : row_shape(*stage->layer);
  RecordLines lines(shape, format, write);
  return reports ? export_reports(**state, lines) : export_rows(**state, *stage->layer, lines);
}

Result<std::string> report_json(const Store& store, const StoredReport& report) {
  Result<Value> record = RecordSource(store).report(report);
  if (!record) return record.error();
  std::string out;
  append_json(out, report_shape(), *record);
  return out;
}

Result<std::string> row_json(const Store& store, const FoundRow& row) {
  Result<Value> record =
      RecordSource(store).row(*row.info, row.layer.get(), row.row, row.id, row.owner);
  if (!record) return record.error();
  std::string out;
  append_json(out, row_shape(*row.info), *record);
  return out;
}

}  // namespace hearsay
