#include "sources/appeared/appeared.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

Appeared when_published(const std::string& value, const std::string& latest = "") {
  Metadata metadata;
  metadata.field.push_back(MetadataField::published);
  metadata.value.push_back(value);
  metadata.latest.push_back(latest);
  metadata.chosen.push_back({true});
  return when(metadata);
}

TEST(appeared_test, a_date_covers_what_it_leaves_open) {
  Appeared day = when_published("2024-03-01");
  EXPECT_EQ(day.last - day.first, 86'399);
  EXPECT_EQ(when_published("2024-03-01T08:00Z").last - when_published("2024-03-01T08:00Z").first,
            59);
  EXPECT_TRUE(day.before(when_published("2024-03-02")));
  EXPECT_FALSE(day.before(when_published("2024-03-01T23:59:59Z")));
  EXPECT_TRUE(when_published("2024-02").before(when_published("2024-04")));
  EXPECT_TRUE(when_published("2023").before(when_published("2025")));
  Appeared between = when_published("2024-03-01", "2024-03-05");
  EXPECT_FALSE(between.before(when_published("2024-03-05T12:00Z")));
  EXPECT_TRUE(between.before(when_published("2024-03-06")));
}

TEST(appeared_test, without_a_date_nothing_is_known) {
  Appeared never = when(Metadata());
  EXPECT_FALSE(never.is_known());
  EXPECT_FALSE(never.before(when_published("2024-03-01")));
  EXPECT_FALSE(when_published("2024-03-01").before(never));
  EXPECT_FALSE(when_published("on some Tuesday").is_known());
  Appeared until = when_published("", "2024-03-01");
  EXPECT_TRUE(until.before(when_published("2024-03-02"))) << "only its latest moment is known";
}

TEST(appeared_test, what_leaves_more_than_two_days_open_is_no_day) {
  auto day = [](const std::string& value, const std::string& latest = "") {
    return when_published(value, latest).as_day();
  };
  EXPECT_EQ(day_of(day("2024-03-01").first), 19'783);
  EXPECT_EQ(day_of(day("1969-12-31T23:00Z").first), -1);
  EXPECT_TRUE(day("2024-03-01", "2024-03-02").is_known());
  EXPECT_FALSE(day("2024-03-01", "2024-03-04").is_known());
  EXPECT_FALSE(day("2024-03").is_known());
  EXPECT_FALSE(day("").is_known());
}

TEST(appeared_test, the_earliest_comes_first_and_the_undated_last) {
  auto order = [](const std::string& value, uint64_t id) {
    return order_of(when_published(value), ReportId(Id128{id, 0}));
  };
  EXPECT_LT(order("2024-03-01", 9), order("2024-03-02", 1));
  EXPECT_LT(order("2024-03-01T00:00Z", 9), order("2024-03-01", 1)) << "the day may end later";
  EXPECT_LT(order("2024-03-02", 9), order("", 1));
  EXPECT_LT(order("", 1), order("", 2));
}

TEST(appeared_test, a_month_ends_before_the_next_one) {
  EXPECT_TRUE(when_published("2024-02").before(when_published("2024-03-01")));
  EXPECT_TRUE(when_published("2024-12").before(when_published("2025-01-01")));
  EXPECT_TRUE(when_published("2023").before(when_published("2024-01-01")));
}

}  // namespace
}  // namespace hearsay
