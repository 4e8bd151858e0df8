#include "sources/prints/prints.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <string>

#include "document/pipeline.hpp"
#include "sources/test_texts/test_texts.hpp"

namespace hearsay {
namespace {

using Prints = std::vector<uint64_t>;

// All words are rare.
const Frequencies& rare() {
  static const Resources resources = [] {
    Resources some;
    some.blobs["models/terms/frequencies.tsv"] = "4000\t\n4000\tthe\n";
    return some;
  }();
  return resources.made<Frequencies>();
}

Prints runs(std::string_view text) {
  return run_prints(sequence_of(text, rare()));
}

size_t common(const Prints& a, const Prints& b) {
  Prints both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

TEST(prints_test, prints_are_sorted_numbers_of_37_bits_each_once) {
  std::mt19937 random(1);
  std::string text = invented_text(random, 500, 20) + "“" + some_words(0, 9) + "”";
  Sequence sequence = sequence_of(text, rare());
  for (const Prints& prints : {run_prints(sequence), pair_prints(sequence)}) {
    EXPECT_FALSE(prints.empty());
    EXPECT_TRUE(std::is_sorted(prints.begin(), prints.end()));
    EXPECT_EQ(std::adjacent_find(prints.begin(), prints.end()), prints.end());
    EXPECT_LT(prints.back(), uint64_t{1} << 37);
  }
  EXPECT_EQ(run_prints(sequence), run_prints(sequence_of(text, rare())));
}

TEST(prints_test, a_text_of_few_words_has_few) {
  EXPECT_TRUE(run_prints(Sequence()).empty());
  EXPECT_TRUE(pair_prints(Sequence()).empty());
  EXPECT_TRUE(runs(some_words(0, kRunWords - 1)).empty());
  EXPECT_EQ(runs(some_words(0, kRunWords)).size(), 1u);
  EXPECT_EQ(runs(some_words(0, kRunWords + kWindow - 1)).size(), 1u);
}

// What winnowing promises.
TEST(prints_test, a_common_run_of_twelve_words_gives_a_common_print) {
  constexpr uint32_t kCommon = kRunWords + kWindow - 1;
  std::mt19937 random(2);
  uint32_t first = 1000;
  for (int trial = 0; trial < 2000; ++trial) {
    // No word but those of the run stands in both.
    auto around = [&](const std::string& run) {
      auto before = static_cast<uint32_t>(random()) % 30;
      auto behind = static_cast<uint32_t>(random()) % 30;
      std::string out = some_words(first, before) + run + some_words(first + before, behind);
      first += before + behind;
      return out;
    };
    std::string run = invented_text(random, kCommon, 40);
    EXPECT_GE(common(runs(around(run)), runs(around(run))), 1u) << run;
  }
}

TEST(prints_test, a_common_run_of_fewer_than_five_words_gives_none) {
  std::string run = some_words(0, kRunWords - 1);
  EXPECT_EQ(common(runs(some_words(1000, 40) + run + some_words(2000, 40)),
                   runs(some_words(3000, 40) + run + some_words(4000, 40))),
            0u);
}

TEST(prints_test, a_few_of_all_runs_are_kept) {
  std::mt19937 random(3);
  size_t words = 20'000;
  size_t kept = runs(invented_text(random, static_cast<uint32_t>(words), 20'000)).size();
  EXPECT_GT(kept, words * 2 / (kWindow + 1) * 9 / 10);
  EXPECT_LT(kept, words * 2 / (kWindow + 1) * 11 / 10);
}

TEST(prints_test, a_common_quotation_of_four_words_gives_a_common_print) {
  auto quoting = [](uint32_t first, std::string_view said) {
    return some_words(first, 25) + "“" + std::string(said) + "” " + some_words(first + 25, 25);
  };
  EXPECT_EQ(common(runs(quoting(1000, "nobody leaves tonight alone")),
                   runs(quoting(2000, "Nobody leaves tonight, alone!"))),
            1u);
  EXPECT_EQ(common(runs(quoting(1000, "nobody leaves tonight")),
                   runs(quoting(2000, "nobody leaves tonight"))),
            0u);
  EXPECT_EQ(common(runs(quoting(1000, "nobody leaves tonight alone")),
                   runs(some_words(2000, 25) + "nobody leaves tonight alone")),
            0u)
      << "on one side without marks";
  EXPECT_GE(common(runs(quoting(1000, "we say that nobody leaves tonight alone on foot")),
                   runs(quoting(2000, "it is said that nobody leaves tonight alone on ice"))),
            1u)
      << "six of them and more, amid others";
}

TEST(prints_test, rare_words_of_one_sentence_give_prints_whatever_their_order) {
  auto pairs = [](std::string_view text) { return pair_prints(sequence_of(text, rare())); };
  Prints one = pairs("Tavra hit Okrist, the Vard said.");
  EXPECT_EQ(one.size(), 10u) << "of five words";
  EXPECT_EQ(one, pairs("The Vard said: Okrist hit Tavra. "));
  EXPECT_EQ(common(one, pairs("Tavra lost the rope. Okrist won a lamp.")), 0u);
  EXPECT_TRUE(pairs("Tavra. The the the.").empty());
}

TEST(prints_test, frequent_words_give_no_pairs) {
  Resources resources = make_resources();
  const auto& frequencies = resources.made<Frequencies>();
  EXPECT_TRUE(
      pair_prints(sequence_of("He said that the government has said it to us.", frequencies))
          .empty());
  EXPECT_EQ(pair_prints(sequence_of("He said that Terdiqul had told Okrist.", frequencies)).size(),
            1u);
}

TEST(prints_test, a_report_has_at_most_so_many_pairs) {
  EXPECT_EQ(pair_prints(sequence_of(some_words(0, 3000), rare())).size(), kMostPairs);
}

// ---- of all -------------------------------------------------------------------------------------

struct Report {
  Prints runs, pairs;
  uint32_t site = 0;
};

std::vector<uint32_t> ranks(size_t count) {
  std::vector<uint32_t> out(count);
  std::iota(out.begin(), out.end(), 0U);
  return out;
}

std::vector<CandidatePair> find(const std::vector<Report>& reports,
                                const std::vector<uint32_t>& rank) {
  PrintIndex index;
  for (uint32_t i = 0; i < reports.size(); ++i)
    index.add(i, reports[i].site, reports[i].runs, reports[i].pairs);
  return std::move(index).find(rank);
}
std::vector<CandidatePair> find(const std::vector<Report>& reports) {
  return find(reports, ranks(reports.size()));
}

// "later<earlier runs/pairs" of each.
std::string dump(const std::vector<CandidatePair>& found) {
  std::string out;
  for (const CandidatePair& pair : found)
    out += std::to_string(pair.later) + "<" + std::to_string(pair.earlier) + " " +
           std::to_string(pair.runs) + "/" + std::to_string(pair.pairs) + "\n";
  return out;
}

TEST(prints_test, reports_find_one_another_by_common_prints) {
  EXPECT_EQ(dump(find({})), "");
  EXPECT_EQ(dump(find({{{1, 2, 3}, {9}}, {{2, 3, 4}, {9}}, {{5}, {}}, {{1, 5}, {}}})),
            "1<0 2/1\n3<0 1/0\n3<2 1/0\n");
}

TEST(prints_test, runs_and_pairs_of_one_number_are_two) {
  EXPECT_EQ(dump(find({{{7}, {}}, {{}, {7}}})), "");
  uint64_t most = (uint64_t{1} << 37) - 1;
  EXPECT_EQ(dump(find({{{most}, {}}, {{0, most}, {}}, {{0}, {}}})), "1<0 1/0\n2<1 1/0\n");
}

TEST(prints_test, one_common_pair_of_words_is_not_enough) {
  EXPECT_EQ(dump(find({{{}, {1}}, {{}, {1}}})), "");
  EXPECT_EQ(dump(find({{{}, {1, 2}}, {{}, {1, 2}}})), "1<0 0/2\n");
}

TEST(prints_test, ranks_say_who_is_later) {
  std::vector<Report> reports = {{{1}, {}}, {{1}, {}}, {{1}, {}}};
  EXPECT_EQ(dump(find(reports)), "1<0 1/0\n2<0 1/0\n2<1 1/0\n");
  EXPECT_EQ(dump(find(reports, {2, 1, 0})), "1<2 1/0\n0<2 1/0\n0<1 1/0\n");
  EXPECT_EQ(dump(find(reports, {1, 0, 2})), "0<1 1/0\n2<1 1/0\n2<0 1/0\n");
}

TEST(prints_test, the_order_of_adding_does_not_matter) {
  std::mt19937 random(4);
  std::vector<Report> reports(200);
  for (Report& report : reports) {
    for (int i = 0; i < 6; ++i) {
      report.runs.push_back(random() % 60);
      report.pairs.push_back(random() % 60);
    }
    for (Prints* prints : {&report.runs, &report.pairs}) {
      std::sort(prints->begin(), prints->end());
      prints->erase(std::unique(prints->begin(), prints->end()), prints->end());
    }
    report.site = static_cast<uint32_t>(random() % 4);
  }
  std::vector<uint32_t> rank = ranks(reports.size());
  std::shuffle(rank.begin(), rank.end(), random);
  std::string expected = dump(find(reports, rank));
  EXPECT_FALSE(expected.empty());
  for (int trial = 0; trial < 5; ++trial) {
    std::vector<uint32_t> order = ranks(reports.size());
    std::shuffle(order.begin(), order.end(), random);
    PrintIndex index;
    for (uint32_t i : order) index.add(i, reports[i].site, reports[i].runs, reports[i].pairs);
    EXPECT_EQ(dump(std::move(index).find(rank)), expected);
  }
}

// Whoever shares something with somebody before it finds somebody, the best among them.
TEST(prints_test, of_many_candidates_the_best_few_are_kept) {
  std::vector<Report> reports;
  for (uint64_t i = 0; i < 60; ++i) {
    Report& report = reports.emplace_back();
    for (uint64_t print = 0; print <= i; ++print) {
      report.runs.push_back(100 * i + print);
      report.pairs.push_back(100 * (60 - i) + print);
    }
  }
  Report last;
  for (const Report& report : reports) {
    last.runs.insert(last.runs.end(), report.runs.begin(), report.runs.end());
    last.pairs.insert(last.pairs.end(), report.pairs.begin(), report.pairs.end());
  }
  std::sort(last.runs.begin(), last.runs.end());
  std::sort(last.pairs.begin(), last.pairs.end());
  reports.push_back(last);
  std::vector<CandidatePair> found = find(reports);
  EXPECT_EQ(found.size(), 8u) << "the same by runs and by pairs";
  for (const CandidatePair& pair : found) {
    EXPECT_EQ(pair.later, 60u);
    EXPECT_GE(pair.earlier, 52u);
    EXPECT_EQ(pair.runs, pair.earlier + 1);
    EXPECT_EQ(pair.pairs, pair.earlier + 1);
  }
}

TEST(prints_test, of_equal_candidates_the_first_are_kept) {
  std::vector<Report> reports(PrintIndex::kMostPaired, {{1, 2}, {}});
  for (const CandidatePair& pair : find(reports)) {
    EXPECT_LT(pair.earlier, 8u);
  }
}

TEST(prints_test, a_print_of_very_many_reports_joins_each_to_few) {
  size_t most = PrintIndex::kMostReports;
  std::vector<Report> reports(most + 36, {{1}, {}});
  std::vector<CandidatePair> found = find(reports);
  std::vector<std::set<uint32_t>> earlier(reports.size());
  for (const CandidatePair& pair : found) earlier[pair.later].insert(pair.earlier);
  EXPECT_EQ(earlier[1], (std::set<uint32_t>{0}));
  EXPECT_EQ(earlier[3], (std::set<uint32_t>{0, 1, 2}));
  EXPECT_EQ(earlier[90], (std::set<uint32_t>{0, 1, 2, 85, 86, 87, 88, 89}));
}

TEST(prints_test, pairs_of_words_of_very_many_reports_are_passed_over) {
  size_t most = PrintIndex::kMostReports;
  EXPECT_FALSE(find(std::vector<Report>(most, {{}, {1, 2}})).empty());
  std::vector<CandidatePair> found = find(std::vector<Report>(most + 1, {{}, {1, 2}}));
  EXPECT_TRUE(found.empty());
}

TEST(prints_test, a_line_of_one_site_is_passed_over) {
  auto found = [](size_t of_site, size_t of_others) {
    std::vector<Report> reports;
    for (uint64_t i = 0; i < of_site; ++i) reports.push_back({{1, 10 + i}, {}, 1});
    for (uint32_t i = 0; i < of_others; ++i) reports.push_back({{1}, {}, 2 + i});
    return !find(reports).empty();
  };
  EXPECT_TRUE(found(7, 0));
  EXPECT_FALSE(found(8, 0));
  EXPECT_FALSE(found(9, 3)) << "three in four";
  EXPECT_TRUE(found(8, 3));
  EXPECT_FALSE(find(std::vector<Report>(20, {{1}, {}, 0})).empty()) << "sites unknown";
}

TEST(prints_test, a_text_that_a_site_has_under_many_addresses_is_no_line_of_it) {
  std::vector<Report> reports(9, {{1, 2}, {}, 1});
  reports.push_back({{1, 3}, {}, 2});
  EXPECT_FALSE(find(reports).empty());
}

TEST(prints_test, very_many_reports_are_no_burden) {
  std::vector<Report> reports;
  for (uint64_t i = 0; i < 100'000; ++i) reports.push_back({{i / 2, 60'000}, {i / 3}});
  std::vector<CandidatePair> found = find(reports);
  EXPECT_TRUE(std::is_sorted(
      found.begin(), found.end(), [](const CandidatePair& a, const CandidatePair& b) {
        return a.later != b.later ? a.later < b.later : a.earlier < b.earlier;
      }));
  size_t twins = 0;
  for (const CandidatePair& pair : found) twins += pair.runs == 2;
  EXPECT_EQ(twins, 50'000u);
}

}  // namespace
}  // namespace hearsay
