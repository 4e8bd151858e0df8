#include "store/exports/records.hpp"

#include <gtest/gtest.h>

#include "store/exports/forms.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using namespace store_test_pipeline;

std::string json(const Shape& shape, const Value& value) {
  std::string out;
  append_json(out, shape, value);
  return out;
}

TEST(records_test, the_contract_of_reports) {
  EXPECT_EQ(
      csv_header(report_shape()),
      "id,paths,path,url,format,text,text_sha256,title_begin,title_end,title_text,title_bytes,"
      "publisher_name,publisher_domain,publisher_family,publisher_how,authors,dateline_begin,"
      "dateline_end,dateline_text,dateline_bytes,published_earliest,published_latest,"
      "published_how,language,blocks,problems,amended\r\n");
}

TEST(records_test, the_shape_of_a_row_follows_from_its_columns) {
  EXPECT_EQ(csv_header(row_shape(layer_info<Words>())),
            "id,report,span_begin,span_end,span_text,span_bytes,source,letters,size,share,capital,"
            "first,folded,line,self,places,amended\r\n");
  EXPECT_EQ(csv_header(row_shape(layer_info<Amendments>())),
            "id,by,target,field,value,why,evidence,amended\r\n");
}

TEST(records_test, spans_are_code_points_of_the_text_and_bytes_of_the_source) {
  OffsetMap map;
  map.add(0, 10, 2, 6, RunKind::entity);  // &eacute; or so
  map.add_verbatim(2, 16);
  ReadText text(Text(std::string("\xC3\xA9t\xF0\x9F\x98\x80s"), map));
  EXPECT_EQ(json(span_shape(""), span_value(text, {0, 7})),
            "{\"begin\":0,\"end\":3,\"text\":\"\xC3\xA9t\xF0\x9F\x98\x80\",\"bytes\":[10,21]}");
  EXPECT_EQ(json(span_shape(""), span_value(text, {7, 8})),
            "{\"begin\":3,\"end\":4,\"text\":\"s\",\"bytes\":[21,22]}");
  EXPECT_EQ(json(span_shape(""), span_value(text, Span::none())), "null");
  EXPECT_TRUE(span_value(text, {7, 9}).null) << "past the end";
  EXPECT_TRUE(span_value(text, {5, 4}).null) << "turned around";
}

// A record as report_shape() has it, with nothing in it.
Value empty_report() {
  return Value::of_parts(std::vector<Value>(report_shape().parts.size()));
}

TEST(records_test, amendments_reach_nested_fields) {
  Value record = empty_report();
  auto from = amend_field(report_shape(), record, "publisher_name", "The Bell");
  ASSERT_TRUE(from.has_value());
  EXPECT_TRUE(from->null);
  from = amend_field(report_shape(), record, "publisher_name", "The Ball");
  EXPECT_EQ(from->text, "The Bell");
  EXPECT_NE(json(report_shape(), record)
                .find("\"publisher\":{\"name\":\"The Ball\",\"domain\":null,\"family\":null,"
                      "\"how\":null}"),
            std::string::npos);
}

TEST(records_test, an_amended_span_keeps_only_its_text) {
  Value record = empty_report();
  ReadText text(Text(std::string("Old title"), {}));
  record.parts[7] = span_value(text, {0, 9});
  auto from = amend_field(report_shape(), record, "title", "New title");
  ASSERT_TRUE(from.has_value());
  EXPECT_EQ(from->text, "Old title");
  EXPECT_EQ(json(span_shape(""), record.parts[7]),
            "{\"begin\":null,\"end\":null,\"text\":\"New title\",\"bytes\":null}");
}

TEST(records_test, an_amendment_to_nothing_takes_the_value_away) {
  Value record = empty_report();
  ReadText text(Text(std::string("Old title"), {}));
  record.parts[7] = span_value(text, {0, 9});
  auto from = amend_field(report_shape(), record, "title", "");
  ASSERT_TRUE(from.has_value());
  EXPECT_EQ(from->text, "Old title");
  EXPECT_TRUE(record.parts[7].null) << json(report_shape(), record);
  record.parts[3] = Value::of("https://bell.example/");
  from = amend_field(report_shape(), record, "url", "");
  ASSERT_TRUE(from.has_value());
  EXPECT_EQ(from->text, "https://bell.example/");
  EXPECT_TRUE(record.parts[3].null);
}

TEST(records_test, an_amendment_to_nothing_takes_no_lists_and_scores_away) {
  Shape shape{"", Shape::Kind::object, {}};
  shape.parts.push_back({"score", Shape::Kind::decimal, {}});
  shape.parts.push_back({"content", Shape::Kind::list, {span_shape("")}});
  Value record = Value::of_parts({Value::of(9000), Value::of_parts({Value()})});
  std::string before = json(shape, record);
  for (const char* field : {"score", "content"})
    EXPECT_FALSE(amend_field(shape, record, field, "").has_value()) << field;
  EXPECT_EQ(json(shape, record), before);
}

TEST(records_test, amendments_that_do_not_fit_change_nothing) {
  Value record = empty_report();
  std::string before = json(report_shape(), record);
  for (const char* field : {"", "nothing", "publisher", "publisher_", "publisher_nothing", "blocks",
                            "title_begin_x", "_", "published_how_"})
    EXPECT_FALSE(amend_field(report_shape(), record, field, "x").has_value()) << field;
  EXPECT_FALSE(amend_field(report_shape(), record, "title_begin", "1x").has_value());
  for (const char* field : {"", "nothing", "publisher", "authors", "blocks", "problems"})
    EXPECT_FALSE(amend_field(report_shape(), record, field, "").has_value()) << field;
  EXPECT_EQ(json(report_shape(), record), before);
  EXPECT_TRUE(amend_field(report_shape(), record, "title_begin", "12").has_value());
}

}  // namespace
}  // namespace hearsay
