// Queue: hands work from one thread to another and bounds what lies between them.
// Covered by surfaces/api/queue_test.cpp (also under ThreadSanitizer).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace hearsay {

// Bounded by the sum of weights (bytes): push waits while it is full, but one item always fits.
template <class T>
class Queue {
 public:
  explicit Queue(uint64_t capacity) : capacity_(capacity) {}

  // False once the queue is closed; the item is then dropped.
  bool push(T item, uint64_t weight) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || items_.empty() || weight_ + weight <= capacity_; });
    if (closed_) return false;
    weight_ += weight;
    items_.emplace_back(std::move(item), weight);
    filled_.notify_one();
    return true;
  }

  // Waits; nothing once the queue is closed and empty.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
    return take();
  }

  // Waits until `deadline` at most: nothing, too, when it passes; over() tells the two apart.
  std::optional<T> pop_until(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    filled_.wait_until(lock, deadline, [&] { return closed_ || !items_.empty(); });
    return take();
  }

  // Closed and empty: nothing will ever come out.
  bool over() {
    std::lock_guard lock(mutex_);
    return closed_ && items_.empty();
  }

  // No more pushes; what is inside can still be popped.
  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

 private:
  // With the lock held.
  std::optional<T> take() {
    if (items_.empty()) return std::nullopt;
    std::pair<T, uint64_t> front = std::move(items_.front());
    items_.pop_front();
    weight_ -= front.second;
    room_.notify_all();
    return std::move(front.first);
  }

  const uint64_t capacity_;
  std::mutex mutex_;
  std::condition_variable room_, filled_;
  std::deque<std::pair<T, uint64_t>> items_;
  uint64_t weight_ = 0;
  bool closed_ = false;
};

}  // namespace hearsay
