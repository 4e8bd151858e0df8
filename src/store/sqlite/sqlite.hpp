// SQLite: connections and statements as values, errors as Result, nothing of a file trusted.
//
// A store file may be damaged or made by an enemy. So connections run with defensive mode, without
// trusted schema, triggers, extensions, memory mapping or attached files, and with cell sizes
// checked (sqlite.org/security.html). Covered by store/sqlite/sqlite_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace hearsay {

class Database;

// A statement borrowed from its connection's cache; it must not outlive the connection. Parameters
// are bound from left to right. Bound bytes are not copied: they must stay until the statement has
// run. An ill-formed statement says so when it is run.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int64_t number);
  Statement& bind(std::string_view text);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_null();

  // True when there is a row to look at.
  Result<bool> step();
  // Runs to its end, passing over rows, and makes it ready for the next parameters.
  Result<void> run();
  void reset();

  // Cells of the row that step() found; views are valid until the next step. A cell of another type
  // is not converted: it is null to is_*(), and 0 or empty to the others.
  bool is_null(int column) const;
  bool is_integer(int column) const;
  bool is_text(int column) const;
  bool is_blob(int column) const;
  int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;

 private:
  friend class Database;
  Statement(Database& database, sqlite3_stmt* raw, int code, bool cached);

  Database* database_;
  sqlite3_stmt* raw_;
  int code_;  // of the first thing that went wrong
  int bound_ = 0;
  bool cached_;
};

// One connection, for one thread at a time.
class Database {
 public:
  enum class Mode : uint8_t { read, write, create };  // create also writes

  // Opens without reading anything yet, except that a missing file is `missing` unless created.
  static Result<std::unique_ptr<Database>> open(const std::string& file, Mode mode, int busy_ms);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The same text gives the same prepared statement again, or a fresh one while that is in use.
  Statement prepare(std::string_view sql);
  // Runs statements that need no parameters.
  Result<void> execute(const std::string& sql);
  // The first cell of the first row; `missing` when there is no row.
  Result<int64_t> number(std::string_view sql);
  Result<std::string> string(std::string_view sql);

  int64_t last_row() const;
  // Rows changed by the last statement.
  int64_t changes() const;
  bool in_transaction() const;
  const std::string& file() const { return file_; }
  sqlite3* raw() const { return raw_; }

  // What the code means for the caller, with this file's path.
  Error error(int code) const;
  Error damaged(std::string what) const;

 private:
  friend class Statement;
  explicit Database(std::string file) : file_(std::move(file)) {}
  Result<void> harden(Mode mode, int busy_ms);

  std::string file_;
  sqlite3* raw_ = nullptr;
  struct Cached {
    sqlite3_stmt* raw;
    bool in_use;
  };
  std::map<std::string, Cached, std::less<>> cache_;
};

// Rolls back when destroyed, unless committed. `writing` takes the write lock at once.
class Transaction {
 public:
  enum class Kind : uint8_t { reading, writing };
  static Result<Transaction> begin(Database& database, Kind kind);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace hearsay
