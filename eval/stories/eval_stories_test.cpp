#include "eval/stories/stories.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace hearsay::eval {
namespace {

StorySet invented() {
  return {"invented",
          {{"a", "", "The ferry Lapwing sank off Merrow"},
           {"b", "", "The Lapwing, a ferry, sank"},
           {"c", "", "Budget office doubts the harbour reserve"},
           {"d", "", "Harbour reserve doubted by the budget office"}},
          {{0, 1}, {2, 3}},
          {"lapwing", "reserve"}};
}

const Measure& find(const Scored& scored, std::string_view name) {
  for (const Measure& measure : scored.measures)
    if (measure.name == name) return measure;
  static const Measure none;
  ADD_FAILURE() << "no measure " << name;
  return none;
}

TEST(eval_stories_test, ours_stands_beside_the_floor) {
  Scored scored = score_stories(invented(), {{0, 1}, {2, 3}});
  EXPECT_EQ(find(scored, "B-cubed F1").score->ten_thousandths, 10000);
  EXPECT_EQ(find(scored, "pairwise F1").score->ten_thousandths, 10000);
  EXPECT_EQ(find(scored, "adjusted Rand").score->ten_thousandths, 10000);
  EXPECT_EQ(find(scored, "clusters").right, 2U);
  EXPECT_EQ(find(scored, "clusters").all, 2U);
  EXPECT_NE(find(scored, "floor: B-cubed F1").note.find("optimistic"), std::string::npos);
  EXPECT_TRUE(scored.details.empty());
}

TEST(eval_stories_test, what_is_impure_and_what_is_split_is_shown_by_ids) {
  Scored scored = score_stories(invented(), {{0, 1, 2}});
  ASSERT_EQ(scored.details.size(), 2U);
  EXPECT_EQ(scored.details[0],
            R"({"set":"invented","what":"impure","items":3,"parts":[{"story":"lapwing","items":2,)"
            R"("ids":["a","b"]},{"story":"reserve","items":1,"ids":["c"]}]})");
  EXPECT_EQ(scored.details[1],
            R"({"set":"invented","what":"split","story":"reserve","items":2,"parts":[{"items":1,)"
            R"("ids":["d"]},{"items":1,"ids":["c"]}]})");
}

TEST(eval_stories_test, a_cluster_within_one_of_two_overlapping_stories_is_pure) {
  StorySet set = invented();
  set.gold = {{0, 1, 2}, {2, 3}};
  EXPECT_EQ(score_stories(set, {{0, 1, 2}, {2, 3}}).details.size(), 0U);
  EXPECT_EQ(score_stories(set, {{0, 1, 2, 3}}).details.size(), 1U);
}

TEST(eval_stories_test, the_engine_finds_stories_of_items) {
  std::string_view text =
      "The ferry Lapwing sank off Merrow on Monday after its engine caught fire, and 14 sailors "
      "were taken to Vell by the herring boat Tern.\nThe harbour master Odo Pell said the fire "
      "began under the Lapwing's galley.";
  auto found = find_story_clusters(
      {{"a", "", "Bakers in Orlan asked for a penny more because the price of flour rose."},
       {"b", "The Lapwing is lost", std::string(text)},
       {"c", "", std::string(text) + "\nNobody was hurt."}});
  std::vector<size_t> story;
  for (std::vector<size_t>& one : found)
    if (one.size() > 1) story = one;
  std::sort(story.begin(), story.end());
  EXPECT_EQ(story, (std::vector<size_t>{1, 2}));
}

TEST(eval_stories_test, a_folder_without_stories_is_missing) {
  Result<Scored> scored = run_stories("/nowhere");
  ASSERT_FALSE(scored.ok());
  EXPECT_EQ(scored.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace hearsay::eval
