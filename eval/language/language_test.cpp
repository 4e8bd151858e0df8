#include "eval/language/language.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

constexpr std::string_view kFile =
    "# newdoc id = a\n# newpar id = a-1\n# text = They don't sail.\n"
    "1\tThey\tthey\tPRON\t_\tPerson=3|Foreign=Yes\t4\tnsubj\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n"
    "4\tsail\tsail\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "1.1\tnone\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n"
    "# newpar id = a-2\n"
    "1\tVell\tVell\tPROPN\t_\t_\t0\troot\t_\t_\n"
    "\n";

Found same_as(const GoldDocument& gold) {
  Found out;
  for (const GoldWord& word : gold.words)
    out.words.push_back({word.span, word.joined, word.upos, word.features, word.lemma,
                         word.relation, word.head});
  out.sentences = gold.sentences;
  return out;
}

TEST(language_test, a_treebank_is_read_as_text_with_spans) {
  auto documents = read_conllu(kFile);
  ASSERT_TRUE(documents.ok()) << documents.error().text();
  ASSERT_EQ(documents->size(), 1U);
  const GoldDocument& document = documents->front();
  EXPECT_EQ(document.text, "They don't sail. No!\nVell ");
  ASSERT_EQ(document.words.size(), 8U);
  EXPECT_TRUE(document.words[2].joined);
  EXPECT_FALSE(document.words[1].joined);
  EXPECT_EQ(document.words[0].head, 3);
  EXPECT_EQ(document.words[6].head, 5);
  EXPECT_EQ(document.words[5].head, -1);
  EXPECT_EQ(document.sentences, (std::vector<uint32_t>{0, 5, 7}));
  ASSERT_EQ(document.blocks.size(), 2U);
  EXPECT_EQ(document.blocks[0], (Span{0, 20}));
  EXPECT_EQ(document.blocks[1], (Span{21, 25}));
  EXPECT_FALSE(read_conllu("1\tThey\n").ok());
}

TEST(language_test, what_is_the_same_scores_1_and_each_error_costs_its_measure) {
  auto documents = read_conllu(kFile);
  ASSERT_TRUE(documents.ok());
  const GoldDocument& gold = documents->front();
  LanguageCounts all;
  all.add(gold, same_as(gold));
  for (const F1Counts* counts : {&all.tokens, &all.words, &all.sentences, &all.upos, &all.features,
                                 &all.lemmas, &all.uas, &all.las})
    EXPECT_EQ(counts->f1(), 1.0);
  Found wrong = same_as(gold);
  wrong.words[0].upos = "NOUN";
  wrong.words[1].head = 2;
  wrong.words[2].relation = "advmod:neg";
  wrong.words[4].relation = "dep";
  wrong.words[0].features = "Person=3";
  LanguageCounts counts;
  counts.add(gold, wrong);
  EXPECT_EQ(counts.upos.both, 7U);
  EXPECT_EQ(counts.uas.both, 7U);
  EXPECT_EQ(counts.las.both, 6U) << "a subtype does not count";
  EXPECT_EQ(counts.features.both, 8U) << "nor does a feature that is not looked for";
}

TEST(language_test, words_that_are_cut_otherwise_are_not_found) {
  auto documents = read_conllu(kFile);
  ASSERT_TRUE(documents.ok());
  const GoldDocument& gold = documents->front();
  Found found = same_as(gold);
  found.words[1].span.end = found.words[2].span.end;  // don't as one word
  found.words.erase(found.words.begin() + 2);
  for (FoundWord& word : found.words)
    if (word.head > 2) --word.head;
  found.sentences = {0, 4, 6};
  LanguageCounts counts;
  counts.add(gold, found);
  EXPECT_EQ(counts.tokens.f1(), 1.0);
  EXPECT_EQ(counts.words.both, 6U);
  EXPECT_EQ(counts.words.found, 7U);
  EXPECT_EQ(counts.las.both, 6U);
  EXPECT_EQ(counts.sentences.f1(), 1.0);
}

}  // namespace
}  // namespace hearsay::eval
