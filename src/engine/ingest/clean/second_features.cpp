// Features of the second pass: what the first trees say around a block. See features.hpp.
#include <algorithm>
#include <array>
#include <optional>

#include "base/trees.hpp"
#include "ingest/clean/features.hpp"

namespace hearsay::clean {
namespace {

constexpr int64_t kMost = 4;  // log odds beyond this are all the same
constexpr std::array<std::string_view, 17> kTextNames = {
    "odds",        "before1_odds",    "before2_odds",   "before3_odds", "after1_odds",
    "after2_odds", "after3_odds",     "near_odds",      "all_odds",     "body_before",
    "body_after",  "from_first_body", "from_last_body", "best_near",    "worst_near",
    "body_words",  "body_blocks"};
constexpr std::array<std::string_view, 5> kPageNames = {"likes_odds", "likes_body", "up1_odds",
                                                        "up2_odds", "up3_odds"};

int32_t capped(int64_t number, int64_t most) {
  return static_cast<int32_t>(std::clamp<int64_t>(number, -most, most));
}

// Log odds in hundredths, cut.
int32_t hundredths(int64_t odds) {
  return static_cast<int32_t>(
      std::clamp<int64_t>(odds, -kMost * Trees::kUnit, kMost * Trees::kUnit) * 100 / Trees::kUnit);
}

// A mean weighted by words.
struct Mean {
  int64_t sum = 0, weight = 0, body = 0;
  void add(int32_t odds, int64_t words) {
    words = std::max<int64_t>(words, 1);
    sum += odds * words;
    weight += words;
    if (odds > 0) body += words;
  }
  int32_t value() const { return weight == 0 ? 0 : static_cast<int32_t>(sum / weight); }
  int32_t share() const { return weight == 0 ? 0 : static_cast<int32_t>(body * 1000 / weight); }
};

class SecondRow {
 public:
  SecondRow(const std::vector<BlockSigns>& signs, std::span<const int64_t> scores) : signs_(signs) {
    for (size_t i = 0; i < scores.size(); ++i) {
      odds_.push_back(hundredths(scores[i]));
      all_.add(odds_[i], signs[i].words);
      if (odds_[i] <= 0) continue;
      if (first_ < 0) first_ = static_cast<int64_t>(i);
      last_ = static_cast<int64_t>(i);
      ++body_blocks_;
    }
  }

  const std::vector<int32_t>& odds() const { return odds_; }

  void add(size_t i, Features::Writer& out) {
    auto near = [&](int64_t step) {
      int64_t to = static_cast<int64_t>(i) + step;
      return to < 0 || to >= static_cast<int64_t>(odds_.size()) ? -500
                                                                : odds_[static_cast<size_t>(to)];
    };
    Mean around;
    for (int64_t step = -5; step <= 5; ++step) {
      int64_t to = static_cast<int64_t>(i) + step;
      if (step == 0 || to < 0 || to >= static_cast<int64_t>(odds_.size())) continue;
      around.add(odds_[static_cast<size_t>(to)], signs_[static_cast<size_t>(to)].words);
    }
    int64_t own = odds_[i] > 0 ? signs_[i].words : 0;
    auto share = [&](int64_t words) {
      return static_cast<int32_t>(words * 1000 / std::max<int64_t>(all_.body, 1));
    };
    auto from = [&](int64_t other) {
      return other < 0 ? 1000 : capped(static_cast<int64_t>(i) - other, 60);
    };
    out.add(
               {odds_[i], near(-1), near(-2), near(-3), near(1), near(2), near(3), around.value(),
                all_.value(), share(before_), share(all_.body - before_ - own), from(first_),
                from(last_), std::max({near(-1), near(-2), near(1), near(2)}),
                std::min({near(-1), near(1)}), capped(all_.body, 5000), capped(body_blocks_, 200)});
    before_ += own;
  }

 private:
  const std::vector<BlockSigns>& signs_;
  std::vector<int32_t> odds_;
  Mean all_;
  int64_t first_ = -1, last_ = -1, before_ = 0, body_blocks_ = 0;
};

std::vector<std::string_view> joined(std::span<const std::string_view> first,
                                     std::span<const std::string_view> second,
                                     std::span<const std::string_view> third) {
  std::vector<std::string_view> out(first.begin(), first.end());
  out.insert(out.end(),  second.begin(), second.end());
  out.insert(out.end(),  third.begin(), third.end());
  return out;
}

// Means over blocks that are made alike and over subtrees.
class PageMeans {
 public:
  PageMeans(const PageView& view, const std::vector<BlockSigns>& signs,
            const std::vector<int32_t>& odds)
      : view_(view), nodes_(row_count(view.page)) {
    for (size_t i = 0; i < odds.size(); ++i) {
      nodes_[static_cast<size_t>(view.blocks.node[i])].add(odds[i], signs[i].words);
      if (likes_.size() <= view.around[i].made) likes_.emplace_back();
      likes_[view.around[i].made].add(odds[i], signs[i].words);
    }
    for (size_t node = nodes_.size(); node-- > 1;) {
      Mean& up = nodes_[view.page.parent[node]];
      up.sum += nodes_[node].sum;
      up.weight += nodes_[node].weight;
      up.body += nodes_[node].body;
    }
  }

  void add(size_t i, Features::Writer& out) const {
    size_t up1 = view_.page.parent[static_cast<size_t>(view_.blocks.node[i])];
    size_t up2 = view_.page.parent[up1];
    size_t up3 = view_.page.parent[up2];
    const Mean& likes = likes_[view_.around[i].made];
    out.add({likes.value(), likes.share(), nodes_[up1].value(), nodes_[up2].value(),
                           nodes_[up3].value()});
  }

 private:
  const PageView& view_;
  std::vector<Mean> nodes_;
  std::vector<Mean> likes_;
};

}  // namespace

std::span<const std::string_view> second_text_names() {
  static const std::vector<std::string_view> names = joined(text_feature_names(), kTextNames, {});
  return names;
}

std::span<const std::string_view> second_page_names() {
  static const std::vector<std::string_view> names =
      joined(page_feature_names(), kTextNames, kPageNames);
  return names;
}

void add_second(Features& features, const std::vector<BlockSigns>& signs,
                std::span<const int64_t> scores, const PageView* view) {
  SecondRow row(signs, scores);
  std::optional<PageMeans> means;
  if (view != nullptr) means.emplace(*view, signs, row.odds());
  size_t column = (view != nullptr ? page_feature_names() : text_feature_names()).size();
  for (size_t i = 0; i < features.rows(); ++i) {
    Features::Writer out = features.write(i, column);
    row.add(i, out);
    if (means) means->add(i, out);
  }
}

}  // namespace hearsay::clean
