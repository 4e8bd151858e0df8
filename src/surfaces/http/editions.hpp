// Editions: the state of the store that is shown, and the thread that brings it up to date.
// Covered by tests/http (adding_test.py).
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "surfaces/api/edition.hpp"

namespace hearsay::http {

struct Numbered {
  std::shared_ptr<const Edition> edition;
  uint64_t number;  // 1 for the first; grows
};

// Watches a store, whoever writes to it. A new edition is read beside the old one, which is shown
// until then; while others write to it all the time, reading takes a tenth of the time at most.
class Editions {
 public:
  static Result<std::unique_ptr<Editions>> open(const std::string& file);
  ~Editions();

  Numbered now() const;
  // Reads one now if the store has changed since the last; what was committed before is in now()
  // afterwards.
  Result<void> refresh();

 private:
  Editions() = default;
  void watch();

  std::shared_ptr<const Hearsay> hearsay_;
  std::mutex reading_;  // one edition at a time
  int64_t version_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  Numbered now_{nullptr, 0};
  std::thread watcher_;
};

}  // namespace hearsay::http
