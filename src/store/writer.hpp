// Writer: everything that is written to a store, over the one connection that may. The functions
// are those of Store. Covered by store/store_test.cpp.
//
// Work is encoded before the file is touched, so that what fails after that is a failure of the
// file (disk full, damage). Then the whole transaction is given up: every call until the next
// commit(), and that commit() itself, gives the same error, and the store is as the last commit()
// left it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "store/setting.hpp"
#include "store/sqlite/sqlite.hpp"
#include "store/sqlite/writer_lock.hpp"
#include "store/store.hpp"

namespace hearsay {

class Writer {
 public:
  // Takes the writer's lock, makes or migrates the store, and builds anew the tables of layers
  // whose columns have changed; then the layers of `setting` fit.
  static Result<std::unique_ptr<Writer>> open(StoreSetting& setting, int wait_ms);
  ~Writer();

  Result<bool> contains(const ReportId& id);
  Result<void> add(const Document& document);
  Result<bool> add_path(const ReportId& id, const std::string& path);
  Result<bool> would_supersede(const ReportId& id, const Source& source);
  Result<void> supersede(const Document& document);
  Result<void> replace(const Document& document);
  Result<bool> remove(const ReportId& id);
  Result<void> put_table(const std::string& by, const LayerInfo& info, const void* layer);
  Result<void> commit();
  // Compares the search index with the texts.
  Result<void> check();

 private:
  struct Encoded;

  Writer(const StoreSetting& setting, std::unique_ptr<WriterLock> lock,
         std::unique_ptr<Database> database)
      : setting_(setting), lock_(std::move(lock)), database_(std::move(database)) {}

  Result<void> begin();
  // Gives up the transaction if `done` is an error of the file.
  Result<void> settle(Result<void> done);
  Result<int64_t> find(const ReportId& id);  // 0 if it is not there
  Encoded encode(const Document& document);
  Result<void> insert_report(const Document& document, const Encoded& encoded, int64_t& n);
  Result<void> insert_source(const Source& source, const Encoded& encoded, int64_t n);
  Result<void> insert_problems(const Problems& problems, int64_t n, bool of_source);
  Result<void> insert_path(const std::string& path, int64_t n);
  Result<void> insert_layers(const Document& document, const Encoded& encoded, int64_t n);
  Result<void> index(const Encoded& encoded, int64_t n);
  Result<void> unindex(int64_t n);
  Result<void> insert(const Document& document, const Encoded& encoded);
  Result<void> update_report(const Encoded& encoded, int64_t n);
  Result<void> update_source(const Source& source, const Encoded& encoded, int64_t n);
  enum class Part : uint8_t { analysis, all };
  Result<void> update(const Document& document, const Encoded& encoded, int64_t n, Part part);
  Result<void> change(const Document& document, Part part);
  Result<void> erase(int64_t n);

  const StoreSetting& setting_;
  std::unique_ptr<WriterLock> lock_;
  std::unique_ptr<Database> database_;
  Zstandard compression_;
  Result<void> failed_;
};

}  // namespace hearsay
