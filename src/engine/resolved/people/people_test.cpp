#include "resolved/people/people.hpp"

#include <gtest/gtest.h>

#include "resolved/test_reports/test_reports.hpp"

namespace hearsay {
namespace {

using Reports = TestReports;
constexpr auto kRole = MentionForm::role;
constexpr auto kPerson = NameType::person;

People joined(const Reports& reports) {
  return find_people(SpokenOf(reports), make_resources());
}
size_t entities(const Reports& reports) {
  return count_entities(joined(reports));
}

// Somebody, named third, with two others.
std::vector<Reports::Mentioned> in_company(Reports::Mentioned one) {
  return {{"Ilse Vard", ""}, {"Palle Okrist", ""}, std::move(one)};
}

TEST(people_test, spellings_of_one_name_in_one_role_are_one) {
  Reports reports;
  auto one = reports.add(1, {{"Bahram Qasemi", "spokesman"}});
  reports.add(2, {{"Bahram Ghasemi", "spokesman"}});
  reports.add(3, {{"Lateef Shemirzan", "spokesman"}});
  People people = joined(reports);
  EXPECT_EQ(people.chain.size(), 3U);
  EXPECT_EQ(count_entities(people), 2U);
  std::string why(people.why[row_of(people, one[0])]);
  EXPECT_NE(why.find("can be one name, and both are called spokesman"), std::string::npos) << why;
}

TEST(people_test, a_like_name_alone_is_no_reason) {
  Reports reports;
  reports.add(1, {{"Bahram Qasemi", "spokesman"}});
  reports.add(2, {{"Bahram Ghasemi", "butcher"}});
  EXPECT_EQ(entities(reports), 2U);
}

TEST(people_test, brothers_and_sisters_stay_apart) {
  Reports reports;
  reports.add(1, {{"Palle Okrist", "engineer"}, {"Ilse Vard", ""}});
  reports.add(2, {{"Denna Okrist", "engineer"}, {"Ilse Vard", ""}});
  EXPECT_EQ(entities(reports), 3U);
}

TEST(people_test, namesakes_of_a_common_surname_who_lead_other_lives_stay_apart) {
  Reports reports;
  auto first = reports.add(1, {{"Jonas Mell", "goalkeeper"}, {"Ilse Vard", ""}});
  auto other = reports.add(2, {{"Jonas Mell", "bishop"}, {"Osk Tarrin", ""}});
  auto same = reports.add(3, {{"Jonas Mell", "goalkeeper"}});
  EXPECT_TRUE(are_one(joined(reports), first[0], other[0]));  // nobody else is called Mell
  reports.add(4, {{"Ada Mell", ""}, {"Orla Mell", ""}, {"Piet Mell", ""}});
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, first[0], same[0]));
  EXPECT_FALSE(are_one(people, first[0], other[0]));
}

TEST(people_test, a_surname_goes_to_the_only_one_in_whose_company_it_stands) {
  Reports reports;
  reports.add(1, {{"Palle Okrist", ""}, {"Ilse Vard", ""}});
  reports.add(2, {{"Okrist", ""}, {"Ilse Vard", ""}});
  reports.add(3, {{"Okrist", ""}});
  EXPECT_EQ(entities(reports), 3U);
}

TEST(people_test, one_report_tells_two_apart_but_not_by_a_spelling) {
  Reports reports;
  auto full = reports.add(1, {{"Bahram Qasemi", "spokesman"}, {"Ilse Vard", ""}});
  auto both = reports.add(2, {{"Qasemi", ""}, {"Ghasemi", ""}, {"Ilse Vard", ""}});
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, full[0], both[0]));
  EXPECT_TRUE(are_one(people, full[0], both[1]));
  Reports couple;
  couple.add(1, {{"Pavel Dorchenkov", "pilot"}, {"Ilse Vard", ""}});
  auto apart = couple.add(2, {{"Dorchenkov", ""}, {"Dorchenkova", ""}, {"Ilse Vard", ""}});
  EXPECT_FALSE(are_one(joined(couple), apart[0], apart[1]));
}

TEST(people_test, of_two_of_one_surname_the_one_who_is_called_so) {
  Reports reports;
  auto engineer = reports.add(1, {{"Palle Okrist", "engineer"}, {"Ilse Vard", ""}});
  auto other = reports.add(2, {{"Denna Okrist", "spokeswoman"}, {"Ilse Vard", ""}});
  auto alone = reports.add(3, {{"Okrist", "engineer"}, {"Ilse Vard", ""}});
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, engineer[0], alone[0]));
  EXPECT_FALSE(are_one(people, other[0], alone[0]));
}

TEST(people_test, who_is_called_by_an_office_is_whom_other_reports_call_so) {
  Reports reports;
  auto named = reports.add(1, in_company({"Ansel Candlewren", "treasurer"}));
  auto meant = reports.add(2, in_company({"The treasurer", "", kPerson, kRole}));
  auto elsewhere = reports.add(3, {{"The treasurer", "", kPerson, kRole}, {"Osk Tarrin", ""}});
  auto anyone = reports.add(4, in_company({"A treasurer", "", kPerson, kRole}));
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, named[2], meant[2]));
  EXPECT_EQ(row_of(people, elsewhere[0]), people.chain.size());
  EXPECT_EQ(row_of(people, anyone[2]), people.chain.size());
  EXPECT_EQ(people.why[row_of(people, meant[2])],
            "called treasurer in 1 report, with the same others");
}

TEST(people_test, of_two_holders_the_one_whose_words_fit) {
  Reports reports;
  auto other = reports.add(1, {{"Ilvane Trosk", "foreign minister"}, {"Ilse Vard", ""}});
  auto fits = reports.add(2, {{"Hester Pennifold", "transport minister"}, {"Ilse Vard", ""}});
  auto meant = reports.add(3, {{"The transport minister", "", kPerson, kRole}, {"Ilse Vard", ""}});
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, fits[0], meant[0]));
  EXPECT_FALSE(are_one(people, other[0], meant[0]));
}

TEST(people_test, the_leader_of_one_country_is_not_that_of_another) {
  Reports reports;
  auto named = reports.add(1, in_company({"Osk Tarrin", "Iran's supreme leader"}));
  auto other = reports.add(2, in_company({"the Syrian leader", "", kPerson, kRole}));
  auto same = reports.add(3, in_company({"the stern Iranian leader", "", kPerson, kRole}));
  People people = joined(reports);
  EXPECT_FALSE(are_one(people, named[2], other[2]));
  EXPECT_TRUE(are_one(people, named[2], same[2]));
}

TEST(people_test, an_office_without_a_tie_to_the_report_is_nobodys) {
  Reports reports;
  for (uint64_t i = 1; i <= 4; ++i)
    reports.add(i, {{"Osk Tarrin", "president"}, {"Ilse Vard", ""}}, "2018-05-21");
  auto club =
      reports.add(5, {{"The president", "", kPerson, kRole}, {"Palle Okrist", ""}}, "1998-03-01");
  auto here = reports.add(6, {{"The president", "", kPerson, kRole}, {"Osk Tarrin", ""}});
  People people = joined(reports);
  EXPECT_EQ(row_of(people, club[0]), people.chain.size());
  EXPECT_TRUE(are_one(people, here[0], here[1]));
}

TEST(people_test, the_minister_of_one_year_is_not_that_of_another) {
  Reports reports;
  auto named = reports.add(1, in_company({"Osk Tarrin", "fleet minister"}), "2018-05-21");
  auto same = reports.add(2, in_company({"The fleet minister", "", kPerson, kRole}), "2018-06-01");
  auto later = reports.add(3, in_company({"The fleet minister", "", kPerson, kRole}), "2019-09-01");
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, named[2], same[2]));
  EXPECT_FALSE(are_one(people, named[2], later[2]));
}

TEST(people_test, offices_of_two_countries_or_matters_are_no_evidence) {
  for (auto [one, other] : std::vector<std::pair<const char*, const char*>>{
           {"Sudan's foreign minister", "Egypt's foreign minister"},
           {"foreign minister", "health minister"},
           {"the UK foreign minister", "the US foreign minister"},
           {"officer", "officer"},
           {"resident", "resident"}}) {
    Reports reports;
    auto first = reports.add(1, {{"Mohammed Hasan", one}});
    auto second = reports.add(2, {{"Mohamed Hasan", other}});
    EXPECT_FALSE(are_one(joined(reports), first[0], second[0])) << one << ", " << other;
  }
  Reports reports;
  auto first = reports.add(1, {{"Mohammed Hasan", "Sudan's foreign minister"}});
  auto second = reports.add(2, {{"Mohamed Hasan", "foreign minister"}});
  EXPECT_TRUE(are_one(joined(reports), first[0], second[0]));
}

TEST(people_test, one_report_is_no_company_of_itself) {
  Reports reports;
  auto both = reports.add(1, {{"Anna Lopen", ""}, {"Anne Lopen", ""}, {"Ilse Vard", ""}});
  EXPECT_FALSE(are_one(joined(reports), both[0], both[1]));
}

TEST(people_test, who_is_quoted_with_the_same_words_is_one) {
  Reports reports;
  std::string words = "No boat leaves the harbour before Friday, and none comes in.";
  auto named = reports.add(1, {{"Ilse Vard", "", kPerson, MentionForm::name, words}});
  auto meant = reports.add(2, {{"A woman", "", kPerson, kRole, words}});
  auto other = reports.add(3, {{"A woman", "", kPerson, kRole, "No boat ever comes back here."}});
  People people = joined(reports);
  EXPECT_TRUE(are_one(people, named[0], meant[0]));
  EXPECT_EQ(row_of(people, other[0]), people.chain.size());
  // And what he is called there is nobody else's.
  auto both = reports.add(5, {{"The pilot", "", kPerson, kRole, words}, {"Osk Tarrin", "pilot"}});
  people = joined(reports);
  EXPECT_TRUE(are_one(people, named[0], both[0]));
  EXPECT_FALSE(are_one(people, both[1], both[0]));
  // Two who are quoted with them cannot both be meant.
  reports.add(4, {{"Palle Okrist", "", kPerson, MentionForm::name, words}});
  people = joined(reports);
  EXPECT_EQ(row_of(people, meant[0]), people.chain.size());
}

TEST(people_test, the_order_in_which_reports_come_changes_nothing) {
  Reports forth, back;
  std::vector<std::vector<Reports::Mentioned>> all = {
      {{"Bahram Qasemi", "spokesman"}, {"Ilse Vard", ""}},
      {{"Bahram Ghasemi", "spokesman"}},
      {{"Qasemi", "spokesman"}, {"Ilse Vard", ""}}};
  for (size_t i = 0; i < all.size(); ++i) forth.add(i + 1, all[i]);
  for (size_t i = all.size(); i-- > 0;) back.add(i + 1, all[i]);
  People one = joined(forth);
  People other = joined(back);
  EXPECT_EQ(one.chain, other.chain);
  EXPECT_EQ(one.entity, other.entity);
}

TEST(people_test, pairs_that_were_compared_are_counted) {
  Reports reports;
  reports.add(1, {{"Bahram Qasemi", "spokesman"}});
  reports.add(2, {{"Bahram Ghasemi", "spokesman"}});
  PeopleCost cost;
  count_people(SpokenOf(reports), make_resources(), cost);
  EXPECT_EQ(cost.chains, 2U);
  EXPECT_EQ(cost.entities, 1U);
  EXPECT_GE(cost.pairs, 1U);
}

TEST(people_test, without_reports_there_is_nobody) {
  EXPECT_TRUE(joined(Reports()).chain.empty());
}

}  // namespace
}  // namespace hearsay
