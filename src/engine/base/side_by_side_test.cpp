#include "base/side_by_side.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace hearsay {
namespace {

TEST(side_by_side_test, everything_is_done_once) {
  for (unsigned threads : {0U, 1U, 2U, 7U, 40U})
    for (size_t count : {0, 1, 2, 1000}) {
      std::vector<int> done(count);
      side_by_side(count, threads, [&](size_t i) { ++done[i]; });
      EXPECT_EQ(done, std::vector<int>(count, 1)) << threads;
    }
}

TEST(side_by_side_test, what_was_thrown_first_is_thrown_again) {
  for (unsigned threads : {1U, 4U}) try {
      side_by_side(100, threads, [](size_t i) {
        if (i == 5) throw std::runtime_error(std::to_string(i));
      });
      FAIL() << "nothing thrown";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(std::string(error.what()), "5");
    }
}

}  // namespace
}  // namespace hearsay
