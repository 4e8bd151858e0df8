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

}  // namespace
}  // namespace hearsay::web
