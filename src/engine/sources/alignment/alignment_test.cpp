#include "sources/alignment/alignment.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "document/pipeline.hpp"
#include "sources/alignment/pair.hpp"
#include "sources/alignment/runs.hpp"
#include "sources/alignment/seeds.hpp"
#include "sources/test_texts/test_texts.hpp"

namespace hearsay {
namespace {

const Frequencies& shipped() {
  static const Resources resources = make_resources();
  return resources.made<Frequencies>();
}

Sequence sequence(std::string_view text) {
  return sequence_of(text, shipped());
}

constexpr std::string_view kFerry =
    "The ferry Tern ran onto a sandbank off Merrow late on Tuesday with ninety passengers aboard, "
    "the harbour office of Vell announced. Tugs from the naval yard at Okrist pulled it free "
    "shortly before midnight, and nobody was hurt. The captain, Palle Vard, told investigators "
    "that a buoy had drifted half a mile from its place during the storm. Engineers will examine "
    "the hull in the dry dock before the ship may carry passengers again.";
constexpr std::string_view kFerryRewritten =
    "Ninety passengers were aboard the ferry Tern when it struck a sandbank near Merrow on Tuesday "
    "evening, according to the harbour office in Vell. Nobody was injured, and naval tugs from "
    "Okrist dragged it free before midnight. Investigators heard from its captain, Palle Vard, "
    "that the storm had moved a buoy half a mile. The ship carries no passengers until engineers "
    "have examined the hull in dry dock.";
constexpr std::string_view kBread =
    "Bakers in the capital asked for a penny more from Thursday and blamed the price of flour. The "
    "guild of millers answered that flour had not been so cheap for three summers, and invited "
    "everybody to look at its ledgers. A queue formed outside the oldest bakery in the street of "
    "the coopers, where loaves were sold by candle light until the shelves stood empty. The "
    "magistrate has asked both guilds to appear before him next week.";
constexpr std::string_view kSchool =
    "Pupils of the mountain school planted four hundred larches on the slope above their village. "
    "An avalanche had torn away the old wood in January and buried two barns. The forester says "
    "that it takes thirty winters until young trees hold back snow, so a fence of iron will stand "
    "in front of them. Parents brought soup, blankets and a brass band up the track.";

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (std::string_view part : parts) (out += part) += "\n\n";
  return out;
}

// What a passage says.
std::string said(std::string_view text, Span rows) {
  Span place = sequence(text).place(rows);
  return std::string(text.substr(place.begin, place.size()));
}

TEST(alignment_test, a_copied_passage_ends_where_the_copy_ends) {
  std::string from = joined({kBread, kFerry});
  std::string to = joined({kSchool, kFerry, kSchool.substr(0, 94)});
  Alignment found = align(sequence(from), sequence(to));
  ASSERT_EQ(found.passages.size(), 1u);
  EXPECT_EQ(found.passages[0].kind, PassageKind::verbatim);
  std::string whole(kFerry.substr(0, kFerry.size() - 1));
  EXPECT_EQ(said(from, found.passages[0].from), whole);
  EXPECT_EQ(said(to, found.passages[0].to), whole);
}

TEST(alignment_test, equal_texts_are_one_passage) {
  for (std::string_view text : {kFerry, kBread, kSchool}) {
    Sequence one = sequence(text);
    Alignment found = align(one, one);
    ASSERT_EQ(found.runs.size(), 1u);
    EXPECT_EQ(found.runs[0], (hearsay::Run{0, 0, one.size()}));
    ASSERT_EQ(found.passages.size(), 1u);
    EXPECT_EQ(found.passages[0], (Passage{one.all(), one.all(), PassageKind::verbatim}));
  }
}

TEST(alignment_test, a_copy_with_a_word_changed_here_and_there_is_verbatim) {
  std::string changed(kFerry);
  changed.replace(changed.find("nobody was hurt"), 15, "no one was harmed");
  changed.replace(changed.find("ninety"), 6, "90");
  Alignment found = align(sequence(kFerry), sequence(changed));
  ASSERT_EQ(found.passages.size(), 1u);
  EXPECT_EQ(found.passages[0].kind, PassageKind::verbatim);
  EXPECT_EQ(found.passages[0].from, sequence(kFerry).all());
  EXPECT_EQ(found.passages[0].to, sequence(changed).all());
}

TEST(alignment_test, passages_from_two_places_are_two) {
  std::string from = joined({kFerry, kBread, kSchool});
  std::string to = joined({kSchool, some_words(0, 100), kFerry});
  Alignment found = align(sequence(from), sequence(to));
  ASSERT_EQ(found.passages.size(), 2u);
  EXPECT_EQ(said(to, found.passages[0].to), kSchool.substr(0, kSchool.size() - 1));
  EXPECT_EQ(said(from, found.passages[0].from), kSchool.substr(0, kSchool.size() - 1));
  EXPECT_EQ(said(to, found.passages[1].to), kFerry.substr(0, kFerry.size() - 1));
  EXPECT_EQ(said(from, found.passages[1].from), kFerry.substr(0, kFerry.size() - 1));
}

TEST(alignment_test, what_is_told_in_other_words_is_rewritten) {
  std::string from = joined({kBread, kFerry});
  std::string to = joined({kFerryRewritten, kSchool});
  Alignment found = align(sequence(from), sequence(to));
  ASSERT_EQ(found.passages.size(), 1u);
  EXPECT_EQ(found.passages[0].kind, PassageKind::rewritten);
  std::string here = said(to, found.passages[0].to);
  std::string there = said(from, found.passages[0].from);
  EXPECT_TRUE(here.starts_with("Ninety passengers")) << here;
  EXPECT_TRUE(here.ends_with("dry dock")) << here;
  EXPECT_TRUE(there.starts_with("The ferry Tern")) << there;
  EXPECT_TRUE(there.ends_with("passengers again")) << there;
}

TEST(alignment_test, what_stands_all_over_the_other_is_a_summary) {
  std::string from = joined({kFerry, kBread, kSchool, some_words(0, 60)});
  std::string_view summary =
      "A ferry off Merrow hit a sandbank; its captain Palle Vard blamed a drifted buoy, bakers in "
      "the capital wanted a penny more, millers of the guild showed their ledgers of cheap flour, "
      "the magistrate summoned them, and pupils of a mountain school planted larches where an "
      "avalanche buried barns, while parents brought soup, blankets and a brass band.";
  Alignment found = align(sequence(from), sequence(summary));
  ASSERT_EQ(found.passages.size(), 1u);
  EXPECT_EQ(found.passages[0].kind, PassageKind::summarised);
  EXPECT_EQ(found.passages[0].to, sequence(summary).all());
  EXPECT_EQ(found.passages[0].from, sequence(from).all());
}

TEST(alignment_test, texts_of_different_events_have_nothing) {
  for (auto [a, b] : {std::pair(kFerry, kBread), std::pair(kBread, kSchool),
                      std::pair(kSchool, kFerryRewritten)}) {
    Alignment found = align(sequence(a), sequence(b));
    EXPECT_TRUE(found.runs.empty());
    EXPECT_TRUE(found.passages.empty());
  }
}

TEST(alignment_test, empty_texts_have_nothing) {
  Sequence empty;
  Sequence no_words = sequence(" … ");
  Sequence one = sequence("One");
  Sequence some = sequence(kFerry);
  for (const Sequence* from : {&empty, &no_words, &one, &some})
    for (const Sequence* to : {&empty, &no_words, &one}) {
      EXPECT_EQ(align(*from, *to).passages.size() + align(*from, *to).runs.size(), 0u);
      EXPECT_EQ(align(*to, *from).passages.size() + align(*to, *from).runs.size(), 0u);
    }
}

TEST(alignment_test, both_directions_see_the_same_runs) {
  std::string from = joined({kBread, kFerry, kSchool});
  std::string to = joined({kSchool, kBread});
  Alignment there = align(sequence(from), sequence(to));
  Alignment back = align(sequence(to), sequence(from));
  ASSERT_EQ(there.runs.size(), 2u);
  ASSERT_EQ(back.runs.size(), 2u);
  EXPECT_EQ(there.runs[0], (hearsay::Run{back.runs[1].to, back.runs[1].from, back.runs[1].size}));
  EXPECT_EQ(there.runs[1], (hearsay::Run{back.runs[0].to, back.runs[0].from, back.runs[0].size}));
}

// ---- runs ---------------------------------------------------------------------------------------

// All maximal runs, by looking at every pair of places.
std::vector<hearsay::Run> slow_runs(const Sequence& from, const Sequence& to) {
  auto same = [&](uint32_t a, uint32_t b) {
    return a < from.size() && b < to.size() && from.stem(from.term(a)) == to.stem(to.term(b));
  };
  std::vector<hearsay::Run> out;
  for (uint32_t b = 0; b < to.size(); ++b)
    for (uint32_t a = 0; a < from.size(); ++a) {
      if (a > 0 && b > 0 && same(a - 1, b - 1)) continue;
      uint32_t size = 0;
      while (same(a + size, b + size)) ++size;
      if (size >= Sequence::kGram) out.push_back({a, b, size});
    }
  return out;
}

std::vector<hearsay::Run> runs(const Sequence& from, const Sequence& to) {
  return find_runs(Pair(from, to));
}

TEST(alignment_test, runs_are_those_that_every_pair_of_places_gives) {
  std::mt19937 random(1);
  size_t seen = 0;
  for (int trial = 0; trial < 400; ++trial) {
    uint32_t of = 2 + static_cast<uint32_t>(trial) % 3;
    uint32_t most = of == 2 ? 60 : 200;  // so that no six words stand there too often
    Sequence from = sequence(invented_text(random, static_cast<uint32_t>(random()) % most, of));
    Sequence to = sequence(invented_text(random, static_cast<uint32_t>(random()) % most, of));
    std::vector<hearsay::Run> expected = slow_runs(from, to);
    EXPECT_EQ(runs(from, to), expected);
    seen += expected.size();
  }
  EXPECT_GT(seen, 2000u);
}

// A line that opens every entry of a live blog stands there too often to be looked at everywhere.
TEST(alignment_test, a_run_may_begin_with_words_that_stand_there_often) {
  std::string line = some_words(0, 9);
  std::string from;
  for (uint32_t entry = 0; entry < 20; ++entry) from += line + some_words(100 * entry + 100, 40);
  std::string to = some_words(5000, 30) + line + some_words(1900, 40) + some_words(6000, 30);
  std::vector<hearsay::Run> found = runs(sequence(from), sequence(to));
  EXPECT_TRUE(std::find(found.begin(), found.end(), hearsay::Run{18 * 49, 30, 49}) != found.end());
}

// Every line begins with words that stand there too often, so each begins a run of its own, as far
// as one can see; all of them are one, of 350,000 words.
TEST(alignment_test, what_begins_with_repeats_over_and_over_is_one_run) {
  std::string text;
  for (uint32_t i = 0; i < 50'000; ++i)
    text += "tavra tavra tavra tavra tavra tavra " + invented_word(i) + ". ";
  Sequence one = sequence(text);
  std::vector<hearsay::Run> found = runs(one, one);
  EXPECT_EQ(std::count(found.begin(), found.end(), hearsay::Run{0, 0, one.size()}), 1);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.to != b.to ? a.to < b.to : a.from < b.from;
  }));
  EXPECT_LT(found.size(), 500u);
}

TEST(alignment_test, of_very_many_runs_the_longest_are_kept) {
  std::string from, to;
  for (uint32_t i = 0; i < 25'000; ++i) {
    std::string same = some_words(20 * i, i % 5 == 0 ? 6 : 7);
    from += same + invented_word(1'000'000 + i) + " ";
    to += same + invented_word(2'000'000 + i) + " ";
  }
  std::vector<hearsay::Run> found = runs(sequence(from), sequence(to));
  EXPECT_EQ(found.size(), 20'000u);
  EXPECT_TRUE(
      std::all_of(found.begin(), found.end(), [](const auto& run) { return run.size == 7; }));
}

TEST(alignment_test, a_run_has_six_words) {
  std::string from = some_words(0, 5);
  EXPECT_TRUE(runs(sequence(from), sequence(from)).empty());
  from = some_words(0, 6);
  EXPECT_EQ(runs(sequence(from), sequence(from)), (std::vector<hearsay::Run>{{0, 0, 6}}));
}

TEST(alignment_test, runs_come_in_order_of_where_they_stand) {
  std::string a = some_words(0, 8), b = some_words(100, 8);
  EXPECT_EQ(runs(sequence(a + b + a), sequence(b + some_words(200, 1) + a)),
            (std::vector<hearsay::Run>{{8, 0, 8}, {0, 9, 8}, {16, 9, 8}}));
}

TEST(alignment_test, a_chain_goes_on_over_what_was_changed) {
  std::vector<hearsay::Run> all = {{0, 0, 10}, {12, 11, 10}, {500, 25, 6}, {24, 23, 8}};
  Chain chain = chain_runs(all, {0, 40}, {0, 40});
  EXPECT_EQ(chain.from, Span(0, 32));
  EXPECT_EQ(chain.to, Span(0, 31));
  EXPECT_EQ(chain.size, 28u);
  EXPECT_EQ(chain_runs({}, {0, 40}, {0, 40}).size, 0u);
  EXPECT_EQ(chain_runs(all, {100, 140}, {0, 40}).size, 0u) << "none lies there";
}

TEST(alignment_test, a_chain_keeps_the_order_of_both_sides) {
  Chain chain = chain_runs({{20, 0, 12}, {0, 12, 10}}, {0, 40}, {0, 40});
  EXPECT_EQ(chain.from, Span(20, 32));
  EXPECT_EQ(chain.to, Span(0, 12));
  EXPECT_EQ(chain.size, 12u);
}

// ---- pairs and seeds ----------------------------------------------------------------------------

TEST(alignment_test, terms_of_both_sides_know_each_other) {
  Sequence from = sequence(kFerry), to = sequence(kFerryRewritten);
  Pair pair(from, to);
  size_t common = 0;
  for (uint32_t term = 0; term < from.terms(); ++term) {
    uint32_t other = pair.from.other[term];
    if (other == Side::kNone) continue;
    ++common;
    EXPECT_EQ(to.stem(other), from.stem(term));
    EXPECT_EQ(pair.to.other[other], term);
    EXPECT_EQ(pair.to.weights[other], pair.from.weights[term]);
    EXPECT_LE(pair.from.weights[term], from.weight(term));
  }
  EXPECT_GT(common, 20u);
  EXPECT_GT(likeness(pair, from.all(), to.all()), .6);
  EXPECT_EQ(likeness(pair, {0, 0}, to.all()), 0);
  EXPECT_EQ(evidence(pair, from.all(), {0, 0}), 0u);
  EXPECT_GT(evidence(pair, from.all(), to.all()), 2500u);
}

TEST(alignment_test, sentences_that_say_the_same_are_seeds) {
  std::string from = joined({kBread, kFerry});
  Sequence a = sequence(from), b = sequence(kFerryRewritten);
  Pair pair(a, b);
  std::vector<Seed> seeds = find_seeds(pair, {}, true);
  EXPECT_EQ(seeds, (std::vector<Seed>{{4, 0}, {5, 1}, {6, 2}, {7, 3}}));
  std::vector<SeedCluster> clusters = cluster_seeds(pair, seeds);
  ASSERT_EQ(clusters.size(), 1u);
  EXPECT_EQ(clusters[0].from, Span(a.begin(4), a.size()));
  EXPECT_EQ(clusters[0].to, b.all());
  EXPECT_TRUE(cluster_seeds(pair, {}).empty());
}

// ---- hostile texts ------------------------------------------------------------------------------

std::string repeated(std::string_view text, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Every place on one side is like every place on the other: 4 * 10^10 pairs of them.
TEST(alignment_test, one_word_over_and_over_is_no_burden) {
  Sequence from = sequence(repeated("tavra ", 200'000));
  Sequence to = sequence(repeated("tavra ", 200'000));
  Alignment found = align(from, to);
  EXPECT_LT(found.runs.size(), 40u);
  ASSERT_FALSE(found.runs.empty());
  EXPECT_EQ(found.runs[0], (hearsay::Run{0, 0, from.size()}));
}

TEST(alignment_test, one_sentence_over_and_over_is_no_burden) {
  std::string_view line = "Nobody leaves the harbour of Tavra tonight, the pilot said. ";
  Sequence from = sequence(repeated(line, 2'000));
  Sequence to = sequence(repeated(line, 2'000));
  Alignment found = align(from, to);
  EXPECT_LT(found.runs.size(), 500u);
  EXPECT_LT(found.passages.size(), 20u);
}

// Every sentence of one shares a word with every sentence of the other.
TEST(alignment_test, one_word_in_every_sentence_is_no_burden) {
  auto text = [](uint32_t first) {
    std::string out;
    for (uint32_t i = 0; i < 100'000; i += 2)
      out += "Tavra " + invented_word(first + i) + " " + invented_word(first + i + 1) + ". ";
    return out;
  };
  EXPECT_TRUE(align(sequence(text(0)), sequence(text(1'000'000))).passages.empty());
}

TEST(alignment_test, words_of_very_many_sentences_on_either_side_pair_none) {
  auto have_seeds = [](size_t left, size_t right) {
    std::string line = "Tavra sleeps soundly. ";
    Sequence from = sequence(repeated(line, left) + some_words(0, 40'000));
    Sequence to = sequence(repeated(line, right) + some_words(1'000'000, 40'000));
    return !find_seeds(Pair(from, to), {}, true).empty();
  };
  EXPECT_TRUE(have_seeds(1'000, 1));
  EXPECT_FALSE(have_seeds(1'001, 1));
  EXPECT_TRUE(have_seeds(1, 1'000));
  EXPECT_FALSE(have_seeds(1, 1'001));
}

// Weighing each of them over all words of both reports would take 10^9 steps.
TEST(alignment_test, very_many_passages_are_no_burden) {
  std::string from, to;
  for (uint32_t i = 0; i < 2'000; ++i) {
    std::string same = some_words(50 * i, 30);
    from += same + "\n\n" + some_words(1'000'000 + 60 * i, 60) + "\n\n";
    to += some_words(2'000'000 + 60 * i, 60) + "\n\n" + same + "\n\n";
  }
  EXPECT_EQ(align(sequence(from), sequence(to)).passages.size(), 2'000u);
}

TEST(alignment_test, few_words_in_any_order_are_no_burden) {
  std::mt19937 random(5);
  Sequence from = sequence(invented_text(random, 20'000, 2));
  Sequence to = sequence(invented_text(random, 20'000, 2));
  EXPECT_LE(align(from, to).runs.size(), 20'000u);
}

}  // namespace
}  // namespace hearsay
