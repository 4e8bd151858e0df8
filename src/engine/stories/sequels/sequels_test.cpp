#include "stories/sequels/sequels.hpp"

#include <gtest/gtest.h>

#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

const Resources& resources() {
  static const Resources all = make_resources();
  return all;
}

// Two stories of one affair, and one of another, of two reports each.
struct Affairs {
  explicit Affairs(std::string_view later = "2017-04-20") {
    add(1, "2017-03-11", 0,
        "The tanker Brisa ran aground off Cape Sorrel and leaked 900 tonnes of crude. Captain Ivo "
        "Mestre was questioned by the coast guard in Dargan.");
    add(2, "2017-03-12", 0,
        "Crude from the tanker Brisa reached the beaches of Cape Sorrel. The coast guard in Dargan "
        "questioned Captain Ivo Mestre.");
    add(3, later, 1,
        "The captain of the tanker Brisa, Ivo Mestre, stood before a judge in Dargan. The trial over "
        "the crude of Cape Sorrel will last nine weeks.");
    add(4, later, 1,
        "A judge in Dargan opened the trial of Ivo Mestre, captain of the tanker Brisa, over the "
        "beaches of Cape Sorrel.");
    add(5, "2017-03-15", 2, "Aldmoor elected Lena Korvath mayor. Korvath promised a bridge.");
    add(6, "2017-03-15", 2, "Lena Korvath is the new mayor of Aldmoor and wants a bridge.");
  }

  StoryChains chains() const {
    return find_story_chains(Across<Text, Metadata, Terms>(pile), {}, stories, resources());
  }

  TestPile pile;
  Stories stories;

 private:
  void add(uint64_t id, std::string_view day, uint64_t story, std::string_view body) {
    ReportId report = pile.add(id, day, "", body);
    stories.story.push_back(ReportId(Id128{2 * story + 1, 0}));
    stories.report.push_back(report);
    stories.part.push_back(StoryPart::member);
    stories.score.push_back({});
    stories.why.push_back("");
  }
};

TEST(sequels_test, stories_of_one_affair_are_a_chain) {
  StoryChains chains = Affairs().chains();
  ASSERT_EQ(chains.chain.size(), 2U);
  for (size_t row = 0; row < 2; ++row) EXPECT_EQ(chains.chain[row], ReportId(Id128{1, 0}));
  EXPECT_EQ(chains.story[0], ReportId(Id128{1, 0}));
  EXPECT_EQ(chains.story[1], ReportId(Id128{3, 0}));
  EXPECT_NE(chains.why[1].find("Mestre"), std::string::npos) << chains.why[1];
  EXPECT_TRUE(columns_are_level(layer_info<StoryChains>(), &chains));
}

TEST(sequels_test, what_lies_months_apart_is_none) {
  EXPECT_TRUE(Affairs("2017-09-20").chains().chain.empty());
}

TEST(sequels_test, no_stories_give_no_chains) {
  EXPECT_TRUE(find_story_chains(Across<Text, Metadata, Terms>(TestPile()), {}, {}, resources())
                  .chain.empty());
}

}  // namespace
}  // namespace hearsay
