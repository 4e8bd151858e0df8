#include "ingest/jsonl/jsonl.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::Collected;

Collected read(std::string_view bytes, const Limits& limits = {}) {
  Collected out;
  MemoryReader memory(bytes);
  BufferedReader window(memory);
  read_jsonl(window, "x.jsonl", limits, out);
  return out;
}

std::vector<std::string> texts(const Collected& got) {
  std::vector<std::string> out;
  for (const Source& source : got.sources) out.push_back(source.bytes);
  return out;
}

using Words = std::vector<std::string>;

TEST(jsonl_test, one_object_a_line) {
  Collected got =
      read("{\"text\": \"One.\"}\n\n{\"text\":\"Two.\\nlines\"}\r\n{\"body\":\"Three\"}");
  EXPECT_EQ(texts(got), (Words{"One.", "Two.\nlines", "Three"}));
  EXPECT_EQ(got.paths(), (Words{"x.jsonl:1", "x.jsonl:3", "x.jsonl:4"}));
  EXPECT_TRUE(got.failures.empty());
}

TEST(jsonl_test, every_field_has_its_names) {
  Collected got = read(
      R"({"URL":"http://a.example/1","headline":"H","pub_date":"2018-05-21","media_name":"The Day",)"
      R"("id":17,"author":"A. Writer","content":"Body."})"
      "\n"
      R"({"link":"l","title":"T","seendate":20180521,"source":{"id":null,"name":"Wire"},"id":"x",)"
      R"("authors":["One",{"name":"Two"},3],"event_text":"E."})"
      "\n"
      R"({"url":"","link":"second","title":null,"headline":"H","date":"","published":"p",)"
      R"("domain":"d.example","text":"","body":"B"})");
  ASSERT_EQ(got.sources.size(), 3u);
  const Source& first = got.sources[0];
  EXPECT_EQ(first.bytes, "Body.");
  EXPECT_EQ(first.url, "http://a.example/1");
  EXPECT_EQ(first.title, "H");
  EXPECT_EQ(first.published, "2018-05-21");
  EXPECT_EQ(first.publisher, "The Day");
  EXPECT_EQ(first.external_id, "17");
  EXPECT_EQ(first.authors, Words{"A. Writer"});
  const Source& second = got.sources[1];
  EXPECT_EQ(second.bytes, "E.");
  EXPECT_EQ(second.published, "20180521");
  EXPECT_EQ(second.publisher, "Wire");
  EXPECT_EQ(second.authors, (Words{"One", "Two", "3"}));
  const Source& third = got.sources[2];
  EXPECT_EQ(third.url, "second");
  EXPECT_EQ(third.title, "H");
  EXPECT_EQ(third.published, "p");
  EXPECT_EQ(third.publisher, "d.example");
  EXPECT_EQ(third.bytes, "B");
}

TEST(jsonl_test, html_is_html) {
  Collected got =
      read("{\"html\":\"<p>a\"}\n{\"content\":\"<p>b</p>\"}\n{\"text\":\"t\",\"html\":\"<p>\"}");
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].format, Format::html);
  EXPECT_EQ(got.sources[1].format, Format::html);
  EXPECT_EQ(got.sources[2].format, Format::text);
  EXPECT_EQ(got.sources[2].bytes, "t");
}

TEST(jsonl_test, pretty_printed_concatenated_and_listed_objects_are_read) {
  std::string pretty = "{\n  \"text\": \"A\",\n  \"authors\": [\n    {\"name\": \"N\"}\n  ]\n}\n";
  EXPECT_EQ(texts(read(pretty + pretty)), (Words{"A", "A"}));
  EXPECT_EQ(read(pretty + pretty).paths(), (Words{"x.jsonl:1", "x.jsonl:7"}));
  Collected joined = read("{\"text\":\"A\"}{\"text\":\"B\"} {\"text\":\"C\"}\n{\"text\":\"D\"}");
  EXPECT_EQ(texts(joined), (Words{"A", "B", "C", "D"}));
  EXPECT_EQ(joined.paths(), (Words{"x.jsonl:1", "x.jsonl:1:13", "x.jsonl:1:26", "x.jsonl:2"}));
  Collected listed = read("[{\"text\":\"A\"},\n {\"text\":\"B\"}\n,{\"text\":\"C\"}]\n");
  EXPECT_EQ(texts(listed), (Words{"A", "B", "C"}));
  EXPECT_TRUE(listed.failures.empty());
  Collected nested = read("{\n\"list\":[\n{\"a\":1},\n{\"b\":2}\n],\n\"text\":\"A\"}");
  EXPECT_EQ(texts(nested), Words{"A"});
  EXPECT_EQ(texts(read("\x1e{\"text\":\"A\"}\n\x1e{\"text\":\"B\"}\n")), (Words{"A", "B"}));
  EXPECT_EQ(texts(read("\xEF\xBB\xBF{\"text\":\"A\"}")), Words{"A"});
}

TEST(jsonl_test, lines_that_are_no_reports_are_failures_with_line_and_offset) {
  std::string bytes =
      "{\"text\":\"A\"}\nrubbish\n[1,2]\n\"s\"\n{\"a\":1}\n{\"text\":7}\n{\"text\":\"Z\"}\n";
  Collected got = read(bytes);
  EXPECT_EQ(texts(got), (Words{"A", "Z"}));
  ASSERT_EQ(got.failures.size(), 5u);
  EXPECT_EQ(got.failures[0].path, "x.jsonl");
  EXPECT_EQ(got.failures[0].offset, 13);
  EXPECT_TRUE(got.failures[0].reason.starts_with("line 2: "));
  EXPECT_EQ(got.failures[3].offset, static_cast<int64_t>(bytes.find("{\"a\"")));
  EXPECT_NE(got.failures[3].reason.find("text"), std::string::npos);
}

TEST(jsonl_test, a_broken_object_costs_only_itself) {
  std::string good = "{\"text\":\"A\"}\n";
  for (std::string broken :
       {"{\"text\":\"unfinished\n", "{\"text\":\"B\", \"x\": \n", "{\"text\":\"B\", \"x\": {\n",
        "{\"text\":\"B\",\n", "{\"text\" \"B\"}\n", "{\"text\":\"B\\\n", "{]\n", "{\n", "}\n",
        "{\"text\":\"B\",\"x\":[1,2}\n"}) {
    Collected got = read(broken + good + broken + good + good);
    EXPECT_EQ(texts(got), (Words{"A", "A", "A"})) << broken;
    EXPECT_EQ(got.failures.size(), 2u) << broken;
    EXPECT_EQ(got.failures[0].offset, 0) << broken;
  }
  Collected got = read(good + "{\"text\":\"never ends");
  EXPECT_EQ(texts(got), Words{"A"});
  EXPECT_EQ(got.failures.size(), 1u);
}

TEST(jsonl_test, a_broken_object_of_a_pretty_list_costs_only_itself) {
  std::string good = "  {\n    \"text\": \"A\"\n  },\n";
  Collected got = read("[\n" + good + "  {\n    \"text\": \"B\n  },\n" + good + good + "]\n");
  EXPECT_EQ(texts(got), (Words{"A", "A", "A"}));
  EXPECT_EQ(got.failures.size(), 1u);
}

TEST(jsonl_test, common_damage_is_mended_and_noted) {
  Collected got =
      read(std::string("{\"text\":\"lone \\ud83d and \\uDE00, pair \\ud83d\\ude00\"}\n"
                       "{\"text\":\"raw\ttab \xE9 byte\"}\n"
                       "{\"text\":\"A\",\"score\":NaN,\"x\":[-Infinity]}\n"));
  ASSERT_EQ(got.sources.size(), 3u);
  EXPECT_EQ(got.sources[0].bytes, "lone \xEF\xBF\xBD and \xEF\xBF\xBD, pair \xF0\x9F\x98\x80");
  EXPECT_EQ(got.sources[1].bytes, "raw\ttab \xEF\xBF\xBD byte");
  EXPECT_EQ(got.sources[2].bytes, "A");
  for (const Source& source : got.sources) {
    ASSERT_EQ(source.problems.size(), 1u);
    EXPECT_EQ(source.problems[0].code, "mended_json");
  }
  EXPECT_EQ(read("{\"text\":\"nul \\u0000.\"}").sources.at(0).bytes, std::string("nul \0.", 6));
}

TEST(jsonl_test, right_to_left_text_passes_unchanged) {
  EXPECT_EQ(texts(read("{\"text\":\"قاسمی گفت\"}")), Words{"قاسمی گفت"});
}

TEST(jsonl_test, a_line_that_is_too_long_is_skipped) {
  Limits limits;
  limits.report_bytes = 1000;
  std::string line = "{\"text\":\"" + std::string(3'000'000, 'x') + "\"}\n";
  Collected got = read(line + "{\"text\":\"A\"}\n" + line, limits);
  EXPECT_EQ(texts(got), Words{"A"});
  ASSERT_EQ(got.failures.size(), 2u);
  EXPECT_NE(got.failures[0].reason.find("longer than 1050576 bytes"), std::string::npos);
  EXPECT_TRUE(got.failures[1].reason.starts_with("line 3"));
}

TEST(jsonl_test, a_text_over_the_limit_is_cut_between_characters) {
  Limits limits;
  limits.report_bytes = 10;
  Collected got = read(
      "{\"text\":\"123456789\xC3\xA9"
      "A\"}\n{\"text\":\"1234567890\"}",
      limits);
  ASSERT_EQ(got.sources.size(), 2u);
  EXPECT_EQ(got.sources[0].bytes, "123456789");
  EXPECT_EQ(got.sources[0].problems.at(0).code, "cut");
  EXPECT_EQ(got.sources[0].full_digest.size(), 32u);
  EXPECT_TRUE(got.sources[1].problems.empty());
}

TEST(jsonl_test, ten_thousand_nested_values_are_a_failure) {
  std::string deep =
      "{\"text\":\"A\",\"x\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}\n";
  Collected got = read(deep + "{\"text\":\"B\"}");
  EXPECT_EQ(texts(got), Words{"B"});
  EXPECT_EQ(got.failures.size(), 1u);
  EXPECT_EQ(read("{\"text\":\"A\",\"x\":" + std::string(10'000, '{')).failures.size(), 1u);
}

TEST(jsonl_test, the_cuts_of_the_stream_do_not_matter) {
  std::string bytes =
      "{\"text\":\"A \\\" \\\\\"}\n{\"text\":\n\"B\"}\n{\"text\":\"C\n{\"text\":\"D\"}{}\n";
  Collected whole = read(bytes);
  size_t at = 0;
  packing::PieceReader pieces(
      [&](size_t) { return at < bytes.size() ? bytes.substr(at++, 1) : ""; });
  BufferedReader window(pieces);
  Collected got;
  read_jsonl(window, "x.jsonl", {}, got);
  EXPECT_EQ(texts(got), texts(whole));
  EXPECT_EQ(got.paths(), whole.paths());
  EXPECT_EQ(got.failures, whole.failures);
  EXPECT_EQ(texts(got), (Words{"A \" \\", "B", "D"}));
}

TEST(jsonl_test, what_was_read_before_an_error_of_the_stream_is_kept) {
  packing::FailingReader reader("{\"text\":\"A\"}\n{\"text\":\"B", {ErrorKind::damaged, "torn"});
  BufferedReader window(reader);
  Collected got;
  read_jsonl(window, "x.jsonl", {}, got);
  EXPECT_EQ(texts(got), Words{"A"});
  ASSERT_EQ(got.failures.size(), 2u);
  EXPECT_EQ(got.failures[1].reason, "line 2: torn");
}

TEST(jsonl_test, stops_when_the_receiver_wants_no_more) {
  MemoryReader memory("{\"text\":\"A\"}\n{\"text\":\"B\"}\nrubbish\n");
  BufferedReader window(memory);
  Collected got(1);
  read_jsonl(window, "x.jsonl", {}, got);
  EXPECT_EQ(got.sources.size(), 1u);
  EXPECT_TRUE(got.failures.empty());
}

TEST(jsonl_test, a_text_that_begins_with_a_brace_is_no_json) {
  for (std::string_view yes :
       {"{\"text\": \"a\"}", "[{\"a\":1}", "{ \"a\" :\n[", "[\n  {\n  \"a\": -1"})
    EXPECT_TRUE(looks_like_jsonl(yes)) << yes;
  for (std::string_view no : {"{", "{}", "", "{text}", "{\"He left\", she said}", "[note]",
                              "{\"a\": b}", "[\"a\"]", "{\"a", "\"a\": 1"})
    EXPECT_FALSE(looks_like_jsonl(no)) << no;
}

}  // namespace
}  // namespace hearsay
