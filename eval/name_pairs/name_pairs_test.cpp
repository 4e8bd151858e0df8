#include "eval/name_pairs/name_pairs.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace hearsay::eval {
namespace {

std::string file_of(const std::string& content) {
  std::string name = (std::filesystem::temp_directory_path() / "hearsay-names-XXXXXX").string();
  int file = ::mkstemp(name.data());
  EXPECT_GE(file, 0);
  std::ofstream(name) << content;
  return name;
}

TEST(name_pairs_test, pairs_are_counted) {
  std::string file = file_of("# a note\nIlse Vard\tI. Vard\tsame\nIlse Vard\tPalle Vard\tdifferent\n"
                             "Ilse Vard\tPalle Okrist\tsame\n");
  Result<Scored> scored = run_name_pairs(file);
  ASSERT_TRUE(scored.ok());
  EXPECT_EQ(scored->measures[0].right, 2U);
  EXPECT_EQ(scored->measures[0].all, 3U);
  EXPECT_EQ(scored->details.size(), 1U);
}

TEST(name_pairs_test, a_line_that_is_no_pair_is_named) {
  Result<Scored> scored = run_name_pairs(file_of("Ilse Vard\tsame\n"));
  ASSERT_FALSE(scored.ok());
  EXPECT_NE(scored.error().message.find("line 1"), std::string::npos);
}

}  // namespace
}  // namespace hearsay::eval
