// Reader: everything that is read from a store, over one connection and so for one thread at a
// time. The functions are those of Store, which says what they give. Each sees one state from
// beginning to end; calls made from within a visitor see the same state. Covered by
// store/store_test.cpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/setting.hpp"
#include "store/sqlite/sqlite.hpp"
#include "store/store.hpp"

namespace hearsay {

class Reader {
 public:
  // Opens a connection of its own. The setting must outlive it.
  static Result<std::unique_ptr<Reader>> open(const StoreSetting& setting);

  // From now on everything sees the state of this moment.
  Result<void> pin();

  Result<bool> contains(const ReportId& id);
  Result<void> each_report(const std::function<bool(const StoredReport&)>& visitor);
  Result<std::optional<StoredReport>> report(const ReportId& id);
  Result<std::vector<ReportId>> by_prefix(std::string_view hex, size_t limit);
  Result<std::vector<ReportId>> by_place(std::string_view path_or_url);
  Result<std::optional<Source>> source(const ReportId& id);
  Result<std::shared_ptr<const void>> layer(const ReportId& id, const LayerInfo& info);
  Result<void> visit(std::span<const Wanted> wanted, const Collection::Visitor& visitor);
  Result<void> visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                          const Collection::Visitor& visitor);
  Result<void> each_row(const LayerInfo& info,
                        const std::function<bool(const StoredRow&)>& visitor);
  Result<std::optional<RowId>> row_id(const ReportId& id, std::string_view layer, uint32_t index);
  Result<std::shared_ptr<const void>> table(const LayerInfo& info, std::string_view by);
  Result<std::optional<FoundRow>> find_row(const RowId& id);
  Result<std::optional<FoundRow>> find_row(const RowId& id, const LayerInfo& info);
  Result<std::vector<AmendmentRow>> amendments(const RowId& target);
  Result<std::vector<AmendmentRow>> amendments(const ReportId& id, const LayerInfo& info);
  Result<std::vector<SearchHit>> search(std::string_view query, size_t limit, size_t offset);
  Result<std::vector<SearchHit>> rank(std::string_view query);
  Result<void> find_words(std::string_view query, std::vector<SearchHit>& hits);
  Result<StoreCounts> counts();
  Result<std::vector<ReportId>> stale();
  Result<void> check();

  Database& database() { return *database_; }

 private:
  // A report's place in the file and how far its layers may reach.
  struct Head {
    int64_t n = 0;
    ReportId id;
    Bounds bounds;
  };
  using Value = std::shared_ptr<const void>;

  Reader(const StoreSetting& setting, std::unique_ptr<Database> database)
      : setting_(setting), database_(std::move(database)) {}

  // Begins a state unless one is held already; ends it when destroyed.
  Result<std::optional<Transaction>> hold();
  Result<std::optional<Head>> head(const ReportId& id);
  Result<Head> read_head(const Statement& row, int first) const;
  Result<std::vector<ReportId>> ids(Statement statement);
  Result<StoredReport> stored(const Statement& row);
  Result<std::vector<std::string>> paths(int64_t n);
  Result<Text> text(const Head& head, std::string_view packed);
  Result<Text> text(const Head& head);
  Result<Source> source(const Head& head);
  Result<Value> stored_layer(const Head& head, const StoredLayer& layer);
  Result<Value> layer(const Head& head, const LayerInfo& info);
  // What the pipeline makes of the source again.
  Result<std::shared_ptr<const Document>> remade(const Head& head);
  Result<Value> remade_value(const Head& head, const Wanted& wanted,
                             std::shared_ptr<const Document>& document);
  Result<std::vector<Value>> values(const Head& head, std::span<const Wanted> wanted);
  Result<std::optional<FoundRow>> find_row(const RowId& id, const StoredLayer& layer);
  int64_t precedence(std::string_view by) const;
  // Of the targets that a condition with one parameter names.
  Result<std::vector<AmendmentRow>> amendments(const std::string& condition,
                                               const Id128& parameter);
  Result<void> check_file();
  Result<void> check_reports();
  Result<void> check_report(const StoredReport& report);

  const StoreSetting& setting_;
  std::unique_ptr<Database> database_;
  Zstandard compression_;
};

}  // namespace hearsay
