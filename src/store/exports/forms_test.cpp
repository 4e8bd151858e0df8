#include "store/exports/forms.hpp"

#include <gtest/gtest.h>

namespace hearsay {
namespace {

using Kind = Shape::Kind;

Shape leaf(std::string name, Kind kind = Kind::text) {
  return {std::move(name), kind, {}, false};
}

// {"id","span":{begin,end},"tags":[text],"score","yes","note"?}
Shape shape() {
  Shape note = leaf("note");
  note.optional = true;
  return {"",
          Kind::object,
          {leaf("id"),
           {"span", Kind::object, {leaf("begin", Kind::number), leaf("text")}, false},
           {"tags", Kind::list, {leaf("")}, false},
           leaf("score", Kind::decimal),
           leaf("yes", Kind::flag),
           note},
          false};
}

std::string json(const Value& value) {
  std::string out;
  append_json(out, shape(), value);
  return out;
}
std::string csv(const Value& value, CsvGuard guard = CsvGuard::safe) {
  std::string out;
  append_csv(out, shape(), value, guard);
  return out;
}
// A record whose one interesting cell is `text`.
Value with(std::string_view text) {
  return Value::of_parts({Value::of(text), Value(), Value(), Value(), Value(), Value()});
}
TEST(forms_test, a_full_record_in_both_forms) {
  Value full = Value::of_parts({Value::of("a1"),
                                Value::of_parts({Value::of(-3), Value::of("he said \"no\"")}),
                                Value::of_parts({Value::of("x"), Value::of("y,z")}),
                                Value::of(9750), Value::of(1), Value::of("n")});
  EXPECT_EQ(
      json(full),
      "{\"id\":\"a1\",\"span\":{\"begin\":-3,\"text\":\"he said \\\"no\\\"\"},\"tags\":[\"x\","
      "\"y,z\"],\"score\":0.9750,\"yes\":true,\"note\":\"n\"}");
  EXPECT_EQ(csv_header(shape()), "id,span_begin,span_text,tags,score,yes,note\r\n");
  EXPECT_EQ(csv(full),
            "a1,-3,\"he said \"\"no\"\"\",\"[\"\"x\"\",\"\"y,z\"\"]\",0.9750,true,n\r\n");
}

TEST(forms_test, nothing_is_null_in_json_and_empty_in_csv) {
  EXPECT_EQ(json(with("a")),
            "{\"id\":\"a\",\"span\":null,\"tags\":null,\"score\":null,\"yes\":null}");
  EXPECT_EQ(csv(with("a")), "a,,,,,,\r\n");
}

TEST(forms_test, json_stays_one_valid_line_for_hostile_text) {
  EXPECT_EQ(json(with(std::string_view("\0\x1F\x7F\n\r\t\\\"", 8))).substr(0, 47),
            "{\"id\":\"\\u0000\\u001f\\u007f\\n\\r\\t\\\\\\\"\",\"span\":nul");
  EXPECT_EQ(json(with("\xE2\x80\xA8\xE2\x80\xA9")).substr(0, 21), "{\"id\":\"\\u2028\\u2029\",");
  EXPECT_EQ(json(with("\xED\xA0\x80")).find('\xED'), std::string::npos) << "a lone surrogate";
  EXPECT_EQ(json(with("\xFF")).substr(0, 11), "{\"id\":\"\xEF\xBF\xBD\"");
}

TEST(forms_test, cells_that_a_spreadsheet_would_run_are_guarded) {
  EXPECT_EQ(csv(with("=1+1")), "'=1+1,,,,,,\r\n");
  EXPECT_EQ(csv(with("+x")), "'+x,,,,,,\r\n");
  EXPECT_EQ(csv(with("-x")), "'-x,,,,,,\r\n");
  EXPECT_EQ(csv(with("@SUM(A1)")), "'@SUM(A1),,,,,,\r\n");
  EXPECT_EQ(csv(with("\t=x")), "'\t=x,,,,,,\r\n");
  EXPECT_EQ(csv(with("\r=x")), "\"'\r=x\",,,,,,\r\n");
  EXPECT_EQ(csv(with("'=x")), "''=x,,,,,,\r\n") << "so that the guard can be undone";
  EXPECT_EQ(csv(with("'quoted'")), "'quoted',,,,,,\r\n");
  EXPECT_EQ(csv(with("=1+1"), CsvGuard::none), "=1+1,,,,,,\r\n");
}

TEST(forms_test, the_guard_can_be_undone) {
  for (std::string text : {"=x", "'=x", "''''@x", "'x", "x=", "", "'", "\n=", "-1"}) {
    std::string line = csv(with(text));
    std::string cell = line.substr(0, line.size() - 8);
    if (cell.starts_with('"')) cell = cell.substr(1, cell.size() - 2);
    size_t at = cell.find_first_not_of('\'');
    bool matches = at != std::string::npos && at > 0 &&
                   std::string_view("=+-@\t\r\n").find(cell[at]) != std::string_view::npos;
    if (matches) cell.erase(0, 1);
    EXPECT_EQ(cell, text);
  }
}

TEST(forms_test, numbers_are_not_guarded_and_csv_is_quoted_where_it_must) {
  Value number = Value::of_parts({Value::of("a"), Value::of_parts({Value::of(-1), Value()}),
                                  Value(), Value(), Value(), Value()});
  EXPECT_EQ(csv(number), "a,-1,,,,,\r\n");
  EXPECT_EQ(csv(with("a,b")), "\"a,b\",,,,,,\r\n");
  EXPECT_EQ(csv(with("a\nb")), "\"a\nb\",,,,,,\r\n");
  EXPECT_EQ(csv(with(" a")), "\" a\",,,,,,\r\n");
  EXPECT_EQ(csv(with(std::string_view("a\0b", 3))),
            "a\xEF\xBF\xBD"
            "b,,,,,,\r\n");
}

}  // namespace
}  // namespace hearsay
