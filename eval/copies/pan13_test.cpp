#include "eval/copies/pan13.hpp"

#include <zlib.h>

#include <set>

#include "eval/copies/test_folder.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;

class pan13_test : public TestFolder {
 protected:
  void pack(const std::string& name, const std::string& bytes) {
    write(name, "");
    gzFile file = gzopen((folder_ / name).c_str(), "wb");
    ASSERT_NE(file, nullptr);
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
  }
  Result<PanCorpus> read() { return read_pan13(folder_.string()); }
  std::string message() {
    Result<PanCorpus> got = read();
    return got ? "" : got.error().text();
  }
};

TEST_F(pan13_test, pairs_come_with_their_texts) {
  pack("src/a.txt.gz", "The käse is on the quay.");
  write("susp/b.txt", "Somebody says the käse is on the quay.");
  write("pairs.jsonl", R"({"type":"none","src":"src/a.txt.gz","susp":"susp/b.txt",)"
                       R"("cases":[{"src":[4,24],"susp":[18,38]}]})"
                       "\n");
  Result<PanCorpus> got = read();
  ASSERT_TRUE(got.ok()) << got.error().text();
  ASSERT_EQ(got->pairs.size(), 1U);
  const PanPair& pair = got->pairs[0];
  EXPECT_EQ(pair.type, "none");
  EXPECT_EQ(got->texts.at(pair.source), "The käse is on the quay.");
  ASSERT_EQ(pair.cases.size(), 1U);
  EXPECT_EQ(pair.cases[0].source, (Span{4, 24}));
  EXPECT_EQ(pair.cases[0].suspicious, (Span{18, 38}));
}

TEST_F(pan13_test, what_is_wrong_is_named) {
  EXPECT_NE(message().find("no such file"), std::string::npos);
  write("pairs.jsonl", "{\"type\":\"none\"}\n");
  EXPECT_NE(message().find("line 1"), std::string::npos);
  std::string pair = R"({"type":"none","src":"src/a.txt","susp":"susp/b.txt","cases":[]})";
  write("pairs.jsonl", pair + "\n");
  EXPECT_NE(message().find("src/a.txt"), std::string::npos);
  write("src/a.txt", "ab\xff");
  EXPECT_NE(message().find("src/a.txt:2"), std::string::npos);
  write("src/a.txt", "ab");
  write("susp/b.txt", "ab");
  EXPECT_EQ(message(), "");
  pair.replace(pair.find("[]"), 2, R"([{"src":[0,2],"susp":[0,3]}])");
  write("pairs.jsonl", pair + "\n");
  EXPECT_NE(message().find("behind the end"), std::string::npos);
}

TEST_F(pan13_test, a_packed_text_that_breaks_off_is_damaged) {
  pack("src/a.txt.gz", std::string(1000, 'a') + "b");
  fs::resize_file(folder_ / "src/a.txt.gz", 20);
  write("pairs.jsonl", R"({"type":"none","src":"src/a.txt.gz","susp":"src/a.txt.gz","cases":[]})");
  EXPECT_NE(message(), "");
}

// Pairs of numbered texts, all different.
PanCorpus corpus_of(const std::vector<std::pair<int, int>>& pairs, const std::string& type) {
  PanCorpus out;
  for (auto [source, suspicious] : pairs) {
    PanPair pair;
    pair.type = type;
    pair.source = "src/" + std::to_string(source);
    pair.suspicious = "susp/" + std::to_string(suspicious);
    out.texts[pair.source] = pair.source;
    out.texts[pair.suspicious] = pair.suspicious;
    out.pairs.push_back(std::move(pair));
  }
  return out;
}

TEST_F(pan13_test, no_text_stands_in_both_halves) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 6}}, "none");
  corpus.texts["susp/6"] = corpus.texts["src/5"];  // one text, two names
  deal_halves(corpus);
  std::set<std::string> tune, test;
  for (const PanPair& pair : corpus.pairs)
    for (const std::string& name : {pair.source, pair.suspicious})
      (pair.test ? test : tune).insert(corpus.texts[name]);
  for (const std::string& text : tune) EXPECT_FALSE(test.contains(text)) << text;
  EXPECT_EQ(corpus.pairs[0].test, corpus.pairs[2].test);
  EXPECT_EQ(corpus.pairs[5].test, corpus.pairs[6].test);
}

TEST_F(pan13_test, halves_are_equal_by_type) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 6}, {7, 7}}, "none");
  corpus.pairs[5].type = corpus.pairs[6].type = "summary";
  deal_halves(corpus);
  std::map<std::string, int> test;
  for (const PanPair& pair : corpus.pairs) test[pair.type] += pair.test;
  EXPECT_EQ(test["none"], 2);
  EXPECT_EQ(test["summary"], 1);
}

TEST_F(pan13_test, halves_do_not_depend_on_the_order) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 1}, {3, 3}, {4, 4}, {5, 5}, {6, 6}}, "none");
  PanCorpus other = corpus_of({{6, 6}, {5, 5}, {4, 4}, {3, 3}, {2, 1}, {1, 1}}, "none");
  deal_halves(corpus);
  deal_halves(other);
  for (size_t i = 0; i < 6; ++i) EXPECT_EQ(corpus.pairs[i].test, other.pairs[5 - i].test);
}

}  // namespace
}  // namespace hearsay::eval
