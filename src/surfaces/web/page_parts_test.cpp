#include "surfaces/web/page_parts.hpp"

#include <gtest/gtest.h>

namespace hearsay::web {
namespace {

TEST(page_parts_test, days_read_as_people_write_them) {
  struct Row {
    std::string_view first, last, expected;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"", "", ""},
           {"2017-04-24", "", "24 April 2017"},
           {"2017-04-04", "2017-04-04", "4 April 2017"},
           {"2017-04-24", "2017-04-29", "24–29 April 2017"},
           {"2017-03-27", "2017-05-01", "27 March – 1 May 2017"},
           {"2016-12-31", "2017-01-01", "31 December 2016 – 1 January 2017"},
           {"2017-04", "", "April 2017"},
           {"2017", "2018", "2017 – 2018"},
           {"", "2017-04-24", "before 24 April 2017"},
           {"2017-04-24T10:00Z", "2017-04-24T12:00Z", "24 April 2017"},
           {"2017-99-24", "", "24 99 2017"},
           {"<b>", "", "<b>"},
       })
    EXPECT_EQ(days_text(row.first, row.last), row.expected) << row.first;
}

TEST(page_parts_test, four_counts_say_what_is_not_known) {
  Html some, none, one;
  put_counts(some, {9, 5, 4, 6, 2});
  EXPECT_NE(some.str().find("(2 reports of unknown outlets)"), std::string::npos) << some.str();
  put_counts(none, {1, 0, 0, 1, 1});
  EXPECT_NE(none.str().find("<b>?</b> outlets"), std::string::npos) << none.str();
  put_counts(one, {3, 1, 1, 2, 2});
  EXPECT_NE(one.str().find("<b>1</b> outlet<"), std::string::npos) << one.str();
}

TEST(page_parts_test, a_statement_names_the_way_it_took) {
  StatementView statement;
  statement.name = "Vard";
  statement.relay = {{"Tern Wire", "reported"}, {"<Bell>", ""}};
  Html html;
  put_relay(html, statement, "");
  EXPECT_EQ(
      html.str(),
      "<ol class=\"relay\" aria-label=\"The way it took\"><li "
      "class=\"speaker\"><bdi>Vard</bdi></li>"
      "<li class=\"through\" title=\"reported\"><bdi>Tern Wire</bdi></li><li class=\"through\" "
      "title=\"\"><bdi>&lt;Bell&gt;</bdi></li><li class=\"outlet\"><bdi>unknown "
      "outlet</bdi></li></ol>");
}

std::string words_of(const StatementView& statement) {
  Html html;
  put_words(html, statement);
  return html.str();
}

TEST(page_parts_test, a_denial_does_not_read_as_if_it_were_asserted) {
  struct Row {
    std::string_view kind, act, polarity, cue;
    std::string expected;
  };
  const std::string gone = "<bdi>he was there</bdi>", said = "<bdi>“he was there”</bdi>";
  auto after = [](std::string_view manner) {
    return "<span class=\"manner\"><bdi>" + std::string(manner) + ":</bdi></span> ";
  };
  for (const Row& row : std::initializer_list<Row>{
           {"indirect", "say", "asserted", "said", gone},
           {"direct", "promise", "asserted", "vowed", said},
           {"indirect", "deny", "denied", "denied", after("denied") + gone},
           {"indirect", "believe", "denied", "does not\nthink", after("does not think") + gone},
           {"indirect", "refuse", "asserted", "declined to say", after("declined to say") + gone},
           {"indirect", "deny", "denied", "", after("denied") + gone},
           {"indirect", "deny", "asserted", "laughed at", after("laughed at") + gone},
           {"direct", "deny", "asserted", "", said},
           {"indirect", "deny", "asserted", "Said", gone},
           {"direct", "refuse", "asserted", "told", said},
           {"indirect", "deny", "denied",
            "in a letter of nine pages that nobody has read to its end denied",
            after("denied") + gone},
           {"indirect", "deny", "denied", "<b>", after("&lt;b&gt;") + gone}}) {
    StatementView one;
    one.kind = row.kind;
    one.act = row.act;
    one.polarity = row.polarity;
    one.cue = row.cue;
    one.content = {"he was there"};
    EXPECT_EQ(words_of(one), row.expected);
  }
}

TEST(page_parts_test, what_is_not_sure_is_said) {
  auto manner = [](Score score, Score speaker, std::string_view name) {
    StatementView one;
    one.kind = "direct";
    one.act = "say";
    one.name = name;
    one.score = score;
    one.speaker_score = speaker;
    Html html;
    put_manner(html, one);
    return html.str();
  };
  EXPECT_EQ(manner(Score::of(.6), Score::of(.6), "Vard").find("doubt"), std::string::npos);
  std::string doubted = manner(Score::of(.5432), Score::of(1), "Vard");
  EXPECT_NE(doubted.find(": 0.54 of 1\">uncertain<"), std::string::npos) << doubted;
  EXPECT_EQ(doubted.find("speaker uncertain"), std::string::npos);
  EXPECT_NE(manner(Score::of(1), Score::of(.31), "Vard").find(": 0.31 of 1\">speaker uncertain<"),
            std::string::npos);
  // Of nobody it is said already.
  EXPECT_EQ(manner(Score::of(1), Score{}, "").find("doubt"), std::string::npos);
}

TEST(page_parts_test, roles_are_words) {
  EXPECT_EQ(role_text("byline"), "byline");
  EXPECT_EQ(role_text("source_note"), "note on the source");
}

}  // namespace
}  // namespace hearsay::web
