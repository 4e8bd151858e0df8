#include "eval/copies/copy_pairs.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

class copy_pairs_test : public TestFolder {
 protected:
  Result<std::vector<CopyPair>> read(const std::string& labels) {
    std::string articles = write("articles.jsonl",
                                 "{\"id\":1,\"text\":\"A ferry sank.\"}\n"
                                 "{\"id\":7,\"text\":\"A ferry has sunk.\"}\n");
    return read_copy_pairs(write("labels.tsv", labels), articles);
  }
};

TEST_F(copy_pairs_test, labels_come_with_both_texts) {
  auto got = read("# a note\n1\t7\ttest\trewrite\t2\n7\t1\ttune\tindependent\t1\n");
  ASSERT_TRUE(got.ok()) << got.error().text();
  ASSERT_EQ(got->size(), 2U);
  EXPECT_EQ((*got)[0].first, "A ferry sank.");
  EXPECT_EQ((*got)[0].second, "A ferry has sunk.");
  EXPECT_EQ((*got)[0].label, "rewrite");
  EXPECT_EQ((*got)[0].certainty, 2);
  EXPECT_TRUE((*got)[0].test);
  EXPECT_EQ((*got)[1].first_id, 7U);
  EXPECT_FALSE((*got)[1].test);
}

TEST_F(copy_pairs_test, a_line_that_is_wrong_is_named) {
  for (std::string wrong :
       {"1\t7\ttest\trewrite", "1\t8\ttest\trewrite\t2", "1\t7\tdev\trewrite\t2",
        "1\t7\ttest\tspun\t2", "1\t7\ttest\trewrite\tx", "1\t7x\ttest\trewrite\t2"}) {
    auto got = read("# a note\n" + wrong + "\n");
    ASSERT_FALSE(got.ok()) << wrong;
    EXPECT_NE(got.error().message.find("line 2"), std::string::npos);
  }
}

TEST_F(copy_pairs_test, an_article_that_stands_twice_is_damage) {
  std::string articles =
      write("twice.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n");
  auto got = read_copy_pairs(write("labels.tsv", ""), articles);
  ASSERT_FALSE(got.ok());
  EXPECT_NE(got.error().message.find("line 2"), std::string::npos);
}

}  // namespace
}  // namespace hearsay::eval
