#include "base/json.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

TEST(json_test, nests_objects_and_arrays) {
  Json json;
  json.begin_object().field("a", 1).begin_array("b").field("", "x").null().begin_object();
  json.end_object().end_array().field("c", true).end_object();
  EXPECT_EQ(json.text(), R"({"a":1,"b":["x",null,{}],"c":true})");
}

TEST(json_test, escapes_whatever_could_end_a_string_or_a_line) {
  std::string out;
  append_json_string(out, "\"\\\n\x01\x7f\u0085\u2028 é");
  EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001\\u007f\\u0085\\u2028 é\"");
}

TEST(json_test, replaces_invalid_bytes) {
  std::string out;
  append_json_string(out, "a\xED\xA0\x80z");
  EXPECT_EQ(out, "\"a\uFFFD\uFFFD\uFFFDz\"");
}

}  // namespace
}  // namespace hearsay
