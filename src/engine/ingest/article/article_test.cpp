#include "ingest/article/article.hpp"

#include <gtest/gtest.h>

#include "ingest/article/candidates.hpp"

namespace hearsay {
namespace {

using article::Candidates;

// "field value [source bytes] how" per candidate.
std::vector<std::string> shown(const Candidates& candidates) {
  std::vector<std::string> out;
  for (const article::Candidate& candidate : candidates) {
    std::string place = candidate.source.is_none()
                            ? ""
                            : " [" + std::to_string(candidate.source.begin) + "," +
                                  std::to_string(candidate.source.end) + ")";
    out.push_back(std::string(names_of(MetadataField{})[static_cast<size_t>(candidate.field)]) +
                  " " + candidate.value + place + " " + candidate.how);
  }
  return out;
}

std::vector<std::string> json_ld(std::string_view json, Problems* problems = nullptr) {
  Candidates out;
  Problems found;
  article::read_json_ld(json, 0, Limits(), out, found);
  if (problems != nullptr) *problems = found;
  return shown(out);
}

TEST(article_test, json_ld_of_an_article_gives_every_value_with_its_bytes) {
  std::string json =
      R"({"@type":"NewsArticle","headline":"Fog \u0026 ice","datePublished":"2017-03-14T17:42:00+01:00",)"
      R"("author":[{"@type":"Person","name":"Orla T"},"Pelagos Wire"],"publisher":{"name":"Lantern"}})";
  std::vector<std::string> found = json_ld(json);
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[0], "title Fog & ice [35,49) json-ld headline");
  EXPECT_EQ(json.substr(35, 14), R"(Fog \u0026 ice)");
  EXPECT_EQ(found[1], "published 2017-03-14T16:42:00Z [68,93) json-ld datePublished");
  EXPECT_EQ(json.substr(68, 25), "2017-03-14T17:42:00+01:00");
  EXPECT_EQ(found[2].substr(0, 14), "author Orla T ");
  EXPECT_EQ(found[3].substr(0, 20), "author Pelagos Wire ");
  EXPECT_EQ(found[4].substr(0, 18), "publisher Lantern ");
}

TEST(article_test, json_ld_type_may_stand_last_and_in_a_graph_or_list) {
  EXPECT_EQ(
      json_ld(R"({"@graph":[{"headline":"A","@type":["Thing","ReportageNewsArticle"]}]})").size(),
      1U);
  EXPECT_EQ(json_ld(R"([{"headline":"A","@type":"Article"}])").size(), 1U);
}

TEST(article_test, json_ld_of_other_things_is_no_metadata_of_the_report) {
  EXPECT_TRUE(json_ld(R"({"@type":"Recipe","headline":"Soup","author":"Cook"})").empty());
  EXPECT_TRUE(
      json_ld(R"({"@type":"Organization","name":"Lantern","url":"http://x.example"})").empty());
}

TEST(article_test, json_ld_with_raw_line_breaks_and_stray_commas_is_read) {
  Problems problems;
  std::vector<std::string> found =
      json_ld("{\"@type\":\"NewsArticle\",\n\"headline\":\"Two\nlines\",}", &problems);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], "title Two lines [36,45) json-ld headline");
  EXPECT_TRUE(problems.empty());
}

TEST(article_test, json_ld_in_wrappers_and_with_comments_is_read) {
  for (std::string_view json :
       {"<![CDATA[ {\"@type\":\"Article\",\"headline\":\"A\"} ]]>",
        "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\"}\n//]]>",
        "<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->",
        "{\"@type\":\"Article\", // the \"kind\"\n\"headline\":\"A\", /* no \" end */ }"}) {
    Problems problems;
    EXPECT_EQ(json_ld(json, &problems).size(), 1U) << json;
    EXPECT_TRUE(problems.empty());
  }
  EXPECT_EQ(json_ld("{\"@type\":\"Article\",\"headline\":\"http://a.example/*b\",}")[0],
            "title http://a.example/*b [31,50) json-ld headline");
}

TEST(article_test, json_ld_that_is_none_is_a_problem_and_gives_nothing) {
  for (std::string_view json :
       {"", "{", "{\"@type\":\"NewsArticle\",\"headline\":\"A\"", "<!-- -->",
        "{\"headline\":\"\xFF\"}", "nul", "{\"@type\":\"Article\" \"headline\":\"A\"}"}) {
    Problems problems;
    EXPECT_TRUE(json_ld(json, &problems).empty()) << json;
    ASSERT_EQ(problems.size(), 1U) << json;
    EXPECT_EQ(problems[0].code, "bad_json_ld");
  }
}

TEST(article_test, json_ld_nested_10000_deep_is_bounded) {
  std::string deep(10'000, '[');
  Problems problems;
  EXPECT_TRUE(json_ld(deep + std::string(10'000, ']'), &problems).empty());
  EXPECT_TRUE(json_ld(deep, &problems).empty());
}

TEST(article_test, json_ld_author_may_nest_lists_and_unknown_values) {
  EXPECT_EQ(json_ld(R"({"@type":"Article","author":[[{"name":["A","B"]}],null,3]})").size(), 2U);
  EXPECT_TRUE(json_ld(R"({"@type":"Article","headline":null,"datePublished":20170314})").empty());
}

std::vector<std::string> address(std::string_view url) {
  Candidates out;
  article::read_address(url, out);
  return shown(out);
}

TEST(article_test, addresses_give_domain_and_date) {
  using Strings = std::vector<std::string>;
  EXPECT_EQ(address("http://www.Lantern.example:8080/2017/03/14/boats"),
            (Strings{"domain lantern.example url", "published 2017-03-14 url"}));
  EXPECT_EQ(address("https://u:p@x.example/news-2017-03-14-boats?d=2011-01-01"),
            (Strings{"domain x.example url", "published 2017-03-14 url"}));
  EXPECT_EQ(address("https://x.example/20170314/0117"),
            (Strings{"domain x.example url", "published 2017-03-14 url"}));
  EXPECT_EQ(address("https://x.example/2017/03/boats"),
            (Strings{"domain x.example url", "published 2017-03 url"}));
}

TEST(article_test, numbers_that_are_no_dates_are_left_alone) {
  for (std::string_view url : {"https://x.example/a/20171399/b", "https://x.example/12345678901",
                               "https://x.example/1903/03", "https://x.example/2017",
                               "https://x.example/5017/03/14", "https://x.example/2017-03"})
    EXPECT_EQ(address(url).size(), 1U) << url;
  EXPECT_TRUE(address("").empty());
  EXPECT_TRUE(address("no address").empty());
  EXPECT_TRUE(address("://").empty());
}

}  // namespace
}  // namespace hearsay
