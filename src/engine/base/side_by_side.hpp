// Side by side: the same work on many things, by several threads. Covered by
// base/side_by_side_test.cpp.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace hearsay {

// work(i) for every i below `count`, in any order, on at most `threads` threads, this one among
// them; with fewer where the system does not give so many. Back when all are done; if any of them
// threw, what the first one of all threw is thrown again, and the rest is left undone.
template <class Work>
void side_by_side(size_t count, unsigned threads, const Work& work) {
  std::atomic<size_t> next = 0;
  std::mutex mutex;
  std::pair<size_t, std::exception_ptr> first{count, nullptr};
  auto run = [&] {
    for (size_t i = next++; i < count; i = next++) try {
        work(i);
      } catch (...) {
        next = count;
        std::lock_guard lock(mutex);
        if (i < first.first) first = {i, std::current_exception()};
      }
  };
  {
    std::vector<std::jthread> others;
    try {
      for (size_t i = 1; i < threads && i < count; ++i) others.emplace_back(run);
    } catch (const std::system_error&) {
      // Those that there are do it all.
    }
    run();
  }
  if (first.second != nullptr) std::rethrow_exception(first.second);
}

}  // namespace hearsay
