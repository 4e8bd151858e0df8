// Bond: how strongly two clusters of reports belong together, and what speaks for it, summand by
// summand. Two happenings of one kind are as similar, report by report, as two reports of one
// happening; clusters tell them apart: the mean similarity across is set against the mean
// similarity within both, so that it tends to 1 (ratio 0) for two samples of one story, whatever
// the story's own tightness (disattenuation: Spearman 1904; docs/stages/happenings.md). Covered by
// stories/gathering/gathering_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stories/gist/gist.hpp"

namespace hearsay {

// From the first to the last day on which a report can have appeared, since 1970-01-01.
struct DayRange {
  int32_t first = 0, last = -1;
  bool is_known() const { return first <= last; }
  auto operator<=>(const DayRange&) const = default;
};

// What two reports, or clusters of them, are compared in.
enum class Likeness : uint8_t { body, lead, names, pairs, numbers, dates, anchors, time };
inline constexpr size_t kLikenesses = 8;
std::span<const std::string_view> names_of(Likeness);

// Sums over pairs of reports, in whole numbers.
using LikenessSums = std::array<int64_t, kLikenesses>;

// How long after a report another may still be of its story.
struct TimeDecay {
  double days = 3;        // after so many days 1/e is left
  double unknown = 0.35;  // where one of the two has no date
  bool operator==(const TimeDecay&) const = default;
};

// Likeness in time by the days between, in 65,536ths.
class TimeTable {
 public:
  explicit TimeTable(TimeDecay decay);
  static constexpr int64_t kUnit = 65'536;
  int64_t of(int64_t days) const {
    return days < static_cast<int64_t>(by_days_.size()) ? by_days_[static_cast<size_t>(days)] : 0;
  }
  int64_t unknown() const { return unknown_; }
  // Days from which on nothing is left.
  int64_t reach() const { return static_cast<int64_t>(by_days_.size()); }

 private:
  std::vector<int64_t> by_days_;
  int64_t unknown_;
};

// Reports as one: their gists and days, and how alike they are among themselves.
class Cluster {
 public:
  Cluster() = default;
  Cluster(Gist gist, DayRange days, uint32_t words);

  uint32_t size() const { return size_; }
  const Gist& gist() const { return gist_; }
  const LikenessSums& within() const { return within_; }  // over unordered pairs
  uint64_t words() const { return words_; }
  // The earliest and the latest day of any; unknown if no report has a date.
  DayRange days() const;

  LikenessSums across(const Cluster& other, const TimeTable& time) const;
  void absorb(const Cluster& other, const LikenessSums& across);
  // With a report of its own left out: the likeness within of the others, and across to it.
  struct Apart {
    LikenessSums within, across;
    uint32_t size;
  };
  Apart without(const Cluster& one, const TimeTable& time) const;

 private:
  struct Dated {
    DayRange days;
    uint32_t count;
  };
  int64_t time_across(const Cluster& other, const TimeTable& time) const;

  Gist gist_;
  std::vector<Dated> dated_;  // by days
  uint32_t size_ = 0, undated_ = 0;
  uint64_t words_ = 0;
  LikenessSums within_{};
};

// What may speak for a bond. Of each likeness: `mean`, the square root of its mean across; `ratio`,
// the logarithm of mean across / mean within; `sized`, that times `size`, the binary logarithm of
// how many reports the smaller cluster has (at most 3).
inline constexpr size_t kBondFeatures = 3 * kLikenesses + 1;
using BondFeatures = std::array<double, kBondFeatures>;
// "mean_body" ... "ratio_body" ... "sized_body" ... "size".
std::string bond_feature_name(size_t feature);

// Two clusters as the features see them.
struct Sides {
  const LikenessSums& within_a;
  const LikenessSums& within_b;
  uint32_t size_a, size_b;
};
BondFeatures bond_features(const LikenessSums& across, const Sides& sides);

// Weights of features, as models/stories/*.tsv has them; models/cards/stories.md.
class BondModel {
 public:
  // Lines "NAME<tab>NUMBER", numbers with at most four digits behind the point; `#` begins a
  // comment. Names: those of features, `intercept`, `threshold`, `attach`, `attach_margin`,
  // `most_days`, `decay_days`, `decay_unknown`. Weights that are not
  // named are 0; without `attach` nothing is attached. Names that are not known are passed over.
  explicit BondModel(std::string_view table);

  // Millionths of log odds, rounded, so that ties do not hang on the last bits of a logarithm.
  int64_t score(const BondFeatures& features) const;
  // What each likeness adds to the score, as a reason: never more than 0 where nothing of it is
  // shared, though a weight below 0 makes the score count that for the bond.
  std::array<double, kLikenesses> summands(const BondFeatures& features) const;

  int64_t threshold = 0;          // at which clusters are still joined
  int64_t attach = INT64_MAX;     // at which a report is attached to one more story
  int64_t attach_margin = 0;      // and how much less it may be than for its own
  int64_t most_days = INT32_MAX;  // between clusters that are joined
  TimeDecay decay;

 private:
  double intercept_ = 0;
  std::array<double, kBondFeatures> weights_{};
};
inline constexpr int64_t kLogOdds = 1'000'000;

// 0 to 1.
double share_of_odds(int64_t score);

}  // namespace hearsay
