#include "ingest/html/tags.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(tags_test, every_listed_name_is_found_in_any_case) {
#define HEARSAY_TAG(identifier, name, traits)  \
  EXPECT_EQ(known_tag(name), Tag::identifier); \
  EXPECT_EQ(TagNames()[Tag::identifier], std::string_view(name));
  HEARSAY_TAGS(HEARSAY_TAG)
#undef HEARSAY_TAG
  EXPECT_EQ(known_tag("BlockQuote"), Tag::blockquote);
  EXPECT_EQ(known_tag("Annotation-XML"), Tag::annotation_xml);
}

TEST(tags_test, other_names_are_numbered_as_they_come) {
  TagNames names;
  EXPECT_EQ(names.find("x-a", false), Tag::other);
  Tag a = names.find("X-a", true);
  Tag b = names.find("a-very-long-name-of-an-element", true);
  EXPECT_NE(a, b);
  EXPECT_EQ(names.find("x-A", false), a);
  EXPECT_EQ(names[a], "x-a");
  EXPECT_EQ(traits(a), 0U);
  for (int i = 0; i < 1000; ++i) names.find("x" + std::to_string(i), true);
  EXPECT_EQ(names[b], "a-very-long-name-of-an-element");
}

TEST(tags_test, blocks_are_known_by_name) {
  EXPECT_TRUE(has(known_tag("p"), kBlock));
  EXPECT_TRUE(has(known_tag("figcaption"), kBlock));
  EXPECT_FALSE(has(known_tag("span"), kBlock));
  EXPECT_FALSE(has(known_tag("unheard-of"), kBlock));
}

TEST(tags_test, the_empty_name_is_no_tag) {
  EXPECT_EQ(known_tag(""), Tag::other);
}

}  // namespace
}  // namespace hearsay
