#include "resolved/chains/chains.hpp"

#include <gtest/gtest.h>

#include "resolved/test_reports/test_reports.hpp"

namespace hearsay {
namespace {

struct Case {
  std::string_view text, head, words;
};

TEST(chains_test, an_office_is_a_noun_with_the_words_that_tell_which) {
  PersonWords words(make_resources());
  for (const Case& one : std::initializer_list<Case>{
           {"Iran's deputy foreign minister", "deputy minister", "iran foreign"},
           {"the prime minister", "prime minister", ""},
           {"the prime minister\u2019s spokesman", "spokesman", "prime minister"},
           {"spokesman for the prime minister", "spokesman", "prime minister"},
           {"The harbour master", "master", "harbour"},
           {"head of the Merrowan government", "prime minister", "merrowan"},
           {"The new transport minister", "minister", "transport"},
           {"the acting president", "president", ""},
           {"the U.S. president", "president", "us"},
           {"the police chief", "police chief", ""},
           {"the UN secretary-general", "secretary-general", "un"},
           {"The general who guards the ward", "general", ""}}) {
    auto office = parse_office(one.text, words);
    ASSERT_TRUE(office) << one.text;
    EXPECT_EQ(office->head, one.head) << one.text;
    std::string own;
    for (const std::string& word : office->words) own += (own.empty() ? "" : " ") + word;
    EXPECT_EQ(own, one.words) << one.text;
    EXPECT_TRUE(office->definite) << one.text;
  }
  EXPECT_FALSE(parse_office("a minister", words)->definite);
  EXPECT_TRUE(parse_office("the former minister", words)->former);
  EXPECT_FALSE(parse_office("of the", words));
  EXPECT_FALSE(parse_office("", words));
}

TEST(chains_test, what_most_reports_take_for_a_person_is_one) {
  TestReports reports;
  reports.add(1, {{"Yusan Terdiqul", ""}});
  reports.add(2, {{"Yusan Terdiqul", ""}});
  reports.add(3, {{"Yusan Terdiqul", ""}});
  reports.add(4, {{"Yusan Terdiqul", "", NameType::place}});
  Resources resources = make_resources();
  Chains chains(SpokenOf(reports), resources);
  for (const Chain& chain : chains.all()) EXPECT_EQ(chain.type, NameType::person);
}

TEST(chains_test, company_counts_the_less_the_more_reports_name_it) {
  TestReports reports;
  for (uint64_t i = 1; i <= 40; ++i)
    reports.add(i, {{"Ilse Vard", ""}, {i <= 2 ? "Palle Okrist" : "Osk Tarrin", ""}});
  Resources resources = make_resources();
  Chains chains(SpokenOf(reports), resources);
  EXPECT_EQ(chains.shared_company(0, 2), 100);  // Okrist
  EXPECT_EQ(chains.shared_company(1, 3), 20);   // Vard, in all reports
  EXPECT_EQ(chains.shared_company(1, 79), 20);
}

}  // namespace
}  // namespace hearsay
