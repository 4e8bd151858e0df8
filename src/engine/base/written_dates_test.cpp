#include "base/written_dates.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

std::string shown(const WrittenDate& date) {
  auto padded = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return (date.year == 0 ? "----" : std::to_string(date.year)) + "-" + padded(date.month) + "-" +
         padded(date.day);
}

// The dates of a text, one after the other.
std::string dates(std::string_view text, DayOrder order = DayOrder::unknown) {
  std::string out;
  for (const WrittenDate& date : find_written_dates(text, order, 100))
    out += (out.empty() ? "" : " ") + shown(date);
  return out.empty() ? "none" : out;
}

TEST(written_dates_test, the_same_day_in_many_languages) {
  for (std::string_view text : {"4 May 2017",
                                "May 4, 2017",
                                "May 4th 2017",
                                "4th of May, 2017",
                                "MAY 4, 2017",
                                "4. Mai 2017",
                                "Mai 4, 2017",
                                "le 4 mai 2017",
                                "4 de mayo de 2017",
                                "4 maggio 2017",
                                "4 de maio de 2017",
                                "4 de maig del 2017",
                                "4 mei 2017",
                                "4 maja 2017",
                                "4. května 2017",
                                "4. mája 2017",
                                "4. svibnja 2017",
                                "2017. május 4.",
                                "4 mai 2017",
                                "4 Mayıs 2017",
                                "4 мая 2017",
                                "4 травня 2017 року",
                                "4 май 2017 г.",
                                "4 Μαΐου 2017",
                                "4 toukokuuta 2017",
                                "den 4 maj 2017",
                                "4. maj 2017",
                                "4 gegužės 2017",
                                "4 مايو 2017",
                                "4 במאי 2017",
                                "4 मई 2017",
                                "2017年5月4日",
                                "2017년 5월 4일",
                                "2017. 5. 4.",
                                "4 Mei 2017",
                                "4. maijā 2017",
                                "4/May/2017",
                                "04-May-2017",
                                "4.Mai.2017",
                                "2017 May 4",
                                "2017-05-04",
                                "2017/05/04",
                                "2017.05.04",
                                "20170504",
                                "04.05.2017",
                                "4. 5. 2017",
                                "4.5.17 oder 04.05.17",
                                "04 . 05 . 2017",
                                "4.\xC2\xA0Mai\xC2\xA0"
                                "2017",
                                "4\nMai\n2017",
                                "Mai\n4\n2017",
                                "May 4, '17",
                                "AnnMay 4, 2017",
                                "May 4, 2017by Ann",
                                "04.05.2017Ann"})
    EXPECT_EQ(dates(text), "2017-05-04") << text;
}

TEST(written_dates_test, every_month_of_some_languages) {
  static constexpr std::array<std::string_view, 6> kYears = {
      "January February March April May June July August September October November December",
      "Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
      "grudnia",
      "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
      "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"};
  for (std::string_view names : kYears) {
    for (unsigned month = 1; month <= 12; ++month) {
      std::string_view name = names.substr(0, names.find(' '));
      names.remove_prefix(std::min(names.size(), name.size() + 1));
      EXPECT_EQ(month_of(fold_letters(name)), month) << name;
    }
  }
}

TEST(written_dates_test, numbers_are_read_in_the_order_that_is_given) {
  EXPECT_EQ(dates("3/4/2017"), "2017-04-03");
  EXPECT_EQ(dates("3/4/2017", DayOrder::month_first), "2017-03-04");
  EXPECT_EQ(dates("3.4.2017", DayOrder::month_first), "2017-04-03");  // stops are day first
  EXPECT_EQ(dates("3/14/2017"), "2017-03-14");
  EXPECT_EQ(dates("14/3/2017", DayOrder::month_first), "2017-03-14");
}

TEST(written_dates_test, a_weekday_decides_between_two_orders) {
  EXPECT_EQ(dates("Saturday, 3/4/2017"), "2017-03-04");
  EXPECT_EQ(dates("Monday, 3/4/2017"), "2017-04-03");
  EXPECT_TRUE(find_written_dates("Donnerstag, den 4. Mai 2017", DayOrder::unknown, 1)[0]
                  .agrees_with_weekday());
  EXPECT_FALSE(
      find_written_dates("Freitag, 4. Mai 2017", DayOrder::unknown, 1)[0].agrees_with_weekday());
}

TEST(written_dates_test, numbers_above_12_prove_the_order_of_a_text) {
  auto order = [](std::string_view text) {
    return order_of(find_written_dates(text, DayOrder::unknown, 10));
  };
  EXPECT_EQ(order("3/4/2017 and 3/14/2017"), DayOrder::month_first);
  EXPECT_EQ(order("3/4/2017 and 14/3/2017"), DayOrder::day_first);
  EXPECT_EQ(order("14/3/2017 and 3/14/2017"), DayOrder::unknown);
  EXPECT_EQ(order("3/4/2017"), DayOrder::unknown);
}

TEST(written_dates_test, what_is_not_said_is_nought) {
  EXPECT_EQ(dates("VELL, May 4 — The boats left."), "-----05-04");
  EXPECT_EQ(dates("4. Mai"), "-----05-04");
  EXPECT_EQ(dates("Issue of May 2017"), "2017-05-00");
}

TEST(written_dates_test, several_dates_stand_in_their_order) {
  EXPECT_EQ(dates("From 4 May 2017 to 6 June 2018, then 7.7.2019"),
            "2017-05-04 2018-06-06 2019-07-07");
}

TEST(written_dates_test, spans_hold_the_date_alone) {
  std::string_view text = "Posted on Thursday, May 4th, 2017 at 10:15";
  WrittenDate date = find_written_dates(text, DayOrder::unknown, 1)[0];
  EXPECT_EQ(text.substr(date.span.begin, date.span.size()), "May 4th, 2017");
  EXPECT_EQ(date.weekday, 4);
}

TEST(written_dates_test, what_is_no_date) {
  for (std::string_view text : {"",
                                "4",
                                "2017",
                                "31.2.2017",
                                "13/13/2017",
                                "1.2.3.2017",
                                "v1.4.2017.3",
                                "4.5.3017",
                                "a/2017/05/04",
                                "10.4.5",
                                "may be 2017th",
                                "http://x.example/a-2017-05-04",
                                "0123-20170504-1",
                                "1234567890",
                                "4:05:2017",
                                "$4.05.2017",
                                "May the 4",
                                "4 boats in 2017",
                                "99.99.9999",
                                "4-5-17"})
    EXPECT_EQ(dates(text), "none") << text;
}

TEST(written_dates_test, hostile_texts_are_bounded) {
  EXPECT_EQ(dates(std::string(1'000'000, '1')), "none");
  EXPECT_EQ(dates(std::string(1'000'000, '.')), "none");
  std::string letters(1'000'000, 'a');
  EXPECT_EQ(dates(letters + " 4, 2017"), "none");
  EXPECT_EQ(dates("4 " + letters), "none");
  EXPECT_EQ(dates(std::string("4 May\0 2017", 11)), "-----05-04");
  EXPECT_EQ(dates("4 \xFF\xFEMay 2017 \xC3"), "2017-05-00");
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "4 May 2017, ";
  EXPECT_EQ(find_written_dates(many, DayOrder::unknown, 7).size(), 7U);
}

TEST(written_dates_test, letters_fold_to_lower_case_without_accents) {
  EXPECT_EQ(fold_letters("MÄRZ Août Şubat"), "marz aout subat");
  EXPECT_EQ(fold_letters("ΜΑΪΟΥ Сентября́"), "μαιου сентября");
  EXPECT_EQ(fold_letters("Ma\xCC\x88rz"), "marz");
  EXPECT_EQ(weekday_of(fold_letters("Miércoles")), 3U);
  EXPECT_EQ(weekday_of("no"), 0U);
  EXPECT_EQ(month_of(""), 0U);
}

}  // namespace
}  // namespace hearsay
