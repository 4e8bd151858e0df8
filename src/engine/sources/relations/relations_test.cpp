#include "sources/relations/relations.hpp"

#include <gtest/gtest.h>

#include <string>

#include "document/pipeline.hpp"
#include "sources/test_texts/test_texts.hpp"

namespace hearsay {
namespace {

Sequence sequence(std::string_view text) {
  static const Resources resources = make_resources();
  return sequence_of(text, resources.made<Frequencies>());
}

Relatedness relatedness(std::string_view a, std::string_view b) {
  Relatedness there = judge(compare(sequence(a), sequence(b))).relatedness;
  EXPECT_EQ(there, judge(compare(sequence(b), sequence(a))).relatedness);
  return there;
}

constexpr std::string_view kSaid =
    "“Whoever moors at the northern quay without a permit will pay for every day of it, and "
    "whoever cannot pay will leave his ship with us until he can.”";

std::string first_report() {
  return "The harbour master of Vell has lost his patience. " + std::string(kSaid) +
         " Palle Okrist told a meeting of owners on Monday, after eleven trawlers had blocked the "
         "berths of the post boats since Easter.";
}
std::string second_report() {
  return "Owners of fishing boats met the harbour authorities yesterday and did not hear what they "
         "had hoped for. " +
         std::string(kSaid) +
         " was all that Palle Okrist had to offer, before he went home for his supper.";
}

TEST(relations_test, two_reports_of_one_utterance_are_no_copies) {
  EXPECT_EQ(relatedness(first_report(), second_report()), Relatedness::quotation);
}

TEST(relations_test, the_same_words_without_marks_are_a_copy) {
  auto bare = [](std::string text) {
    for (std::string_view mark : {"“", "”"})
      for (size_t at; (at = text.find(mark)) != std::string::npos;) text.erase(at, mark.size());
    return text;
  };
  Comparison found = compare(sequence(bare(first_report())), sequence(bare(second_report())));
  EXPECT_EQ(found.to.quoted, 0u);
  EXPECT_GE(found.to.same_told, 29u);
  EXPECT_GE(found.to.longest, 29u);
  EXPECT_NE(judge(found).relatedness, Relatedness::none);
}

TEST(relations_test, a_report_is_a_copy_of_itself) {
  Sequence one = sequence(first_report());
  Comparison found = compare(one, one);
  EXPECT_EQ(found.to.same_told, found.to.told);
  EXPECT_EQ(found.to.same_quoted, found.to.quoted);
  EXPECT_EQ(found.to.told + found.to.quoted, one.size());
  EXPECT_EQ(found.to.quoted, 29u);
  EXPECT_EQ(judge(found).relatedness, Relatedness::copy);
  EXPECT_EQ(judge(found).score, 1);
}

TEST(relations_test, a_part_of_a_report_is_a_copy) {
  std::string longer = first_report() + " " + some_words(0, 200);
  EXPECT_EQ(relatedness(first_report(), longer), Relatedness::copy) << "the shorter one decides";
}

TEST(relations_test, the_same_story_in_other_words_is_a_rewrite) {
  std::string_view one =
      "The ferry Tern ran onto a sandbank off Merrow late on Tuesday with ninety passengers "
      "aboard, the harbour office of Vell announced. Tugs from the naval yard at Okrist pulled it "
      "free shortly before midnight, and nobody was hurt. The captain, Palle Vard, told "
      "investigators that a buoy had drifted half a mile from its place during the storm.";
  std::string_view two =
      "Ninety passengers were aboard the ferry Tern when it struck a sandbank near Merrow on "
      "Tuesday evening, according to the harbour office in Vell. Nobody was injured, and naval "
      "tugs from Okrist dragged it free before midnight. Investigators heard from its captain, "
      "Palle Vard, that the storm had moved a buoy half a mile.";
  EXPECT_EQ(relatedness(one, two), Relatedness::rewrite);
}

TEST(relations_test, little_in_common_is_no_relation) {
  std::string_view bread =
      "Bakers in the capital asked for a penny more from Thursday and blamed the price of flour, "
      "which the guild of millers denied.";
  EXPECT_EQ(relatedness(first_report(), bread), Relatedness::none);
  EXPECT_EQ(
      relatedness(std::string(bread) + " He told a meeting of owners on Monday.", first_report()),
      Relatedness::none)
      << "a few words";
  EXPECT_EQ(relatedness("", first_report()), Relatedness::none);
  EXPECT_EQ(relatedness("", ""), Relatedness::none);
}

}  // namespace
}  // namespace hearsay
