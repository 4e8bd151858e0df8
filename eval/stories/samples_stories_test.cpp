#include "eval/stories/samples_stories.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace hearsay::eval {
namespace {

// Five stories of two reports each, report 4 in the second and the third; reports 9 and 10 of none.
// Chains: loss, list, inquiry; loss, promise; and envoy stands alone.
enum Story : size_t { loss, list, inquiry, promise, envoy };

KeyStories key() {
  KeyStories out;
  for (int i = 0; i < 11; ++i) {
    out.reports.push_back("r" + std::to_string(i));
    out.paths.push_back({"pages/" + std::to_string(i) + ".html"});
  }
  out.stories = {{"loss", {0, 1, 2}, {3, 2, 2, 1}},
                 {"list", {3, 4}, {2, 2, 1, 2}},
                 {"inquiry", {4, 5}, {2, 1, 1, 1}},
                 {"promise", {6, 7}, {2, 2, 2, 2}},
                 {"envoy", {8}, {1, 1, 1, 1}}};
  out.chains = {{"ferry", {loss, list, inquiry}}, {"ferry-to-promise", {loss, promise}}};
  return out;
}

FoundStory found(const std::vector<int>& reports) {
  FoundStory out;
  for (int one : reports) out.reports.push_back("pages/" + std::to_string(one) + ".html");
  return out;
}

// The stories of the key, exactly.
FoundStories exact() {
  FoundStories out;
  for (const KeyStory& story : key().stories) {
    FoundStory& one = out.stories.emplace_back();
    for (size_t report : story.reports) one.reports.push_back(key().paths[report].front());
    one.counts = story.counts;
  }
  return out;
}

const Measure& find(const Scored& scored, std::string_view name) {
  for (const Measure& measure : scored.measures)
    if (measure.name == name) return measure;
  static const Measure none;
  ADD_FAILURE() << "no measure " << name;
  return none;
}

std::vector<bool> right(const std::vector<std::vector<size_t>>& chains) {
  std::vector<std::optional<size_t>> stands_for = {loss, list, inquiry, promise, envoy, loss, {}};
  return score_chains(chains, stands_for, key().chains).right;
}
constexpr size_t kLossAgain = 5;
constexpr size_t kNobodys = 6;

using Flags = std::vector<bool>;

TEST(samples_stories_test, what_the_key_says_is_right) {
  FoundStories all = exact();
  all.chains = {{loss, list, inquiry}, {loss, promise}};
  Scored scored = score_sample_stories(key(), all);
  EXPECT_EQ(find(scored, "stories").score->ten_thousandths, 10000);
  EXPECT_EQ(find(scored, "stories, how many").right, 4U);
  EXPECT_EQ(find(scored, "stories, how many").all, 4U);
  EXPECT_EQ(find(scored, "origins per story").right, 5U);
  EXPECT_EQ(find(scored, "chains").right, 2U);
  EXPECT_EQ(find(scored, "false chains").right, 0U);
  EXPECT_EQ(find(scored, "chain links").score->ten_thousandths, 10000);
  EXPECT_TRUE(scored.details.empty());
}

TEST(samples_stories_test, nothing_found_leaves_reports_alone) {
  Scored scored = score_sample_stories(key(), {});
  EXPECT_EQ(find(scored, "stories, precision").score->ten_thousandths, 10000);
  EXPECT_LT(find(scored, "stories, recall").score->ten_thousandths, 10000);
  EXPECT_EQ(find(scored, "origins per story").right, 0U);
  EXPECT_EQ(find(scored, "chains").right, 0U);
  EXPECT_EQ(find(scored, "chains").all, 2U);
  EXPECT_FALSE(find(scored, "false chains").score.has_value());
}

TEST(samples_stories_test, counts_are_those_of_the_story_most_like_it) {
  FoundStories all = exact();
  all.stories.push_back(found({0}));  // stands for the loss too, but has less of it
  all.stories.back().counts = StoryCounts{9, 9, 9, 9};
  all.stories[list].counts = StoryCounts{2, 2, 1, 1};
  all.stories[envoy].counts = {};
  Scored scored = score_sample_stories(key(), all);
  EXPECT_EQ(find(scored, "reports per story").right, 4U);
  EXPECT_EQ(find(scored, "origins per story").right, 3U);
  EXPECT_EQ(find(scored, "origins per story").all, 5U);
  ASSERT_EQ(scored.details.size(), 4U);  // counts of the list and the envoy, and no chains
  EXPECT_NE(scored.details[0].find(R"("story":"list")"), std::string::npos);
}

TEST(samples_stories_test, details_name_what_is_impure_and_inexact) {
  FoundStories all;
  all.stories = {found({0, 1, 3, 9}), found({99})};
  all.stories[0].counts = key().stories[loss].counts;
  Scored scored = score_sample_stories(key(), all);
  ASSERT_EQ(scored.details.size(), 8U);  // with five stories and two chains
  EXPECT_EQ(scored.details[0], R"({"what":"impure","found":0,"stories":{"loss":2,"list":1},)"
                               R"("reports":["r0","r1","r3","r9"]})");
  EXPECT_EQ(scored.details[1],
            R"({"what":"inexact","story":"loss","missed":["r2"],"added":["r3","r9"]})");
  EXPECT_EQ(scored.details[6], R"({"what":"chain","chain":"ferry","foreign":false})");
}

TEST(samples_stories_test, a_story_stands_for_what_it_is_half_of_and_most_like) {
  Clusters gold = {{0, 1, 2}, {3, 4}, {4, 5}};
  auto stands_for = match_stories({{0, 1, 3}, {4}, {0, 3, 5}, {0, 9}, {}, {2}}, gold);
  EXPECT_EQ(stands_for[0], 0U);
  EXPECT_EQ(stands_for[1], 1U);            // as like to the third
  EXPECT_EQ(stands_for[2], std::nullopt);  // a blob
  EXPECT_EQ(stands_for[3], 0U);            // just half
  EXPECT_EQ(stands_for[4], std::nullopt);
  EXPECT_EQ(stands_for[5], 0U);  // the same as the first
}

TEST(samples_stories_test, a_chain_may_be_put_together_from_several) {
  EXPECT_EQ(right({{loss, list}, {list, inquiry}}), (Flags{true, false}));
  EXPECT_EQ(right({{loss, list}, {inquiry}}), (Flags{false, false}));
  EXPECT_EQ(right({{kLossAgain, list, inquiry}}), (Flags{true, false}));
  // Of the step from the loss to the list nothing is found.
  EXPECT_EQ(right({{loss, inquiry}, {list, inquiry}}), (Flags{false, false}));
}

TEST(samples_stories_test, chains_that_overlap_may_be_told_as_one) {
  EXPECT_EQ(right({{inquiry, promise, list, loss}}), (Flags{true, true}));
}

TEST(samples_stories_test, what_belongs_to_no_common_chain_makes_it_wrong) {
  EXPECT_EQ(right({{loss, list, inquiry, envoy}, {loss, promise}}), (Flags{false, true}));
  EXPECT_EQ(right({{loss, promise, kNobodys}}), (Flags{false, false}));
  // Elsewhere it does no harm.
  EXPECT_EQ(right({{loss, promise}, {loss, envoy}}), (Flags{false, true}));
}

TEST(samples_stories_test, a_third_chain_that_only_overlaps_with_the_second_is_foreign) {
  std::vector<KeyChain> three = {{"a", {0, 1}}, {"b", {1, 2}}, {"c", {2, 3}}};
  std::vector<std::optional<size_t>> stands_for = {0, 1, 2, 3};
  EXPECT_EQ(score_chains({{0, 1, 2}}, stands_for, three).right, (Flags{true, true, false}));
  EXPECT_EQ(score_chains({{0, 1, 2, 3}}, stands_for, three).right, (Flags{false, true, false}));
}

TEST(samples_stories_test, false_chains_tell_none_of_the_keys) {
  std::vector<std::optional<size_t>> stands_for = {loss, list, inquiry, promise, envoy, loss, {}};
  ChainScore score = score_chains(
      {{loss, list}, {list, promise}, {loss, envoy}, {loss, kLossAgain}, {loss, list, kNobodys}},
      stands_for, key().chains);
  EXPECT_EQ(score.wrong, (Flags{false, true, true, false, true}));
  EXPECT_EQ(score.links.gold, 4U);   // three of the ferry, one to the promise
  EXPECT_EQ(score.links.both, 1U);   // loss and list
  EXPECT_EQ(score.links.found, 5U);  // list and promise, loss and envoy, two with nobody's
}

TEST(samples_stories_test, a_key_is_read_and_what_it_does_not_know_is_damaged) {
  std::string name = (std::filesystem::temp_directory_path() / "hearsay-key-XXXXXX").string();
  int file = ::mkstemp(name.data());
  ASSERT_GE(file, 0);
  std::ofstream(name) << R"({"row":"report","id":"a","paths":["x.txt","y.txt"]})"
                      << "\n"
                      << R"({"row":"copy","id":"a>b"})"
                      << "\n"
                      << R"({"row":"story","id":"s","reports":["a"],)"
                      << R"("counts":{"reports":1,"outlets":1,"families":1,"origins":4}})"
                      << "\n"
                      << R"({"row":"chain","id":"c","stories":["s"]})"
                      << "\n";
  auto read = read_key_stories(name);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->paths, (std::vector<std::vector<std::string>>{{"x.txt", "y.txt"}}));
  EXPECT_EQ(read->stories[0].counts.origins, 4U);
  EXPECT_EQ(read->chains[0].stories, (std::vector<size_t>{0}));
  std::ofstream(name, std::ios::app) << R"({"row":"chain","id":"d","stories":["t"]})"
                                     << "\n";
  read = read_key_stories(name);
  ASSERT_FALSE(read.ok());
  EXPECT_NE(read.error().message.find("line 5"), std::string::npos);
  std::filesystem::remove(name);
  EXPECT_EQ(read_key_stories(name).error().kind, ErrorKind::missing);
}

TEST(samples_stories_test, the_open_half_of_the_pile_told_as_it_is_scores_full) {
  auto read = read_key_stories(HEARSAY_SOURCE_DIR "/samples/open/key.jsonl");
  ASSERT_TRUE(read.ok());
  FoundStories all;
  for (const KeyStory& story : read->stories) {
    FoundStory& one = all.stories.emplace_back();
    for (size_t report : story.reports) one.reports.push_back(read->paths[report].front());
    one.counts = story.counts;
  }
  for (const KeyChain& chain : read->chains) all.chains.push_back(chain.stories);
  Scored scored = score_sample_stories(*read, all);
  for (std::string_view name : {"stories", "origins per story", "chains", "chain links"})
    EXPECT_EQ(find(scored, name).score->ten_thousandths, 10000) << name;
  EXPECT_TRUE(scored.details.empty());
}

}  // namespace
}  // namespace hearsay::eval
