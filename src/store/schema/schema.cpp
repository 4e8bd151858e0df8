// See schema.hpp.
#include "store/schema/schema.hpp"

#include <array>
#include <cassert>

#include "document/packed.hpp"

namespace hearsay {
namespace {

constexpr std::string_view kCore = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE layers(name TEXT PRIMARY KEY, signature TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, format INTEGER NOT NULL, url TEXT NOT NULL, external_id TEXT NOT NULL, publisher TEXT NOT NULL, fetched TEXT NOT NULL, encoding TEXT NOT NULL, analysis TEXT NOT NULL, text_sha256 BLOB NOT NULL, text_size INTEGER NOT NULL, source_size INTEGER NOT NULL, title TEXT NOT NULL, kept BLOB, text BLOB);
CREATE INDEX reports_url ON reports(url) WHERE url <> '';
CREATE INDEX reports_analysis ON reports(analysis);
CREATE TABLE sources(report INTEGER PRIMARY KEY REFERENCES reports(n) ON DELETE CASCADE, charset TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL, authors BLOB NOT NULL, full_digest TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE paths(path TEXT NOT NULL, report INTEGER NOT NULL REFERENCES reports(n) ON DELETE CASCADE, PRIMARY KEY(path, report)) WITHOUT ROWID;
CREATE INDEX paths_report ON paths(report);
CREATE TABLE problems(report INTEGER NOT NULL REFERENCES reports(n) ON DELETE CASCADE, of_source INTEGER NOT NULL, row INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, offset INTEGER NOT NULL, PRIMARY KEY(report, of_source, row)) WITHOUT ROWID;
)";

void add_to_list(std::string& list, std::string_view item) {
  if (!list.empty()) list += ',';
  list += item;
}

bool is_range(CellType type) {
  return type == CellType::span || type == CellType::source_span;
}

std::string_view sql_type(CellType type) {
  switch (type) {
    case CellType::text:
      return "TEXT NOT NULL";
    case CellType::spans:
    case CellType::places:
    case CellType::id:
      return "BLOB NOT NULL";
    default:
      return "INTEGER NOT NULL";
  }
}

// "kind:choice(direct|indirect)".
std::string describe(const ColumnInfo& column) {
  std::string out = std::string(column.name) + ":" + std::string(name_of(column.type));
  std::string choices;
  for (std::string_view choice : column.choices) {
    choices += choices.empty() ? "(" : "|";
    choices += choice;
  }
  if (!choices.empty()) out += choices + ")";
  if (!column.target.empty()) out += "(" + std::string(column.target) + ")";
  return out;
}

bool lies_within(Span span, uint64_t size) {
  return span.is_none() || (span.begin <= span.end && span.end <= size);
}

std::string_view as_view(const std::array<char, 16>& bytes) {
  return {bytes.data(), bytes.size()};
}

// Binds one cell; `scratch` keeps what SQLite only borrows.
void bind_cell(Statement& statement, CellType type, const Cell& cell, std::string& scratch) {
  switch (type) {
    case CellType::span:
    case CellType::source_span:
      if (cell.span.is_none())
        statement.bind_null().bind_null();
      else
        statement.bind(int64_t{cell.span.begin}).bind(int64_t{cell.span.end});
      break;
    case CellType::spans:
      scratch = pack_spans(cell.spans);
      statement.bind_blob(scratch);
      break;
    case CellType::places:
      scratch = pack_places(cell.places);
      statement.bind_blob(scratch);
      break;
    case CellType::id:
      scratch = as_view(cell.id.bytes());
      statement.bind_blob(scratch);
      break;
    case CellType::text:
      statement.bind(cell.text);
      break;
    default:
      statement.bind(cell.number);
  }
}

Result<void> check_packed_spans(const LayerInfo& info, const void* layer, const Bounds& bounds,
                                const Database& database) {
  for (const ColumnInfo& column : info.columns) {
    if (!is_range(column.type) && column.type != CellType::spans) continue;
    uint64_t most = column.type == CellType::source_span ? bounds.source : bounds.text;
    for (size_t row = 0; row < info.size(layer); ++row) {
      Cell cell = column.get(layer, row);
      bool good = lies_within(cell.span, most);
      for (Span span : cell.spans) good = good && lies_within(span, most);
      if (!good)
        return database.damaged("layer " + std::string(info.name.name) + " points past its report");
    }
  }
  return {};
}

}  // namespace

std::string_view core_tables() {
  return kCore;
}

std::string quote_name(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += c;
    out += c;
  }
  return out + "\"";
}

// ---- what a table looks like --------------------------------------------------------------------

LayerTable::LayerTable(const LayerInfo& info) : info_(&info) {
  assert(info.storage != Storage::transient);
  signature_ = std::string(is_packed() ? "packed" : "rows");
  for (const ColumnInfo& column : info.columns) signature_ += ' ' + describe(column);
  if (is_packed())
    describe_packed();
  else
    describe_rows();
}

void LayerTable::describe_packed() {
  name_ = "packed_" + std::string(info_->name.name);
  std::string table = quote_name(name_);
  create_ = {"CREATE TABLE " + table +
             "(_report INTEGER PRIMARY KEY REFERENCES reports(n) ON DELETE CASCADE, "
             "_rows INTEGER NOT NULL, _bytes BLOB NOT NULL)"};
  insert_ = "INSERT INTO " + table + " VALUES(?,?,?)";
  select_ = "SELECT _bytes FROM " + table + " WHERE _report=?";
}

void LayerTable::describe_rows() {
  bool of_report = info_->scope == Scope::report;
  name_ = (of_report ? "layer_" : "table_") + std::string(info_->name.name);
  std::string table = quote_name(name_);
  std::string columns = of_report
                            ? "_report INTEGER NOT NULL REFERENCES reports(n) ON DELETE CASCADE"
                            : "_by TEXT NOT NULL";
  columns += ", _row INTEGER NOT NULL, _id BLOB NOT NULL";
  std::string marks = "?,?,?";
  for (const ColumnInfo& column : info_->columns) {
    std::string name(column.name);
    if (is_range(column.type)) {
      columns += ", " + quote_name(name + "_begin") + " INTEGER, " + quote_name(name + "_end") +
                 " INTEGER";
      add_to_list(cells_, quote_name(name + "_begin") + "," + quote_name(name + "_end"));
      marks += ",?,?";
    } else {
      columns += ", " + quote_name(name) + " " + std::string(sql_type(column.type));
      add_to_list(cells_, quote_name(name));
      marks += ",?";
    }
  }
  create_ = {"CREATE TABLE " + table + "(" + columns + ", PRIMARY KEY(" + owner() +
                 ", _row)) WITHOUT ROWID",
             "CREATE INDEX " + quote_name(name_ + "_id") + " ON " + table + "(_id)"};
  if (info_->name.name == "amendments")  // what is asked of them most often
    create_.push_back("CREATE INDEX " + quote_name(name_ + "_target") + " ON " + table +
                      "(target)");
  insert_ = "INSERT INTO " + table + " VALUES(" + marks + ")";
  select_ = "SELECT " + cells_ + " FROM " + table;
}

Result<bool> LayerTable::fits(Database& database) const {
  Statement known = database.prepare("SELECT signature FROM layers WHERE name=?");
  known.bind(std::string_view(name_));
  Result<bool> row = known.step();
  if (!row) return row.error();
  if (!*row || known.text(0) != signature_) return false;
  for (const std::string& sql : create_) {
    Statement made = database.prepare("SELECT 1 FROM sqlite_schema WHERE sql=?");
    made.bind(std::string_view(sql));
    Result<bool> found = made.step();
    if (!found) return found.error();
    if (!*found) return false;
  }
  return true;
}

Result<void> LayerTable::rebuild(Database& database) const {
  Result<void> done = database.execute("DROP TABLE IF EXISTS " + quote_name(name_));
  for (const std::string& sql : create_)
    if (done) done = database.execute(sql);
  if (!done) return done;
  return database.prepare("INSERT OR REPLACE INTO layers VALUES(?,?)")
      .bind(std::string_view(name_))
      .bind(std::string_view(signature_))
      .run();
}

// ---- writing ------------------------------------------------------------------------------------

Result<void> LayerTable::write_rows(Statement& statement, std::span<const RowId> ids,
                                    const void* layer, int64_t report,
                                    const std::string* by) const {
  std::vector<std::string> scratch(info_->columns.size());
  for (size_t row = 0; row < ids.size(); ++row) {
    std::array<char, 16> id = ids[row].bytes();
    if (by != nullptr)
      statement.bind(std::string_view(*by));
    else
      statement.bind(report);
    statement.bind(static_cast<int64_t>(row)).bind_blob(as_view(id));
    for (size_t i = 0; i < info_->columns.size(); ++i)
      bind_cell(statement, info_->columns[i].type, info_->columns[i].get(layer, row), scratch[i]);
    Result<void> done = statement.run();
    if (!done) return done;
  }
  return {};
}

Result<void> LayerTable::write(Database& database, Zstandard& compression, int64_t report,
                               const void* layer, std::span<const RowId> ids) const {
  if (info_->size(layer) == 0) return {};
  Statement statement = database.prepare(insert_);
  if (!is_packed()) return write_rows(statement, ids, layer, report, nullptr);
  std::string bytes = compression.pack(pack(*info_, layer));
  statement.bind(report).bind(static_cast<int64_t>(info_->size(layer))).bind_blob(bytes);
  return statement.run();
}

Result<void> LayerTable::write_by(Database& database, const std::string& by, const void* layer,
                                  std::span<const RowId> ids) const {
  Statement statement = database.prepare(insert_);
  return write_rows(statement, ids, layer, 0, &by);
}

Result<void> LayerTable::erase(Database& database, int64_t report) const {
  return database.prepare("DELETE FROM " + quote_name(name_) + " WHERE _report=?")
      .bind(report)
      .run();
}

Result<void> LayerTable::erase_by(Database& database, std::string_view by) const {
  return database.prepare("DELETE FROM " + quote_name(name_) + " WHERE _by=?").bind(by).run();
}

// ---- reading ------------------------------------------------------------------------------------

Result<void> LayerTable::append_cell(const Statement& statement, int& at, const ColumnInfo& column,
                                     const Bounds& bounds, const Database& database,
                                     void* layer) const {
  Cell cell;
  std::vector<Span> spans;
  std::vector<Place> places;
  bool good = true;
  uint64_t most = column.type == CellType::source_span ? bounds.source : bounds.text;
  switch (column.type) {
    case CellType::span:
    case CellType::source_span: {
      if (!statement.is_null(at)) {
        int64_t begin = statement.integer(at);
        int64_t end = statement.integer(at + 1);
        good = statement.is_integer(at) && statement.is_integer(at + 1) && begin >= 0 &&
               begin <= end && end < int64_t{UINT32_MAX};
        if (good) cell.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
        good = good && lies_within(cell.span, most);
      }
      ++at;
      break;
    }
    case CellType::spans: {
      Result<std::vector<Span>> list = unpack_spans(statement.blob(at));
      good = statement.is_blob(at) && list.ok();
      if (good) spans = std::move(*list);
      for (Span span : spans) good = good && lies_within(span, most);
      cell.spans = spans;
      break;
    }
    case CellType::places: {
      Result<std::vector<Place>> list = unpack_places(statement.blob(at));
      good = statement.is_blob(at) && list.ok();
      if (good) places = std::move(*list);
      cell.places = places;
      break;
    }
    case CellType::id:
      good = statement.is_blob(at) && statement.blob(at).size() == 16;
      if (good) cell.id = Id128::from_bytes(statement.blob(at));
      break;
    case CellType::text:
      good = statement.is_text(at);
      cell.text = statement.text(at);
      break;
    default:
      cell.number = statement.integer(at);
      good = statement.is_integer(at) && column.holds(cell.number);
  }
  ++at;
  if (!good)
    return database.damaged("table " + name_ + ", column " + std::string(column.name) +
                            " holds what it cannot hold");
  column.append(layer, cell);
  return {};
}

Result<void> LayerTable::append_row(const Statement& statement, int first, const Bounds& bounds,
                                    const Database& database, void* layer) const {
  int at = first;
  for (const ColumnInfo& column : info_->columns) {
    Result<void> done = append_cell(statement, at, column, bounds, database, layer);
    if (!done) return done;
  }
  return {};
}

Result<std::shared_ptr<const void>> LayerTable::read(Database& database, Zstandard& compression,
                                                     int64_t report, const Bounds& bounds) const {
  Statement statement =
      database.prepare(is_packed() ? select_ : select_ + " WHERE _report=? ORDER BY _row");
  statement.bind(report);
  std::shared_ptr<void> layer = info_->make();
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return std::shared_ptr<const void>(std::move(layer));
    if (is_packed()) {
      Result<std::string> bytes = compression.unpack(statement.blob(0), bounds.unpacked);
      if (!bytes) return database.damaged(bytes.error().message);
      Result<std::shared_ptr<const void>> out = unpack(*info_, *bytes);
      if (!out) return database.damaged(out.error().message);
      Result<void> sound = check_packed_spans(*info_, out->get(), bounds, database);
      if (!sound) return sound.error();
      return out;
    }
    Result<void> done = append_row(statement, 0, bounds, database, layer.get());
    if (!done) return done.error();
  }
}

Result<std::shared_ptr<const void>> LayerTable::read_by(Database& database,
                                                        std::string_view by) const {
  Statement statement =
      database.prepare(select_ + (by.empty() ? "" : " WHERE _by=?") + " ORDER BY _id, _by, _row");
  if (!by.empty()) statement.bind(by);
  std::shared_ptr<void> layer = info_->make();
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return std::shared_ptr<const void>(std::move(layer));
    Result<void> done = append_row(statement, 0, Bounds{}, database, layer.get());
    if (!done) return done.error();
  }
}

Result<uint64_t> LayerTable::rows(Database& database) const {
  Result<int64_t> count = database.number(
      std::string(is_packed() ? "SELECT coalesce(sum(_rows),0) FROM " : "SELECT count(*) FROM ") +
      quote_name(name_));
  if (!count) return count.error();
  return static_cast<uint64_t>(*count);
}

}  // namespace hearsay
