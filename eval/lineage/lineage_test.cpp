#include "eval/lineage/lineage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/hash.hpp"
#include "eval/lineage/lineage_figures.hpp"

namespace hearsay::eval {
namespace {

std::vector<GeneratedReport> made(uint64_t seed, size_t count,
                                  const LineageSettings& settings = {}) {
  LineageGenerator generator(seed, settings);
  std::vector<GeneratedReport> out;
  while (out.size() < count) out.push_back(generator.next());
  return out;
}

// A pile with several days, so that stories end in it; made once.
const std::vector<GeneratedReport>& pile() {
  static const std::vector<GeneratedReport> reports = [] {
    LineageSettings settings;
    settings.reports_per_day = 400;
    return made(7, 4000, settings);
  }();
  return reports;
}

std::string_view slice(const std::string& text, Span at) {
  return std::string_view(text).substr(at.begin, at.size());
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out;
  for (Span word : plain_words(text))
    out.push_back(ascii::lowered(text.substr(word.begin, word.size())));
  return out;
}

TEST(lineage_test, the_same_seed_gives_the_same_reports) {
  EXPECT_EQ(made(3, 300), made(3, 300));
  EXPECT_NE(made(3, 1)[0].text, made(4, 1)[0].text);
}

TEST(lineage_test, a_report_does_not_depend_on_how_many_are_made) {
  std::vector<GeneratedReport> few = made(5, 100);
  std::vector<GeneratedReport> many = made(5, 1000);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
}

// Whoever changes a pattern or a word changes this number; no compiler and no machine may.
TEST(lineage_test, bytes_are_the_same_everywhere) {
  std::string bytes;
  for (const GeneratedReport& report : made(1, 300))
    bytes += report.url + report.byline + report.published + report.text;
  EXPECT_EQ(spread(bytes), 1179506540125221441U);
}

TEST(lineage_test, passages_are_what_they_claim) {
  for (const GeneratedReport& report : pile()) {
    uint32_t end = 0;
    for (const GeneratedReport::Derived& derived : report.parents) {
      ASSERT_LT(derived.parent, report.number);
      const std::string& parent = pile()[derived.parent].text;
      ASSERT_LT(derived.from.begin, derived.from.end);
      ASSERT_LE(derived.from.end, parent.size());
      ASSERT_LE(end, derived.to.begin);
      ASSERT_LT(derived.to.begin, derived.to.end);
      ASSERT_LE(derived.to.end, report.text.size());
      end = derived.to.end;
      bool equal =
          words_in(slice(parent, derived.from)) == words_in(slice(report.text, derived.to));
      ASSERT_EQ(equal, derived.how == "verbatim") << report.number << ": " << derived.how;
    }
  }
}

TEST(lineage_test, every_way_and_every_change_occurs) {
  std::map<std::string_view, uint32_t> ways, changes, common;
  uint32_t chains = 0, other_stories = 0;
  for (const GeneratedReport& report : pile()) {
    for (const auto& derived : report.parents) {
      ++ways[derived.how];
      chains += !pile()[derived.parent].parents.empty();
      other_stories += pile()[derived.parent].story != report.story;
    }
    for (std::string_view change : report.changes) ++changes[change];
    for (const auto& passage : report.common) ++common[passage.what];
  }
  EXPECT_EQ(ways.size(), 3U);
  EXPECT_EQ(changes.size(), 10U);
  EXPECT_EQ(common.size(), 4U);
  for (const auto* counts : {&ways, &changes, &common})
    for (const auto& [name, count] : *counts) EXPECT_GE(count, 20U) << name;
  EXPECT_GE(chains, 100U);
  EXPECT_GE(other_stories, 10U);
}

TEST(lineage_test, shares_are_those_of_the_settings) {
  double originals = 0, copies = 0, spun = 0;
  for (const GeneratedReport& report : pile()) {
    (report.parents.empty() ? originals : copies) += 1;
    for (std::string_view change : report.changes) spun += change == "spun";
  }
  EXPECT_NEAR(originals / (originals + copies), 0.4, 0.05);
  EXPECT_NEAR(spun / copies, 0.08, 0.03);
}

TEST(lineage_test, false_dates_are_earlier_than_those_of_the_parents) {
  auto second = [](const GeneratedReport& report) {
    return parse_iso_date(report.published)->first_second();
  };
  uint32_t lies = 0;
  for (const GeneratedReport& report : pile()) {
    if (report.published.empty()) continue;
    lies += report.false_date;
    for (const auto& derived : report.parents) {
      const GeneratedReport& parent = pile()[derived.parent];
      if (parent.published.empty()) continue;
      ASSERT_EQ(second(report) < second(parent), report.false_date) << report.number;
    }
  }
  EXPECT_GE(lies, 20U);
}

TEST(lineage_test, originals_share_no_long_run_by_accident) {
  SharedRunMeasure measure;
  for (const GeneratedReport& report : pile()) measure.add(report);
  SharedRuns runs = measure.runs();
  EXPECT_GT(runs.pairs, 5000U);
  EXPECT_LE(runs.sharing * 1000, runs.pairs);
  EXPECT_GT(runs.sharing_common, 0U);
}

// The bodies of FNC-1 (904, 336,551 words) give 20 185 291 440 1019 words, 1 9 15 24 49 sentences,
// 3 11 18 26 39 words a sentence, 2,797, 10,502 and 19,708 distinct words, slopes of -0.87 and
// -1.24, and 12.3 % of words in quotations.
TEST(lineage_test, texts_are_distributed_as_those_of_people) {
  TextMeasure measure;
  for (const GeneratedReport& report : made(1, 4000)) measure.add(report.text);
  TextFigures figures = measure.figures();
  auto near = [](const Quantiles& values, const Quantiles& wanted, double share) {
    for (size_t i = 1; i < values.size(); ++i)
      EXPECT_NEAR(values[i], wanted[i], share * wanted[i]) << i;
  };
  near(figures.report_words, {20, 185, 291, 440, 1019}, 0.12);
  near(figures.sentences, {1, 9, 15, 24, 49}, 0.2);
  near(figures.sentence_words, {3, 11, 18, 26, 39}, 0.12);
  EXPECT_LE(figures.report_words[0], 60U);
  EXPECT_LE(figures.sentence_words[0], 5U);
  constexpr std::array<double, 3> kDistinct = {2797, 10502, 19708};
  for (size_t i = 0; i < kDistinct.size(); ++i)
    EXPECT_NEAR(static_cast<double>(figures.distinct[i]), kDistinct[i], 0.3 * kDistinct[i]);
  EXPECT_NEAR(figures.high_slope, -0.87, 0.25);
  EXPECT_NEAR(figures.low_slope, -1.24, 0.15);
  EXPECT_NEAR(figures.quoted, 0.123, 0.02);
}

TEST(lineage_test, settings_may_be_extreme) {
  LineageSettings alone;
  alone.largest_story = 1;
  for (const GeneratedReport& report : made(1, 200, alone)) EXPECT_TRUE(report.parents.empty());
  LineageSettings one;
  one.outlets = 1;
  one.reports_per_day = 1;
  one.originals = 0;
  one.false_date = 1;
  std::set<uint64_t> first;
  for (const GeneratedReport& report : made(1, 200, one))
    EXPECT_EQ(report.parents.empty(), first.insert(report.story).second);
}

}  // namespace
}  // namespace hearsay::eval
