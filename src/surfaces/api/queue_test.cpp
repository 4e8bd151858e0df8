#include "surfaces/api/queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

namespace hearsay {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

TEST(queue_test, gives_items_in_order_and_ends_when_closed) {
  Queue<int> queue(100);
  EXPECT_TRUE(queue.push(1, 1));
  EXPECT_TRUE(queue.push(2, 1));
  queue.close();
  EXPECT_FALSE(queue.push(3, 1));
  EXPECT_FALSE(queue.over());
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_TRUE(queue.over());
}

TEST(queue_test, one_item_heavier_than_all_still_fits) {
  Queue<int> queue(10);
  EXPECT_TRUE(queue.push(1, 1'000'000));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_TRUE(queue.push(2, UINT64_MAX / 2));
  EXPECT_EQ(queue.pop(), 2);
}

TEST(queue_test, push_waits_while_full) {
  Queue<int> queue(10);
  ASSERT_TRUE(queue.push(1, 8));
  std::atomic<bool> pushed = false;
  std::thread pusher([&] {
    queue.push(2, 8);
    pushed = true;
  });
  std::this_thread::sleep_for(milliseconds(20));
  EXPECT_FALSE(pushed);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  pusher.join();
  EXPECT_TRUE(pushed);
}

TEST(queue_test, close_wakes_whoever_waits) {
  Queue<int> full(1);
  Queue<int> empty(1);
  ASSERT_TRUE(full.push(1, 1));
  bool accepted = true;
  std::optional<int> got = 7;
  std::thread pusher([&] { accepted = full.push(2, 1); });
  std::thread popper([&] { got = empty.pop(); });
  std::this_thread::sleep_for(milliseconds(10));
  full.close();
  empty.close();
  pusher.join();
  popper.join();
  EXPECT_FALSE(accepted);
  EXPECT_EQ(got, std::nullopt);
}

TEST(queue_test, pop_until_gives_up_at_the_deadline) {
  Queue<int> queue(1);
  Clock::time_point deadline = Clock::now() + milliseconds(15);
  EXPECT_EQ(queue.pop_until(deadline), std::nullopt);
  EXPECT_GE(Clock::now(), deadline);
  EXPECT_FALSE(queue.over());
  ASSERT_TRUE(queue.push(5, 1));
  EXPECT_EQ(queue.pop_until(deadline), 5) << "what is there comes even when it is late";
}

// Every number goes through once, whatever the threads do; for ThreadSanitizer.
TEST(queue_test, many_threads_lose_and_double_nothing) {
  constexpr int kEach = 2000;
  constexpr int kPushers = 4;
  constexpr int kPoppers = 4;
  Queue<std::unique_ptr<int>> queue(64);
  std::vector<std::vector<int>> got(kPoppers);
  std::vector<std::thread> pushers;
  std::vector<std::thread> poppers;
  for (int p = 0; p < kPoppers; ++p)
    poppers.emplace_back([&, p] {
      while (!queue.over()) {
        auto item = p % 2 == 0 ? queue.pop() : queue.pop_until(Clock::now() + milliseconds(1));
        if (item) got[static_cast<size_t>(p)].push_back(**item);
      }
    });
  for (int p = 0; p < kPushers; ++p)
    pushers.emplace_back([&, p] {
      for (int i = 0; i < kEach; ++i)
        queue.push(std::make_unique<int>(p * kEach + i), static_cast<uint64_t>(i % 100));
    });
  for (std::thread& pusher : pushers) pusher.join();
  queue.close();
  for (std::thread& popper : poppers) popper.join();
  std::vector<int> all;
  for (const std::vector<int>& part : got) all.insert(all.end(), part.begin(), part.end());
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), static_cast<size_t>(kEach * kPushers));
  for (int i = 0; i < kEach * kPushers; ++i) EXPECT_EQ(all[static_cast<size_t>(i)], i);
}

}  // namespace
}  // namespace hearsay
