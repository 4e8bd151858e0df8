// Threads: some threads that do the same work, and what happens when the last of them is done.
// Covered by surfaces/api/threads_test.cpp (also under ThreadSanitizer).
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace hearsay {

inline constexpr unsigned kMostThreads = 256;

// `wanted` threads, 0 for one per processor, at most kMostThreads.
inline unsigned thread_count(unsigned wanted) {
  unsigned count = wanted > 0 ? wanted : std::thread::hardware_concurrency();
  return std::clamp(count, 1U, kMostThreads);
}

// Starts them when made; waits for them in join() or the destructor. `work` must not throw.
class Threads {
 public:
  // `finished` is called once, by the thread that ends last, or by the constructor when the system
  // gave not a single thread.
  Threads(unsigned wanted, std::function<void()> work, std::function<void()> finished = {})
      : work_(std::move(work)), finished_(std::move(finished)) {
    unsigned count = thread_count(wanted);
    running_ = 1;  // this constructor, so that nobody is the last one too early
    try {
      threads_.reserve(count);
      for (unsigned i = 0; i < count; ++i) {
        ++running_;
        threads_.emplace_back([this] {
          work_();
          leave();
        });
      }
    } catch (const std::system_error&) {
      --running_;  // with those that there are
    }
    leave();
  }
  ~Threads() { join(); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  // False when the system gave none.
  bool started() const { return !threads_.empty(); }
  void join() {
    for (std::thread& thread : threads_)
      if (thread.joinable()) thread.join();
  }

 private:
  void leave() {
    if (--running_ == 0 && finished_) finished_();
  }

  std::function<void()> work_, finished_;
  std::atomic<unsigned> running_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace hearsay
