// See bond.hpp.
#include "stories/gathering/bond.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/ascii.hpp"

namespace hearsay {
namespace {

constexpr std::array<std::string_view, kLikenesses> kNames = {
    "body", "lead", "names", "pairs", "numbers", "dates", "anchors", "time"};

// What is expected within a cluster of which too few pairs are known, as if so many pairs had been
// seen, and what keeps ratios of small numbers in bounds. Chosen with the weights.
constexpr double kPrior = 3;
struct Expected {
  double within, least;
};
constexpr std::array<Expected, kLikenesses> kExpected = {{{.25, .03},
                                                          {.22, .03},
                                                          {.25, .04},
                                                          {.08, .01},
                                                          {.10, .05},
                                                          {.20, .10},
                                                          {.10, .05},
                                                          {.35, .02}}};

// What two equal reports have in each.
constexpr double kSquare = static_cast<double>(Gist::kUnit) * Gist::kUnit;
constexpr std::array<double, kLikenesses> kWhole = {
    kSquare, kSquare, kSquare, kSquare,
    kSquare, kSquare, kSquare, static_cast<double>(TimeTable::kUnit)};

constexpr size_t kSizeFeature = 3 * kLikenesses;
constexpr uint32_t kMostSize = 8;
constexpr int64_t kMostDays = 400;  // for which the time table has entries

double pairs_within(uint32_t size) {
  return static_cast<double>(size) * (static_cast<double>(size) - 1) / 2;
}

double expected_within(size_t likeness, int64_t sum, uint32_t size) {
  return (static_cast<double>(sum) / kWhole[likeness] + kPrior * kExpected[likeness].within) /
         (pairs_within(size) + kPrior);
}

}  // namespace

std::span<const std::string_view> names_of(Likeness) {
  return kNames;
}

TimeTable::TimeTable(TimeDecay decay)
    : unknown_(std::lround(decay.unknown * static_cast<double>(kUnit))) {
  for (int64_t day = 0; day < kMostDays; ++day)
    by_days_.push_back(
        std::lround(static_cast<double>(kUnit) * std::exp(-static_cast<double>(day) / decay.days)));
  while (!by_days_.empty() && by_days_.back() == 0) by_days_.pop_back();
}

Cluster::Cluster(Gist gist, DayRange days, uint32_t words)
    : gist_(std::move(gist)), size_(1), undated_(days.is_known() ? 0 : 1), words_(words) {
  if (days.is_known()) dated_.push_back({days, 1});
}

DayRange Cluster::days() const {
  if (dated_.empty()) return {};
  DayRange out = dated_.front().days;
  for (const Dated& one : dated_) {
    out.first = std::min(out.first, one.days.first);
    out.last = std::max(out.last, one.days.last);
  }
  return out;
}

int64_t Cluster::time_across(const Cluster& other, const TimeTable& time) const {
  int64_t unknown =
      int64_t{size_} * other.size_ - int64_t{size_ - undated_} * (other.size_ - other.undated_);
  int64_t out = unknown * time.unknown();
  int64_t longest = 0;
  for (const Dated& b : other.dated_)
    longest = std::max(longest, int64_t{b.days.last} - b.days.first);
  for (const Dated& a : dated_) {
    auto b = std::lower_bound(other.dated_.begin(), other.dated_.end(),
                              a.days.first - time.reach() - longest,
                              [](const Dated& one, int64_t day) { return one.days.first < day; });
    for (; b != other.dated_.end() && b->days.first <= a.days.last + time.reach(); ++b) {
      int64_t gap = std::max(
          {int64_t{0}, int64_t{a.days.first} - b->days.last, int64_t{b->days.first} - a.days.last});
      out += time.of(gap) * a.count * b->count;
    }
  }
  return out;
}

LikenessSums Cluster::across(const Cluster& other, const TimeTable& time) const {
  auto same = [&](GistField field) { return product(gist_.of(field), other.gist_.of(field)); };
  return {same(GistField::body),    same(GistField::lead),    same(GistField::names),
          same(GistField::pairs),   same(GistField::numbers), same(GistField::dates),
          same(GistField::anchors), time_across(other, time)};
}

void Cluster::absorb(const Cluster& other, const LikenessSums& across) {
  gist_.add(other.gist_);
  std::vector<Dated> sum;
  auto b = other.dated_.begin();
  for (const Dated& a : dated_) {
    while (b != other.dated_.end() && b->days < a.days) sum.push_back(*b++);
    sum.push_back(a);
    if (b != other.dated_.end() && b->days == a.days) sum.back().count += b++->count;
  }
  sum.insert(sum.end(), b, other.dated_.end());
  dated_ = std::move(sum);
  size_ += other.size_;
  undated_ += other.undated_;
  words_ += other.words_;
  for (size_t i = 0; i < kLikenesses; ++i) within_[i] += other.within_[i] + across[i];
}

Cluster::Apart Cluster::without(const Cluster& one, const TimeTable& time) const {
  Apart out{within_, across(one, time), size_ - one.size_};
  LikenessSums self = one.across(one, time);
  for (size_t i = 0; i < kLikenesses; ++i) {
    out.across[i] -= self[i];
    out.within[i] -= out.across[i] + one.within_[i];
  }
  return out;
}

std::string bond_feature_name(size_t feature) {
  if (feature == kSizeFeature) return "size";
  constexpr std::array<std::string_view, 3> kKinds = {"mean_", "ratio_", "sized_"};
  return std::string(kKinds[feature / kLikenesses]) + std::string(kNames[feature % kLikenesses]);
}

BondFeatures bond_features(const LikenessSums& across, const Sides& sides) {
  BondFeatures out{};
  double pairs = static_cast<double>(sides.size_a) * static_cast<double>(sides.size_b);
  double size = std::log2(std::min({sides.size_a, sides.size_b, kMostSize}));
  for (size_t i = 0; i < kLikenesses; ++i) {
    double mean = std::max(0.0, static_cast<double>(across[i]) / kWhole[i] / pairs);
    double within = std::sqrt(expected_within(i, sides.within_a[i], sides.size_a) *
                              expected_within(i, sides.within_b[i], sides.size_b));
    double ratio = std::log((mean + kExpected[i].least) / (within + kExpected[i].least));
    out[i] = std::sqrt(mean);
    out[kLikenesses + i] = ratio;
    out[2 * kLikenesses + i] = size * ratio;
  }
  out[kSizeFeature] = size;
  return out;
}

namespace {

// "-1.25" in ten-thousandths.
int64_t ten_thousandths(std::string_view number) {
  bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  std::string_view whole = ascii::take_part(number, '.');
  std::string digits = std::string(whole) + std::string(number.substr(0, 4));
  digits.append(4 - std::min<size_t>(number.size(), 4), '0');
  int64_t out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return negative ? -out : out;
}

}  // namespace

BondModel::BondModel(std::string_view table) {
  while (!table.empty()) {
    std::string_view line = ascii::take_part(table, '\n');
    if (line.starts_with('#')) continue;
    std::string_view name = ascii::take_part(line, '\t');
    int64_t number = ten_thousandths(line);
    double value = static_cast<double>(number) / 10'000;
    int64_t odds = number * (kLogOdds / 10'000);
    if (name == "intercept") intercept_ = value;
    if (name == "threshold") threshold = odds;
    if (name == "attach") attach = odds;
    if (name == "attach_margin") attach_margin = odds;
    if (name == "most_days") most_days = number / 10'000;
    if (name == "decay_days") decay.days = value;
    if (name == "decay_unknown") decay.unknown = value;
    for (size_t i = 0; i < kBondFeatures; ++i)
      if (name == bond_feature_name(i)) weights_[i] = value;
  }
}

int64_t BondModel::score(const BondFeatures& features) const {
  double out = intercept_;
  for (size_t i = 0; i < kBondFeatures; ++i)
    if (weights_[i] != 0) out += weights_[i] * features[i];
  return std::llround(out * static_cast<double>(kLogOdds));
}

std::array<double, kLikenesses> BondModel::summands(const BondFeatures& features) const {
  std::array<double, kLikenesses> out{};
  for (size_t i = 0; i < kSizeFeature; ++i) out[i % kLikenesses] += weights_[i] * features[i];
  for (size_t i = 0; i < kLikenesses; ++i)
    if (features[i] == 0) out[i] = std::min(out[i], 0.0);
  return out;
}

double share_of_odds(int64_t score) {
  return 1 / (1 + std::exp(-static_cast<double>(score) / static_cast<double>(kLogOdds)));
}

}  // namespace hearsay
