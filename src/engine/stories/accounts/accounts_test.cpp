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
  EXPECT_EQ(all[0].reports, (std::vector<ReportId>{early_, late_, undated_}));
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

}  // namespace
}  // namespace hearsay
