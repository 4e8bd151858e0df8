// Writer lock: at most one process writes to a store for as long as it has it open.
//
// SQLite's own lock is held for one transaction only; two programs that add reports would take
// turns between batches and each wait for the other. So a writer also locks the file NAME-lock
// beside the store (flock(2)), which the system lets go when a process dies. Readers do not look at
// it. Covered by store/sqlite/writer_lock_test.cpp.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"

namespace hearsay {

class WriterLock {
 public:
  // Waits up to `wait_ms`. `system` with "busy" when somebody else still holds it then.
  static Result<std::unique_ptr<WriterLock>> take(const std::string& store, int wait_ms);
  // Takes the file away too.
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  WriterLock(std::string file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  std::string file_;
  int descriptor_;
};

}  // namespace hearsay
