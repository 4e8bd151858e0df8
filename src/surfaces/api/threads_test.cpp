#include "surfaces/api/threads.hpp"

#include <gtest/gtest.h>

#include <set>

namespace hearsay {
namespace {

TEST(threads_test, counts_stay_within_bounds) {
  EXPECT_GE(thread_count(0), 1u);
  EXPECT_EQ(thread_count(3), 3u);
  EXPECT_EQ(thread_count(4'000'000'000), kMostThreads);
}

TEST(threads_test, all_work_and_one_finishes) {
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> worked = 0;
    std::atomic<int> finished = 0;
    std::atomic<int> worked_at_the_end = 0;
    Threads threads(
        5, [&] { ++worked; },
        [&] {
          ++finished;
          worked_at_the_end = worked.load();
        });
    EXPECT_TRUE(threads.started());
    threads.join();
    EXPECT_EQ(worked, 5);
    EXPECT_EQ(finished, 1);
    EXPECT_EQ(worked_at_the_end, 5) << "the last one out closes the door";
  }
}

TEST(threads_test, the_destructor_waits) {
  std::atomic<int> worked = 0;
  {
    Threads threads(8, [&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ++worked;
    });
  }
  EXPECT_EQ(worked, 8);
}

}  // namespace
}  // namespace hearsay
