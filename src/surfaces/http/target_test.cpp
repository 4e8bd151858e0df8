#include "surfaces/http/target.hpp"

#include <gtest/gtest.h>

#include "surfaces/api/addresses.hpp"

namespace hearsay::http {
namespace {

TEST(target_test, takes_targets_apart) {
  auto address = parse_target("/stories/a%2Fb%C3%A9?q=two+words&x&y=%3D1&&");
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address->path, "/stories/a/b\xC3\xA9");
  EXPECT_EQ(address->segments, (std::vector<std::string>{"stories", "a/b\xC3\xA9"}));
  EXPECT_EQ(address->query, "q=two+words&x&y=%3D1&&");
  ASSERT_EQ(address->values.size(), 3U);
  EXPECT_EQ(address->values[0].second, "two words");
  EXPECT_EQ(address->values[1], (std::pair<std::string, std::string>{"x", ""}));
  EXPECT_EQ(address->values[2].second, "=1");
  EXPECT_EQ(parse_target("/")->segments, std::vector<std::string>{""});
}

TEST(target_test, refuses_what_is_broken_or_foreign) {
  for (const char* target :
       {"", "*", "stories", "http://other.example/", "/%", "/%4", "/%zz", "/%00", "/a%0d%0ab",
        "/%ff", "/../etc", "/a/./b", "/a/%2e%2e/b", "/a?b=%c3", "/a?%1=b", "/a b", "/a?b=\n"})
    EXPECT_FALSE(parse_target(target).has_value()) << target;
  std::string deep;
  for (int i = 0; i < 65; ++i) deep += "/a";
  EXPECT_FALSE(parse_target(deep).has_value());
  std::string many = "/?";
  for (int i = 0; i < 65; ++i) many += "a=b&";
  EXPECT_FALSE(parse_target(many).has_value());
}

TEST(target_test, what_is_encoded_is_decoded) {
  std::string all;
  for (int c = 0x20; c < 0x7F; ++c) all += static_cast<char>(c);
  all += "\xE2\x80\x9C";
  EXPECT_EQ(decode(percent_encoded(all), true), all);
}

}  // namespace
}  // namespace hearsay::http
