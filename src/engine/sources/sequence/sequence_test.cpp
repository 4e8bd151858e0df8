#include "sources/sequence/sequence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "sources/test_texts/test_texts.hpp"

namespace hearsay {
namespace {

// All words say something.
const Frequencies& equal() {
  static const Frequencies frequencies{Resources()};
  return frequencies;
}

std::vector<uint32_t> begins(std::string_view text) {
  Sequence found = sequence_of(text, equal());
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < found.sentences(); ++i) out.push_back(found.begin(i));
  return out;
}

TEST(sequence_test, an_empty_text_has_no_rows) {
  for (const Sequence& empty : {Sequence(), sequence_of("", equal())}) {
    EXPECT_EQ(empty.size(), 0u);
    EXPECT_EQ(empty.all(), Span(0, 0));
    EXPECT_EQ(empty.terms(), 0u);
    EXPECT_TRUE(empty.grams().empty());
    EXPECT_LE(empty.sentences(), 1u);
  }
}

TEST(sequence_test, rows_are_the_words_without_the_title) {
  std::string_view text = "Ferry waits\n\nThe ferry said “we wait here” to all.";
  Sequence found(terms_of(text, 11), equal());
  ASSERT_EQ(found.size(), 8u);
  EXPECT_EQ(found.place({0, 2}), Span(13, 22));
  EXPECT_EQ(text.substr(13, 9), "The ferry");
  for (uint32_t row = 0; row < found.size(); ++row)
    EXPECT_EQ(found.is_quoted(row), row >= 3 && row < 6) << row;
}

TEST(sequence_test, terms_are_the_different_words) {
  Sequence found = sequence_of("The boat waited. The boats wait, the crew left.", equal());
  EXPECT_EQ(found.size(), 9u);
  EXPECT_EQ(found.terms(), 5u);
  for (uint32_t term = 0; term < found.terms(); ++term) {
    if (term > 0) {
      EXPECT_LT(found.stem(term - 1), found.stem(term));
    }
    EXPECT_EQ(found.weight(term), equal().most());
    for (uint32_t row : found.rows(term)) EXPECT_EQ(found.term(row), term);
  }
  uint32_t boat = found.term(1);
  EXPECT_EQ(boat, found.term(4));
  EXPECT_EQ(found.count(boat, found.all()), 2u);
  EXPECT_EQ(found.count(boat, {1, 4}), 1u);
  EXPECT_TRUE(found.has(boat, {4, 5}));
  EXPECT_FALSE(found.has(boat, {2, 4}));
  EXPECT_FALSE(found.has(boat, {4, 4}));
}

TEST(sequence_test, a_sentence_has_three_words_or_more) {
  EXPECT_EQ(begins("One two three. Four five six. Seven eight nine."),
            (std::vector<uint32_t>{0, 3, 6}));
  EXPECT_EQ(begins("One two three. Yes. No. Seven eight nine."), (std::vector<uint32_t>{0, 3}));
  EXPECT_EQ(begins("Yes. One two three four."), (std::vector<uint32_t>{0}));
  EXPECT_EQ(begins("One two three. Yes."), (std::vector<uint32_t>{0, 3}))
      << "the last may be short";
}

TEST(sequence_test, every_row_stands_in_its_sentence) {
  std::mt19937 random(1);
  Sequence found = sequence_of(invented_text(random, 200, 30), equal());
  EXPECT_EQ(found.begin(0), 0u);
  EXPECT_EQ(found.begin(found.sentences()), found.size());
  for (uint32_t row = 0; row < found.size(); ++row) {
    uint32_t sentence = found.sentence_at(row);
    EXPECT_LE(found.begin(sentence), row);
    EXPECT_GT(found.begin(sentence + 1), row);
  }
}

TEST(sequence_test, a_border_that_is_near_is_found_on_both_sides) {
  Sequence found = sequence_of(some_words(0, 33), equal());
  ASSERT_EQ(found.sentences(), 3u);
  EXPECT_EQ(found.near_border(11, 2), 11u);
  EXPECT_EQ(found.near_border(13, 2), 11u);
  EXPECT_EQ(found.near_border(9, 2), 11u);
  EXPECT_EQ(found.near_border(14, 2), 14u);
  EXPECT_EQ(found.near_border(8, 2), 8u);
  EXPECT_EQ(found.near_border(1, 5), 0u);
  EXPECT_EQ(found.near_border(32, 5), 33u);
  EXPECT_EQ(found.near_border(33, 5), 33u);
}

TEST(sequence_test, sentences_and_terms_count_each_other) {
  std::mt19937 random(2);
  Sequence found = sequence_of(invented_text(random, 300, 20), equal());
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> slow;
  for (uint32_t row = 0; row < found.size(); ++row)
    ++slow[{found.sentence_at(row), found.term(row)}];
  size_t seen = 0;
  for (uint32_t sentence = 0; sentence < found.sentences(); ++sentence)
    for (Sequence::Count one : found.terms_of(sentence)) {
      EXPECT_EQ((slow[{sentence, one.term}]), one.count);
      ++seen;
    }
  EXPECT_EQ(seen, slow.size());
  for (uint32_t term = 0; term < found.terms(); ++term)
    for (Sequence::Count one : found.sentences_with(term)) {
      EXPECT_EQ((slow[{one.term, term}]), one.count);
      --seen;
    }
  EXPECT_EQ(seen, 0u);
}

TEST(sequence_test, words_of_all_texts_count_in_no_sentence) {
  Resources resources;
  resources.blobs["models/terms/frequencies.tsv"] = "8\t\n8\tthe\n1\tboat\n";
  Sequence found = sequence_of("The boat left the harbour.", Frequencies(resources));
  EXPECT_EQ(found.terms(), 4u);
  EXPECT_EQ(found.terms_of(0).size(), 3u);
  EXPECT_TRUE(found.sentences_with(found.term(0)).empty());
  EXPECT_EQ(found.rows(found.term(0)).size(), 2u);
}

TEST(sequence_test, equal_words_in_a_row_have_equal_grams) {
  Sequence found = sequence_of(some_words(0, 20) + some_words(4, 12), equal());
  ASSERT_EQ(found.grams().size(), found.size() - Sequence::kGram + 1);
  EXPECT_TRUE(std::is_sorted(found.grams().begin(), found.grams().end(),
                             [](Sequence::Gram a, Sequence::Gram b) {
                               return a.hash != b.hash ? a.hash < b.hash : a.at < b.at;
                             }));
  std::vector<uint32_t> hash(found.grams().size());
  for (Sequence::Gram gram : found.grams()) hash[gram.at] = gram.hash;
  EXPECT_EQ(hash[4], hash[20]);
  EXPECT_EQ(hash[10], hash[26]);
  EXPECT_EQ(std::set<uint32_t>(hash.begin(), hash.end()).size(), hash.size() - 7);
  EXPECT_TRUE(sequence_of(some_words(0, 5), equal()).grams().empty());
  EXPECT_EQ(sequence_of(some_words(0, 6), equal()).grams().size(), 1u);
}

}  // namespace
}  // namespace hearsay
