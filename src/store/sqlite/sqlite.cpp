// See sqlite.hpp.
#include "store/sqlite/sqlite.hpp"

#include <sqlite3.h>

#include <cassert>
#include <filesystem>
#include <utility>

namespace hearsay {
namespace {

constexpr int kMostCached = 400;
constexpr uintmax_t kSmallestDatabase = 512;

ErrorKind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT:
      return ErrorKind::system;
    case SQLITE_TOOBIG:
    case SQLITE_NOLFS:
      return ErrorKind::unsupported;
    default:
      return ErrorKind::damaged;
  }
}

std::string advice_for(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; busy: another process is writing, try again when it is done";
    case SQLITE_FULL:
      return "; make room and run the command again, what was committed is safe";
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return "; check that the file and its folder may be written";
    case SQLITE_CORRUPT:
      return "; restore a backup or read the inputs into a new store";
    case SQLITE_NOTADB:
      return "; this is no store";
    case SQLITE_TOOBIG:
      return "; one report may not take more than a gigabyte";
    default:
      return "";
  }
}

// SQLite would take a file of a few bytes for an empty database and write over it. The file is only
// looked at from outside: to open and close it would undo the locks of other connections.
Result<void> look_at(const std::string& file, Database::Mode mode) {
  std::error_code code;
  auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found) {
    if (mode == Database::Mode::create) return {};
    return Error{ErrorKind::missing, "there is no such store", file, -1};
  }
  if (std::filesystem::is_directory(status))
    return Error{ErrorKind::usage, "this is a folder and no store", file, -1};
  uintmax_t size = std::filesystem::file_size(file, code);
  if (!code && size > 0 && size < kSmallestDatabase)
    return Error{ErrorKind::usage, "this is no Hearsay store; name another file", file, -1};
  return {};
}

// Keeps SQLite from reading a meaning into names such as ":memory:" and "file:x?mode=ro".
std::string plain_path(const std::string& file) {
  return file.starts_with('/') ? file : "./" + file;
}

}  // namespace

// ---- statements ---------------------------------------------------------------------------------

Statement::Statement(Database& database, sqlite3_stmt* raw, int code, bool cached)
    : database_(&database), raw_(raw), code_(code), cached_(cached) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      raw_(std::exchange(other.raw_, nullptr)),
      code_(other.code_),
      bound_(other.bound_),
      cached_(other.cached_) {}

Statement::~Statement() {
  if (raw_ == nullptr) return;
  if (!cached_) {
    sqlite3_finalize(raw_);
    return;
  }
  reset();
  sqlite3_clear_bindings(raw_);
  auto found = database_->cache_.find(std::string_view(sqlite3_sql(raw_)));
  if (found != database_->cache_.end()) found->second.in_use = false;
}

Statement& Statement::bind(int64_t number) {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(raw_, ++bound_, number);
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();
  if (code_ == SQLITE_OK)
    code_ = sqlite3_bind_text64(raw_, ++bound_, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  const char* data = bytes.data() == nullptr ? "" : bytes.data();
  if (code_ == SQLITE_OK)
    code_ = sqlite3_bind_blob64(raw_, ++bound_, data, bytes.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_null() {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_null(raw_, ++bound_);
  return *this;
}

Result<bool> Statement::step() {
  if (code_ != SQLITE_OK) return database_->error(code_);
  int code = sqlite3_step(raw_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = database_->error(code);
  reset();
  return error;
}

Result<void> Statement::run() {
  while (true) {
    Result<bool> row = step();
    if (!row) return row.error();
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  if (raw_ != nullptr) sqlite3_reset(raw_);
  bound_ = 0;
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(raw_, column) == SQLITE_NULL;
}
bool Statement::is_integer(int column) const {
  return sqlite3_column_type(raw_, column) == SQLITE_INTEGER;
}
bool Statement::is_text(int column) const {
  return sqlite3_column_type(raw_, column) == SQLITE_TEXT;
}
bool Statement::is_blob(int column) const {
  return sqlite3_column_type(raw_, column) == SQLITE_BLOB;
}

int64_t Statement::integer(int column) const {
  return is_integer(column) ? sqlite3_column_int64(raw_, column) : 0;
}

double Statement::real(int column) const {
  return sqlite3_column_double(raw_, column);
}

std::string_view Statement::text(int column) const {
  return is_text(column) ? blob(column) : std::string_view();
}

std::string_view Statement::blob(int column) const {
  if (!is_text(column) && !is_blob(column)) return {};
  const void* bytes = sqlite3_column_blob(raw_, column);
  auto size = static_cast<size_t>(sqlite3_column_bytes(raw_, column));
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes), size);
}

// ---- connections --------------------------------------------------------------------------------

Result<std::unique_ptr<Database>> Database::open(const std::string& file, Mode mode, int busy_ms) {
  if (file.empty() || file.find('\0') != std::string::npos)
    return Error{ErrorKind::usage, "a store needs a file name", file, -1};
  Result<void> plausible = look_at(file, mode);
  if (!plausible) return plausible.error();
  std::unique_ptr<Database> database(new Database(file));
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::create) flags |= SQLITE_OPEN_CREATE;
  int code = sqlite3_open_v2(plain_path(file).c_str(), &database->raw_, flags, nullptr);
  if (code != SQLITE_OK) return database->error(code);
  Result<void> hard = database->harden(mode, busy_ms);
  if (!hard) return hard.error();
  return database;
}

Result<void> Database::harden(Mode mode, int busy_ms) {
  int set = 0;
  sqlite3_busy_timeout(raw_, busy_ms);
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_DEFENSIVE, 1, &set);
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &set);
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, &set);
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &set);
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, &set);
  sqlite3_limit(raw_, SQLITE_LIMIT_ATTACHED, 0);
  Result<void> done = execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;");
  if (done && mode == Mode::read) done = execute("PRAGMA query_only=ON;");
  return done;
}

Database::~Database() {
  for (auto& [sql, cached] : cache_) {
    assert(!cached.in_use && "statements must not outlive their connection");
    sqlite3_finalize(cached.raw);
  }
  sqlite3_close(raw_);
}

Statement Database::prepare(std::string_view sql) {
  auto found = cache_.find(sql);
  if (found != cache_.end() && !found->second.in_use) {
    found->second.in_use = true;
    return {*this, found->second.raw, SQLITE_OK, true};
  }
  bool keep = found == cache_.end() && cache_.size() < kMostCached;
  sqlite3_stmt* raw = nullptr;
  int code = sqlite3_prepare_v3(raw_, sql.data(), static_cast<int>(sql.size()),
                                keep ? SQLITE_PREPARE_PERSISTENT : 0, &raw, nullptr);
  keep = keep && raw != nullptr;
  if (keep) cache_.emplace(sql, Cached{raw, true});
  return {*this, raw, code, keep};
}

Result<void> Database::execute(const std::string& sql) {
  int code = sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return {};
}

Result<int64_t> Database::number(std::string_view sql) {
  Statement statement = prepare(sql);
  Result<bool> row = statement.step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::missing, "there is no such row", file_, -1};
  return statement.integer(0);
}

Result<std::string> Database::string(std::string_view sql) {
  Statement statement = prepare(sql);
  Result<bool> row = statement.step();
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::missing, "there is no such row", file_, -1};
  return std::string(statement.text(0));
}

int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(raw_);
}
int64_t Database::changes() const {
  return sqlite3_changes64(raw_);
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(raw_) == 0;
}

Error Database::error(int code) const {
  std::string message = "the store cannot be used: ";
  bool told = raw_ != nullptr && sqlite3_errcode(raw_) != SQLITE_OK;
  message += told ? sqlite3_errmsg(raw_) : sqlite3_errstr(code);
  return {kind_of(code), message + advice_for(code), file_, -1};
}

Error Database::damaged(std::string what) const {
  return {ErrorKind::damaged,
          "the store is damaged: " + std::move(what) + advice_for(SQLITE_CORRUPT), file_, -1};
}

// ---- transactions -------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
  Result<void> begun = database.prepare(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN").run();
  if (!begun) return begun.error();
  return Transaction(database);
}

Transaction::~Transaction() {
  if (database_ != nullptr && database_->in_transaction())
    static_cast<void>(database_->prepare("ROLLBACK").run());
}

Result<void> Transaction::commit() {
  Result<void> done = database_->prepare("COMMIT").run();
  if (done) database_ = nullptr;
  return done;
}

}  // namespace hearsay
