#include <gtest/gtest.h>
#include <simdjson.h>

#include <set>
#include <string>

#include "surfaces/http/http.hpp"

namespace hearsay::http {
namespace {

namespace dom = simdjson::dom;

struct Document {
  Document() : text(openapi(api_routes())) { root = parser.parse(text).value(); }
  std::string text;
  dom::parser parser;
  dom::element root;
};

// Every "$ref" in a value leads somewhere.
void check_references(dom::element root, dom::element value) {
  if (value.is_array()) {
    dom::array items = value;
    for (dom::element one : items) check_references(root, one);
  } else if (value.is_object()) {
    dom::object fields = value;
    for (auto [key, one] : fields) {
      if (key == "$ref") {
        std::string target(one.get_string().value_unsafe());
        ASSERT_TRUE(target.starts_with("#/components/")) << target;
        EXPECT_EQ(root.at_pointer(target.substr(1)).error(), simdjson::SUCCESS) << target;
      } else {
        check_references(root, one);
      }
    }
  }
}

TEST(openapi_test, every_route_is_described) {
  Document document;
  EXPECT_EQ(document.root.at_key("openapi").get_string().value(), "3.1.0");
  std::set<std::string> paths;
  dom::object all = document.root["paths"];
  for (auto [path, operations] : all) paths.insert(std::string(path));
  EXPECT_EQ(paths.size(), api_routes().size());
  for (const Route& route : api_routes()) EXPECT_TRUE(paths.contains(route.pattern));
  check_references(document.root, document.root);
}

TEST(openapi_test, parameters_have_types_choices_and_limits) {
  Document document;
  dom::element story = document.root["paths"]["/api/stories/{id}"]["get"];
  EXPECT_EQ(story["parameters"].at(0)["in"].get_string().value(), "path");
  EXPECT_TRUE(story["parameters"].at(0)["required"].get_bool().value());
  std::set<std::string> seen;
  dom::array parameters = document.root["paths"]["/api/stories"]["get"]["parameters"];
  for (dom::element one : parameters) {
    std::string name(one["name"].get_string().value());
    seen.insert(name);
    dom::element schema = one["schema"];
    if (name == "limit") {
      EXPECT_EQ(schema["maximum"].get_int64().value(), 1000);
      EXPECT_EQ(schema["default"].get_int64().value(), 50);
    }
    if (name == "by") {
      EXPECT_EQ(schema["enum"].get_array().value().size(), 3U);
    }
    if (name == "from") {
      EXPECT_EQ(schema["pattern"].error(), simdjson::SUCCESS);
    }
  }
  EXPECT_EQ(seen, (std::set<std::string>{"from", "to", "outlet", "origins", "by", "cursor", "limit",
                                         "format"}));
}

TEST(openapi_test, a_shape_that_comes_again_is_named_once) {
  Document document;
  dom::object schemas = document.root["components"]["schemas"];
  for (const char* name : {"Report", "Statement", "Entity", "Story", "StoryPage", "StoryDetail",
                           "Lineage", "SearchPage", "Span", "Counts", "Problem", "ReportHead"})
    EXPECT_EQ(schemas.at_key(name).error(), simdjson::SUCCESS) << name;
  EXPECT_NE(document.text.find(R"("cue":{"anyOf":[{"$ref":"#/components/schemas/Span"},)"),
            std::string::npos);
}

TEST(openapi_test, what_is_not_documented_is_not_there) {
  std::vector<Route> routes = api_routes();
  routes.resize(2);
  routes[0].documented = false;
  Route post = routes[1];
  post.method = "POST";
  post.name = "post";
  routes.push_back(post);
  std::string text = openapi(routes);
  dom::parser parser;
  dom::element root = parser.parse(text).value();
  EXPECT_EQ(root["paths"].get_object().value().size(), 1U);
  dom::element path = root["paths"][routes[1].pattern];
  EXPECT_EQ(path["get"].error(), simdjson::SUCCESS);
  EXPECT_EQ(path["post"]["requestBody"].error(), simdjson::SUCCESS);
}

TEST(openapi_test, it_is_the_same_every_time) {
  EXPECT_EQ(openapi(api_routes()), openapi(api_routes()));
}

}  // namespace
}  // namespace hearsay::http
