#include "resolved/groups/groups.hpp"

#include <gtest/gtest.h>

#include "resolved/test_reports/test_reports.hpp"

namespace hearsay {
namespace {

using Reports = TestReports;
constexpr auto kBody = NameType::organisation;
constexpr auto kPlace = NameType::place;

Groups joined(const Reports& reports) {
  return find_groups(SpokenOf(reports), make_resources());
}
size_t entities(const Reports& reports) {
  return count_entities(joined(reports));
}

TEST(groups_test, bodies_are_one_by_spelling_initials_and_parts_of_their_names) {
  Reports reports;
  reports.add(1, {{"Odqara Lamp Wire", "", kBody}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  reports.add(2, {{"Odkara Lamp Wire", "", kBody}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  reports.add(3, {{"Lamp Wire", "", kBody}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  reports.add(4, {{"OLW", "", kBody}, {"Ilse Vard", ""}, {"Palle Okrist", ""}});
  EXPECT_EQ(entities(reports), 1U);
  Reports apart;
  apart.add(1, {{"Odqara Lamp Wire", "", kBody}});
  apart.add(2, {{"Odkara Lamp Wire", "", kBody}});
  EXPECT_EQ(entities(apart), 2U);
}

TEST(groups_test, words_may_stand_in_another_order) {
  Reports reports;
  reports.add(1, {{"Council of Dravund", "", kBody}, {"Ilse Vard", ""}});
  reports.add(2, {{"Dravundic Council", "", kBody}, {"Ilse Vard", ""}});
  EXPECT_EQ(entities(reports), 1U);
}

TEST(groups_test, initials_of_two_bodies_go_where_the_company_is) {
  Reports reports;
  auto agency = reports.add(1, {{"Ostrel Telegraph Agency", "", kBody}, {"Ilse Vard", ""}});
  auto trams = reports.add(2, {{"Odqara Tram Authority", "", kBody}, {"Osk Tarrin", ""}});
  auto one = reports.add(3, {{"OTA", "", kBody}, {"Ilse Vard", ""}});
  auto other = reports.add(4, {{"OTA", "", kBody}, {"Osk Tarrin", ""}});
  Groups groups = joined(reports);
  EXPECT_EQ(count_entities(groups), 2U);
  EXPECT_TRUE(are_one(groups, agency[0], one[0]));
  EXPECT_TRUE(are_one(groups, trams[0], other[0]));
}

TEST(groups_test, a_capital_that_speaks_is_the_country_and_the_city_is_not) {
  Reports reports;
  auto country = reports.add(1, {{"Syria", "", kPlace}});
  auto speaks = reports.add(2, {{"Damascus", "", kPlace, MentionForm::metonym}});
  auto city = reports.add(3, {{"Damascus", "", kPlace}});
  auto people = reports.add(4, {{"Syrian", "", NameType::nationality}});
  Groups groups = joined(reports);
  EXPECT_TRUE(are_one(groups, country[0], speaks[0]));
  EXPECT_TRUE(are_one(groups, country[0], people[0]));
  EXPECT_FALSE(are_one(groups, country[0], city[0]));
  EXPECT_EQ(groups.name[row_of(groups, speaks[0])], "Syria");
  EXPECT_EQ(groups.name[row_of(groups, city[0])], "Damascus");
}

TEST(groups_test, a_people_is_of_the_only_place_it_can_be_called_after) {
  Reports reports;
  auto place = reports.add(1, {{"Velmora", "", kPlace}});
  auto people = reports.add(2, {{"Velmorans", "", NameType::nationality}});
  EXPECT_TRUE(are_one(joined(reports), place[0], people[0]));
  reports.add(3, {{"Velmori", "", kPlace}});
  EXPECT_FALSE(are_one(joined(reports), place[0], people[0]));
}

TEST(groups_test, bodies_of_the_world_are_known_by_all_their_names) {
  Reports reports;
  reports.add(1, {{"IMF", "", kBody}});
  reports.add(2, {{"International Monetary Fund", "", kBody}});
  reports.add(3, {{"the Kremlin", "", kPlace}});
  reports.add(4, {{"Russian Federation", "", kPlace}});
  EXPECT_EQ(entities(reports), 2U);
}

TEST(groups_test, a_ministry_that_every_country_has_is_one_only_in_company) {
  Reports reports;
  auto one = reports.add(1, {{"Ministry of Defence", "", kBody}, {"Ilse Vard", ""}});
  auto same = reports.add(2, {{"Ministry of Defence", "", kBody}, {"Ilse Vard", ""}});
  auto other = reports.add(3, {{"Ministry of Defence", "", kBody}, {"Osk Tarrin", ""}});
  Groups groups = joined(reports);
  EXPECT_TRUE(are_one(groups, one[0], same[0]));
  EXPECT_FALSE(are_one(groups, one[0], other[0]));
}

TEST(groups_test, what_calls_itself_this_newspaper_is_who_prints_it) {
  Reports reports;
  reports.add(1, {{"This newspaper", "", kBody, MentionForm::own}}, "", "Merrow Gazette");
  reports.add(2, {{"Merrow Gazette", "", kBody}});
  EXPECT_EQ(entities(reports), 1U);
}

TEST(groups_test, a_body_by_what_its_name_says_it_is) {
  Reports reports;
  reports.add(1, {{"Isles Line", "", kBody},
                  {"The company", "", kBody, MentionForm::role},
                  {"The board", "", kBody, MentionForm::role}});
  Groups groups = joined(reports);
  ASSERT_EQ(groups.chain.size(), 2U);  // no board is known
  EXPECT_EQ(count_entities(groups), 1U);
}

}  // namespace
}  // namespace hearsay
