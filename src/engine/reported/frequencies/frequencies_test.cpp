#include "reported/frequencies/frequencies.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/folded_words.hpp"
#include "base/stems.hpp"
#include "document/pipeline.hpp"

namespace hearsay {
namespace {

uint32_t stem(std::string word) {
  cut_to_stem(word);
  return word_hash(word);
}

Frequencies read(std::string_view table) {
  Resources resources;
  resources.blobs["models/terms/frequencies.tsv"] = table;
  return Frequencies(resources);
}

TEST(frequencies_test, the_rarer_a_word_the_more_it_says) {
  Frequencies found = read("8\t\n8\tthe\n4\tboat\n1\tquay\n");
  EXPECT_EQ(found.weight(stem("the")), 0u);
  EXPECT_EQ(found.weight(stem("boat")), 69u) << "100 ln 2";
  EXPECT_EQ(found.weight(stem("quay")), 208u) << "100 ln 8";
  EXPECT_EQ(found.most(), 208u);
}

TEST(frequencies_test, what_nobody_counted_says_most) {
  Frequencies found = read("8\t\n8\tthe\n4\tboat\n");
  EXPECT_EQ(found.weight(stem("tavra")), found.most());
  EXPECT_EQ(found.weight(0), found.most());
  EXPECT_EQ(found.weight(UINT32_MAX), found.most());
}

TEST(frequencies_test, without_a_table_all_words_are_equal) {
  for (std::string_view table : {"", "8", "8\tthe"}) {
    Frequencies found = read(table);
    EXPECT_GT(found.most(), 0u);
    EXPECT_EQ(found.weight(stem("the")), found.most()) << table;
    EXPECT_EQ(found.weight(stem("tavra")), found.most()) << table;
  }
  EXPECT_EQ(Frequencies{Resources()}.weight(stem("the")), Frequencies{Resources()}.most());
}

TEST(frequencies_test, ill_formed_lines_are_passed_over) {
  Frequencies found = read(
      "8\t\n\n\t\nboat\n-4\tboat\n99999999999\tboat\n0\tquay\nx\tquay\n\xFF\xFE\n8\tthe\n4\tlast");
  EXPECT_EQ(found.weight(stem("boat")), found.most());
  EXPECT_EQ(found.weight(stem("quay")), found.most());
  EXPECT_EQ(found.weight(stem("the")), 0u);
  EXPECT_EQ(found.weight(stem("last")), 69u) << "without a line feed";
}

TEST(frequencies_test, counts_that_cannot_be_weigh_nothing) {
  Frequencies found = read("8\t\n4000000000\tthe\n");
  EXPECT_EQ(found.weight(stem("the")), 0u);
}

TEST(frequencies_test, many_words_are_all_found) {
  std::string table = "5000\t\n";
  for (int i = 1; i <= 5000; ++i) table += std::to_string(i) + "\tword" + std::to_string(i) + "\n";
  Frequencies found = read(table);
  uint32_t last = found.most();
  for (int i = 1; i <= 5000; ++i) {
    uint32_t weight = found.weight(stem("word" + std::to_string(i)));
    EXPECT_LE(weight, last);
    last = weight;
  }
  EXPECT_EQ(last, 0u);
}

TEST(frequencies_test, the_table_that_is_shipped_tells_words_apart) {
  Resources resources = make_resources();
  const auto& shipped = resources.made<Frequencies>();
  EXPECT_LT(shipped.weight(stem("the")), 10u);
  EXPECT_LT(shipped.weight(stem("government")), shipped.weight(stem("harbour")));
  EXPECT_EQ(shipped.weight(stem("terdiqul")), shipped.most());
}

}  // namespace
}  // namespace hearsay
