#include "ingest/clean/clean.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

Roles read(std::string_view bytes, Format format, const Resources& resources) {
  Source source;
  source.bytes = bytes;
  source.format = format;
  Document document(std::move(source));
  make_pipeline().analyse(document, resources);
  return document.get<Roles>();
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

}  // namespace
}  // namespace hearsay
