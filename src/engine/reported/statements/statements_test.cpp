#include "reported/statements/statements.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"
#include "reported/statements/acts.hpp"
#include "reported/statements/times.hpp"

namespace hearsay {
namespace {

TEST(statements_test, without_weights_nothing_is_found) {
  Resources none;
  Statements found = find_statements(Text(), Roles(), Metadata(), Encoding(), Tokens(), Sentences(),
                                     Tags(), Parse(), Names(), Quotations(), Attributions(), none);
  EXPECT_TRUE(found.kind.empty());
}

TEST(statements_test, every_line_of_the_lexicon_of_acts_is_read) {
  Resources resources = make_resources();
  statements::Acts acts(resources);
  std::string_view lines = resources.blob("knowledge/acts.txt");
  size_t read = 0;
  while (!lines.empty()) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string line(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.ends_with(" denied")) line.resize(line.size() - 7);
    std::string cue = line.substr(0, line.rfind(' '));
    const statements::ActOf* found = acts.find(cue);
    ASSERT_NE(found, nullptr) << line;
    EXPECT_EQ(names_of(Act{})[static_cast<size_t>(found->act)], line.substr(line.rfind(' ') + 1))
        << cue;
    ++read;
  }
  EXPECT_GT(read, 200U);
  ASSERT_NE(acts.find("deny"), nullptr);
  EXPECT_TRUE(acts.find("deny")->denied);
  EXPECT_EQ(acts.find("go"), nullptr);
}

TEST(statements_test, the_day_of_a_report_is_that_of_its_own_clock) {
  Metadata metadata;
  auto add = [&](std::string_view value, std::string_view latest, std::string_view day,
                 bool chosen) {
    metadata.field.push_back(MetadataField::published);
    metadata.value.push_back(value);
    metadata.latest.push_back(latest);
    metadata.day.push_back(day);
    metadata.chosen.push_back({chosen});
  };
  add("2017-01-01", "2017-01-01", "", false);
  add("2018-05-21T22:30Z", "2018-05-21T22:30Z", "2018-05-22", true);
  statements::Published published = statements::published_of(metadata);
  EXPECT_EQ(published.first, days_from_civil(2018, 5, 22));
  EXPECT_EQ(published.last, days_from_civil(2018, 5, 22));
  EXPECT_FALSE(statements::published_of(Metadata()).first.has_value());
}

}  // namespace
}  // namespace hearsay
