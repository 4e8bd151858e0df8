#include "ingest/html/tree.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

uint32_t element(Tree& tree, uint32_t parent, Tag tag, uint32_t before = kNoNode) {
  uint32_t node = tree.add({.tag = tag});
  tree.insert(parent, node, before);
  return node;
}

std::string rows(const Tree& tree, uint32_t depth = 512) {
  Page page;
  flatten(tree, depth, page);
  std::string out;
  for (size_t i = 1; i < page.kind.size(); ++i) {
    out += std::string(page.name[i]) + "<" + std::to_string(page.parent[i]) + "," +
           std::to_string(page.subtree_end[i]) + " ";
  }
  return out;
}

TEST(tree_test, nodes_are_inserted_moved_and_written_in_preorder) {
  Tree tree;
  uint32_t p = element(tree, 0, Tag::p);
  uint32_t b = element(tree, p, Tag::b);
  element(tree, b, Tag::i);
  element(tree, 0, Tag::div, p);
  EXPECT_EQ(rows(tree), "div<0,2 p<0,5 b<2,5 i<3,5 ");
  tree.detach(b);
  EXPECT_EQ(rows(tree), "div<0,2 p<0,3 ");
  tree.insert(0, b);
  EXPECT_EQ(rows(tree), "div<0,2 p<0,3 b<0,5 i<3,5 ");
  tree.move_children(b, p);
  EXPECT_EQ(rows(tree), "div<0,2 p<0,4 i<2,4 b<0,5 ");
  tree.move_children(b, p);
  tree.detach(b);
  tree.detach(b);
  EXPECT_EQ(rows(tree), "div<0,2 p<0,4 i<2,4 ");
}

TEST(tree_test, elements_that_lie_too_deep_follow_their_parent) {
  Tree tree;
  uint32_t a = element(tree, 0, Tag::div);
  uint32_t b = element(tree, a, Tag::p);
  uint32_t c = element(tree, b, Tag::b);
  element(tree, c, Tag::i);
  element(tree, b, Tag::u);
  EXPECT_EQ(rows(tree, 2), "div<0,6 p<1,3 b<1,4 i<1,5 u<1,6 ");
}

TEST(tree_test, a_hundred_thousand_nested_nodes_are_written_without_recursion) {
  Tree tree;
  uint32_t parent = 0;
  for (int i = 0; i < 100'000; ++i) parent = element(tree, parent, Tag::div);
  Page page;
  EXPECT_EQ(flatten(tree, 512, page), 0U);
  EXPECT_EQ(page.kind.size(), 100'001U);
}

}  // namespace
}  // namespace hearsay
