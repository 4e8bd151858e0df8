// See api.hpp. Adding stands in add.cpp, explaining in explain.cpp.
#include "surfaces/api/api.hpp"

#include <algorithm>
#include <thread>

namespace hearsay {
namespace {

constexpr size_t kBatch = 200;
constexpr size_t kShortestPrefix = 4;

bool is_hex(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

Error several(std::string_view name, const std::vector<ReportId>& found) {
  std::string list;
  for (const ReportId& id : found) list += "\n  " + id.hex();
  return {ErrorKind::usage,
          "\"" + std::string(name) + "\" means several reports; give one of these ids:" + list, "",
          -1};
}

}  // namespace

std::string_view program_version() {
  return HEARSAY_VERSION;
}

Result<std::unique_ptr<Hearsay>> Hearsay::open(const std::string& file, Store::Open mode) {
  std::unique_ptr<Hearsay> out(new Hearsay);
  out->pipeline_ = std::make_unique<Pipeline>(make_pipeline());
  out->resources_ = std::make_unique<Resources>();
  out->file_ = file;
  Result<std::unique_ptr<Store>> store = Store::open(file, mode, *out->pipeline_, *out->resources_);
  if (!store) return store.error();
  out->store_ = std::move(*store);
  return out;
}

Result<void> Hearsay::reduce() {
  Pipeline::Tables tables{*store_, {}};
  for (const Pipeline::Stage& stage : pipeline_->stages()) {
    if (!stage.reduces) continue;
    Result<std::shared_ptr<const void>> made = stage.reduce(tables, *resources_);
    if (!made) return made.error();
    Result<void> put = store_->put_table(stage.name, *stage.layer, made->get());
    if (!put) return put.error();
    tables.made.emplace_back(stage.output.key, *made);
  }
  return store_->commit();
}

Result<std::vector<bool>> Hearsay::remove(const std::vector<ReportId>& ids) {
  std::vector<bool> removed;
  for (const ReportId& id : ids) {
    Result<bool> there = store_->remove(id);
    if (!there) return there.error();
    removed.push_back(*there);
  }
  if (Result<void> reduced = reduce(); !reduced) return reduced.error();
  return removed;
}

Result<ReanalyseSummary> Hearsay::reanalyse(unsigned jobs,
                                            const std::function<void(uint64_t, uint64_t)>& progress,
                                            const std::atomic<bool>& stop) {
  Result<std::vector<ReportId>> stale = store_->stale();
  if (!stale) return stale.error();
  ReanalyseSummary summary;
  summary.stale = stale->size();
  unsigned threads = jobs > 0 ? jobs : std::max(1U, std::thread::hardware_concurrency());

  // This thread reads a batch of sources and stores the results; the others analyse.
  for (size_t first = 0; first < stale->size() && !stop; first += kBatch) {
    size_t last = std::min(stale->size(), first + kBatch);
    std::vector<std::unique_ptr<Document>> documents;
    for (size_t i = first; i < last; ++i) {
      Result<std::optional<Source>> source = store_->source((*stale)[i]);
      if (!source) return source.error();
      if (*source)
        documents.push_back(std::make_unique<Document>((*stale)[i], std::move(**source)));
    }
    std::atomic<size_t> next = 0;
    std::vector<std::thread> workers;
    for (unsigned w = 0; w < threads; ++w)
      workers.emplace_back([&] {
        for (size_t i = next++; i < documents.size(); i = next++)
          pipeline_->analyse(*documents[i], *resources_);
      });
    for (std::thread& worker : workers) worker.join();
    for (const auto& document : documents)
      if (Result<void> put = store_->replace(*document); !put) return put.error();
    if (Result<void> done = store_->commit(); !done) return done.error();
    summary.done += documents.size();
    progress(summary.done, summary.stale);
  }
  summary.interrupted = stop && summary.done < summary.stale;
  if (Result<void> reduced = reduce(); !reduced) return reduced.error();
  return summary;
}

Result<Named> Hearsay::resolve(std::string_view name) const {
  Error missing{ErrorKind::missing,
                "there is no report or row \"" + std::string(name) +
                    "\"; hearsay list shows the reports and their ids",
                "", -1};
  if (auto id = Id128::from_hex(name)) {
    Result<std::vector<ReportId>> reports = store_->by_prefix(name, 1);
    if (!reports) return reports.error();
    if (!reports->empty()) return Named{Named::Kind::report, reports->front(), {}};
    Result<std::optional<FoundRow>> row = store_->find_row(RowId(*id));
    if (!row) return row.error();
    if (*row) return Named{Named::Kind::row, (*row)->report, RowId(*id)};
    return missing;
  }
  Result<std::vector<ReportId>> found = std::vector<ReportId>();
  if (is_hex(name) && name.size() >= kShortestPrefix && name.size() < 32)
    found = store_->by_prefix(name, 20);
  if (found && found->empty()) found = store_->by_place(name);
  if (!found) return found.error();
  if (found->empty()) return missing;
  if (found->size() > 1) return several(name, *found);
  return Named{Named::Kind::report, found->front(), {}};
}

}  // namespace hearsay
