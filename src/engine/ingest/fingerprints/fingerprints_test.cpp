#include "ingest/fingerprints/fingerprints.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

// A report of these lines, all of them kept; the first is its title.
struct Lines {
  std::string bytes;
  Roles roles;

  explicit Lines(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      auto begin = static_cast<uint32_t>(bytes.size());
      bytes += line + "\n";
      roles.span.push_back({begin, begin + static_cast<uint32_t>(line.size())});
      roles.role.push_back(roles.role.empty() ? BlockRole::title : BlockRole::body);
      roles.kept.push_back({true});
    }
  }
  Fingerprints find() const { return find_fingerprints(Text(bytes, {}), roles); }
};

constexpr std::string_view kTitle = "Ferries wait for the storm";
constexpr std::string_view kBody = "The ferries of Vell waited for the storm to leave the strait.";

bool is_apart(std::string_view line) {
  return Lines({std::string(kTitle), std::string(kBody), std::string(line)}).find().apart[1].yes;
}

TEST(fingerprints_test, equal_words_have_one_number) {
  Fingerprints found =
      Lines({"One title", "Sign up: here!", "sign up HERE", "sign up there"}).find();
  EXPECT_EQ(found.words[0], found.words[1]);
  EXPECT_NE(found.words[0], found.words[2]);
  for (int64_t words : found.words) EXPECT_GE(words, 0);
}

TEST(fingerprints_test, a_line_of_other_words_is_apart) {
  EXPECT_TRUE(is_apart("Sign up for our morning letter"));
  EXPECT_TRUE(is_apart("Get news of the ferries, become a friend")) << "one in four";
  EXPECT_FALSE(is_apart("Get news of the ferries, be a friend")) << "one in three";
  EXPECT_FALSE(is_apart("The storm ended.")) << "one in two";
  EXPECT_FALSE(is_apart("So it is.")) << "no word that says anything";
  EXPECT_FALSE(is_apart("___"));
}

TEST(fingerprints_test, quotations_and_paragraphs_are_not_apart) {
  for (std::string_view quoted :
       {"\"Nobody pays\"", "“Nobody pays”", "«Nobody pays»", "‘Nobody pays’", "„Nobody pays“"})
    EXPECT_FALSE(is_apart(quoted)) << quoted;
  EXPECT_TRUE(is_apart("Nobody’s pays")) << "an apostrophe";
  std::string longest = "Nobody pays";
  longest.resize(200, '.');
  EXPECT_TRUE(is_apart(longest));
  EXPECT_FALSE(is_apart(longest + "."));
}

TEST(fingerprints_test, without_spaces_between_words_nothing_is_apart) {
  EXPECT_FALSE(is_apart("订阅我们的新闻"));
  EXPECT_TRUE(is_apart("Подпишитесь на новости"));
}

TEST(fingerprints_test, a_line_does_not_speak_for_its_own_repetition) {
  std::string line = "Sign up for our morning letter";
  Fingerprints found =
      Lines({std::string(kTitle), line, std::string(kBody), "SIGN UP for our morning letter"})
          .find();
  EXPECT_TRUE(found.apart[0].yes);
  EXPECT_TRUE(found.apart[2].yes);
}

TEST(fingerprints_test, only_kept_blocks_count_and_have_rows) {
  Lines lines({std::string(kTitle), "Morning letter of the house", "Sign up for the morning letter",
               std::string(kBody)});
  EXPECT_FALSE(lines.find().apart[1].yes);
  lines.roles.kept[1] = {false};
  Fingerprints found = lines.find();
  EXPECT_EQ(found.span, (std::vector<Span>{lines.roles.span[2], lines.roles.span[3]}));
  EXPECT_TRUE(found.apart[0].yes);
}

TEST(fingerprints_test, a_title_has_no_row_but_its_words_count) {
  Fingerprints found = Lines({"Letter of the morning", "Sign up for the morning letter"}).find();
  ASSERT_EQ(found.span.size(), 1u);
  EXPECT_FALSE(found.apart[0].yes);
}

TEST(fingerprints_test, a_report_of_very_many_blocks_has_none) {
  std::vector<std::string> lines(1000, "Line");
  EXPECT_EQ(Lines(lines).find().span.size(), 999u) << "all but the title";
  lines.emplace_back("Line");
  EXPECT_TRUE(Lines(lines).find().span.empty());
  EXPECT_TRUE(find_fingerprints(Text(), {}).span.empty());
}

}  // namespace
}  // namespace hearsay
