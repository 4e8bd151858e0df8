#include "surfaces/web/marking.hpp"

#include <gtest/gtest.h>

namespace hearsay::web {
namespace {

using Kind = Marking::Kind;

RowId row(uint64_t number) {
  return RowId(Id128{0, number});
}

std::string anchor(const std::string& id) {
  return "<span id=\"s-" + id + "\" class=\"anchor\"></span><a href=\"#row-" + id +
         "\" class=\"to-row\" aria-label=\"Statement: to its row\"></a>";
}

std::string marked(std::string_view text, Span part, const std::vector<Marking>& markings) {
  Html html;
  put_marked(html, text, part, markings);
  return html.str();
}

TEST(marking_test, a_text_without_marks_is_escaped) {
  EXPECT_EQ(marked("a <b> c", {2, 7}, {}), "&lt;b&gt; c");
  EXPECT_EQ(marked("abc", {1, 99}, {}), "bc");
  EXPECT_EQ(marked("", {0, 0}, {}), "");
}

TEST(marking_test, pieces_carry_all_that_holds_there) {
  std::string one = row(1).hex(), two = row(2).hex();
  EXPECT_EQ(marked("abcdef", {0, 6},
                   {{.span = {1, 5}, .kind = Kind::statement, .row = row(1), .first = true},
                    {.span = {3, 6}, .kind = Kind::statement, .row = row(2), .first = true}}),
            "a" + anchor(one) + "<mark class=\"statement\" data-rows=\"" + one + "\">bc</mark>" +
                anchor(two) + "<mark class=\"statement nested\" data-rows=\"" + one + " " + two +
                "\">de</mark><mark class=\"statement\" data-rows=\"" + two + "\">f</mark>");
}

TEST(marking_test, what_goes_on_has_its_label_and_anchor_once) {
  std::vector<Marking> markings = {
      {.span = {1, 5}, .kind = Kind::copied, .label = "from A", .to = Url::local("/x")},
      {.span = {2, 5}, .kind = Kind::statement, .row = row(1), .first = true}};
  EXPECT_EQ(marked("abc\ndef", {4, 7}, markings),
            "<mark class=\"copied statement\" data-rows=\"" + row(1).hex() + "\">d</mark>ef");
  EXPECT_EQ(marked("abc\ndef", {0, 2}, markings),
            "a<a href=\"/x\" class=\"label\"><bdi>from A</bdi></a><span class=\"copied\">b</span>");
}

TEST(marking_test, a_passage_takes_the_quotation_marks_around_it) {
  for (auto [text, span] : {std::pair("say \u201Cabc\u201D now", Span{7, 10}),
                            std::pair("say \"abc\" now", Span{5, 8})}) {
    std::string all =
        marked(text, {0, 99}, {{.span = span, .kind = Kind::shared, .label = "also in A"}});
    EXPECT_LT(all.find("also in A"), all.find("abc") - 1) << all;
    EXPECT_EQ(all.find("</span>", all.find("abc")) - all.find("abc"), text[4] == '"' ? 9u : 6u)
        << all;
    EXPECT_TRUE(all.starts_with("say <span class=\"label\">")) << all;
  }
  // A statement is what is said, without them.
  EXPECT_TRUE(marked("\u201Cabc\u201D", {0, 9}, {{.span = {3, 6}, .kind = Kind::statement}})
                  .starts_with("\u201C<mark"));
  EXPECT_TRUE(marked("a\"bc", {0, 4}, {{.span = {2, 4}, .kind = Kind::shared}})
                  .starts_with("a&quot;<span"));
}

TEST(marking_test, what_is_no_place_in_the_text_is_left_out) {
  for (Span span : {Span{2, 2}, Span{3, 2}, Span{1, 99}, Span::none(), Span{1, 2}})
    EXPECT_EQ(marked("\u00E9x", {0, 3}, {{.span = span, .kind = Kind::shared}}), "\u00E9x");
}

TEST(marking_test, the_legend_has_what_occurs) {
  auto legend = [](const std::vector<Marking>& markings) {
    Html html;
    put_legend(html, markings);
    return html.str();
  };
  EXPECT_EQ(legend({}), "");
  EXPECT_EQ(legend({{.span = {0, 1}, .kind = Kind::found}}), "");
  EXPECT_EQ(legend({{.span = {2, 3}, .kind = Kind::shared},
                    {.span = {0, 1}, .kind = Kind::statement},
                    {.span = {4, 5}, .kind = Kind::shared}}),
            "<p class=\"legend\"><mark class=\"statement\">somebody says it</mark> <span "
            "class=\"shared\">the same words quoted by others</span> </p>");
}

TEST(marking_test, of_very_many_marks_of_one_place_some_are_left_out) {
  std::vector<Marking> markings;
  for (uint64_t i = 0; i < 1000; ++i)
    markings.push_back({.span = {0, 3}, .kind = Kind::statement, .row = row(i)});
  EXPECT_LT(marked("abc", {0, 3}, markings).size(), 400u);
}

}  // namespace
}  // namespace hearsay::web
