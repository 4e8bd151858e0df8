#include "sources/origins/origins.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

#include "reported/test_terms/test_terms.hpp"
#include "sources/origins/citations.hpp"
#include "sources/origins/graph.hpp"

namespace hearsay {
namespace {

ReportId id(uint64_t number) {
  return ReportId(Id128{number, 0});
}

// Reports 1 to `count`; "2<1" has it from, "3?1" cites, "2!" has something of its own.
OriginGraph graph_of(uint64_t count, const std::vector<std::string>& facts) {
  OriginGraph graph;
  std::set<uint64_t> own;
  for (const std::string& fact : facts)
    if (fact.back() == '!') own.insert(std::stoull(fact));
  for (uint64_t i = 1; i <= count; ++i) graph.add(id(i), own.contains(i));
  for (const std::string& fact : facts) {
    size_t at = fact.find_first_of("<?");
    if (at == std::string::npos) continue;
    graph.join(id(std::stoull(fact.substr(at + 1))), id(std::stoull(fact)), Score::of(.5),
               fact[at] == '?');
  }
  return graph;
}

// "report:origin kind", and "via report" where it is not the origin, by report.
std::string origins(uint64_t count, const std::vector<std::string>& facts) {
  Origins found = graph_of(count, facts).origins();
  std::string out;
  for (size_t row = 0; row < found.report.size(); ++row) {
    out += (row == 0 ? "" : ", ") + std::to_string(found.report[row].high) + ":" +
           std::to_string(found.origin[row].high) + " " +
           std::string(names_of(OriginKind{})[static_cast<size_t>(found.kind[row])]);
    if (found.via[row] != found.origin[row]) out += " via " + std::to_string(found.via[row].high);
  }
  return out;
}

TEST(origins_test, copies_rest_on_the_end_of_the_way) {
  EXPECT_EQ(origins(1, {}), "1:1 own");
  EXPECT_EQ(origins(3, {"2<1", "3<2"}), "1:1 own, 2:1 copy, 3:1 copy via 2");
  EXPECT_EQ(origins(3, {"3<1", "3<2"}), "1:1 own, 2:2 own, 3:1 copy, 3:2 copy");
}

TEST(origins_test, who_adds_something_is_an_origin_too) {
  EXPECT_EQ(origins(3, {"2<1", "2!", "3<2"}),
            "1:1 own, 2:1 copy, 2:2 adds, 3:1 copy via 2, 3:2 copy");
}

TEST(origins_test, who_only_cites_rests_on_whom_it_cites) {
  EXPECT_EQ(origins(2, {"2?1"}), "1:1 own, 2:1 cites");
  EXPECT_EQ(origins(2, {"2?1", "2<1"}), "1:1 own, 2:1 copy") << "words weigh more";
}

TEST(origins_test, the_kind_is_that_of_the_first_step) {
  EXPECT_EQ(origins(3, {"2<1", "3?2"}), "1:1 own, 2:1 copy, 3:1 cites via 2");
  EXPECT_EQ(origins(3, {"2?1", "3<2"}), "1:1 own, 2:1 cites, 3:1 copy via 2");
  Origins found = graph_of(3, {"2?1", "3<2"}).origins();
  EXPECT_EQ(found.why[2], "its words come from a report that rests on that one");
}

TEST(origins_test, a_circle_rests_on_its_first) {
  EXPECT_EQ(origins(3, {"1?3", "2?1", "3?2"}), "1:1 circle, 2:1 circle, 3:1 circle via 2");
  EXPECT_EQ(origins(3, {"1?2", "2?1", "3<2"}), "1:1 circle, 2:1 circle, 3:1 copy via 2");
  EXPECT_EQ(origins(3, {"1?2", "2?1", "2<3"}), "1:3 cites via 2, 2:3 copy, 3:3 own")
      << "one of them has it from outside";
}

// How many steps from report to report lead to the origin; 0 if they never do.
size_t steps(const Origins& all, uint64_t report, uint64_t origin) {
  for (size_t out = 1; out <= all.report.size(); ++out) {
    size_t row = 0;
    while (row < all.report.size() &&
           (all.report[row] != id(report) || all.origin[row] != id(origin)))
      ++row;
    if (row == all.report.size()) return 0;
    report = all.via[row].high;
    if (report == origin) return out;
  }
  return 0;
}

TEST(origins_test, the_way_leads_out_of_a_circle) {
  // 2 copies 1 and cites 3, 3 cites 4 and 2, 4 cites 3.
  std::vector<std::string> facts = {"2<1", "2?3", "3?4", "3?2", "4?3"};
  EXPECT_EQ(origins(4, facts), "1:1 own, 2:1 copy, 3:1 cites via 2, 4:1 cites via 3");
  Origins found = graph_of(4, facts).origins();
  EXPECT_EQ(steps(found, 2, 1), 1u);
  EXPECT_EQ(steps(found, 3, 1), 2u);
  EXPECT_EQ(steps(found, 4, 1), 3u);
}

TEST(origins_test, every_way_ends_at_its_origin) {
  std::mt19937 random(8);
  size_t rows = 0;
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<std::string> facts;
    for (int i = 0; i < 14; ++i)
      facts.push_back(std::to_string(1 + random() % 9) + (random() % 2 == 0 ? "<" : "?") +
                      std::to_string(1 + random() % 9));
    if (trial % 3 == 0) facts.push_back(std::to_string(1 + random() % 9) + "!");
    Origins found = graph_of(9, facts).origins();
    for (size_t row = 0; row < found.report.size(); ++row, ++rows)
      EXPECT_GT(steps(found, found.report[row].high, found.origin[row].high), 0u)
          << "trial " << trial;
  }
  EXPECT_GT(rows, 2000u);
}

TEST(origins_test, a_long_chain_and_many_parents_are_no_matter) {
  std::vector<std::string> chain;
  for (int i = 2; i <= 5000; ++i) chain.push_back(std::to_string(i) + "<" + std::to_string(i - 1));
  Origins found = graph_of(5000, chain).origins();
  EXPECT_EQ(found.origin.back(), id(1));
  std::vector<std::string> many;
  for (int i = 1; i < 200; ++i) many.push_back("200<" + std::to_string(i));
  found = graph_of(200, many).origins();
  EXPECT_EQ(found.report.size(), 199 + OriginGraph::kMostOrigins);
  many.push_back("200!");
  found = graph_of(200, many).origins();
  EXPECT_EQ(found.report.size(), 200 + OriginGraph::kMostOrigins) << "and itself";
}

TEST(origins_test, of_64000_parents_the_surest_are_kept_and_of_equals_the_first) {
  constexpr uint64_t kCount = 64000;
  OriginGraph graph;
  for (uint64_t i = 1; i <= kCount + 1; ++i) graph.add(id(i), false);
  for (uint64_t i = 1; i <= kCount; ++i)
    graph.join(id(i), id(kCount + 1), Score::of(i == kCount ? .75 : .5), false);
  Origins found = graph.origins();
  ASSERT_EQ(found.report.size(), kCount + OriginGraph::kMostOrigins);
  EXPECT_EQ(found.origin[kCount], id(1));
  EXPECT_EQ(found.origin[kCount + OriginGraph::kMostOrigins - 2],
            id(OriginGraph::kMostOrigins - 1));
  EXPECT_EQ(found.origin.back(), id(kCount));
}

// A report by an outlet, with what its statements give as relays.
struct Told {
  std::string outlet, text, published, relays;
  bool own = false;
};

std::vector<std::pair<uint64_t, uint64_t>> citations(const std::vector<Told>& all) {
  Imprints imprints;
  for (size_t i = 0; i < all.size(); ++i) {
    imprints.report.push_back(id(i + 1));
    imprints.outlet.push_back(all[i].outlet);
    imprints.family.push_back(all[i].outlet);
    imprints.agency.push_back({false});
  }
  Citations found(imprints);
  for (size_t i = 0; i < all.size(); ++i) {
    Metadata metadata;
    metadata.field = {MetadataField::published};
    metadata.value.push_back(all[i].published);
    metadata.latest.push_back("");
    metadata.chosen.push_back({true});
    Statements statements;
    if (!all[i].relays.empty()) {
      statements.kind.push_back(StatementKind::indirect);
      statements.relay_names.push_back(all[i].relays);
      statements.name.push_back("");
    }
    found.add(id(i + 1), metadata, terms_of(all[i].text), statements, all[i].own);
  }
  std::vector<std::pair<uint64_t, uint64_t>> out;
  for (const Citation& one : found.find()) out.emplace_back(one.citing.high, one.cited.high);
  return out;
}

constexpr std::string_view kLamp =
    "In Vell the minister Ilse Okrist met Palle Thornquay of Dravund about 31 boats at Merrow.";
constexpr std::string_view kOther = "The choir of Tavra sang in Ostrel for Jonas Mell in 2017.";
constexpr std::string_view kRetold =
    "So Thornquay of Dravund wants 31 boats from Okrist, if Vell and Merrow can be believed.";

using Pairs = std::vector<std::pair<uint64_t, uint64_t>>;

TEST(origins_test, the_report_of_the_named_outlet_that_tells_of_the_same_is_cited) {
  EXPECT_EQ(citations({{"Vell Lamp", std::string(kLamp), "2017-03-01", ""},
                       {"Vell Lamp", std::string(kOther), "2017-03-01", ""},
                       {"Crow's Nest", std::string(kRetold), "2017-03-02", "the Lamp"}}),
            (Pairs{{3, 1}}));
}

TEST(origins_test, outlets_are_cited_by_all_words_or_the_last_ones) {
  auto cited = [](const std::string& outlet, const std::string& relay) {
    return citations({{outlet, std::string(kLamp), "2017-03-01", ""},
                      {"Crow's Nest", std::string(kRetold), "2017-03-02", relay}})
        .size();
  };
  EXPECT_EQ(cited("The Vell Lamp", "VELL LAMP"), 1u);
  EXPECT_EQ(cited("Vell Lamp", "the Vell Lamp"), 1u);
  EXPECT_EQ(cited("Vell Lamp", "Lamp"), 1u);
  EXPECT_EQ(cited("Vell Evening Lamp", "Evening Lamp"), 1u);
  EXPECT_EQ(cited("Vell Evening Lamp", "Vell Lamp"), 0u);
  EXPECT_EQ(cited("Vell Lamp", "Vell"), 0u) << "not its last word";
  EXPECT_EQ(cited("Vell Lamp", "Tavra Lamp"), 0u) << "another lamp";
  EXPECT_EQ(cited("Lamp News", "Vell Lamp"), 0u);
  EXPECT_EQ(cited("lamp.example", "the Lamp"), 1u);
  EXPECT_EQ(cited("velllamp.example", "Vell Lamp"), 1u);
  EXPECT_EQ(cited("lamp.example", "tavra.example"), 0u);
  EXPECT_EQ(cited("news.lamp.example", "the Lamp"), 1u);
  EXPECT_EQ(cited("news.lamp.example", "lamp.co.example"), 1u);
  EXPECT_EQ(cited("news.lamp.example", "News"), 0u) << "everybody has some";
  EXPECT_EQ(cited("news.lamp.example", "news.tavra.example"), 0u);
  EXPECT_EQ(cited("Vell Lamp", "a choir\nLamp\nthe council"), 1u) << "one of the relays";
}

TEST(origins_test, last_words_of_two_outlets_are_nobodys) {
  EXPECT_TRUE(citations({{"Vell Lamp", std::string(kLamp), "2017-03-01", ""},
                         {"Tavra Lamp", std::string(kOther), "2017-03-01", ""},
                         {"Crow's Nest", std::string(kRetold), "2017-03-02", "the Lamp"}})
                  .empty());
}

TEST(origins_test, of_many_reports_of_an_outlet_the_nearest_are_looked_at) {
  std::vector<Told> all = {{"Vell Lamp", std::string(kLamp), "2017-03-09", ""}};
  for (int i = 0; i < 99; ++i) all.push_back({"Vell Lamp", std::string(kOther), "2017-03-08", ""});
  all.push_back({"Crow's Nest", std::string(kRetold), "2017-03-10", "Lamp"});
  EXPECT_EQ(citations(all), (Pairs{{101, 1}})) << "the day before, with the least id";
  all[0].published = "2017-03-07";
  EXPECT_TRUE(citations(all).empty()) << "99 are nearer";
}

TEST(origins_test, later_older_and_own_reports_are_not_cited) {
  auto cited = [](const std::string& day, bool own) {
    return citations({{"Vell Lamp", std::string(kLamp), day, ""},
                      {"Crow's Nest", std::string(kRetold), "2017-03-20", "Vell Lamp", own}});
  };
  EXPECT_EQ(cited("2017-03-19", false).size(), 1u);
  EXPECT_TRUE(cited("2017-03-19", true).empty()) << "it has quotations of its own";
  EXPECT_TRUE(cited("2017-03-21", false).empty());
  EXPECT_TRUE(cited("2017-03-01", false).empty()) << "more than ten days ago";
  EXPECT_EQ(cited("", false).size(), 1u) << "nobody knows when";
  EXPECT_EQ(cited("2017-03", false).size(), 1u) << "nor on which day of March";
  EXPECT_EQ(cited("2017", false).size(), 1u);
}

}  // namespace
}  // namespace hearsay
