#include "resolved/entities/entities.hpp"

#include <gtest/gtest.h>

#include "resolved/test_reports/test_reports.hpp"

namespace hearsay {
namespace {

Entities listed(const TestReports& reports) {
  Resources resources = make_resources();
  SpokenOf all(reports);
  return list_entities(Across<Text, Metadata, Mentions>(reports), find_people(all, resources),
                       find_groups(all, resources), resources);
}

TEST(entities_test, an_entity_has_all_names_and_its_roles_with_dates) {
  TestReports reports;
  auto first = reports.add(1, {{"Bahram Qasemi", "spokesman"}}, "2018-05-21");
  auto later = reports.add(2, {{"Bahram Ghasemi", "Spokesman"}}, "2018-06-02");
  reports.add(3, {{"Bahram Qasemi", "former spokesman"}}, "2019-08-01");
  reports.add(4, {{"Bahram Qasemi", ""}});
  Entities all = listed(reports);
  ASSERT_EQ(all.entity.size(), 1U);
  EXPECT_EQ(all.name[0], "Bahram Qasemi");
  EXPECT_EQ(all.names[0], "3\tBahram Qasemi\n1\tBahram Ghasemi");
  EXPECT_EQ(all.roles[0],
            "2018-05-21\t2018-06-02\t2\tspokesman\n2019-08-01\t2019-08-01\t1\tformer spokesman");
  EXPECT_EQ(all.mentions[0], 4U);
  EXPECT_EQ(all.reports[0], 4U);
  EXPECT_NE(all.why[0].find("can be one name"), std::string::npos);
  // Its id is its least chain's, and its row's.
  EXPECT_LE(all.entity[0], std::min(first[0], later[0]));
  EXPECT_EQ(row_ids(layer_info<Entities>(), &all, ReportId())[0], all.entity[0]);
}

TEST(entities_test, a_country_is_a_place_whatever_stands_for_it) {
  TestReports reports;
  reports.add(1, {{"Syrian", "", NameType::nationality}});
  reports.add(2, {{"Damascus", "", NameType::place, MentionForm::metonym}});
  Entities all = listed(reports);
  ASSERT_EQ(all.entity.size(), 1U);
  EXPECT_EQ(all.type[0], NameType::place);
  EXPECT_EQ(all.name[0], "Syria");
}

TEST(entities_test, who_has_no_name_is_in_no_list) {
  TestReports reports;
  reports.add(1, {{"The treasurer", "", NameType::person, MentionForm::role}});
  EXPECT_TRUE(listed(reports).entity.empty());
  EXPECT_TRUE(listed(TestReports()).entity.empty());
}

}  // namespace
}  // namespace hearsay
