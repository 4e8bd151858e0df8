#include "store/search/search.hpp"

#include <gtest/gtest.h>

#include "store/store.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using store_test_pipeline::Fixture;
using store_test_pipeline::Folder;

// A store of one report per text; hits are given as the texts' numbers, sorted.
struct Searched {
  Folder folder;
  Fixture fixture;
  std::unique_ptr<Store> store;
  std::vector<std::pair<ReportId, int>> numbers;

  explicit Searched(const std::vector<std::string>& texts) {
    auto opened =
        Store::open(folder.file("s"), Store::Open::write, fixture.pipeline, fixture.resources);
    EXPECT_TRUE(opened.ok()) << opened.error().text();
    store = std::move(*opened);
    for (const std::string& text : texts) {
      Document document = fixture.document(text, "t");
      EXPECT_TRUE(store->add(document).ok());
      numbers.emplace_back(document.id(), static_cast<int>(numbers.size()));
    }
    EXPECT_TRUE(store->commit().ok());
  }
  std::vector<int> find(std::string_view query) {
    auto hits = store->search(query, 100, 0);
    EXPECT_TRUE(hits.ok()) << query << ": " << hits.error().text();
    std::vector<int> out;
    if (!hits.ok()) return out;
    for (const SearchHit& hit : *hits)
      for (const auto& [id, number] : numbers)
        if (id == hit.report) out.push_back(number);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::string expression(std::string_view query) {
    auto database = Database::open(folder.file("s"), Database::Mode::read, 0);
    return *search_expression(**database, query);
  }
};

using Found = std::vector<int>;

TEST(search_test, words_phrases_prefixes_alternatives_and_exclusions) {
  Searched in({"The minister denied the claim.", "The claim was denied, a minister says.",
               "Ministers met in Caf\xC3\xA9 Central.", "Nothing of the kind."});
  EXPECT_EQ(in.find("minister denied"), (Found{0, 1}));
  EXPECT_EQ(in.find("MINISTER"), (Found{0, 1}));
  EXPECT_EQ(in.find("\"minister denied\""), (Found{0}));
  EXPECT_EQ(in.find("\u201Cminister denied\u201D"), (Found{0}));
  EXPECT_EQ(in.find("minist*"), (Found{0, 1, 2}));
  EXPECT_EQ(in.find("\"a minist\"*"), (Found{1}));
  EXPECT_EQ(in.find("kind OR central"), (Found{2, 3}));
  EXPECT_EQ(in.find("minister says OR denied"), (Found{0, 1}));
  EXPECT_EQ(in.find("minister -says"), (Found{0}));
  EXPECT_EQ(in.find("minister -\"a minister\""), (Found{0}));
  EXPECT_EQ(in.find("cafe"), (Found{2}));
  EXPECT_EQ(in.find("CAFE\xCC\x81"), (Found{2}));
  EXPECT_EQ(in.find("absent"), (Found{}));
}

TEST(search_test, what_fts5_would_take_for_syntax_is_taken_literally) {
  Searched in({"alpha and beta near text", "AND OR NOT NEAR", "title: alpha"});
  EXPECT_EQ(in.find("alpha AND beta"), (Found{0}));
  EXPECT_EQ(in.find("NEAR(alpha beta)"), (Found{}))
      << "the words near and alpha, one after the other";
  EXPECT_EQ(in.find("NEAR(text) (beta)"), (Found{0}));
  EXPECT_EQ(in.find("title:alpha"), (Found{2}));
  EXPECT_EQ(in.find("OR"), (Found{1}));
  EXPECT_EQ(in.find("OR NOT"), (Found{1}));
  EXPECT_EQ(in.find("^alpha {text} : (beta"), (Found{0}));
  EXPECT_EQ(in.find("alpha' --; DROP TABLE reports"), (Found{}));
  EXPECT_EQ(in.find("alpha"), (Found{0, 2}));
}

TEST(search_test, no_query_is_an_error) {
  Searched in({"one two three"});
  std::string long_one;
  while (long_one.size() < 10'000) long_one += "one two ";
  EXPECT_EQ(in.find(long_one), (Found{0}));
  std::string long_word(10'000, 'x');
  EXPECT_EQ(in.find(long_word), (Found{}));
  std::string dashes;
  for (int i = 0; i < 5'000; ++i) dashes += "a-";
  EXPECT_EQ(in.find(dashes), (Found{}));
  for (std::string_view query : {"",
                                 " ",
                                 "\"",
                                 "\"\"",
                                 "\"one",
                                 "*",
                                 "-",
                                 "--",
                                 "-*",
                                 "!?.,;()",
                                 "OR OR",
                                 "- one",
                                 "\xF0\x9F\x98\x80",
                                 "\xFF\xFE",
                                 "\u201C",
                                 "one \"",
                                 "\"one\"\"two\"",
                                 "OR one",
                                 "one OR",
                                 "one OR -two",
                                 "-one OR two"})
    EXPECT_TRUE(in.store->search(query, 10, 0).ok()) << query;
  EXPECT_EQ(in.find("\"one"), (Found{0}));
  EXPECT_EQ(in.find("one OR"), (Found{})) << "OR with nothing after it is a word";
  EXPECT_EQ(in.find("-one"), (Found{})) << "only exclusions find nothing";
  EXPECT_EQ(in.find(std::string_view("one\0two", 7)), (Found{0}));
  for (int depth : {10, 10'000})
    EXPECT_EQ(in.find(std::string(static_cast<size_t>(depth), '(') + "one"), (Found{0}));
}

TEST(search_test, expressions_are_what_they_should_be) {
  Searched in({"x"});
  EXPECT_EQ(in.expression("a b"), "(\"a\") AND (\"b\")");
  EXPECT_EQ(in.expression("a OR b c"), "(\"a\" OR \"b\") AND (\"c\")");
  EXPECT_EQ(in.expression("a -b -c*"), "((\"a\")) NOT (\"b\" OR \"c\"*)");
  EXPECT_EQ(in.expression("\"a b\"* ... -"), "(\"a b\"*)");
  std::string many;
  for (int i = 0; i < 500; ++i) many += "w ";
  std::string made = in.expression(many);
  EXPECT_EQ(std::count(made.begin(), made.end(), 'w'), 100);
}

TEST(search_test, matched_words_are_bytes_of_the_text) {
  Searched in({"\xC3\x89tude, \xF0\x9F\x98\x80 no etude\xCC\x81 here; ETUDE"});
  auto hits = in.store->search("etude", 10, 0);
  ASSERT_EQ(hits->size(), 1u);
  std::vector<std::string> words;
  auto report = in.store->report(hits->front().report);
  for (Span span : hits->front().words) words.emplace_back((*report)->text[span]);
  EXPECT_EQ(words, (std::vector<std::string>{"\xC3\x89tude", "etude\xCC\x81", "ETUDE"}));
}

TEST(search_test, words_of_overlapping_phrases_are_given_once) {
  Searched in({"a b c d"});
  auto hits = in.store->search("\"a b\" \"b c\"", 10, 0);
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().words, (std::vector<Span>{{0, 1}, {2, 3}, {4, 5}}));
}

TEST(search_test, limit_and_offset_walk_through_all_hits_once) {
  std::vector<std::string> texts;
  for (int i = 0; i < 25; ++i) texts.push_back("same words, number " + std::to_string(i));
  Searched in(texts);
  std::vector<ReportId> walked;
  for (size_t at = 0; at < 30; at += 10) {
    auto page = in.store->search("words", 10, at);
    for (const SearchHit& hit : *page) walked.push_back(hit.report);
  }
  EXPECT_EQ(walked.size(), 25u);
  EXPECT_TRUE(std::is_sorted(walked.begin(), walked.end())) << "ties by id";
  EXPECT_TRUE(in.store->search("words", SIZE_MAX, 0)->size() == 25u);
  EXPECT_TRUE(in.store->search("words", 10, SIZE_MAX)->empty());
}

TEST(search_test, ranks_and_words_are_those_of_a_search) {
  Searched in({"a b c", "words and an etude", "words of another etude, a b", "words"});
  for (std::string_view query : {"etude", "\"a b\"", "words OR etude", "nowhere", ""}) {
    auto hits = in.store->search(query, SIZE_MAX, 0);
    auto ranks = in.store->rank(query);
    ASSERT_TRUE(hits.ok() && ranks.ok()) << query;
    ASSERT_EQ(ranks->size(), hits->size()) << query;
    for (size_t i = 0; i < hits->size(); ++i) {
      EXPECT_EQ((*ranks)[i].report, (*hits)[i].report) << query;
      EXPECT_EQ((*ranks)[i].rank, (*hits)[i].rank) << query;
    }
    std::vector<SearchHit> asked(ranks->rbegin(), ranks->rend());
    asked.push_back({ReportId(), 0, {}});
    if (asked.size() > 1) asked.push_back(asked.front());
    ASSERT_TRUE(in.store->find_words(query, asked).ok()) << query;
    for (size_t i = 0; i < hits->size(); ++i)
      EXPECT_EQ(asked[i].words, (*hits)[hits->size() - 1 - i].words) << query;
    EXPECT_TRUE(asked[hits->size()].words.empty()) << query;
    EXPECT_EQ(asked.back().words, asked.front().words) << query;
  }
}

TEST(search_test, spans_are_tidied_and_the_rest_becomes_spaces) {
  std::vector<Span> wild = {{8, 4}, {2, 4}, {3, 6}, Span::none(), {9, 99}, {50, 60}};
  std::vector<Span> tidy = tidy_spans(wild, 10);
  EXPECT_EQ(tidy, (std::vector<Span>{{2, 6}, {9, 10}}));
  EXPECT_EQ(keep_only("0123456789", tidy), "  2345   9");
  EXPECT_EQ(keep_only("", {}), "");
}

}  // namespace
}  // namespace hearsay
