#include "eval/dates/publication_dates.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;

// A benchmark of invented pages in a folder of its own. Files may be packed or not: what is read is
// recognised by its bytes.
class publication_dates_test : public TestFolder {
 protected:
  std::string folder() const { return folder_.string(); }
};

std::string page(const std::string& date) {
  return "<!doctype html><html><title>Boats leave</title><body><h1>Boats leave</h1><p>" + date +
         "</p><p>The boats left.</p></body></html>";
}

std::string shown(const Measure& measure) {
  return measure.name + " " + (measure.score ? measure.score->text() : "-");
}

TEST_F(publication_dates_test, counts_as_htmldate_does) {
  write("eval_default.json", R"({"http://a.example/1":{"file":"a","date":"2017-05-04"},
      "http://a.example/2":{"file":"b","date":"2017-05-05"},
      "http://a.example/2017/05/06/c":{"file":"c","date":"2017-05-06"}})");
  write("html/a.gz", page("4 May 2017"));
  write("html/b.gz", page("4 May 2017"));
  write("html/c.gz", page("today"));
  Result<Scored> scored = run_publication_dates(folder());
  ASSERT_TRUE(scored.ok()) << scored.error().message;
  std::vector<std::string> measures;
  for (const Measure& measure : scored->measures) measures.push_back(shown(measure));
  EXPECT_EQ(measures, (std::vector<std::string>{
                          "accuracy 0.3333", "precision 0.5000", "recall 0.5000", "F1 0.5000",
                          "held 0.3333", "accuracy, with address 0.6666",
                          "precision, with address 0.6666", "recall, with address 1.0000",
                          "F1, with address 0.8000", "held, with address 0.6666"}));
  ASSERT_EQ(scored->details.size(), 3U);
  EXPECT_NE(scored->details[0].find(R"("verdict":"right")"), std::string::npos);
}

TEST_F(publication_dates_test, reads_the_keys_of_three_benchmarks) {
  write("ground-truth/0002.json",
        R"({"url":"http://a.example/","ground_truth":{"publish_date":"2017-05-04"}})");
  write("ground-truth/0001.json", R"({"ground_truth":{"publish_date":null}})");
  auto pages = read_dated_pages(folder());
  ASSERT_TRUE(pages.ok());
  ASSERT_EQ(pages->size(), 1U);
  EXPECT_EQ(pages->front().url, "http://a.example/");
  EXPECT_EQ(pages->front().file, folder() + "/html/0002.html.gz");
  fs::remove_all(folder_ / "ground-truth");
  write("quay/expected-metadata.json", R"({"publishedTime":"2017-05-04T00:30:00+02:00"})");
  write("mole/expected-metadata.json", R"({"publishedTime":null})");
  pages = read_dated_pages(folder());
  ASSERT_TRUE(pages.ok());
  ASSERT_EQ(pages->size(), 1U);
  EXPECT_EQ(pages->front().day, "2017-05-04");
}

TEST_F(publication_dates_test, folders_without_a_key_are_refused) {
  EXPECT_EQ(read_dated_pages(folder()).error().kind, ErrorKind::missing);
  EXPECT_EQ(read_dated_pages(folder() + "/none").error().kind, ErrorKind::missing);
  write("eval_default.json", "{");
  EXPECT_EQ(read_dated_pages(folder()).error().kind, ErrorKind::damaged);
}

}  // namespace
}  // namespace hearsay::eval
