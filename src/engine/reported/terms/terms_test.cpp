#include "reported/terms/terms.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/folded_words.hpp"
#include "base/stems.hpp"
#include "reported/test_terms/test_terms.hpp"

namespace hearsay {
namespace {

using Words = std::vector<std::string>;

Words words(std::string_view text) {
  Words out;
  for (Span span : terms_of(text).span) out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

Words words_with(std::string_view text, std::vector<Flag> Terms::*flag, uint32_t title = 0) {
  Terms terms = terms_of(text, title);
  Words out;
  for (size_t row = 0; row < terms.size(); ++row)
    if ((terms.*flag)[row].yes)
      out.emplace_back(text.substr(terms.span[row].begin, terms.span[row].size()));
  return out;
}

Words sentences(std::string_view text) {
  return words_with(text, &Terms::sentence);
}

uint32_t stem(std::string_view word) {
  Terms terms = terms_of(word);
  EXPECT_EQ(terms.size(), 1u) << word;
  return terms.stem.at(0);
}

TEST(terms_test, words_stand_between_marks_and_spaces) {
  EXPECT_EQ(words("The ferry—to Vell (empty) / left; at last:\tnow."),
            (Words{"The", "ferry", "to", "Vell", "empty", "left", "at", "last", "now"}));
  EXPECT_EQ(words(""), Words{});
  EXPECT_EQ(words(" .\n\n, … “”—' \n"), Words{});
  EXPECT_EQ(words("a"), Words{"a"});
}

TEST(terms_test, a_word_goes_on_over_an_apostrophe) {
  EXPECT_EQ(words("We don't know what O’Hara hasn't."),
            (Words{"We", "don't", "know", "what", "O’Hara", "hasn't"}));
  EXPECT_EQ(words("'Tis the sailors' rock 'n' roll'"),
            (Words{"Tis", "the", "sailors", "rock", "n", "roll"}));
  EXPECT_EQ(stem("don't"), stem("don’t"));
}

TEST(terms_test, a_possessive_is_its_word) {
  EXPECT_EQ(stem("Vard's"), stem("Vard"));
  EXPECT_EQ(stem("Vard’s"), stem("Vard"));
  EXPECT_EQ(stem("VARD'S"), stem("Vard"));
  EXPECT_NE(stem("o'shea"), stem("o")) << "a word goes on behind that s";
  EXPECT_EQ(words("Vard's boats, O'Hara’s"), (Words{"Vard's", "boats", "O'Hara’s"}));
}

TEST(terms_test, initials_are_one_word) {
  EXPECT_EQ(words("The U.S. and the U.S.-led U.S.A."),
            (Words{"The", "U.S", "and", "the", "U.S", "led", "U.S.A"}));
  EXPECT_EQ(stem("U.S."), stem("US"));
  EXPECT_EQ(words("at 5 a.m. on www.courier.example"),
            (Words{"at", "5", "a.m", "on", "www", "courier", "example"}));
  EXPECT_EQ(words("U.N.Envoy J. R. Vard"), (Words{"U.N", "Envoy", "J", "R", "Vard"}));
  EXPECT_EQ(words("left.Then"), (Words{"left", "Then"}));
  EXPECT_EQ(words("A.B"), Words{"A.B"});
}

TEST(terms_test, numbers_go_on_over_points_and_commas) {
  EXPECT_EQ(
      words("1,000.50 lost, 3.5 gained, 20. In 2019, the 5th; 1,x"),
      (Words{"1,000.50", "lost", "3.5", "gained", "20", "In", "2019", "the", "5th", "1", "x"}));
  EXPECT_EQ(stem("1,000"), stem("1000"));
  EXPECT_EQ(words_with("F16 and 5th of 3,000", &Terms::number), (Words{"5th", "3,000"}));
}

TEST(terms_test, equal_words_have_one_number) {
  EXPECT_EQ(stem("Announced"), stem("ANNOUNCES"));
  EXPECT_EQ(stem("ÉLAN"), stem("élan"));
  EXPECT_EQ(stem("МОСТ"), stem("мост"));
  EXPECT_NE(stem("quay"), stem("quarry"));
  std::string folded = "announced";
  cut_to_stem(folded);
  EXPECT_EQ(stem("announced"), word_hash(folded));
}

TEST(terms_test, unusual_signs_do_no_harm) {
  EXPECT_EQ(words("naïve ﷺ ½ кот"), (Words{"naïve", "ﷺ", "кот"}));
  EXPECT_EQ(words("\uFEFFone\u200Btwo\u00A0three\u2028four\u3000five"),
            (Words{"one", "two", "three", "four", "five"}));
  EXPECT_EQ(words("\uFFFD×÷\uFFFD"), Words{});
  EXPECT_EQ(words(std::string_view("a\0b", 3)), (Words{"a", "b"}));
  EXPECT_EQ(words("e\u0301tude"), Words{"e\u0301tude"});
  EXPECT_EQ(words("船が出た。次"), (Words{"船が出た", "次"}));
  EXPECT_EQ(words("\U0010FFFD"), Words{"\U0010FFFD"});
}

TEST(terms_test, a_mark_and_a_space_end_a_sentence) {
  EXPECT_EQ(sentences("One came. Two left! Three? Four… five"),
            (Words{"One", "Two", "Three", "Four", "five"}));
  EXPECT_EQ(sentences("It came to 3.5 or 1.000 per cent. 20 of them left.No, all."),
            (Words{"It", "20"}));
  EXPECT_EQ(sentences("He waited... Nobody came."), (Words{"He", "Nobody"}));
}

TEST(terms_test, a_quotation_mark_may_stand_behind_the_mark) {
  EXPECT_EQ(sentences("He said: “We go.” Then he left. “Nobody came (at all).” So it ends."),
            (Words{"He", "Then", "Nobody", "So"}));
}

TEST(terms_test, abbreviations_and_initials_end_no_sentence) {
  EXPECT_EQ(sentences("Mr. Vard met Dr. Okrist on Jan. 5 at No. 9, St. Tavra. Nobody came."),
            (Words{"Mr", "Nobody"}));
  EXPECT_EQ(sentences("Then J. R. Vard came. He left."), (Words{"Then", "He"}));
  EXPECT_EQ(sentences("Is it Mr.? Nobody knows."), (Words{"Is", "Nobody"}));
}

TEST(terms_test, an_initial_of_another_script_ends_no_sentence) {
  EXPECT_EQ(sentences("Вчера Й. Тардов уехал. Мост закрыт."), (Words{"Вчера", "Мост"}));
}

TEST(terms_test, a_blank_line_ends_a_sentence) {
  EXPECT_EQ(sentences("A line\nthat goes on\n\nand one\n \nmore"), (Words{"A", "and", "more"}));
}

TEST(terms_test, a_name_has_a_capital_amid_a_sentence) {
  EXPECT_EQ(words_with("Yesterday Vard met the mayor of Tavra. The NATO envoy, É. Okrist, left.",
                       &Terms::name),
            (Words{"Vard", "Tavra", "NATO", "É", "Okrist"}));
  EXPECT_EQ(words_with("Вчера Тардов уехал", &Terms::name), Words{"Тардов"});
  EXPECT_EQ(words_with("On 5TH street", &Terms::name), Words{}) << "a number is none";
}

TEST(terms_test, quoted_words_stand_between_marks) {
  EXPECT_EQ(
      words_with("He said “we go” and then “she said ‘never’ to me”, he said.", &Terms::quoted),
      (Words{"we", "go", "she", "said", "never", "to", "me"}));
  EXPECT_EQ(words_with("\"All of it.\"", &Terms::quoted), (Words{"All", "of", "it"}));
  EXPECT_EQ(words_with("None of it", &Terms::quoted), Words{});
}

TEST(terms_test, the_title_and_its_block_are_marked) {
  std::string_view text = "Ferry waits\n\nThe ferry waited.";
  EXPECT_EQ(words_with(text, &Terms::title, 11), (Words{"Ferry", "waits"}));
  EXPECT_EQ(words_with(text, &Terms::block, 11), (Words{"Ferry", "The"}));
  EXPECT_EQ(words_with(text, &Terms::sentence, 11), (Words{"Ferry", "The"}));
  EXPECT_EQ(words_with(text, &Terms::block), Words{"Ferry"});
}

TEST(terms_test, a_word_ends_with_its_block) {
  std::string_view text = "don't";
  Roles roles;
  for (Span span : {Span{0, 2}, Span{2, 4}, Span{4, 5}}) {
    roles.span.push_back(span);
    roles.role.push_back(BlockRole::body);
    roles.kept.push_back({span.begin != 2});
  }
  Terms terms = find_terms(Text(std::string(text), {}), roles, {});
  EXPECT_EQ(terms.span, (std::vector<Span>{{0, 2}, {4, 5}})) << "only of kept blocks";
  EXPECT_EQ(find_terms(Text(), {}, {}).size(), 0u);
}

TEST(terms_test, stems_for_counting_are_those_of_the_terms) {
  std::string_view text = "The U.S. envoys announced 1,000 of Vard's lies. Мосты! it’s naïve";
  Terms terms = terms_of(text);
  size_t row = 0;
  each_stem(text, [&](std::string_view one) {
    ASSERT_LT(row, terms.size());
    EXPECT_EQ(word_hash(one), terms.stem[row++]) << one;
  });
  EXPECT_EQ(row, terms.size());
}

// Looking back over the whole word at every full stop would take 10^12 steps.
TEST(terms_test, long_words_are_no_burden) {
  std::string initials;
  for (int i = 0; i < 1'000'000; ++i) initials += "a.";
  EXPECT_EQ(words("x" + std::string(2'000'000, 'x')).size(), 1u);
  EXPECT_EQ(words(initials).size(), 1u);
  EXPECT_EQ(words(std::string(1'000'000, '.')).size(), 0u);
}

}  // namespace
}  // namespace hearsay
