#include "eval/samples/samples.hpp"

#include <atomic>
#include <map>

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

// A pile of two reports with a store that has read it.
class samples_test : public TestFolder {
 protected:
  void SetUp() override {
    TestFolder::SetUp();
    write("pile/a.txt", "Talks begin in Vell today\n\nThe talks began at noon, a clerk said.\n");
    write("pile/b.txt", "A sentence is no title.\n");
  }

  Result<Scored> score(const std::vector<KeyReport>& key) {
    std::string pile = (folder_ / "pile").string();
    auto hearsay = Hearsay::open((folder_ / "s.db").string(), Store::Open::write);
    if (!hearsay) return hearsay.error();
    std::atomic<bool> never = false;
    auto added = (*hearsay)->add(
        {pile}, {}, [](const AddProgress&) {}, never);
    if (!added) return added.error();
    return score_samples(**hearsay, key, pile);
  }

  static int score_of(const Scored& scored, std::string_view name) {
    for (const Measure& measure : scored.measures)
      if (measure.name == name && measure.score) return measure.score->ten_thousandths;
    ADD_FAILURE() << "no score " << name;
    return 0;
  }

  static uint64_t right(const Scored& scored, std::string_view name) {
    for (const Measure& measure : scored.measures)
      if (measure.name == name) return measure.right.value();
    ADD_FAILURE() << "no measure " << name;
    return 0;
  }
};

KeyReport first_report() {
  return {"a",
          {"a.txt"},
          "Talks begin in Vell today",
          {},
          "2017-03-06T10:00:00Z",
          "",
          "",
          {{{0, 25}, "title", true}, {{27, 65}, "body", true}}};
}

TEST_F(samples_test, what_is_right_counts) {
  auto measures = score({first_report()});
  ASSERT_TRUE(measures.ok());
  EXPECT_EQ(right(*measures, "reports read"), 1U);
  EXPECT_EQ(right(*measures, "block roles"), 2U);
  EXPECT_EQ(right(*measures, "analysed text"), 63U);
  EXPECT_EQ(right(*measures, "titles"), 1U);
  EXPECT_EQ(right(*measures, "authors"), 1U);
  EXPECT_EQ(right(*measures, "dates"), 1U);
}

TEST_F(samples_test, what_is_wrong_does_not) {
  KeyReport key = first_report();
  key.title = "Talks end in Vell";
  key.authors = {"Ilka Danner"};
  key.earliest = key.latest = "2017-03-06";  // the report gives a date, and none is found
  key.blocks = {{{0, 25}, "promo", false}, {{27, 65}, "body", true}, {{70, 80}, "body", true}};
  auto measures = score({key});
  ASSERT_TRUE(measures.ok());
  EXPECT_EQ(right(*measures, "block roles"), 1U);
  EXPECT_EQ(right(*measures, "analysed text"), 38U);
  EXPECT_EQ(right(*measures, "titles"), 0U);
  EXPECT_EQ(right(*measures, "authors"), 0U);
  EXPECT_EQ(right(*measures, "dates"), 0U);
}

TEST_F(samples_test, a_report_that_was_not_read_counts_as_wrong_everywhere) {
  KeyReport key = first_report();
  key.paths = {"c.txt"};
  key.statements.resize(1);
  key.statements[0].how = "redundancy";
  auto measures = score({key});
  ASSERT_TRUE(measures.ok());
  for (const Measure& measure : measures->measures) {
    if (!measure.right) continue;
    EXPECT_EQ(*measure.right, 0U) << measure.name;
    // Of statements only what was found can be right or wrong.
    bool of_found = measure.note == "of those found" || measure.name == "false statements" ||
                    measure.name.starts_with("false merges");
    EXPECT_EQ(measure.all > 0, !of_found) << measure.name;
  }
}

TEST_F(samples_test, a_key_that_is_none_is_damaged) {
  write("key.jsonl", "{\"row\":\"event\"}\n{\"row\":\"report\",\"paths\":1}\n");
  auto key = read_key((folder_ / "key.jsonl").string());
  ASSERT_FALSE(key.ok());
  EXPECT_NE(key.error().message.find("line 2"), std::string::npos);
  EXPECT_FALSE(read_key((folder_ / "none.jsonl").string()).ok());
  write("key.jsonl", "{\"row\":\"statement\",\"report\":\"a\"}\n");
  key = read_key((folder_ / "key.jsonl").string());
  ASSERT_FALSE(key.ok());
  EXPECT_NE(key.error().message.find("line 1"), std::string::npos);
}

// Two reports of which the second has the first's words, and a third that tells of other things.
TEST_F(samples_test, copies_and_stories_of_a_pile_are_scored) {
  std::string passage =
      "The ferry Lapwing sank off Merrow on Monday after its engine caught fire, and fourteen "
      "sailors were taken to Vell by the herring boat Tern. The harbour master said the fire began "
      "under the galley, where a cook had left a pan of oil on the stove.";
  auto page = [](const std::string& site, const std::string& day, const std::string& title,
                 const std::string& text) {
    return "<!doctype html><html><head><title>" + title +
           "</title><meta property=\"og:site_name\" content=\"" + site +
           "\"><meta property=\"article:published_time\" content=\"" + day +
           "T08:00:00Z\"></head><body><article><h1>" + title + "</h1><p>" + text +
           "</p></article></body></html>";
  };
  std::map<std::string, std::string> pages = {
      {"a", page("Merrow Courier", "2019-03-04", "Ferry Lapwing lost", passage)},
      {"b", page("Vell Herald", "2019-03-06", "Fire sinks the Lapwing", passage)},
      {"c", page("Orlan Post", "2019-03-05", "Price of bread rises",
                 "Bakers in the capital asked for a penny more, and blamed the price of flour.")}};
  std::string key;
  auto place = [&](const std::string& name) {
    size_t at = pages[name].find(passage);
    return R"({"bytes":[)" + std::to_string(at) + "," + std::to_string(at + passage.size()) + "]}";
  };
  for (const auto& [name, bytes] : pages) {
    write("half/pile/" + name + ".html", bytes);
    key += R"({"row":"report","id":")" + name + R"(","paths":[")" + name +
           R"(.html"],"authors":[],"blocks":[{"bytes":[0,)" + std::to_string(bytes.size()) +
           R"(],"kept":true}]})" + "\n";
  }
  key += R"({"row":"copy","from":"a","to":"b","relation":"identical","relations":["identical"],)"
         R"("passages":[{"from":)" +
         place("a") + R"(,"to":)" + place("b") + "}]}\n";
  key += R"({"row":"story","id":"s","reports":["a","b"],)"
         R"("counts":{"reports":2,"outlets":2,"families":2,"origins":1}})"
         "\n";
  write("half/key.jsonl", key);
  auto scored = run_samples((folder_ / "half").string());
  ASSERT_TRUE(scored.ok()) << scored.error().text();
  for (std::string_view name : {"copy edges", "relations", "stories"})
    EXPECT_EQ(score_of(*scored, name), 10000) << name;
  for (std::string_view name :
       {"roots of copies", "origins, stories as in the key", "reports per story",
        "outlets per story", "families per story", "origins per story"})
    EXPECT_EQ(right(*scored, name), 1U) << name;
  EXPECT_EQ(right(*scored, "roots"), 2U);
  EXPECT_GT(score_of(*scored, "copied passages"), 9000);
}

TEST_F(samples_test, statements_are_matched_by_what_is_said) {
  KeyReport key = first_report();
  KeyStatement said;
  said.content = {{27, 50}};  // The talks began at noon
  said.kind = "indirect";
  said.act = "say";
  said.polarity = "asserted";
  said.how = "anonymous";
  said.speaker = {52, 59};
  KeyStatement missed = said;
  missed.content = {{0, 25}};
  key.statements = {said, missed};
  auto measures = score({key});
  ASSERT_TRUE(measures.ok());
  EXPECT_EQ(right(*measures, "statements found"), 1U);
  EXPECT_EQ(right(*measures, "exact contents"), 1U);
  EXPECT_EQ(right(*measures, "speakers"), 1U);
  EXPECT_EQ(right(*measures, "kind"), 1U);
  EXPECT_EQ(right(*measures, "false statements"), 0U);
}

}  // namespace
}  // namespace hearsay::eval
