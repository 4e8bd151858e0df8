#include "eval/metadata/metadata.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

using Names = std::set<std::string>;

// A folder of benchmark pages.
class metadata_test : public TestFolder {
 protected:
  static const Measure& measure(const Scored& scored, std::string_view name) {
    for (const Measure& one : scored.measures)
      if (one.name == name) return one;
    ADD_FAILURE() << "no measure " << name;
    return scored.measures.front();
  }
};

TEST_F(metadata_test, words_are_compared_without_case_and_marks) {
  EXPECT_EQ(folded_words("  Ferry – LOST! "), "ferry lost");
  EXPECT_EQ(folded_words("ÎLE d’Orl"), "île dorl");
  EXPECT_EQ(folded_words("…"), "");
}

TEST_F(metadata_test, bylines_are_lists_of_names) {
  EXPECT_EQ(names_in_byline("By Ilka Danner and René Maru, Staff", ""),
            (Names{"ilka danner", "rené maru"}));
  EXPECT_EQ(names_in_byline("Par Ilka Danner (avec Odo Pell)", ""), Names{"ilka danner"});
  EXPECT_EQ(names_in_byline("By Ilka Danner\n  March 3, 2019 3:46 PM", ""), Names{"ilka danner"});
  EXPECT_EQ(names_in_byline("Ilka Danner, MD\nVell Health News", "Vell Health News"),
            Names{"ilka danner"});
  EXPECT_EQ(names_in_byline("Vell Courier", "Vell Courier"), Names{"vell courier"});
  EXPECT_EQ(names_in_byline("ilka@vell.example", ""), Names{});
  EXPECT_EQ(names_in_byline("", ""), Names{});
}

constexpr std::string_view kPage =
    "<title>Orlan recalls its envoy</title><meta name=author content='Ilka Danner'>"
    "<h1>Orlan recalls its envoy</h1><p>Orlan on Monday recalled its envoy.</p>";

TEST_F(metadata_test, readability) {
  write("a/source.html.gz", std::string(kPage));
  write("a/expected-metadata.json",
        R"({"title":"Orlan Recalls its envoy!","byline":"By Ilka Danner","siteName":null})");
  write("b/source.html.gz", std::string(kPage));
  write("b/expected-metadata.json", R"({"title":"Another","byline":null,"siteName":"Vell"})");
  Result<Scored> scored = run_metadata(folder_.string());
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(measure(*scored, "titles").right, 1U);
  EXPECT_EQ(measure(*scored, "titles").all, 2U);
  EXPECT_EQ(measure(*scored, "titles, exact").right, 0U);
  EXPECT_EQ(measure(*scored, "authors").right, 1U);
  EXPECT_EQ(measure(*scored, "authors, recall").all, 1U);
  EXPECT_EQ(measure(*scored, "authors, none").right, 0U);
  EXPECT_EQ(scored->details.size(), 2U);
}

TEST_F(metadata_test, wcxb_gives_the_held_out_fifth_by_itself) {
  for (const char* id : {"0004", "0005", "0006"}) {
    std::string type = id == std::string("0006") ? "forum" : "article";
    write("html/" + std::string(id) + ".html.gz", std::string(kPage));
    write("ground-truth/" + std::string(id) + ".json",
          R"({"url":"https://vell.example/x","ground_truth":{"title":"Orlan recalls its envoy",)"
          R"("author":null},"_internal":{"page_type":{"primary":")" +
              type + "\"}}}");
  }
  Result<Scored> scored = run_metadata(folder_.string());
  ASSERT_TRUE(scored) << scored.error().message;
  EXPECT_EQ(measure(*scored, "titles").all, 2U);
  EXPECT_EQ(measure(*scored, "titles, held out").all, 1U);
  EXPECT_EQ(measure(*scored, "titles, for tuning").all, 1U);
}

TEST_F(metadata_test, what_is_no_benchmark_is_an_error) {
  EXPECT_FALSE(run_metadata(folder_.string()));
  write("a/expected-metadata.json", "{");
  EXPECT_FALSE(run_metadata(folder_.string()));
}

}  // namespace
}  // namespace hearsay::eval
