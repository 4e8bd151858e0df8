#include "eval/copies/copies.hpp"

#include "eval/copies/decimals.hpp"
#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

class copies_test : public TestFolder {
 protected:
  static const Measure& measure(const Scored& scored, std::string_view name) {
    static const Measure none;
    for (const Measure& one : scored.measures)
      if (one.name == name) return one;
    ADD_FAILURE() << "no measure " << name;
    return none;
  }
  static std::string score(const Scored& scored, std::string_view name) {
    const Measure& one = measure(scored, name);
    return one.score ? one.score->text() : "-";
  }
};

// One pair with a case and one without, in each half. "é" is two bytes.
PanCorpus corpus() {
  PanCorpus out;
  for (bool test : {false, true}) {
    for (bool reuse : {true, false}) {
      PanPair pair;
      pair.type = reuse ? "random" : "no-plagiarism";
      pair.source = "src/" + std::to_string(out.pairs.size());
      pair.suspicious = "susp/" + std::to_string(out.pairs.size());
      if (reuse) pair.cases.push_back({out.pairs.size(), {2, 6}, {1, 5}});
      pair.test = test;
      out.texts[pair.source] = reuse ? "é ferry" : "é quay";
      out.texts[pair.suspicious] = " ferry";
      out.pairs.push_back(std::move(pair));
    }
  }
  return out;
}

TEST_F(copies_test, detections_are_counted_in_characters) {
  Scored got = score_pan13(corpus(), [](std::string_view source, std::string_view) {
    std::vector<Detection> out;
    if (source.ends_with("ferry")) out.push_back({{3, 7}, {1, 5}});
    return out;
  });
  EXPECT_EQ(score(got, "random PlagDet"), "1.0000");
  EXPECT_EQ(score(got, "tune: random precision"), "1.0000");
  EXPECT_EQ(score(got, "all recall"), "1.0000");
  EXPECT_EQ(measure(got, "false pairs").right, 0U);
  ASSERT_EQ(got.details.size(), 1U);
  EXPECT_NE(got.details[0].find("\"recall\":1.000,\"source\":\"src/0\""), std::string::npos);
  EXPECT_NE(got.details[0].find("\"source_text\":\"ferr\""), std::string::npos);
}

TEST_F(copies_test, what_is_found_without_reuse_counts_against_all) {
  Scored got = score_pan13(corpus(), [](std::string_view source, std::string_view) {
    std::vector<Detection> out = {{{3, 7}, {1, 5}}};
    if (source.ends_with("quay")) out.push_back(out[0]);
    return out;
  });
  EXPECT_EQ(score(got, "random precision"), "1.0000");
  EXPECT_EQ(score(got, "all precision"), "0.3333");
  EXPECT_EQ(measure(got, "false pairs").right, 1U);
  EXPECT_EQ(measure(got, "false pairs").all, 1U);
  EXPECT_EQ(got.details.size(), 3U);  // of the half for tuning: a case, two false
}

TEST_F(copies_test, nothing_found_is_no_error) {
  Scored got = score_pan13(corpus(), [](auto, auto) { return std::vector<Detection>(); });
  EXPECT_EQ(score(got, "random PlagDet"), "0.0000");
  EXPECT_EQ(measure(got, "tune: random PlagDet").note, "granularity 1.000; 1 cases, 0 found");
}

TEST_F(copies_test, relations_are_counted_by_label_and_half) {
  std::vector<CopyPair> pairs = {{1, 2, "a", "a", "copy", 1, true},
                                 {3, 4, "a", "b", "rewrite", 1, true},
                                 {5, 6, "a", "a", "copy", 1, false},
                                 {7, 8, "a", "b", "rewrite", 3, false}};
  Scored got = score_copy_pairs(pairs, [](std::string_view a, std::string_view b) {
    return a == b ? "copy" : "independent";
  });
  EXPECT_EQ(score(got, "relations"), "0.5000");
  EXPECT_EQ(measure(got, "copy").right, 1U);
  EXPECT_EQ(measure(got, "rewrite").right, 0U);
  EXPECT_EQ(measure(got, "quotation").all, 0U);
  EXPECT_EQ(measure(got, "tune: copy").right, 1U);
  EXPECT_EQ(got.details,
            std::vector<std::string>{
                R"({"first":7,"second":8,"label":"rewrite","found":"independent","certainty":3})"});
}

TEST_F(copies_test, the_suite_knows_both_benchmarks) {
  EXPECT_FALSE(run_copies(folder_.string()).ok());
  std::string text =
      "The harbour master of Merrow closed the eastern quay on Monday after divers found a crack "
      "in its oldest wall, which fishers had used since the herring years of the last century "
      "to land what they brought from the banks.";
  write("fnc/articles.jsonl",
        R"({"id":1,"text":")" + text + "\"}\n" + R"({"id":2,"text":")" + text + "\"}\n");
  write("fnc/fnc1_pairs.tsv", "1\t2\ttest\tcopy\t1\n");
  auto reports = run_copies((folder_ / "fnc").string());
  ASSERT_TRUE(reports.ok()) << reports.error().text();
  EXPECT_EQ(measure(*reports, "copy").right, 1U);
  std::string size = std::to_string(text.size());
  std::string case_of_all = R"({"src":[0,)" + size + R"(],"susp":[0,)" + size + "]}";
  write("pan/pairs.jsonl",
        R"({"type":"none","src":"a.txt","susp":"b.txt","cases":[)" + case_of_all + "]}");
  write("pan/a.txt", text);
  write("pan/b.txt", text);
  write("pan/pan13_halves.txt", "t");
  auto passages = run_copies((folder_ / "pan").string());
  ASSERT_TRUE(passages.ok()) << passages.error().text();
  EXPECT_GT(measure(*passages, "none PlagDet").score->ten_thousandths, 9000);
  EXPECT_GT(measure(*passages, "floor: none PlagDet").score->ten_thousandths, 9000);
}

TEST_F(copies_test, notes_have_three_decimals) {
  EXPECT_EQ(decimals(0), "0.000");
  EXPECT_EQ(decimals(1.0625), "1.062");
  EXPECT_EQ(decimals(1e9), "1000000000.000");
}

}  // namespace
}  // namespace hearsay::eval
