#include "store/store.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using store_test_pipeline::Fixture;
using store_test_pipeline::Folder;

TEST(store_test, what_is_added_is_read_back) {
  Folder folder;
  Fixture fixture;
  auto store =
      Store::open(folder.file("a.db"), Store::Open::write, fixture.pipeline, fixture.resources);
  ASSERT_TRUE(store.ok()) << store.error().text();
  Document document = fixture.document("Plain words, said by a woman.", "one.txt");
  ASSERT_TRUE((*store)->add(document).ok());
  EXPECT_TRUE(*(*store)->contains(document.id()));
  auto before = (*store)->report(document.id());
  ASSERT_TRUE(before.ok()) << before.error().text();
  EXPECT_FALSE(before->has_value()) << "readers see what is committed";
  ASSERT_TRUE((*store)->commit().ok());
  auto report = (*store)->report(document.id());
  ASSERT_TRUE(report.ok()) << report.error().text();
  ASSERT_TRUE(report->has_value());
  EXPECT_EQ((*report)->text.view(), "Plain words, said by a woman.");
  EXPECT_EQ((*report)->paths, std::vector<std::string>{"one.txt"});
  auto hits = (*store)->search("WOMAN plain", 10, 0);
  ASSERT_TRUE(hits.ok()) << hits.error().text();
  ASSERT_EQ(hits->size(), 1u);
  EXPECT_EQ(hits->front().words, (std::vector<Span>{{0, 5}, {23, 28}}));
  auto checked = (*store)->check();
  EXPECT_TRUE(checked.ok()) << checked.error().text();
}

}  // namespace
}  // namespace hearsay
