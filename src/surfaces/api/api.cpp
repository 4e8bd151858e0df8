// See api.hpp. Adding stands in add.cpp, explaining in explain.cpp.
#include "surfaces/api/api.hpp"

#include <algorithm>
#include <exception>
#include <mutex>

#include "surfaces/api/files.hpp"
#include "surfaces/api/threads.hpp"

namespace hearsay {
namespace {

// Reports that are analysed again and stored together: whichever bound is met first.
constexpr size_t kBatch = 200;
constexpr uint64_t kBatchBytes = uint64_t{64} << 20;
constexpr size_t kShortestPrefix = 4;
constexpr size_t kListedFailures = 10'000;
constexpr size_t kNamed = 20;  // ids that a message lists

bool is_hex(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

Error several(std::string_view name, const std::vector<ReportId>& found) {
  std::string list;
  for (size_t i = 0; i < found.size() && i < kNamed; ++i) list += "\n  " + found[i].hex();
  if (found.size() > kNamed) list += "\n  ...";
  return {ErrorKind::usage,
          "\"" + std::string(name) + "\" means several reports; give one of these ids:" + list, "",
          -1};
}

Error no_such(std::string_view name) {
  return {ErrorKind::missing,
          "there is no report or row \"" + std::string(name) +
              "\"; hearsay list shows the reports and their ids",
          "", -1};
}

// A document, or null if its analysis gave up.
using Analysed = std::unique_ptr<Document>;

// Takes sources of ids[first..] into documents until the batch is full; moves `first` on.
Result<std::vector<Analysed>> take_batch(const Store& store, const std::vector<ReportId>& ids,
                                         size_t& first) {
  std::vector<Analysed> batch;
  uint64_t bytes = 0;
  for (; first < ids.size() && batch.size() < kBatch && bytes < kBatchBytes; ++first) {
    Result<std::optional<Source>> source = store.source(ids[first]);
    if (!source) return source.error();
    if (!*source) continue;
    bytes += (*source)->bytes.size();
    batch.push_back(std::make_unique<Document>(ids[first], std::move(**source)));
  }
  return batch;
}

// Analyses a batch; what is left null was not analysed. Gives those whose analysis gave up.
std::vector<Failure> analyse_batch(std::vector<Analysed>& batch, unsigned jobs,
                                   const Pipeline& pipeline, const Resources& resources,
                                   const std::atomic<bool>& stop) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  std::vector<Failure> failed;
  auto work = [&] {
    for (size_t i = next++; i < batch.size(); i = next++) {
      try {
        if (!stop) {
          pipeline.analyse(*batch[i], resources);
          pipeline.finish(*batch[i], resources);
          continue;
        }
      } catch (const std::exception& error) {
        std::lock_guard lock(mutex);
        failed.push_back(
            {batch[i]->get<Source>().path, -1, std::string("analysis gave up: ") + error.what()});
      }
      batch[i] = nullptr;
    }
  };
  unsigned useful = std::min(thread_count(jobs), static_cast<unsigned>(batch.size()));
  Threads threads(std::max(1U, useful), work);
  threads.join();
  if (!threads.started()) work();
  return failed;
}

void list(std::vector<Failure> failed, ReanalyseSummary& summary) {
  for (Failure& failure : failed) {
    if (summary.failed.size() < kListedFailures)
      summary.failed.push_back(std::move(failure));
    else
      ++summary.unlisted;
  }
}

}  // namespace

std::string_view program_version() {
  return HEARSAY_VERSION;
}

Result<std::unique_ptr<Hearsay>> Hearsay::open(const std::string& file, Store::Open mode,
                                               Pipeline pipeline) {
  std::unique_ptr<Hearsay> out(new Hearsay);
  out->pipeline_ = std::make_unique<Pipeline>(std::move(pipeline));
  out->resources_ = std::make_unique<Resources>(make_resources());
  out->file_ = file;
  Result<std::unique_ptr<Store>> store = Store::open(file, mode, *out->pipeline_, *out->resources_);
  if (!store) return store.error();
  out->store_ = std::move(*store);
  return out;
}

Result<void> Hearsay::reduce(unsigned jobs) try {
  resources_->threads = thread_count(jobs);
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
} catch (const std::exception& error) {
  return Error{ErrorKind::system,
               std::string("comparing the reports gave up: ") + error.what() +
                   "; the reports are stored, hearsay add continues",
               file_, -1};
}

Result<std::vector<bool>> Hearsay::remove(const std::vector<ReportId>& ids) {
  std::vector<bool> removed;
  for (const ReportId& id : ids) {
    Result<bool> there = store_->remove(id);
    if (!there) return there.error();
    removed.push_back(*there);
  }
  // The reduce stages read what is committed.
  if (Result<void> done = store_->commit(); !done) return done.error();
  if (Result<void> reduced = reduce(0); !reduced) return reduced.error();
  return removed;
}

Result<ReanalyseSummary> Hearsay::reanalyse(Which which, unsigned jobs,
                                            const std::function<void(uint64_t, uint64_t)>& progress,
                                            const std::atomic<bool>& stop) {
  Result<std::vector<ReportId>> ids =
      which == Which::stale ? store_->stale() : store_->by_prefix("", SIZE_MAX);
  if (!ids) return ids.error();
  ReanalyseSummary summary;
  summary.found = ids->size();
  // This thread reads a batch of sources and stores the results; others analyse.
  for (size_t first = 0; first < ids->size() && !stop;) {
    Result<std::vector<Analysed>> batch = take_batch(*store_, *ids, first);
    if (!batch) return batch.error();
    list(analyse_batch(*batch, jobs, *pipeline_, *resources_, stop), summary);
    for (const Analysed& document : *batch) {
      if (document == nullptr) continue;
      if (Result<void> put = store_->replace(*document); !put) return put.error();
      ++summary.done;
    }
    if (Result<void> done = store_->commit(); !done) return done.error();
    progress(summary.done, summary.found);
  }
  std::sort(summary.failed.begin(), summary.failed.end(), [](const Failure& a, const Failure& b) {
    return std::tie(a.path, a.reason) < std::tie(b.path, b.reason);
  });
  summary.interrupted =
      stop && summary.done + summary.failed.size() + summary.unlisted < summary.found;
  if (Result<void> reduced = reduce(jobs); !reduced) return reduced.error();
  return summary;
}

Result<std::vector<ReportId>> Hearsay::find(std::string_view name) const {
  Result<std::vector<ReportId>> found = std::vector<ReportId>();
  if (is_hex(name) && name.size() >= kShortestPrefix && name.size() <= 32)
    found = store_->by_prefix(name, kNamed + 1);
  if (found && found->empty()) found = store_->by_place(name);
  if (found && found->empty()) found = store_->by_place(tidy_path(std::string(name)));
  return found;
}

Result<Named> Hearsay::resolve(std::string_view name) const {
  Result<std::vector<ReportId>> found = find(name);
  if (!found) return found.error();
  if (found->size() > 1) return several(name, *found);
  if (found->size() == 1) return Named{Named::Kind::report, found->front(), {}};
  if (auto id = Id128::from_hex(name)) {
    Result<std::optional<FoundRow>> row = store_->find_row(RowId(*id));
    if (!row) return row.error();
    if (*row) return Named{Named::Kind::row, (*row)->owner.report, RowId(*id)};
  }
  return no_such(name);
}

}  // namespace hearsay
