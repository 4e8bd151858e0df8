#include "base/dates.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

std::string iso(std::string_view text) {
  auto moment = parse_iso_date(text);
  return moment ? moment->iso() : "none";
}

std::string rfc(std::string_view text) {
  auto moment = parse_rfc_date(text);
  return moment ? moment->iso() : "none";
}

TEST(dates_test, iso_dates_are_as_precise_as_written) {
  EXPECT_EQ(iso("2018"), "2018");
  EXPECT_EQ(iso("2018-05"), "2018-05");
  EXPECT_EQ(iso("2018-05-21"), "2018-05-21");
  EXPECT_EQ(iso("20180521"), "2018-05-21");
  EXPECT_EQ(iso("2018-05-21T14:03"), "2018-05-21T14:03Z");
  EXPECT_EQ(iso("2018-05-21 14:03:09"), "2018-05-21T14:03:09Z");
  EXPECT_EQ(iso("20180521T140309Z"), "2018-05-21T14:03:09Z");
  EXPECT_EQ(iso("2018-05-21T14:03:09.123456Z"), "2018-05-21T14:03:09Z");
  EXPECT_EQ(iso(" 2018-05-21 "), "2018-05-21");
}

TEST(dates_test, offsets_are_converted_across_days_and_years) {
  EXPECT_EQ(iso("2018-05-21T01:00:00+04:30"), "2018-05-20T20:30:00Z");
  EXPECT_EQ(iso("2018-12-31T23:30:00-0100"), "2019-01-01T00:30:00Z");
  EXPECT_EQ(iso("2020-03-01T00:00+01"), "2020-02-29T23:00Z");
  EXPECT_EQ(iso("2019-03-01T00:00+01:00"), "2019-02-28T23:00Z");
  EXPECT_EQ(iso("2018-05-21T24:00:00Z"), "2018-05-22T00:00:00Z");
  EXPECT_EQ(iso("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59Z");
}

TEST(dates_test, refuses_what_is_no_date) {
  for (const char* text : {"",
                           " ",
                           "18",
                           "0999",
                           "201805",
                           "2018-13",
                           "2018-00",
                           "2018-02-29",
                           "2018-02-30",
                           "2018-04-31",
                           "2018-05-00",
                           "2018-05-21x",
                           "2018-05-21T",
                           "2018-05-21T25:00",
                           "2018-05-21T14:60",
                           "2018-05-21T14:03:61",
                           "2018-05-21T14:03+24:00",
                           "2018-05-21T14:03.",
                           "2018-0521",
                           "201805-21",
                           "2018/05/21",
                           "yesterday",
                           "2018-05-21T14:03 PST",
                           "-2018-05-21",
                           "99999-01-01",
                           "2018-5-2"})
    EXPECT_EQ(iso(text), "none") << text;
  EXPECT_EQ(iso(std::string(100000, '2')), "none");
  EXPECT_EQ(iso(std::string("2018\0", 5)), "none");
}

TEST(dates_test, rfc_dates_of_mail_and_feeds) {
  EXPECT_EQ(rfc("Mon, 21 May 2018 14:03:09 +0430"), "2018-05-21T09:33:09Z");
  EXPECT_EQ(rfc("21 May 2018 14:03 GMT"), "2018-05-21T14:03Z");
  EXPECT_EQ(rfc("Mon, 21 May 2018 14:03:09 EST"), "2018-05-21T19:03:09Z");
  EXPECT_EQ(rfc("Mon, 21 May 2018 14:03:09 PDT"), "2018-05-21T21:03:09Z");
  EXPECT_EQ(rfc("1 Jan 70 00:00 Z"), "1970-01-01T00:00Z");
  EXPECT_EQ(rfc("1 Jan 18 00:00 UT"), "2018-01-01T00:00Z");
  EXPECT_EQ(rfc("Thu, 29 Feb 2024"), "2024-02-29");
  EXPECT_EQ(rfc("monday, 21 september 2018 01:02:03 -0000"), "2018-09-21T01:02:03Z");
}

TEST(dates_test, refuses_what_is_no_rfc_date) {
  for (const char* text :
       {"", "Mon", "Mon,", "21", "21 May", "May 21 2018", "31 Jun 2018", "29 Feb 2023",
        "0 Jan 2018", "21 Mai 2018 x", "21 May 2018 14", "21 May 2018 14:03 XYZ",
        "21 May 2018 14:03:09 +0430 x", "2018-05-21", "Mon, 21 Foo 2018 14:03:09 GMT"})
    EXPECT_EQ(rfc(text), "none") << text;
}

TEST(dates_test, days_count_from_1970_through_leap_years) {
  EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
  EXPECT_EQ(days_from_civil(2000, 3, 1), 11017);
  EXPECT_EQ(days_from_civil(1969, 12, 31), -1);
  int64_t expected = days_from_civil(1000, 1, 1);
  static constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int32_t year = 1000; year <= 3000; ++year) {
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (unsigned month = 1; month <= 12; ++month) {
      unsigned days = kDays[month - 1] + (leap && month == 2 ? 1 : 0);
      EXPECT_TRUE(is_calendar_day(year, month, days));
      EXPECT_FALSE(is_calendar_day(year, month, days + 1));
      for (unsigned day = 1; day <= days; ++day)
        ASSERT_EQ(days_from_civil(year, month, day), expected++);
    }
  }
  EXPECT_FALSE(is_calendar_day(2018, 0, 1));
  EXPECT_FALSE(is_calendar_day(2018, 13, 1));
  EXPECT_FALSE(is_calendar_day(2018, 1, 0));
}

TEST(dates_test, every_hour_survives_every_zone) {
  for (int zone = -23; zone <= 23; ++zone) {
    std::string sign = zone < 0 ? "-" : "+";
    std::string hours = std::to_string(zone < 0 ? -zone : zone);
    if (hours.size() < 2) hours = "0" + hours;
    for (const char* day : {"1999-12-31", "2000-01-01", "2000-02-29", "1969-12-31", "1000-01-02"}) {
      auto there = parse_iso_date(std::string(day) + "T12:00:00" + sign + hours + ":00");
      auto here = parse_iso_date(std::string(day) + "T12:00:00Z");
      ASSERT_TRUE(there && here);
      EXPECT_EQ(here->first_second() - there->first_second(), zone * 3600);
    }
  }
}

TEST(dates_test, first_second_is_the_start_of_what_is_known) {
  EXPECT_EQ(parse_iso_date("1970")->first_second(), 0);
  EXPECT_EQ(parse_iso_date("1970-02")->first_second(), 31 * 86400);
  EXPECT_EQ(parse_iso_date("1970-01-02T00:01Z")->first_second(), 86460);
}

}  // namespace
}  // namespace hearsay
