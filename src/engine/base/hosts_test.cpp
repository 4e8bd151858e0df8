#include "base/hosts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

TEST(hosts_test, the_label_before_the_end_is_the_owners) {
  EXPECT_EQ(host_label("kesh.example"), "kesh");
  EXPECT_EQ(host_label("www.kesh.example"), "kesh");
  EXPECT_EQ(host_label("news.evening.kesh.example"), "kesh");
  EXPECT_EQ(host_label("www.kesh.co.example"), "kesh");
  EXPECT_EQ(host_label("Kesh.CO.example"), "Kesh");
  EXPECT_EQ(host_label("kesh.example."), "kesh") << "written to its end";
}

TEST(hosts_test, an_end_alone_is_taken_as_it_stands) {
  EXPECT_EQ(host_label("co.example"), "co");
  EXPECT_EQ(host_label("localhost"), "");
  EXPECT_EQ(host_label(""), "");
  EXPECT_EQ(host_label("."), "");
  EXPECT_EQ(host_label(".."), "");
  EXPECT_EQ(host_label(".example"), "");
  EXPECT_EQ(host_label(std::string(100'000, '.')), "");
}

}  // namespace
}  // namespace hearsay
