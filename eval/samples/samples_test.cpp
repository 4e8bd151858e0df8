#include "eval/samples/samples.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;

// A pile of two reports with a store that has read it.
class samples_test : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "hearsay-samples-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    fs::create_directory(folder_ / "pile");
    write("pile/a.txt", "Talks begin in Vell today\n\nThe talks began at noon, a clerk said.\n");
    write("pile/b.txt", "A sentence is no title.\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
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

  static uint64_t right(const Scored& scored, std::string_view name) {
    for (const Measure& measure : scored.measures)
      if (measure.name == name) return measure.right.value();
    ADD_FAILURE() << "no measure " << name;
    return 0;
  }

  fs::path folder_;
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
