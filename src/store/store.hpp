// Store: one SQLite file that holds reports, their sources, every layer and every amendment.
//
// Many readers and one writer at a time, in any number of processes (SQLite WAL). What commit() has
// confirmed survives a kill at any moment. Tables are derived from the layers' columns; the format
// and its versions are described in docs/FORMATS.md. Covered by store/store_test.cpp and
// tests/formats.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "document/collection.hpp"
#include "document/document.hpp"
#include "document/pipeline.hpp"

namespace hearsay {

// What is known of a report besides its layers.
struct StoredReport {
  ReportId id;
  std::vector<std::string> paths;  // sorted
  Format format = Format::text;
  std::string url, external_id, publisher_claim, fetched;  // as the container said
  std::string encoding;
  Text text;
  std::string text_sha256;
  Problems problems;
  std::string analysis;  // Pipeline::version() that made its layers
};

// Whose a row is: the report's for layers of reports, the reduce stage's for collection layers.
struct RowOwner {
  ReportId report;  // zero for collection layers
  std::string by;   // empty for layers of reports
};

// A row found by its id, with the layer it stands in.
struct FoundRow {
  RowId id;
  RowOwner owner;
  const LayerInfo* info;
  std::shared_ptr<const void> layer;
  size_t row;
};

struct AmendmentRow {
  RowId id;
  RowId target;
  std::string field, value, why, by;
  std::vector<Place> evidence;
};

// One row of a layer that stores rows: `layer` holds it alone, as row 0. `index` is its row in the
// report's layer.
struct StoredRow {
  RowId id;
  RowOwner owner;
  uint32_t index;
  const void* layer;
};

struct SearchHit {
  ReportId report;
  double rank;              // bm25, smaller is better
  std::vector<Span> words;  // matched words: bytes of the report's text, in text order
};

struct StoreCounts {
  uint64_t reports = 0;
  uint64_t stale = 0;  // analysed by another version than the pipeline's
  std::vector<std::pair<std::string, uint64_t>> rows;  // per stored layer, in pipeline order
};

class Store : public Collection {
 public:
  static constexpr int kFormat = 1;        // written by this version
  static constexpr int kOldestFormat = 1;  // still read, by migration

  enum class Open : uint8_t { read, write };  // write creates the file if it is not there

  // Refuses files that are no Hearsay store, stores of a newer format (`unsupported`, saying which
  // version made it and what to do) and damaged ones. Opening for write takes the writer's lock:
  // `system` with "busy" advice when another process holds it for more than `wait_ms`.
  // `pipeline` and `resources` must outlive the store.
  static Result<std::unique_ptr<Store>> open(const std::string& file, Open mode,
                                             const Pipeline& pipeline, const Resources& resources,
                                             int wait_ms = 5000);
  ~Store() override;

  // ---- writing (Open::write). Everything since the last commit() is one transaction; a crash or
  // ---- destruction without commit() leaves nothing of it.

  Result<bool> contains(const ReportId& id);
  // Stores a report that contains() denied, with its source, text, layers and problems, and makes
  // it searchable.
  Result<void> add(const Document& document);
  // Notes one more path of a known report. False if it was known.
  Result<bool> add_path(const ReportId& id, const std::string& path);
  // Whether this source, met again, is to be kept instead of the one that is stored of the report
  // (is_kept_over). `missing` if there is no such report.
  Result<bool> would_supersede(const ReportId& id, const Source& source);
  // Replaces everything of a known report but its paths.
  Result<void> supersede(const Document& document);
  // Replaces layers, text and problems of a known report; its source, paths and place stay.
  Result<void> replace(const Document& document);
  // False if there was no such report. Collection tables are not touched: run the reduce stages.
  Result<bool> remove(const ReportId& id);
  // Replaces what the reduce stage `by` gave before.
  Result<void> put_table(const std::string& by, const LayerInfo& info, const void* layer);
  Result<void> commit();

  // ---- reading. A reader sees the state of the last commit before its call began; each_* and
  // visit
  // ---- see one state from beginning to end, whatever is written meanwhile.

  // In id order. Stops early when the visitor returns false. Constant memory.
  Result<void> each_report(const std::function<bool(const StoredReport&)>& visitor) const;
  Result<std::optional<StoredReport>> report(const ReportId& id) const;
  // Reports whose id begins with these hexadecimal digits, at most `limit`, in id order.
  Result<std::vector<ReportId>> by_prefix(std::string_view hex, size_t limit) const;
  // Reports whose path or url is exactly this.
  Result<std::vector<ReportId>> by_place(std::string_view path_or_url) const;
  // The source as it was read, bytes included.
  Result<std::optional<Source>> source(const ReportId& id) const;
  // A stored layer of a report; null when the report is not there. Transient layers are made again
  // from the source. Of a stale report: what the older version found, as long as the layer still
  // has the same columns and choices, otherwise an empty layer.
  Result<std::shared_ptr<const void>> layer(const ReportId& id, const LayerInfo& info) const;
  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override;
  Result<void> visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                          const Visitor& visitor) const override;
  // Every row of a layer that stores rows, or of a collection layer, in id order. Stops early when
  // the visitor returns false. Constant memory.
  Result<void> each_row(const LayerInfo& info,
                        const std::function<bool(const StoredRow&)>& visitor) const;
  // The id of row `index` of a report's layer, or none.
  Result<std::optional<RowId>> row_id(const ReportId& id, std::string_view layer,
                                      uint32_t index) const;
  // A collection layer of one reduce stage (`by`), or of all when `by` is empty, sorted by row id.
  Result<std::shared_ptr<const void>> table(const LayerInfo& info, std::string_view by = {}) const;

  // Which row has this id (any layer that stores rows), or none.
  Result<std::optional<FoundRow>> find_row(const RowId& id) const;
  // The same in one layer alone.
  Result<std::optional<FoundRow>> find_row(const RowId& id, const LayerInfo& info) const;
  // Amendments of a row or a report, the one that counts first (see Amendments).
  Result<std::vector<AmendmentRow>> amendments(const RowId& target) const;
  // Of all rows of a layer of a report; of each row the one that counts first.
  Result<std::vector<AmendmentRow>> amendments(const ReportId& id, const LayerInfo& info) const;
  // Full text over kept text and titles. `query` is what a person types: words are joined by AND,
  // "quoted phrases", prefix*, OR and -word work, anything else is taken literally; it never fails
  // on syntax. Best first, ties by id.
  Result<std::vector<SearchHit>> search(std::string_view query, size_t limit, size_t offset) const;
  // All that search() finds, in the same order, without their words: a fraction of the work.
  Result<std::vector<SearchHit>> rank(std::string_view query) const;
  // Sets the words of hits, of which only `report` is looked at: those by which search() finds it,
  // none if it does not. About as much work as rank(), for one hit or many.
  Result<void> find_words(std::string_view query, std::vector<SearchHit>& hits) const;
  Result<StoreCounts> counts() const;
  // A number that grows with every commit(), whoever made it; of this Store only. Cheap enough to be
  // asked all the time.
  Result<int64_t> version() const;
  // Ids of stale reports, in id order.
  Result<std::vector<ReportId>> stale() const;
  // A consistent copy, made while others read and write. Refuses to overwrite.
  Result<void> backup(const std::string& file) const;
  // Runs SQLite's integrity check, compares the search index with its content and reads everything
  // that is stored. O(store); needs to write to the file's lock, and waits for a writer.
  Result<void> check() const;
  // The store as it is now, for reading only: every call sees this one state, whatever is written
  // meanwhile. For one thread, and not longer than this store. While it lives the file cannot be
  // tidied up: keep it short.
  Result<std::unique_ptr<Store>> snapshot() const;

  const Pipeline& pipeline() const;
  const Resources& resources() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace hearsay
