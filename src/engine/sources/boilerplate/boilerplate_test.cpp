#include "sources/boilerplate/boilerplate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kBlock = 100;  // bytes of every block
constexpr int64_t kOwn = 3;       // blocks of an article alone
constexpr int64_t kFollow = 7;    // the line that comes back

// Blocks of a report by their lines. Below 100 lines are apart; the others belong to one article.
struct Report {
  std::vector<int64_t> lines;
  std::string domain = "courier.example";
  std::string url = "";
};

class Pile : public Collection {
 public:
  void add(const Report& report) {
    auto metadata = std::make_shared<Metadata>();
    auto say = [&](MetadataField field, const std::string& value) {
      if (value.empty()) return;
      metadata->field.push_back(field);
      metadata->value.push_back(value);
      metadata->chosen.push_back({true});
    };
    say(MetadataField::domain, report.domain);
    say(MetadataField::url, report.url);
    auto found = std::make_shared<Fingerprints>();
    for (int64_t line : report.lines) {
      auto begin = static_cast<uint32_t>(found->span.size()) * kBlock;
      found->span.push_back({begin, begin + kBlock});
      found->words.push_back(line);
      found->apart.push_back({line < 100});
    }
    values_.push_back({metadata, found});
  }

  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (size_t i = 0; i < values_.size(); ++i) visitor(id(i), values_[i]);
    return {};
  }
  static ReportId id(size_t report) { return ReportId(Id128{report + 1, 0}); }

 private:
  std::vector<std::vector<std::shared_ptr<const void>>> values_;
};

Amendments find(const Pile& pile) {
  return set_boilerplate_aside(Across<Metadata, Fingerprints>(pile));
}

// An article of its own words, with lines before and behind.
std::vector<int64_t> article(int64_t number, const std::vector<int64_t>& before,
                             const std::vector<int64_t>& behind) {
  std::vector<int64_t> lines = before;
  for (int64_t block = 0; block < kOwn; ++block) lines.push_back(1000 * (number + 1) + block);
  lines.insert(lines.end(), behind.begin(), behind.end());
  return lines;
}

Pile articles(int64_t count, const std::vector<int64_t>& before,
              const std::vector<int64_t>& behind) {
  Pile pile;
  for (int64_t i = 0; i < count; ++i) pile.add({article(i, before, behind)});
  return pile;
}

size_t set_aside(const Pile& pile) {
  return find(pile).target.size();
}

TEST(boilerplate_test, four_articles_are_enough) {
  EXPECT_EQ(set_aside(articles(3, {}, {kFollow})), 0u);
  EXPECT_EQ(set_aside(articles(4, {}, {kFollow})), 4u);
  EXPECT_EQ(set_aside(articles(4, {kFollow}, {})), 4u);
  EXPECT_EQ(set_aside(articles(4, {}, {kFollow, kFollow})), 8u) << "as often as it stands there";
  EXPECT_EQ(set_aside(Pile()), 0u);
}

TEST(boilerplate_test, only_reports_of_one_domain_are_compared) {
  Pile pile = articles(3, {}, {kFollow});
  pile.add({article(3, {}, {kFollow}), "bell.example"});
  pile.add({article(4, {}, {kFollow}), ""});
  pile.add({{}, "courier.example"});
  EXPECT_EQ(set_aside(pile), 0u);
  pile.add({article(5, {}, {kFollow})});
  EXPECT_EQ(set_aside(pile), 4u);
}

TEST(boilerplate_test, a_domain_that_is_no_name_takes_no_part) {
  for (size_t size : {253, 254}) {
    Pile pile;
    for (int64_t i = 0; i < 4; ++i) pile.add({article(i, {}, {kFollow}), std::string(size, 'x')});
    EXPECT_EQ(set_aside(pile), size == 253 ? 4u : 0u);
  }
}

TEST(boilerplate_test, reports_of_one_address_are_one_article) {
  Pile pile = articles(3, {}, {kFollow});
  for (int64_t i = 3; i < 6; ++i) pile.add({article(i, {}, {kFollow}), "courier.example", "live"});
  Amendments found = find(pile);
  ASSERT_EQ(found.target.size(), 6u);
  EXPECT_EQ(found.why[0], "stands in 4 of 4 articles of courier.example");
  pile = articles(2, {}, {kFollow});
  for (int64_t i = 3; i < 9; ++i) pile.add({article(i, {}, {kFollow}), "courier.example", "live"});
  EXPECT_EQ(set_aside(pile), 0u);
}

TEST(boilerplate_test, reports_that_share_half_of_the_smaller_are_one_article) {
  auto with_four_others = [](const std::vector<int64_t>& lines) {
    Pile pile = articles(4, {}, {kFollow});  // the first has 1000, 1001 and 1002
    pile.add({lines});
    return std::string(find(pile).why[0]);
  };
  std::string one = "stands in 4 of 4 articles of courier.example";
  std::string two = "stands in 5 of 5 articles of courier.example";
  EXPECT_EQ(with_four_others({1000, 5000, 5001, kFollow}), one);
  EXPECT_EQ(with_four_others({1000, 5000, 5001, 5002, kFollow}), one) << "the first is smaller";
  EXPECT_EQ(with_four_others({5000, 5001, 5002, 5003, kFollow}), two);
  EXPECT_EQ(with_four_others({kFollow}), one) << "nothing of its own";
}

// Each version shares half with the next one only.
TEST(boilerplate_test, a_chain_of_versions_is_one_article) {
  Pile pile;
  for (int64_t i = 0; i < 20; ++i) pile.add({{1000 + i, 1001 + i, kFollow}});
  for (int64_t i = 0; i < 2; ++i) pile.add({article(i + 2, {}, {kFollow})});
  EXPECT_EQ(set_aside(pile), 0u);
}

TEST(boilerplate_test, what_its_article_surrounds_stays) {
  Pile pile;
  for (int64_t i = 0; i < 4; ++i) pile.add({{1000 * i + 1000, kFollow, 1000 * i + 1001}});
  EXPECT_EQ(set_aside(pile), 0u);
  pile = articles(4, {}, {kFollow});
  pile.add({{9000, kFollow, 9001, 9002}});
  Amendments found = find(pile);
  EXPECT_EQ(found.target.size(), 4u) << "set aside in its place only";
  EXPECT_EQ(found.why[0], "stands in 5 of 5 articles of courier.example");
}

TEST(boilerplate_test, what_all_deliveries_of_an_article_surround_stays) {
  Pile pile;
  for (int64_t i = 0; i < 8; ++i) {
    int64_t own = 1000 * (i / 2 + 1);
    pile.add({{own, kFollow, own + 1}});
  }
  EXPECT_EQ(set_aside(pile), 0u);
}

// A background paragraph does not hold up what stands behind it.
TEST(boilerplate_test, what_other_articles_have_too_surrounds_nothing) {
  Pile pile;
  for (int64_t i = 0; i < 4; ++i)
    pile.add({article(i, {}, i < 2 ? std::vector<int64_t>{kFollow, 500} : std::vector{kFollow})});
  EXPECT_EQ(set_aside(pile), 4u);
}

TEST(boilerplate_test, in_half_of_ten_articles_the_place_does_not_matter) {
  auto pile_of = [](int64_t with, int64_t without) {
    Pile pile;
    for (int64_t i = 0; i < with; ++i)
      pile.add({{1000 * i + 1000, 1000 * i + 1001, kFollow, 1000 * i + 1002}});
    for (int64_t i = 0; i < without; ++i) pile.add({article(100 + i, {}, {})});
    return pile;
  };
  EXPECT_EQ(set_aside(pile_of(9, 0)), 0u);
  EXPECT_EQ(set_aside(pile_of(10, 10)), 10u);
  EXPECT_EQ(set_aside(pile_of(10, 11)), 0u);
}

TEST(boilerplate_test, in_half_of_its_articles_a_line_must_be_apart) {
  constexpr int64_t kBackground = 100;
  EXPECT_EQ(set_aside(articles(8, {}, {kBackground})), 0u);
  class Mixed : public Pile {  // one line, apart in the first `apart` reports
   public:
    explicit Mixed(size_t apart) : apart_(apart) {
      for (int64_t i = 0; i < 9; ++i) add({article(i, {}, {kFollow})});
    }
    Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
      size_t at = 0;
      return Pile::visit(wanted, [&](const ReportId& id, auto values) {
        auto found =
            std::make_shared<Fingerprints>(*static_cast<const Fingerprints*>(values[1].get()));
        found->apart.back() = {at++ < apart_};
        std::vector<std::shared_ptr<const void>> changed = {values[0], found};
        visitor(id, changed);
      });
    }

   private:
    size_t apart_;
  };
  EXPECT_EQ(set_aside(Mixed(4)), 0u);
  EXPECT_EQ(set_aside(Mixed(5)), 9u);
}

TEST(boilerplate_test, amendments_name_the_row_and_other_articles) {
  Pile pile = articles(5, {}, {kFollow});
  Amendments found = find(pile);
  ASSERT_EQ(found.target.size(), 5u);
  Span follow{3 * kBlock, 4 * kBlock};
  for (size_t i = 0; i < 5; ++i) {
    Roles roles;
    for (uint32_t block = 0; block < 4; ++block)
      roles.span.push_back({block * kBlock, (block + 1) * kBlock});
    EXPECT_EQ(found.target[i], row_ids(layer_info<Roles>(), &roles, Pile::id(i))[3]);
    EXPECT_EQ(found.field[i], "kept");
    EXPECT_EQ(found.value[i], "false");
    ASSERT_EQ(found.evidence[i].size(), 3u);
    for (const Place& place : found.evidence[i]) {
      EXPECT_NE(place.report, Pile::id(i));
      EXPECT_EQ(place.span, follow);
    }
  }
}

// Comparing all pairs of these would take 50 million comparisons.
TEST(boilerplate_test, a_line_of_many_reports_is_no_burden) {
  EXPECT_EQ(set_aside(articles(10'000, {8}, {kFollow})), 20'000u);
}

}  // namespace
}  // namespace hearsay
