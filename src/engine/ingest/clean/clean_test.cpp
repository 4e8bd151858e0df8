#include "ingest/clean/clean.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/trees.hpp"
#include "document/pipeline.hpp"
#include "ingest/clean/features.hpp"

namespace hearsay {
namespace {

Document analysed(std::string_view bytes, Format format, const Resources& resources) {
  Source source;
  source.bytes = bytes;
  source.format = format;
  Document document(std::move(source));
  make_pipeline().analyse(document, resources);
  return document;
}

Roles read(std::string_view bytes, Format format, const Resources& resources) {
  return analysed(bytes, format, resources).get<Roles>();
}

Explanation explain(const Document& document, const Resources& resources, size_t block) {
  return make_pipeline().find("roles")->explain(document, resources, block);
}

constexpr std::string_view kArticle =
    "Boats leave Vell\n\nThe boats of Orlan left the harbour of Vell on Monday, the harbour master "
    "said.\n\nNobody on the quay believed that they would come back before the winter.\n\n"
    "“We counted nine,” said Anu Selk, who sells nets there.\n";

TEST(clean_test, nothing_of_a_clean_article_is_set_aside) {
  Roles roles = read(kArticle, Format::text, make_resources());
  ASSERT_EQ(roles.span.size(), 4u);
  for (size_t i = 0; i < 4; ++i) EXPECT_TRUE(roles.kept[i].yes) << i;
  EXPECT_EQ(roles.role[0], BlockRole::title);
  EXPECT_EQ(roles.role[3], BlockRole::body);
}

TEST(clean_test, without_weights_shape_decides) {
  Roles roles = read(kArticle, Format::text, Resources());
  ASSERT_EQ(roles.span.size(), 4u);
  EXPECT_TRUE(roles.kept[1].yes);
  EXPECT_TRUE(roles.kept[3].yes);
}

TEST(clean_test, broken_weights_are_as_good_as_none) {
  Resources broken = make_resources();
  Resources copy;
  copy.blobs = broken.blobs;
  copy.blobs["models/clean/text-first.trees"] = "HTR1";
  Roles roles = read(kArticle, Format::text, copy);
  EXPECT_TRUE(roles.kept[1].yes);
}

TEST(clean_test, every_block_has_one_role_and_a_reason) {
  Roles roles = read("<body><p>One two three.<p>Four<div>", Format::html, make_resources());
  ASSERT_EQ(roles.span.size(), 2u);
  for (size_t i = 0; i < 2; ++i) EXPECT_FALSE(roles.why[i].empty());
}

constexpr std::string_view kPage =
    "<html><body><nav><a href=/>Home</a><a href=/world>World</a></nav><article><h1>Boats leave "
    "Vell</h1><p>By Anu Selk</p><p>The boats of Orlan left the harbour of Vell on Monday, and "
    "nobody "
    "on the quay said that they would come back before the winter.</p><p>“We counted nine,” said "
    "Anu Selk, who sells nets there and has seen more than one fleet leave.</p></article>"
    "<div class=comments><p>me too, I was there and I saw them go.</p></div>"
    "<footer><p>© Vell Post. All rights reserved.</p></footer></body></html>";

TEST(clean_test, what_the_features_add_makes_up_what_the_verdict_rests_on) {
  Resources resources = make_resources();
  for (auto [bytes, format] : {std::pair(kPage, Format::html), std::pair(kArticle, Format::text)}) {
    Document document = analysed(bytes, format, resources);
    const auto& roles = document.get<Roles>();
    size_t by_trees = 0;
    for (size_t i = 0; i < roles.span.size(); ++i) {
      Explanation told = explain(document, resources, i);
      for (const Weighing& one : told.weighings) {
        int64_t sum = one.base;
        for (const Factor& factor : one.factors) sum += factor.adds;
        EXPECT_EQ(sum, one.log_odds) << one.by;
      }
      if (!told.summary.starts_with("the trees decided")) continue;
      ++by_trees;
      int64_t threshold = format == Format::html ? 0 : -2 * int64_t{Trees::kUnit};
      int64_t odds = told.weighings.front().log_odds - threshold;
      EXPECT_EQ(odds > 0, roles.kept[i].yes) << i;
      EXPECT_EQ(odds_to_share(odds < 0 ? -odds : odds), roles.score[i].ten_thousandths) << i;
    }
    EXPECT_GT(by_trees, 1u);
  }
}

// Weights for pages: a feature up to a threshold gives `low` units, above it `high`, in both
// passes.
class OneQuestion {
 public:
  OneQuestion(std::string_view feature, int32_t threshold, int32_t low, int32_t high)
      : first_(trees(clean::page_feature_names(), feature, threshold, low, high)),
        second_(trees(clean::second_page_names(), feature, threshold, low, high)) {
    resources_.blobs = make_resources().blobs;
    resources_.blobs["models/clean/page-first.trees"] = first_;
    resources_.blobs["models/clean/page-second.trees"] = second_;
  }
  const Resources& resources() const { return resources_; }

 private:
  static std::string trees(std::span<const std::string_view> names, std::string_view feature,
                           int32_t threshold, int32_t low, int32_t high) {
    std::string out = "HTR1";
    auto put = [&out](int64_t number, int bytes) {
      for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
    };
    put(static_cast<int64_t>(names.size()), 4);
    put(1, 4);
    for (std::string_view name : names) out += std::string(name) + "\n";
    put(1, 4);
    put(threshold, 4);
    put(std::find(names.begin(), names.end(), feature) - names.begin(), 2);
    put(~0, 2);
    put(~1, 2);
    put(int64_t{low} * Trees::kUnit, 4);
    put(int64_t{high} * Trees::kUnit, 4);
    return out;
  }

  std::string first_, second_;
  Resources resources_;
};

size_t block_with(const Document& document, BlockRole role) {
  const auto& roles = document.get<Roles>().role;
  return static_cast<size_t>(std::find(roles.begin(), roles.end(), role) - roles.begin());
}

TEST(clean_test, a_feature_gets_what_it_adds_and_words) {
  OneQuestion weights("chars", 60, -1, 1);
  Document document = analysed(kPage, Format::html, weights.resources());
  Explanation told = explain(document, weights.resources(), block_with(document, BlockRole::body));
  EXPECT_EQ(told.summary,
            "the trees decided: log odds 1.00, and of a page what is above 0.00 is kept");
  ASSERT_EQ(told.weighings.size(), 2u);
  for (const Weighing& one : told.weighings) {
    EXPECT_EQ(one.log_odds, Trees::kUnit);
    ASSERT_EQ(one.factors.size(), 1u);
    EXPECT_EQ(one.factors[0].name, "chars");
    EXPECT_EQ(one.factors[0].value, 127);
    EXPECT_EQ(one.factors[0].says, "characters in it: 127");
    EXPECT_EQ(one.factors[0].adds, Trees::kUnit - one.base) << "from the mean of all blocks";
  }
}

TEST(clean_test, hopeless_blocks_are_explained_by_the_trees_that_gave_them_up) {
  OneQuestion weights("chars", 60, -3, 1);
  Document document = analysed(kPage, Format::html, weights.resources());
  Explanation told = explain(document, weights.resources(), document.get<Roles>().span.size() - 1);
  EXPECT_TRUE(told.summary.starts_with("the trees decided: log odds -3.00")) << told.summary;
  ASSERT_EQ(told.weighings.size(), 1u);
  EXPECT_EQ(told.weighings[0].by, "the first 40 trees");
}

TEST(clean_test, a_rule_that_overrides_the_trees_is_told_first) {
  OneQuestion all("chars", 0, 1, 1);
  Document kept = analysed(kPage, Format::html, all.resources());
  EXPECT_EQ(explain(kept, all.resources(), block_with(kept, BlockRole::comment)).summary,
            "a rule decided, though the trees alone would keep it: log odds 1.00, and of a page "
            "what is above 0.00 is kept");
  OneQuestion none("chars", 0, -1, -1);
  Document aside = analysed(kPage, Format::html, none.resources());
  EXPECT_TRUE(
      explain(aside, none.resources(), block_with(aside, BlockRole::title))
          .summary.starts_with("a rule decided, though the trees alone would set it aside"));
  EXPECT_TRUE(explain(aside, none.resources(), block_with(aside, BlockRole::byline))
                  .summary.starts_with("a rule decided, and the trees alone would do the same"));
}

TEST(clean_test, without_weights_an_explanation_names_no_features) {
  Document document = analysed(kArticle, Format::text, Resources());
  Explanation told = explain(document, Resources(), 1);
  EXPECT_EQ(told.summary, "its shape decided, for there are no trees");
  EXPECT_TRUE(told.weighings.empty());
}

}  // namespace
}  // namespace hearsay
