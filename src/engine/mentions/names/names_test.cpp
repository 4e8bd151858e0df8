#include "mentions/names/names.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

std::vector<LabelledRun> runs(std::vector<std::string_view> labels) {
  return runs_of(labels);
}

TEST(names_test, labels_are_joined_to_runs) {
  EXPECT_EQ(runs({"O", "B-PER", "I-PER", "O", "B-LOC"}),
            (std::vector<LabelledRun>{{1, 3, "PER"}, {4, 5, "LOC"}}));
  EXPECT_EQ(runs({"B-LOC", "B-LOC"}), (std::vector<LabelledRun>{{0, 1, "LOC"}, {1, 2, "LOC"}}));
  EXPECT_TRUE(runs({}).empty());
}

TEST(names_test, a_label_that_continues_nothing_begins_a_run) {
  EXPECT_EQ(runs({"I-PER", "I-ORG", "O", "I-ORG"}),
            (std::vector<LabelledRun>{{0, 1, "PER"}, {1, 2, "ORG"}, {3, 4, "ORG"}}));
}

TEST(names_test, without_weights_nothing_is_found) {
  Resources none;
  EXPECT_TRUE(find_names({}, {}, {}, none).span.empty());
}

}  // namespace
}  // namespace hearsay
