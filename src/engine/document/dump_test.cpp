#include "document/dump.hpp"

#include <gtest/gtest.h>

#include <string>

#include "document/kitchen_sink.hpp"

namespace hearsay {
namespace {

KitchenSink one_row() {
  KitchenSink sink;
  std::vector<Span> parts = {{0, 3}, {4, 9}};
  std::vector<Place> places = {{ReportId(Id128{0, 255}), {1, 2}}};
  sink.span.push_back({4, 9});
  sink.origin.push_back({14, 19});
  sink.parts.push_back(parts);
  sink.number.push_back(7);
  sink.signed_number.push_back(-3);
  sink.score.push_back(Score::of(0.975));
  sink.flag.push_back({true});
  sink.suit.push_back(Suit::clubs);
  sink.text.push_back("a \"b\"\n\x01");
  sink.row.push_back({12});
  sink.report.push_back(ReportId(Id128{0, 1}));
  sink.places.push_back(places);
  return sink;
}

TEST(dump_test, shows_every_cell_type) {
  KitchenSink sink = one_row();
  EXPECT_EQ(dump(layer_info<KitchenSink>(), &sink, "The mayor said no."),
            "[4,9) \"mayor\" origin=[14,19) parts=[0,3) \"The\" + [4,9) \"mayor\" number=7 "
            "signed_number=-3 score=0.9750 flag=yes suit=clubs text=\"a \\\"b\\\"\\n\\u0001\" "
            "row=#12 report=00000000000000000000000000000001 "
            "places=000000000000000000000000000000ff[1,2)\n");
}

TEST(dump_test, leaves_out_what_is_absent) {
  Wide wide;
  wide.span = {Span::none()};
  wide.number = {7};
  EXPECT_EQ(dump(layer_info<Wide>(), &wide, "text"), "number=7\n");
  EXPECT_EQ(dump(layer_info<Wide>(), layer_info<Wide>().make().get(), "text"), "");
}

TEST(dump_test, spans_outside_the_text_are_shown_without_it) {
  Narrow narrow;
  narrow.span = {{2, 9}, {3, 1}, {2, 4}};
  EXPECT_EQ(dump(layer_info<Narrow>(), &narrow, "text"), "[2,9)\n[3,1)\n[2,4) \"xt\"\n");
}

TEST(dump_test, long_texts_are_shortened_between_characters) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "é";
  Narrow narrow;
  narrow.span = {{0, 120}};
  std::string shown = dump(layer_info<Narrow>(), &narrow, text);
  EXPECT_NE(shown.find("é ... é"), std::string::npos);
  EXPECT_LT(shown.size(), 110u);
}

TEST(dump_test, escapes_as_json_does) {
  std::string out;
  append_escaped(out, std::string_view("\0\x1F\"\\\t\r\x7F“é”", 15));
  EXPECT_EQ(out, "\\u0000\\u001f\\\"\\\\\\t\\r\x7F“é”");
}

}  // namespace
}  // namespace hearsay
