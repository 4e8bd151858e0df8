#include "ingest/clean/features.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/trees.hpp"
#include "document/pipeline.hpp"
#include "ingest/clean/clean.hpp"

namespace hearsay::clean {
namespace {

constexpr std::string_view kPage =
    "<html><body><nav><a href=/>Home</a></nav><article class=story><h1>Boats leave Vell</h1>"
    "<p>The boats of Orlan left the harbour of Vell on Monday, and nobody on the quay said that "
    "they would come back before the winter.</p></article>"
    "<div class='post-comments'><p>me too</p></div></body></html>";

struct Read {
  Pipeline pipeline = make_pipeline();
  Resources resources = make_resources();
  Document document;

  Read(std::string_view bytes, Format format) : document(source(bytes, format)) {
    pipeline.analyse(document, resources);
  }
  static Source source(std::string_view bytes, Format format) {
    Source out;
    out.bytes = bytes;
    out.format = format;
    return out;
  }
  std::vector<BlockSigns> signs() const {
    return read_signs(document.get<Text>(), document.get<Blocks>(), "Boats leave Vell",
                      resources.made<CueLexicon>());
  }
  std::vector<Around> around() const {
    return look_around(document.get<Page>(), document.get<Blocks>(),
                       resources.made<NamingLexicon>());
  }
  PageView view(const std::vector<Around>& around) const {
    return {document.get<Page>(), document.get<Blocks>(), around};
  }
};

int32_t value(const Features& features, std::span<const std::string_view> names, size_t row,
              std::string_view name) {
  auto found = std::find(names.begin(), names.end(), name);
  EXPECT_NE(found, names.end()) << name;
  return features.row(row)[static_cast<size_t>(found - names.begin())];
}

void expect_distinct(std::span<const std::string_view> names) {
  EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
  EXPECT_FALSE(std::set<std::string_view>(names.begin(), names.end()).contains(""));
}

TEST(features_test, every_column_has_a_name_of_its_own) {
  for (auto names :
       {text_feature_names(), page_feature_names(), second_text_names(), second_page_names()})
    expect_distinct(names);
}

TEST(features_test, blocks_of_a_page_are_measured) {
  Read read(kPage, Format::html);
  auto signs = read.signs();
  auto around = read.around();
  ASSERT_EQ(signs.size(), 4u);
  Features out = page_features(read.document.get<Text>(), read.view(around), signs);
  ASSERT_EQ(out.rows(), 4u);
  auto names = page_feature_names();
  EXPECT_EQ(value(out, names, 0, "linked"), 1000);
  EXPECT_EQ(value(out, names, 0, "nav"), 1);
  EXPECT_EQ(value(out, names, 1, "title_in_it"), 1000);
  EXPECT_EQ(value(out, names, 1, "heading"), 1);
  EXPECT_EQ(value(out, names, 2, "words"), 25);
  EXPECT_EQ(value(out, names, 2, "ends_sentence"), 1);
  EXPECT_EQ(value(out, names, 2, "near_article"), 1);
  EXPECT_EQ(value(out, names, 3, "near_comment"), 1);
  EXPECT_EQ(value(out, names, 3, "from_last_long"), 1);
}

TEST(features_test, a_second_article_is_told_from_the_first) {
  Read read("<body><article><h1>Boats leave Vell</h1><p>They left.</p></article>"
            "<article><h1>Rain in Orlan</h1><p>It rained.</p></article></body>",
            Format::html);
  auto signs = read.signs();
  auto around = read.around();
  ASSERT_EQ(signs.size(), 4u);
  Features out = page_features(read.document.get<Text>(), read.view(around), signs);
  auto names = page_feature_names();
  EXPECT_EQ(value(out, names, 1, "title_article"), 1);
  EXPECT_EQ(value(out, names, 1, "articles_before"), 0);
  EXPECT_EQ(value(out, names, 1, "titles_before"), 1);
  EXPECT_EQ(value(out, names, 1, "title_up"), 1);
  EXPECT_EQ(value(out, names, 3, "title_article"), 2);
  EXPECT_EQ(value(out, names, 3, "articles_before"), 1);
  EXPECT_EQ(value(out, names, 3, "titles_before"), 2);
  EXPECT_EQ(value(out, names, 3, "title_up"), 2);
  EXPECT_EQ(around[1].made, around[3].made);
  EXPECT_NE(around[0].made, around[1].made);
}

TEST(features_test, plain_text_has_features_and_a_second_pass) {
  Read read("Boats leave Vell\n\nThe boats left on Monday, said Anu Selk.\n\nRead more\n",
            Format::text);
  auto signs = read.signs();
  ASSERT_EQ(signs.size(), 3u);
  Features features = text_features(read.document.get<Text>(), signs);
  EXPECT_EQ(value(features, text_feature_names(), 2, "cue_related"), 3);
  std::vector<int64_t> scores = {-Trees::kUnit, 20 * int64_t{Trees::kUnit}, 0};
  add_second(features, signs, scores, nullptr);
  EXPECT_EQ(features.columns(), second_text_names().size());
  EXPECT_EQ(value(features, second_text_names(), 0, "odds"), -100);
  EXPECT_EQ(value(features, second_text_names(), 0, "after1_odds"), 400) << "cut at 4";
  EXPECT_EQ(value(features, second_text_names(), 2, "after1_odds"), -500) << "nobody there";
}

TEST(features_test, no_blocks_no_rows) {
  Read read("", Format::html);
  auto signs = read.signs();
  auto around = read.around();
  PageView view = read.view(around);
  Features none = page_features(read.document.get<Text>(), view, signs);
  add_second(none, signs, {}, &view);
  EXPECT_EQ(none.rows(), 0u);
}

}  // namespace
}  // namespace hearsay::clean
