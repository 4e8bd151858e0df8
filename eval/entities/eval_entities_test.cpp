#include "eval/entities/iob2.hpp"

#include <gtest/gtest.h>

namespace hearsay::eval {
namespace {

TEST(eval_entities_test, words_lie_where_the_text_has_them) {
  auto documents = read_iob2(
      "# newdoc id = a\n# text = Vell's boats, 2.\n1\tVell\tB-PER\t-\tx\n2\t's\tO\t-\t-\n3\tboats\tO\n"
      "4\t,\tO\n5\t2.\tO\n\n# text = another\n1\tNo\tO\n2\ttext\tB-LOC\n\n"
      "# newdoc id = b\n1\tTavra\tB-LOC\n");
  ASSERT_TRUE(documents.ok()) << documents.error().text();
  ASSERT_EQ(documents->size(), 2U);
  const GoldNames& first = documents->front();
  EXPECT_EQ(first.text, "Vell's boats, 2. No text");
  EXPECT_EQ(first.words, (std::vector<Span>{{0, 4}, {4, 6}, {7, 12}, {12, 13}, {14, 16}, {17, 19}, {20, 24}}));
  EXPECT_EQ(first.sentences, (std::vector<uint32_t>{0, 5}));
  EXPECT_EQ(first.labels[0], "B-PER");
  EXPECT_EQ(documents->back().text, "Tavra");
}

TEST(eval_entities_test, what_is_no_iob2_is_named_by_its_line) {
  auto broken = read_iob2("1\ta\tO\n\nnothing\n");
  ASSERT_FALSE(broken.ok());
  EXPECT_NE(broken.error().text().find("line 3"), std::string::npos);
  EXPECT_FALSE(read_iob2("1\t\tO\n").ok());
  EXPECT_TRUE(read_iob2("")->empty());
}

}  // namespace
}  // namespace hearsay::eval
