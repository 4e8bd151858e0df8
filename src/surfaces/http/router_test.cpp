#include "surfaces/http/router.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace hearsay::http {
namespace {

Router make_router() {
  auto route = [](std::string method, std::string pattern, std::vector<Parameter> parameters = {}) {
    return Route{.method = method,
                 .pattern = pattern,
                 .name = method + pattern,
                 .parameters = std::move(parameters)};
  };
  Parameter id{.name = "id", .required = true};
  return Router({
      route("GET", "/"),
      route("GET", "/stories/{id}", {id}),
      route("GET", "/api/stories",
            {{.name = "q", .required = true},
             {.name = "n", .kind = Parameter::Kind::number, .fallback = "50", .most = 100},
             {.name = "by", .kind = Parameter::Kind::choice, .choices = {"date", "origins"}},
             {.name = "from", .kind = Parameter::Kind::day},
             {.name = "exact", .kind = Parameter::Kind::flag}}),
      route("GET", "/api/{what}/{id}", {{.name = "what"}, id}),
      route("GET", "/api/stories/{id}", {id}),
      route("GET", "/api/openapi.json"),
      route("POST", "/api/reports"),
      route("GET", "/*"),
  });
}

// Name of the route and its values, or status and detail.
std::string found(std::string_view method, std::string_view target) {
  static const Router router = make_router();
  Request request;
  auto result = router.find(method, target, request);
  if (auto* refused = std::get_if<Response>(&result))
    return std::to_string(refused->status) + " " + refused->body;
  std::string out = std::get<const Route*>(result)->name;
  for (const auto& [name, value] : request.values) out += " " + name + "=" + value;
  return out;
}

bool refuses(std::string_view target, std::string_view why) {
  std::string got = found("GET", target);
  return got.starts_with("400 ") && got.find(why) != std::string::npos;
}

TEST(router_test, finds_the_closest_pattern) {
  EXPECT_EQ(found("GET", "/"), "GET/");
  EXPECT_EQ(found("HEAD", "/stories/12"), "GET/stories/{id} id=12");
  EXPECT_EQ(found("GET", "/api/stories/12"), "GET/api/stories/{id} id=12");
  EXPECT_EQ(found("GET", "/api/people/12"), "GET/api/{what}/{id} what=people id=12");
  EXPECT_EQ(found("POST", "/api/reports"), "POST/api/reports");
}

TEST(router_test, pages_have_twins_for_programs) {
  EXPECT_EQ(found("GET", "/stories/12.json"), "GET/api/stories/{id} id=12");
  EXPECT_EQ(found("GET", "/stories.json?q=x"), "GET/api/stories q=x n=50");
  EXPECT_EQ(found("GET", "/api/openapi.json"), "GET/api/openapi.json");
}

TEST(router_test, checks_values) {
  EXPECT_EQ(found("GET", "/api/stories?q=a%20b&n=007&by=date&from=2018-05&exact"),
            "GET/api/stories q=a b n=7 by=date from=2018-05 exact=1");
  // What a form sends of fields that were left empty.
  EXPECT_EQ(found("GET", "/api/stories?q=a&n=&by=&from="), "GET/api/stories q=a n=50");
  EXPECT_TRUE(refuses("/api/stories", "q is missing"));
  EXPECT_TRUE(refuses("/api/stories?q=a&n=101", "n must be a whole number up to 100"));
  EXPECT_TRUE(refuses("/api/stories?q=a&n=-1", "n must be"));
  EXPECT_TRUE(refuses("/api/stories?q=a&n=99999999999999999999", "n must be"));
  EXPECT_TRUE(refuses("/api/stories?q=a&by=size", "one of date, origins"));
  for (const char* day :
       {"2018-13", "2018-00-01", "2018-5", "yesterday", "2018-05-32", "2018-02-31", "0000"})
    EXPECT_TRUE(refuses("/api/stories?q=a&from=" + std::string(day), "from must be")) << day;
  EXPECT_TRUE(refuses("/api/stories?q=a&q=b", "given twice"));
  EXPECT_TRUE(refuses("/api/stories?q=a&x=b", "no parameter x; there are q, n"));
  EXPECT_TRUE(refuses("/api/stories?q=" + std::string(1001, 'a'), "at most 1000"));
  EXPECT_TRUE(refuses("/api/stories/%ff", "broken"));
}

TEST(router_test, says_what_is_not_there) {
  EXPECT_TRUE(found("GET", "/none").starts_with("404 "));
  EXPECT_TRUE(found("GET", "/*").starts_with("404 "));
  EXPECT_TRUE(found("GET", "/stories/").starts_with("404 "));
  EXPECT_TRUE(found("GET", "/api/reports").starts_with("405 "));
  EXPECT_TRUE(found("POST", "/").starts_with("405 "));
  EXPECT_TRUE(found("DELETE", "/").starts_with("405 "));
  EXPECT_TRUE(found("DELETE", "/none").starts_with("404 "));
}

TEST(router_test, a_method_that_is_not_taken_is_told_which_are) {
  for (auto [method, target, takes] : {std::tuple("POST", "/stories/12.json", "GET, HEAD"),
                                       std::tuple("DELETE", "/api/stories", "GET, HEAD"),
                                       std::tuple("GET", "/api/reports", "POST")}) {
    Request request;
    auto result = make_router().find(method, target, request);
    const Response& refused = std::get<Response>(result);
    ASSERT_EQ(refused.headers.size(), 1u) << target;
    EXPECT_EQ(refused.headers[0].second, takes) << target;
  }
}

}  // namespace
}  // namespace hearsay::http
