#include "stories/accounts/accounts.hpp"

#include <gtest/gtest.h>

#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

struct Edge {
  ReportId from, to;
  CopyRelation relation;
};

std::vector<Account> accounts_of(const TestPile& pile, const std::vector<Edge>& edges) {
  static const Resources resources = make_resources();
  AccountReader reader(resources);
  Across<Text, Metadata, Terms>(pile).each(
      [&](const ReportId& id, const Text&, const Metadata& metadata, const Terms& terms) {
        reader.add(id, metadata, terms);
      });
  CopyEdges copies;
  for (const Edge& edge : edges) {
    copies.from.push_back(edge.from);
    copies.to.push_back(edge.to);
    copies.relation.push_back(edge.relation);
  }
  return std::move(reader).accounts(copies, TimeTable({}));
}

std::vector<ReportId> ids(const Account& account) {
  std::vector<ReportId> out;
  for (const AccountReport& one : account.reports) out.push_back(one.id);
  return out;
}

class accounts_test : public testing::Test {
 protected:
  TestPile pile_;
  ReportId late_ = pile_.add(1, "2017-03-25", "", "The ferry sank off Tavra, and lamps were lit.");
  ReportId early_ = pile_.add(2, "2017-03-22", "", "The ferry Lapwing sank off Tavra.");
  ReportId undated_ = pile_.add(3, "", "", "Off Tavra the ferry went down.");
};

TEST_F(accounts_test, copies_are_one_account_called_after_the_earliest) {
  auto all = accounts_of(pile_, {{early_, late_, CopyRelation::extended},
                                 {early_, undated_, CopyRelation::truncated}});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(ids(all[0]), (std::vector<ReportId>{early_, late_, undated_}));
  EXPECT_EQ(all[0].cluster.size(), 1U);
  EXPECT_EQ(all[0].cluster.days(), (DayRange{17247, 17247}));
  EXPECT_EQ(all[0].cluster.gist(), accounts_of(pile_, {})[1].cluster.gist());
}

TEST_F(accounts_test, what_is_told_in_other_words_counts_as_well) {
  auto all = accounts_of(pile_, {{early_, late_, CopyRelation::extended},
                                 {early_, undated_, CopyRelation::rewritten}});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].cluster.size(), 2U);
}

TEST_F(accounts_test, splices_and_quotations_link_nothing) {
  auto all = accounts_of(pile_, {{early_, late_, CopyRelation::spliced},
                                 {early_, undated_, CopyRelation::shared_quotation}});
  EXPECT_EQ(all.size(), 3U);
}

TEST_F(accounts_test, edges_of_reports_that_are_not_there_are_passed_over) {
  auto all = accounts_of(pile_, {{ReportId(Id128{9, 9}), late_, CopyRelation::identical}});
  EXPECT_EQ(all.size(), 3U);
}

TEST_F(accounts_test, what_an_edge_leads_to_is_copied) {
  auto all = accounts_of(pile_, {{undated_, early_, CopyRelation::identical},
                                 {early_, late_, CopyRelation::rewritten}});
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(ids(all[0]), (std::vector<ReportId>{early_, late_, undated_}));
  EXPECT_TRUE(all[0].reports[0].copied);
  EXPECT_TRUE(all[0].reports[1].copied);
  EXPECT_FALSE(all[0].reports[2].copied);
}

TEST_F(accounts_test, a_date_of_more_than_two_days_is_none) {
  pile_.add(4, "2017", "", "The ferry Lapwing sank.");
  pile_.add(5, "2017-03", "", "The ferry Lapwing sank.");
  auto all = accounts_of(pile_, {});
  EXPECT_TRUE(all[0].cluster.days().is_known());
  for (size_t i : {3U, 4U}) {
    EXPECT_FALSE(all[i].first().appeared.is_known());
    EXPECT_FALSE(all[i].cluster.days().is_known());
  }
}

TEST_F(accounts_test, of_two_that_begin_at_once_the_one_that_ends_first_is_the_earlier) {
  ReportId minute = pile_.add(9, "2017-03-22T00:00Z", "", "The ferry Lapwing sank off Tavra.");
  auto all = accounts_of(pile_, {{early_, minute, CopyRelation::identical}});
  EXPECT_EQ(ids(all.back()), (std::vector<ReportId>{minute, early_}));
}

}  // namespace
}  // namespace hearsay
