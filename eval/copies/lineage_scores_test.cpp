#include "eval/copies/lineage_scores.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

// Wire `w`, its copy `c`, the copy's rewrite `r`; `s` is spliced from `w` and `o`; `q` and `o`
// quote the same words. One story of them all but `q`.
LineageKey key() {
  LineageKey out;
  for (std::string id : {"w", "c", "r", "s", "o", "q"}) {
    out.blocks[id] = {{0, 100}, {110, 200}};
    out.ids["pages/" + id + ".html"] = id;
  }
  out.edges = {{{"w", "c", "extended", {{{0, 100}, {0, 100}}}}, {"extended", "truncated"}},
               {{"c", "r", "rewritten", {{{0, 50}, {110, 160}}}}, {"rewritten"}},
               {{"w", "s", "spliced", {{{110, 200}, {0, 90}}}}, {"spliced"}},
               {{"o", "s", "spliced", {{{0, 50}, {110, 160}}}}, {"spliced", "rewritten"}},
               {{"o", "q", "shared_quotation", {{{60, 80}, {0, 20}}}}, {"shared_quotation"}}};
  out.stories = {{"story", {"w", "c", "r", "s", "o"}, 2}};
  return out;
}

FoundLineage all_of(const LineageKey& key) {
  FoundLineage out;
  for (const KeyEdge& one : key.edges) out.copies.push_back(one.edge);
  return out;
}

class lineage_scores_test : public TestFolder {};

TEST_F(lineage_scores_test, all_that_there_is) {
  LineageScores got = score_lineage(key(), all_of(key()));
  EXPECT_EQ(got.derivations.f1(), 1);
  EXPECT_EQ(got.derivations.gold, 4U);
  EXPECT_EQ(got.edges.f1(), 1);
  EXPECT_EQ(got.edges.gold, 5U);
  EXPECT_EQ(got.turned, 0U);
  EXPECT_EQ(got.right_relations, 5U);
  EXPECT_EQ(got.passages.f1(), 1);
  EXPECT_EQ(got.passages.gold, 200U + 100 + 180 + 100 + 40);
  EXPECT_EQ(got.right_roots, 5U);
  EXPECT_EQ(got.reports, 5U);
  EXPECT_EQ(got.copies, 3U);
  EXPECT_EQ(got.right_origins, 1U);
  EXPECT_EQ(got.origin_error, 0);
  EXPECT_TRUE(got.details.empty());
}

TEST_F(lineage_scores_test, nothing_found) {
  LineageScores got = score_lineage(key(), {});
  EXPECT_EQ(got.edges.f1(), 0);
  EXPECT_EQ(got.passages.f1(), 0);
  EXPECT_EQ(got.right_roots, 2U);  // w and o have none above them
  EXPECT_EQ(got.right_roots_of_copies, 0U);
  EXPECT_EQ(got.right_origins, 0U);
  EXPECT_EQ(got.origin_error, 3);  // five reports for two origins
}

TEST_F(lineage_scores_test, nothing_there) {
  LineageScores got = score_lineage({}, all_of(key()));
  EXPECT_EQ(got.edges.found, 5U);
  EXPECT_EQ(got.edges.f1(), 0);
  EXPECT_EQ(got.origin_error, 0);
  for (const Measure& one : lineage_measures(score_lineage({}, {})))
    EXPECT_EQ(one.score.value_or(Score{}).ten_thousandths, 0) << one.name;
}

TEST_F(lineage_scores_test, reports_may_be_called_by_their_paths) {
  FoundLineage found;
  found.copies = {{"pages/w.html", "pages/c.html", "extended", {}},
                  {"w", "pages/w.html", "identical", {}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.derivations.both, 1U);
  EXPECT_EQ(got.derivations.found, 1U);
}

TEST_F(lineage_scores_test, direction_matters_for_derivations_only) {
  FoundLineage found;
  found.copies = {{"c", "w", "extended", {{{0, 100}, {0, 100}}}},
                  {"q", "o", "shared_quotation", {{{0, 20}, {60, 80}}}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.derivations.both, 0U);
  EXPECT_EQ(got.derivations.found, 1U);
  EXPECT_EQ(got.turned, 1U);
  EXPECT_EQ(got.edges.both, 1U);
  EXPECT_EQ(got.right_relations, 1U);
  EXPECT_EQ(got.passages.both, 240U);  // passages have no direction
  EXPECT_EQ(got.passages.precision(), 1);
}

TEST_F(lineage_scores_test, a_derivation_taken_for_a_quotation_is_an_edge_only) {
  FoundLineage found;
  found.copies = {{"s", "o", "shared_quotation", {}}, {"w", "c", "shared_quotation", {}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.derivations.both, 0U);
  EXPECT_EQ(got.derivations.found, 0U);
  EXPECT_EQ(got.edges.both, 2U);
  EXPECT_EQ(got.right_relations, 0U);
}

TEST_F(lineage_scores_test, a_relation_of_several_may_be_possible) {
  FoundLineage found;
  found.copies = {{"w", "c", "truncated", {}}, {"c", "r", "identical", {}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.right_relations, 0U);
  EXPECT_EQ(got.possible_relations, 1U);
}

TEST_F(lineage_scores_test, what_lies_between_blocks_does_not_count) {
  FoundLineage found;
  found.copies = {{"w", "s", "spliced", {{{100, 200}, {0, 100}}}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.passages.found, 90U + 100);
  EXPECT_EQ(got.passages.both, 90U + 90);
}

TEST_F(lineage_scores_test, several_edges_of_one_pair_are_one) {
  FoundLineage found;
  found.copies = {{"w", "c", "extended", {{{0, 60}, {0, 60}}}},
                  {"w", "c", "extended", {{{40, 100}, {40, 100}}}}};
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.derivations.found, 1U);
  EXPECT_EQ(got.passages.found, 200U);
  EXPECT_EQ(got.right_relations, 1U);
}

TEST_F(lineage_scores_test, roots_are_all_that_a_report_rests_on) {
  FoundLineage found = all_of(key());
  found.copies.erase(found.copies.begin() + 3);  // o>s
  found.copies[1].from = "w";                    // r from the wire, not from its copy
  LineageScores got = score_lineage(key(), found);
  EXPECT_EQ(got.right_roots, 4U);
  EXPECT_EQ(got.right_roots_of_copies, 2U);
  EXPECT_EQ(got.derivations.both, 2U);
}

TEST_F(lineage_scores_test, citations_and_own_reporting_count_for_origins) {
  LineageKey one = key();
  FoundLineage found = all_of(one);
  found.citations = {{"pages/w.html", "o"}};
  EXPECT_EQ(score_lineage(one, found).origin_error, 1);  // w alone
  EXPECT_EQ(score_lineage(one, found).right_roots, 5U);
  found.own = {"o"};
  EXPECT_EQ(score_lineage(one, found).right_origins, 1U);
}

TEST_F(lineage_scores_test, a_circle_is_one_root) {
  Parents parents = {{"a", {"b"}}, {"b", {"a"}}, {"c", {"a"}}, {"d", {"d"}}};
  EXPECT_EQ(roots_of("c", parents), std::set<std::string>{"a"});
  EXPECT_EQ(roots_of("b", parents), std::set<std::string>{"a"});
  EXPECT_EQ(roots_of("d", parents), std::set<std::string>{"d"});
  EXPECT_EQ(roots_of("nobody", parents), std::set<std::string>{"nobody"});
  EXPECT_EQ(roots_of("c", parents, {"b", "c"}), (std::set<std::string>{"a", "b", "c"}));
  parents["b"].insert("e");
  EXPECT_EQ(roots_of("c", parents), std::set<std::string>{"e"});
}

TEST_F(lineage_scores_test, the_key_is_read) {
  std::string file = write(
      "key.jsonl",
      R"({"row":"report","id":"a","paths":["a.txt","b/a.txt"],"blocks":[{"bytes":[0,9]}]})"
      "\n"
      R"({"row":"mention","id":"m"})"
      "\n"
      R"({"row":"copy","from":"a","to":"b","relation":"spliced","relations":["spliced","rewritten"],)"
      R"("passages":[{"how":"spun","from":{"bytes":[1,3]},"to":{"bytes":[4,8]}}]})"
      "\n"
      R"({"row":"story","id":"s","reports":["a","b"],"counts":{"reports":2,"origins":1}})"
      "\n");
  Result<LineageKey> got = read_lineage_key(file);
  ASSERT_TRUE(got.ok()) << got.error().text();
  EXPECT_EQ(got->ids.at("b/a.txt"), "a");
  EXPECT_EQ(got->blocks.at("a"), (std::vector<Span>{{0, 9}}));
  ASSERT_EQ(got->edges.size(), 1U);
  EXPECT_EQ(got->edges[0].edge.passages[0].to, (Span{4, 8}));
  EXPECT_EQ(got->edges[0].relations.size(), 2U);
  ASSERT_EQ(got->stories.size(), 1U);
  EXPECT_EQ(got->stories[0].origins, 1U);
}

TEST_F(lineage_scores_test, a_key_that_is_none_is_damaged) {
  for (std::string wrong :
       {R"({"id":"a"})", R"({"row":"report","id":"a","paths":["a"],"blocks":[{"bytes":[9,0]}]})",
        R"({"row":"copy","from":"a","to":"b","relation":"spliced","relations":[]})",
        R"({"row":"story","id":"s","reports":[1],"counts":{"origins":1}})"}) {
    Result<LineageKey> got = read_lineage_key(write("key.jsonl", wrong + "\n"));
    ASSERT_FALSE(got.ok()) << wrong;
    EXPECT_NE(got.error().message.find("line 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace hearsay::eval
