#include "stories/gist/gist.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "base/folded_words.hpp"
#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

using Fields = std::array<std::vector<std::pair<uint32_t, double>>, kGistFields>;

Gist gist_of(const std::string& title, const std::string& body) {
  static const Resources resources = make_resources();
  Text text(title.empty() ? body : title + "\n\n" + body, {});
  return find_gist(test_terms(text, title.size()), resources.made<Frequencies>(),
                   resources.made<GistWords>());
}

uint32_t stem(std::string_view word) {
  uint32_t out = 0;
  each_stem(word, [&](std::string_view one) { out = word_hash(one); });
  return out;
}

bool has(const Gist& gist, GistField field, std::string_view word) {
  for (const Gist::Entry& one : gist.of(field))
    if (one.term == stem(word)) return true;
  return false;
}

TEST(gist_test, fields_hold_what_they_are_called_after) {
  Gist gist = gist_of("Ferry sinks off Tavra",
                      "The ferry sank on Tuesday. Reeve Larkstone counted 68 people. Divers wait. "
                      "In May 2017 five boats may sail, she said.");
  EXPECT_TRUE(has(gist, GistField::body, "ferry"));
  EXPECT_TRUE(has(gist, GistField::body, "boats"));
  EXPECT_FALSE(has(gist, GistField::body, "said"));
  EXPECT_FALSE(has(gist, GistField::body, "Tuesday"));
  EXPECT_TRUE(has(gist, GistField::lead, "Larkstone"));
  EXPECT_FALSE(has(gist, GistField::lead, "boats"));
  EXPECT_TRUE(has(gist, GistField::names, "Larkstone"));
  EXPECT_TRUE(has(gist, GistField::names, "Tavra"));
  EXPECT_FALSE(has(gist, GistField::names, "ferry"));
  EXPECT_TRUE(has(gist, GistField::numbers, "68"));
  EXPECT_TRUE(has(gist, GistField::numbers, "5"));
  EXPECT_TRUE(has(gist, GistField::dates, "Tuesday"));
  EXPECT_TRUE(has(gist, GistField::dates, "may"));
  EXPECT_TRUE(has(gist, GistField::dates, "2017"));
  EXPECT_TRUE(has(gist, GistField::anchors, "68"));
  EXPECT_FALSE(has(gist, GistField::anchors, "5"));
}

TEST(gist_test, a_title_that_the_text_repeats_counts_once) {
  std::string body = "The ferry sank on Tuesday. Divers wait for the tide.";
  EXPECT_EQ(gist_of("Ferry sinks off Tavra", "Ferry sinks off Tavra. " + body),
            gist_of("Ferry sinks off Tavra", body));
}

TEST(gist_test, words_of_a_heading_in_capitals_are_no_names) {
  Gist gist = gist_of("", "Council Votes On Harbour Budget Again. The vote came late.");
  EXPECT_FALSE(has(gist, GistField::names, "harbour"));
}

TEST(gist_test, nothing_gives_nothing) {
  for (const char* text : {"", " ", "The", "\n\n\n", "...", "12"}) {
    Gist gist = gist_of("", text);
    EXPECT_TRUE(gist.of(GistField::body).empty()) << text;
  }
  EXPECT_EQ(product(Gist().of(GistField::body), gist_of("", "Boats").of(GistField::body)), 0);
}

TEST(gist_test, only_the_heaviest_are_kept) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "word" + std::string(1, char('a' + i % 26)) + "x" +
            std::string(1, char('a' + i / 26 % 26)) + "q " + std::to_string(1000 + i) + " ";
  Gist gist = gist_of("", text);
  EXPECT_EQ(gist.of(GistField::body).size(), 64U);
  EXPECT_LE(gist.of(GistField::numbers).size(), 8U);
  EXPECT_LE(gist.of(GistField::anchors).size(), 16U);
}

Gist random_gist(std::mt19937& random, int most) {
  Fields fields;
  for (auto& field : fields) {
    std::map<uint32_t, double> terms;
    for (auto i = random() % static_cast<unsigned>(most); i > 0; --i)
      terms[static_cast<uint32_t>(random() % 200)] = static_cast<double>(random() % 1000) / 100;
    field.assign(terms.begin(), terms.end());
  }
  return Gist(fields);
}

TEST(gist_test, sums_do_not_hang_on_the_order) {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<Gist> all;
    for (int i = 0; i < 9; ++i) all.push_back(random_gist(random, 90));
    Gist there, back;
    for (size_t i = 0; i < all.size(); ++i) {
      there.add(all[i]);
      back.add(all[all.size() - 1 - i]);
    }
    EXPECT_EQ(there, back);
  }
}

TEST(gist_test, of_a_sum_the_heaviest_terms_are_kept) {
  auto of_words = [](uint32_t first) {
    Fields fields;
    fields[0] = {{7, 2}};
    for (uint32_t i = 0; i < 40; ++i) fields[0].emplace_back(first + i, 1);
    return Gist(fields);
  };
  Gist sum;
  for (uint32_t i = 0; i < 1000; ++i) sum.add(of_words(100 + i * 40));
  Gist::Entries all = sum.of(GistField::body);
  EXPECT_GE(all.size(), Gist::kMostTerms);
  EXPECT_LE(all.size(), 2 * Gist::kMostTerms);
  EXPECT_EQ(all.front().term, 7U);
  EXPECT_EQ(all.front().weight, 1000 * of_words(100).of(GistField::body).front().weight);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.term < b.term; }));
}

// The twin: every term against every term.
TEST(gist_test, products_are_sums_over_common_terms) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    Gist a = random_gist(random, 10);
    Gist b = random_gist(random, round % 2 == 0 ? 10 : 2);
    for (int i = 0; i < round % 7; ++i) a.add(random_gist(random, 90));
    for (size_t field = 0; field < kGistFields; ++field) {
      int64_t expected = 0;
      for (const auto& x : a.of(static_cast<GistField>(field)))
        for (const auto& y : b.of(static_cast<GistField>(field)))
          if (x.term == y.term) expected += int64_t{x.weight} * y.weight;
      EXPECT_EQ(product(a.of(static_cast<GistField>(field)), b.of(static_cast<GistField>(field))),
                expected);
      EXPECT_EQ(product(b.of(static_cast<GistField>(field)), a.of(static_cast<GistField>(field))),
                expected);
    }
  }
}

TEST(gist_test, a_sum_as_one_is_scaled) {
  Gist one = gist_of("", "The ferry sank off Tavra with crates and lamps.");
  Gist sum = one;
  for (int i = 0; i < 5; ++i) sum.add(one);
  Gist again = sum.as_one();
  double unit = static_cast<double>(Gist::kUnit) * Gist::kUnit;
  auto body = again.of(GistField::body);
  EXPECT_NEAR(static_cast<double>(product(body, body)) / unit, 1, .001);
}

}  // namespace
}  // namespace hearsay
