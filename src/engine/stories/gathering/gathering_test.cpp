#include "stories/gathering/gathering.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>

#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

const Resources& resources() {
  static const Resources all = make_resources();
  return all;
}

const BondModel& model() {
  static const BondModel out(resources().blob("models/stories/happenings.tsv"));
  return out;
}

struct Told {
  std::string title, body;
  int day = -1;  // without a date
};

Cluster cluster_of(const Told& told) {
  Text text(told.title + "\n\n" + told.body, {});
  Terms terms = test_terms(text, told.title.size());
  DayRange days;
  if (told.day >= 0) days = {told.day, told.day};
  return Cluster(find_gist(terms, resources().made<Frequencies>(), resources().made<GistWords>()),
                 days, static_cast<uint32_t>(terms.size()));
}

std::vector<Cluster> clusters_of(const std::vector<Told>& all) {
  std::vector<Cluster> out;
  for (const Told& one : all) out.push_back(cluster_of(one));
  return out;
}

Gathering gathered(const std::vector<Told>& all) {
  return Gathering(clusters_of(all), model());
}

// ---- cases that other clusterers are known to get wrong -----------------------------------------

const Told kMarlow1 = {
    "Day 2 of the Marlow siege: talks go on",
    "Police in Marlow spoke again on Tuesday with the two men who hold the post office. Day 2 of "
    "the siege passed without shots. Inspector Hanna Reik said that food was handed in at 14:30 "
    "and that 6 people were still inside."};
const Told kMarlow2 = {
    "Marlow siege, day 2: food handed in",
    "Food was handed into the Marlow post office at 14:30 on Tuesday, the second day of the siege. "
    "Inspector Hanna Reik said 6 people remained inside with two armed men."};
const Told kPorthaven1 = {
    "Day 21 of the Porthaven strike: talks go on",
    "Dock workers in Porthaven met the harbour company again on Monday. Day 21 of the strike "
    "passed "
    "without an offer. Union leader Otto Brandle said that 430 ships were waiting."};
const Told kPorthaven2 = {
    "Porthaven strike, day 21: no offer",
    "No offer came on Monday, day 21 of the strike in Porthaven, union leader Otto Brandle said. "
    "Some 430 ships wait outside the harbour, the company admitted."};

TEST(gathering_test, template_headlines_with_other_numbers_stay_apart) {
  Gathering all = gathered({kMarlow1, kMarlow2, kPorthaven1, kPorthaven2});
  EXPECT_EQ(all.story_of(0), all.story_of(1));
  EXPECT_EQ(all.story_of(2), all.story_of(3));
  EXPECT_NE(all.story_of(0), all.story_of(2));
}

TEST(gathering_test, short_reports_of_one_template_need_something_in_common) {
  Gathering all = gathered(
      {{"Quake of magnitude 5.6 shakes Kesh island",
        "An earthquake of magnitude 5.6 shook Kesh island on Sunday, injuring five people and "
        "damaging houses, state media said. The quake was felt in Dargan."},
       {"Five hurt as 5.6 quake hits Kesh",
        "Five people were hurt on Sunday when an earthquake of magnitude 5.6 hit the island of "
        "Kesh, officials in Dargan said. Houses were damaged."},
       {"Quake of magnitude 6.3 shakes Toram island",
        "An earthquake of magnitude 6.3 shook Toram island on Friday, injuring forty people and "
        "damaging houses, state media said. The quake was felt in Belsk."},
       {"Forty hurt as 6.3 quake hits Toram",
        "Forty people were hurt on Friday when an earthquake of magnitude 6.3 hit the island of "
        "Toram, officials in Belsk said. Houses were damaged."}});
  EXPECT_EQ(all.story_of(0), all.story_of(1));
  EXPECT_EQ(all.story_of(2), all.story_of(3));
  EXPECT_NE(all.story_of(0), all.story_of(2));
  EXPECT_TRUE(all.attachments().empty());
}

const std::vector<Told> kTwoStories = {
    {"",
     "Mayor Lena Korvath of Aldmoor resigned on Monday after auditors found 3.2 million missing "
     "from "
     "the bridge fund. Korvath denied taking money."},
    {"",
     "Aldmoor mayor Lena Korvath has stepped down over the bridge fund, where auditors miss 3.2 "
     "million. \"I took nothing,\" Korvath said on Monday."},
    {"",
     "The bridge fund scandal in Aldmoor cost Mayor Lena Korvath her post on Monday. Auditors had "
     "found that 3.2 million was missing."},
    {"",
     "The oil tanker Brisa ran aground off Cape Sorrel on Saturday and leaked 900 tonnes of crude. "
     "Captain Ivo Mestre was questioned by the coast guard."},
    {"",
     "Crude from the tanker Brisa, aground off Cape Sorrel, reached the beaches on Sunday. The "
     "coast guard put the leak at 900 tonnes and questioned Captain Ivo Mestre."},
    {"",
     "Coast guard crews fought to seal the Brisa, the tanker that ran onto rocks off Cape Sorrel "
     "and lost 900 tonnes of crude. Its captain, Ivo Mestre, was questioned."}};
const Told kRoundUp = {
    "",
    "The week in brief. Mayor Lena Korvath of Aldmoor resigned after auditors found 3.2 million "
    "missing from the bridge fund. The oil tanker Brisa ran aground off Cape Sorrel and leaked 900 "
    "tonnes of crude; Captain Ivo Mestre was questioned. In sport, Halder won the cup."};

TEST(gathering_test, a_round_up_does_not_chain_two_stories) {
  std::vector<Told> told = kTwoStories;
  told.push_back(kRoundUp);
  Gathering all = gathered(told);
  for (uint32_t i : {1U, 2U}) EXPECT_EQ(all.story_of(i), all.story_of(0));
  for (uint32_t i : {4U, 5U}) EXPECT_EQ(all.story_of(i), all.story_of(3));
  EXPECT_NE(all.story_of(0), all.story_of(3));
  // It is of one of the two, or alone, and attached to whatever it is not a member of.
  std::set<uint32_t> stories;
  for (const Attachment& one : all.attachments()) {
    EXPECT_EQ(one.report, 6U);
    stories.insert(one.story);
  }
  stories.insert(all.story_of(6));
  EXPECT_TRUE(stories.contains(all.story_of(0)));
  EXPECT_TRUE(stories.contains(all.story_of(3)));
}

TEST(gathering_test, a_reprint_with_a_local_top_stays_with_its_original) {
  std::string base =
      "Mayor Lena Korvath of Aldmoor resigned on Monday after auditors found 3.2 million missing "
      "from the bridge fund. Korvath denied taking money and said the papers would show it. The "
      "council will name a successor on Thursday.";
  Gathering all = gathered(
      {{"", base},
       {"Valley council shares in row over bridge fund",
        "Readers in Little Penning will remember the mayor from her visit to our flower show in "
        "May, when she opened the new hall and promised the parish a footpath. " +
            base},
       {"Flower show opens in Little Penning",
        "The flower show in Little Penning opened on Saturday in the new hall. The parish expects "
        "2,000 visitors, and the footpath is to be ready in autumn."}});
  EXPECT_EQ(all.story_of(0), all.story_of(1));
  EXPECT_NE(all.story_of(0), all.story_of(2));
}

TEST(gathering_test, nothing_and_reports_that_say_nothing) {
  EXPECT_TRUE(gathered({}).attachments().empty());
  Gathering all = gathered({{"", ""}, {"", ""}, {"", "The"}});
  for (uint32_t i = 0; i < 3; ++i) EXPECT_EQ(all.story_of(i), i);
}

TEST(gathering_test, a_report_of_months_later_belongs_less) {
  std::vector<Told> told = kTwoStories;
  for (Told& one : told) one.day = 100;
  Gathering near = gathered(told);
  EXPECT_EQ(near.story_of(0), near.story_of(1));
  int64_t together = near.belonging(0, near.story_of(0)).score;
  told[0].day = 300;
  Gathering far = gathered(told);
  EXPECT_LT(far.belonging(0, far.story_of(1)).score, together);
}

// ---- against slow twins -------------------------------------------------------------------------

// Reports of a few words out of a small store of them, so that much is alike.
std::vector<Told> random_reports(std::mt19937& random, size_t count) {
  static const std::vector<std::string> kWords = {
      "ferry", "harbour", "lamp", "mayor", "strike",  "tanker", "bridge", "council", "vote",
      "Tavra", "Merrow",  "Kesh", "Toram", "Aldmoor", "Brisa",  "Sorrel", "auditor", "crude",
      "47",    "900",     "crew", "beach", "captain", "rocks",  "paper",  "promise", "budget"};
  std::vector<Told> out;
  for (size_t i = 0; i < count; ++i) {
    size_t topic = random() % 4;
    std::string body = "Today";
    for (auto words = 8 + random() % 10; words > 0; --words)
      body +=
          " " + kWords[(random() % 3 == 0 ? random() : topic * 7 + random() % 7) % kWords.size()];
    out.push_back({"", body + ".", random() % 4 == 0 ? -1 : static_cast<int>(random() % 9)});
  }
  return out;
}

// Joins best first, measuring every two clusters anew at every step from their reports.
std::vector<uint32_t> twin(const std::vector<Cluster>& reports, const CandidatePairs& candidates) {
  TimeTable time(model().decay);
  std::map<uint32_t, std::vector<uint32_t>> members;
  for (uint32_t i = 0; i < reports.size(); ++i) members[i] = {i};
  auto sum = [&](const std::vector<uint32_t>& all) {
    Cluster out = reports[all.front()];
    for (size_t i = 1; i < all.size(); ++i)
      out.absorb(reports[all[i]], out.across(reports[all[i]], time));
    return out;
  };
  auto may_join = [&](const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) {
    for (uint32_t x : a)
      for (uint32_t y : b)
        if (std::binary_search(candidates.begin(), candidates.end(),
                               std::pair(std::min(x, y), std::max(x, y))))
          return true;
    return false;
  };
  for (;;) {
    int64_t best = model().threshold - 1;
    std::pair<uint32_t, uint32_t> pair;
    for (const auto& [i, a] : members)
      for (const auto& [j, b] : members) {
        if (i >= j || !may_join(a, b)) continue;
        LikenessSums across{};
        for (uint32_t x : a)
          for (uint32_t y : b) {
            LikenessSums one = reports[x].across(reports[y], time);
            for (size_t k = 0; k < kLikenesses; ++k) across[k] += one[k];
          }
        double pairs = static_cast<double>(a.size() * b.size());
        if (static_cast<double>(across[0]) / (4096.0 * 4096.0) / pairs <= .04) continue;
        int64_t score = bond_score(sum(a), sum(b), across, model());
        if (score > best) {
          best = score;
          pair = {i, j};
        }
      }
    if (best < model().threshold) break;
    auto& into = members[pair.first];
    into.insert(into.end(), members[pair.second].begin(), members[pair.second].end());
    members.erase(pair.second);
  }
  std::vector<uint32_t> out(reports.size());
  for (const auto& [i, all] : members)
    for (uint32_t one : all) out[one] = i;
  return out;
}

TEST(gathering_test, joins_as_the_slow_twin_does) {
  std::mt19937 random(3);
  size_t joined = 0;
  for (int round = 0; round < 40; ++round) {
    // So few that no neighbour is ever dropped.
    std::vector<Cluster> reports =
        clusters_of(random_reports(random, 3 + random() % (Gathering::kMostNeighbours - 3)));
    std::vector<uint32_t> expected = twin(reports, find_candidates(reports));
    Gathering all(reports, model());
    for (uint32_t i = 0; i < reports.size(); ++i) {
      EXPECT_EQ(all.story_of(i), expected[i]) << "round " << round << " report " << i;
      joined += expected[i] != i;
    }
  }
  EXPECT_GT(joined, 100U);
}

TEST(gathering_test, belonging_leaves_the_report_itself_out) {
  std::mt19937 random(4);
  TimeTable time(model().decay);
  std::vector<Cluster> reports = clusters_of(random_reports(random, 12));
  Gathering all(reports, model());
  size_t compared = 0;
  for (uint32_t i = 0; i < reports.size(); ++i) {
    Cluster rest;
    for (uint32_t j = 0; j < reports.size(); ++j)
      if (j != i && all.story_of(j) == all.story_of(i))
        rest.absorb(reports[j], rest.size() == 0 ? LikenessSums{} : rest.across(reports[j], time));
    if (rest.size() == 0) continue;
    ++compared;
    auto features = bond_features(rest.across(reports[i], time),
                                  {rest.within(), reports[i].within(), rest.size(), 1});
    EXPECT_EQ(all.belonging(i, all.story_of(i)).score, model().score(features));
  }
  EXPECT_GT(compared, 3U);
}

TEST(gathering_test, stories_do_not_hang_on_the_numbers_of_reports) {
  std::vector<Told> told = kTwoStories;
  told.insert(told.end(), {kMarlow1, kMarlow2, kPorthaven1, kPorthaven2, kRoundUp});
  std::vector<size_t> order(told.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  auto partition = [&] {
    std::vector<Told> now;
    for (size_t i : order) now.push_back(told[i]);
    Gathering all = gathered(now);
    std::map<uint32_t, std::set<size_t>> stories;
    for (uint32_t i = 0; i < order.size(); ++i) stories[all.story_of(i)].insert(order[i]);
    std::set<std::set<size_t>> out;
    for (const auto& [number, members] : stories) out.insert(members);
    return out;
  };
  auto expected = partition();
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    EXPECT_EQ(partition(), expected) << "round " << round;
  }
}

TEST(gathering_test, candidates_are_bounded_and_found_near_in_time) {
  std::vector<Told> told;
  for (int i = 0; i < 400; ++i)
    told.push_back({"", "The ferry Lapwing sank off Tavra with lamps and crates aboard.", i});
  CandidatePairs pairs = find_candidates(clusters_of(told));
  EXPECT_LE(pairs.size(), told.size() * kMostCandidates);
  EXPECT_GE(pairs.size(), told.size());
  for (auto [a, b] : pairs) EXPECT_LE(b - a, 64U);
}

TEST(gathering_test, a_report_is_no_candidate_of_itself) {
  // The index keeps names apart from words by a mark in their key, which a word may have by chance.
  constexpr uint32_t kWord = 12345;
  constexpr uint32_t kNameMark = 0x5BD1E995U;
  std::array<std::vector<std::pair<uint32_t, double>>, kGistFields> fields;
  fields[static_cast<size_t>(GistField::body)] = {{kWord, 1}};
  fields[static_cast<size_t>(GistField::names)] = {{kWord ^ kNameMark, 1}};
  std::vector<Cluster> reports(2, Cluster(Gist(fields), {}, 100));
  EXPECT_EQ(find_candidates(reports), (CandidatePairs{{0, 1}}));
}

TEST(gathering_test, likeness_in_time_is_that_of_every_two_reports) {
  std::mt19937 random(6);
  TimeTable time({});
  for (int round = 0; round < 50; ++round) {
    Cluster sums[2];
    std::vector<Cluster> reports[2];
    for (int i = 0; i < 40; ++i) {
      auto first = static_cast<int32_t>(random() % 200);
      auto open = static_cast<int32_t>(random() % (i % 5 == 0 ? 90 : 3));
      DayRange days = i % 7 == 0 ? DayRange{} : DayRange{first, first + open};
      reports[i % 2].push_back(Cluster({}, days, 1));
      sums[i % 2].absorb(reports[i % 2].back(), {});
    }
    LikenessSums expected{};
    for (const Cluster& a : reports[0])
      for (const Cluster& b : reports[1]) expected.back() += a.across(b, time).back();
    EXPECT_EQ(sums[0].across(sums[1], time), expected);
  }
}

// ---- the parts ----------------------------------------------------------------------------------

TEST(gathering_test, a_model_is_read_from_its_table) {
  BondModel read(
      "# a comment\nintercept\t-1.5\nmean_body\t2\nthreshold\t-0.25\nunheard\t7\nsize\t.5\n");
  EXPECT_EQ(read.threshold, -kLogOdds / 4);
  BondFeatures features{};
  EXPECT_EQ(read.score(features), -3 * kLogOdds / 2);
  features[0] = .5;
  EXPECT_EQ(read.score(features), -kLogOdds / 2);
  EXPECT_DOUBLE_EQ(read.summands(features)[0], 1);
  EXPECT_DOUBLE_EQ(BondModel("ratio_body\t-1\n").summands(features)[0], 0);
  features.back() = 3;
  EXPECT_EQ(read.score(features), kLogOdds);
  EXPECT_EQ(BondModel("").score(features), 0);
}

TEST(gathering_test, two_samples_of_one_story_have_the_ratio_0) {
  std::vector<Told> told(kTwoStories.begin(), kTwoStories.begin() + 3);
  Cluster one = cluster_of(told[0]);
  TimeTable time({});
  LikenessSums within{};
  within[0] = one.across(one, time)[0] * 3;  // three reports that are the same
  LikenessSums across{};
  across[0] = one.across(one, time)[0] * 9;
  auto features = bond_features(across, {within, within, 3, 3});
  EXPECT_NEAR(features[kLikenesses], std::log(1 / .625), .05);  // with the prior of 3 pairs of .25
}

}  // namespace
}  // namespace hearsay
