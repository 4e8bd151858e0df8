#include "eval/quotes/quotes.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

TEST(quotes_test, articles_are_read_in_bytes) {
  auto read = read_articles(
      "{\"id\":\"a\",\"text\":\"“No,” Vard "
      "said.\",\"attributions\":[{\"source\":[[6,10]],\"cue\":[[11,15]],"
      "\"content\":[[0,5]]}]}\n\n");
  ASSERT_TRUE(read.ok()) << read.error().text();
  ASSERT_EQ(read->size(), 1U);
  const Attributed& one = read->front().attributions.at(0);
  EXPECT_EQ(one.source, (std::vector<Span>{{10, 14}}));
  EXPECT_EQ(one.content, (std::vector<Span>{{0, 9}}));
}

TEST(quotes_test, what_is_no_article_is_named_by_its_line) {
  for (std::string_view broken :
       {"{}", "{\"id\":\"a\",\"text\":\"b\",\"attributions\":[{}]}", "nothing",
        "{\"id\":\"a\",\"text\":\"b\",\"attributions\":[{\"source\":[[0,9]],\"cue\":[],\"content\":"
        "[]}]}"}) {
    auto read = read_articles("{\"id\":\"a\",\"text\":\"\",\"attributions\":[]}\n" +
                              std::string(broken) + "\n");
    ASSERT_FALSE(read.ok()) << broken;
    EXPECT_NE(read.error().text().find("line 2"), std::string::npos);
  }
}

TEST(quotes_test, spans_count_where_they_are_the_same) {
  QuoteCounts counts;
  count_attributions({{{{0, 1}}, {{1, 2}}, {{2, 12}}}}, {{{{0, 1}}, {{1, 3}}, {{3, 12}}}}, counts);
  EXPECT_EQ(counts.source.both, 1U);
  EXPECT_EQ(counts.cue.both, 0U);
  EXPECT_EQ(counts.content.both, 0U);
  EXPECT_DOUBLE_EQ(counts.soft_recall.mean(), 0.9);
  EXPECT_DOUBLE_EQ(counts.soft_precision.mean(), 1.0);
  EXPECT_EQ(counts.linked.both, 1U);
}

TEST(quotes_test, attributions_are_linked_by_cue_source_and_enough_content) {
  Attributed gold{{{0, 1}}, {{1, 2}}, {{2, 12}}};
  auto linked = [&](Attributed found) {
    QuoteCounts counts;
    count_attributions({gold}, {std::move(found)}, counts);
    return std::pair(counts.linked.both, counts.loosely_linked.both);
  };
  EXPECT_EQ(linked({{{0, 1}}, {{1, 2}}, {{2, 10}}}), std::pair(uint64_t{1}, uint64_t{1}));
  EXPECT_EQ(linked({{{0, 1}}, {{1, 2}}, {{2, 9}}}), std::pair(uint64_t{0}, uint64_t{1}));
  EXPECT_EQ(linked({{{0, 1}}, {{1, 2}}, {{2, 4}}}), std::pair(uint64_t{0}, uint64_t{0}));
  EXPECT_EQ(linked({{}, {{1, 2}}, {{2, 12}}}), std::pair(uint64_t{0}, uint64_t{0}));
  EXPECT_EQ(linked({{{0, 1}}, {{20, 21}}, {{2, 12}}}), std::pair(uint64_t{0}, uint64_t{0}));
}

TEST(quotes_test, lines_of_some_length_that_nothing_touches_are_silent) {
  std::string words =
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
  GoldArticle article{"a", words + "\n" + words + "\nshort one\n", {{{{0, 3}}, {}, {}}}};
  auto size = static_cast<uint32_t>(words.size());
  EXPECT_EQ(silent_lines(article), (std::vector<Span>{{size + 1, 2 * size + 1}}));
}

TEST(quotes_test, one_attribution_answers_one) {
  Attributed one{{{0, 1}}, {{1, 2}}, {{2, 12}}};
  QuoteCounts counts;
  count_attributions({one}, {one, one}, counts);
  EXPECT_EQ(counts.linked.both, 1U);
  EXPECT_EQ(counts.linked.found, 2U);
}

}  // namespace
}  // namespace hearsay::eval
