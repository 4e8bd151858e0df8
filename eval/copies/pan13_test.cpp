#include "eval/copies/pan13.hpp"

#include <zlib.h>

#include "eval/measures/test_folder.hpp"

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
  Result<PanCorpus> read() {
    return read_pan13(folder_.string(), (folder_ / "halves.txt").string());
  }
  std::string message() {
    Result<PanCorpus> got = read();
    return got ? "" : got.error().text();
  }
};

TEST_F(pan13_test, pairs_come_with_their_texts) {
  pack("src/a.txt.gz", "The käse is on the quay.");
  write("susp/b.txt", "Somebody says the käse is on the quay.");
  write("halves.txt", "t\n");
  write("pairs.jsonl", R"({"type":"none","src":"src/a.txt.gz","susp":"susp/b.txt",)"
                       R"("cases":[{"src":[4,24],"susp":[18,38]}]})"
                       "\n");
  Result<PanCorpus> got = read();
  ASSERT_TRUE(got.ok()) << got.error().text();
  ASSERT_EQ(got->pairs.size(), 1U);
  const PanPair& pair = got->pairs[0];
  EXPECT_EQ(pair.type, "none");
  EXPECT_TRUE(pair.test);
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
  EXPECT_NE(message().find("halves.txt: there is no such file"), std::string::npos);
  write("halves.txt", "--\n");
  EXPECT_NE(message().find("no list of two halves"), std::string::npos);
  write("halves.txt", "-\n");
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
PanCorpus corpus_of(const std::vector<std::pair<int, int>>& pairs) {
  PanCorpus out;
  for (auto [source, suspicious] : pairs) {
    PanPair pair;
    pair.source = "src/" + std::to_string(source);
    pair.suspicious = "susp/" + std::to_string(suspicious);
    out.texts[pair.source] = pair.source;
    out.texts[pair.suspicious] = pair.suspicious;
    out.pairs.push_back(std::move(pair));
  }
  return out;
}

TEST_F(pan13_test, halves_are_those_of_the_list) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 2}, {3, 3}});
  ASSERT_TRUE(deal_halves("t-\nt", corpus));
  EXPECT_TRUE(corpus.pairs[0].test);
  EXPECT_FALSE(corpus.pairs[1].test);
  EXPECT_TRUE(corpus.pairs[2].test);
}

TEST_F(pan13_test, a_list_of_other_pairs_is_refused) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 2}, {3, 3}});
  for (std::string_view list : {"", "t-", "t-t-"}) EXPECT_FALSE(deal_halves(list, corpus)) << list;
}

TEST_F(pan13_test, no_text_stands_in_both_halves) {
  PanCorpus corpus = corpus_of({{1, 1}, {2, 1}, {2, 2}, {3, 3}, {4, 4}});
  EXPECT_TRUE(deal_halves("ttt-t", corpus));
  EXPECT_FALSE(deal_halves("tt--t", corpus));
  corpus.texts["susp/4"] = corpus.texts["src/3"];  // one text, two names
  EXPECT_FALSE(deal_halves("ttt-t", corpus));
  EXPECT_TRUE(deal_halves("ttt--", corpus));
}

}  // namespace
}  // namespace hearsay::eval
