// Schema: the tables of a store. Those of reports are fixed; those of layers are derived from what
// a layer says of its columns, and nothing else in the store knows any layer's columns.
//
// A layer that stores rows has a table `layer_NAME` (`table_NAME` for a collection layer), one row
// per row, with `_report` (or `_by`), `_row` and `_id` before its own columns: a span is two
// columns NAME_begin and NAME_end, a list a blob of document/packed.hpp, a choice its number. A
// packed layer has a table `packed_NAME`, one blob per report. The table `layers` keeps the
// signature by which each was made, so that a layer whose columns have changed is noticed. The
// format is described in docs/FORMATS.md. Covered by store/schema/schema_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/columns.hpp"
#include "store/zstandard/zstandard.hpp"
#include "store/sqlite/sqlite.hpp"

namespace hearsay {

// The fixed tables, as SQL.
std::string_view core_tables();

// How far the cells of a stored layer may reach. What lies beyond is damage.
struct Bounds {
  uint64_t text = UINT32_MAX;    // bytes of the report's text
  uint64_t source = UINT32_MAX;  // bytes of its source
  size_t unpacked = SIZE_MAX;    // bytes of a packed layer
};

// The table of one stored layer and the SQL to use it.
class LayerTable {
 public:
  // `info` must outlive it and may not be transient.
  explicit LayerTable(const LayerInfo& info);

  const LayerInfo& info() const { return *info_; }
  const std::string& name() const { return name_; }
  // Every statement that makes it, and what it holds, in words: equal signatures, same meaning.
  const std::vector<std::string>& create() const { return create_; }
  const std::string& signature() const { return signature_; }

  // True if the database has this table just as this version makes it.
  Result<bool> fits(Database& database) const;
  // Makes the table anew and empty, whatever stood there.
  Result<void> rebuild(Database& database) const;

  // The rows of one report's layer. `ids` are its row ids (none for a packed layer).
  Result<void> write(Database& database, Zstandard& compression, int64_t report,
                     const void* layer, std::span<const RowId> ids) const;
  // An empty layer where nothing is stored.
  Result<std::shared_ptr<const void>> read(Database& database, Zstandard& compression,
                                           int64_t report, const Bounds& bounds) const;
  Result<void> erase(Database& database, int64_t report) const;
  Result<uint64_t> rows(Database& database) const;

  // The same for a collection layer: what the stage `by` gave. Reading all (`by` empty) or one
  // gives rows sorted by id, then stage.
  Result<void> write_by(Database& database, const std::string& by, const void* layer,
                        std::span<const RowId> ids) const;
  Result<std::shared_ptr<const void>> read_by(Database& database, std::string_view by) const;
  Result<void> erase_by(Database& database, std::string_view by) const;

  // The cell columns of a SELECT, in order: `"span_begin","span_end","kind"`.
  const std::string& cells() const { return cells_; }
  // Appends the row at which the statement stands to `layer`; its cells begin at column `first`.
  Result<void> append_row(const Statement& statement, int first, const Bounds& bounds,
                          const Database& database, void* layer) const;

 private:
  bool is_packed() const { return info_->storage == Storage::packed; }
  std::string owner() const { return info_->scope == Scope::report ? "_report" : "_by"; }
  void describe_rows();
  void describe_packed();
  Result<void> write_rows(Statement& statement, std::span<const RowId> ids, const void* layer,
                          int64_t report, const std::string* by) const;
  Result<void> append_cell(const Statement& statement, int& at, const ColumnInfo& column,
                           const Bounds& bounds, const Database& database, void* layer) const;

  const LayerInfo* info_;
  std::string name_, signature_, cells_, insert_, select_;
  std::vector<std::string> create_;
};

// An SQL identifier in quotes.
std::string quote_name(std::string_view name);

}  // namespace hearsay
