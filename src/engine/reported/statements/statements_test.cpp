#include "reported/statements/statements.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"
#include "reported/statements/acts.hpp"
#include "reported/statements/contents.hpp"
#include "reported/statements/speakers.hpp"
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

// Whom a pronoun means in a small text, and what was weighed.
struct Told {
  std::string last_name;
  std::vector<size_t> features;  // of every candidate
  size_t asked = 0;
};
Told told(const Resources& resources) {
  Source source;
  source.format = Format::text;
  source.bytes =
      "Boats stay in Tavra\n\nIlse Vard, the harbour master, lost her hat on Monday.\n\n"
      "Palle Okrist said the boats would stay. She said nobody had asked the fishermen.";
  Document document(std::move(source));
  make_pipeline().analyse(document, resources);
  Reading reading(document.get<Text>(), document.get<Roles>(), document.get<Tokens>(),
                  document.get<Sentences>(), document.get<Tags>(), document.get<Parse>(),
                  document.get<Names>(), document.get<Quotations>());
  auto drafts = statements::drafts_of(reading, document.get<Attributions>());
  Told out;
  statements::find_speakers(reading, document.get<Encoding>(), resources, {}, drafts,
                            [&](const Mention&, const auto& all) {
                              ++out.asked;
                              for (const auto& one : all)
                                out.features.push_back(one.features.size());
                            });
  if (!drafts.empty()) out.last_name = drafts.back().name;
  return out;
}

TEST(statements_test, every_candidate_has_every_feature) {
  Told of = told(make_resources());
  EXPECT_EQ(of.asked, 1U);
  EXPECT_GE(of.features.size(), 2U);
  for (size_t count : of.features) EXPECT_EQ(count, candidate_features().size());
  EXPECT_EQ(of.last_name, "Ilse Vard");
}

TEST(statements_test, without_trees_a_pronoun_means_nobody) {
  Resources all = make_resources();
  Resources resources;
  resources.blobs = all.blobs;
  for (const char* damage : {"", "HTR1 and nothing else"}) {
    resources.blobs["models/speakers/who.trees"] = damage;
    Resources fresh;
    fresh.blobs = resources.blobs;
    Told of = told(fresh);
    EXPECT_EQ(of.asked, 1U);
    EXPECT_EQ(of.last_name, "");
  }
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
