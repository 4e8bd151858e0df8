// See gathering.hpp.
#include "stories/gathering/gathering.hpp"

#include <algorithm>
#include <numeric>
#include <queue>

namespace hearsay {
namespace {

constexpr uint32_t kShort = 100;    // words of a report that has not room for all it might share
constexpr double kLeastBody = .04;  // mean likeness of words of clusters that are compared

// Two clusters as they were when the bond was measured.
struct Edge {
  int64_t score;
  uint32_t a, b;
  uint32_t age_a, age_b;
  bool operator<(const Edge& other) const {
    if (score != other.score) return score < other.score;
    return a != other.a ? a > other.a : b > other.b;
  }
};

// Of the words of two clusters, over pairs of reports.
double mean_likeness(const Cluster& a, const Cluster& b) {
  double pairs = static_cast<double>(a.size()) * static_cast<double>(b.size());
  double square = static_cast<double>(Gist::kUnit) * Gist::kUnit;
  auto same = product(a.gist().of(GistField::body), b.gist().of(GistField::body));
  return static_cast<double>(same) / square / pairs;
}

// Joins clusters, the strongest bond first. A cluster has the number of its lowest report.
class Joiner {
 public:
  Joiner(std::vector<Cluster>& clusters, const BondModel& model, const TimeTable& time)
      : clusters_(clusters),
        model_(model),
        time_(time),
        neighbours_(clusters.size()),
        age_(clusters.size()),
        into_(clusters.size()) {
    std::iota(into_.begin(), into_.end(), 0U);
  }

  void join(const CandidatePairs& candidates) {
    for (auto [a, b] : candidates) {
      if (mean_likeness(clusters_[a], clusters_[b]) <= kLeastBody) continue;
      neighbours_[a].push_back(b);
      neighbours_[b].push_back(a);
      push(a, b);
    }
    for (auto& all : neighbours_) std::sort(all.begin(), all.end());
    while (!edges_.empty()) {
      Edge edge = edges_.top();
      edges_.pop();
      if (age_[edge.a] == edge.age_a && age_[edge.b] == edge.age_b) merge(edge.a, edge.b);
    }
  }

  uint32_t story_of(uint32_t report) const {
    while (into_[report] != report) report = into_[report];
    return report;
  }

 private:
  void push(uint32_t a, uint32_t b) {
    if (a > b) std::swap(a, b);
    LikenessSums across = clusters_[a].across(clusters_[b], time_);
    int64_t score = bond_score(clusters_[a], clusters_[b], across, model_);
    if (score >= model_.threshold) edges_.push({score, a, b, age_[a], age_[b]});
  }

  // b goes into a.
  void merge(uint32_t a, uint32_t b) {
    clusters_[a].absorb(clusters_[b], clusters_[a].across(clusters_[b], time_));
    clusters_[b] = {};
    into_[b] = a;
    ++age_[a];
    ++age_[b];
    std::vector<uint32_t> all = neighbours_of_both(a, b);
    for (uint32_t one : all) replace(neighbours_[one], b, a);
    neighbours_[b] = {};
    keep_nearest(a, all);
    neighbours_[a] = std::move(all);
  }

  std::vector<uint32_t> neighbours_of_both(uint32_t a, uint32_t b) const {
    std::vector<uint32_t> out;
    std::set_union(neighbours_[a].begin(), neighbours_[a].end(), neighbours_[b].begin(),
                   neighbours_[b].end(), std::back_inserter(out));
    std::erase_if(out, [&](uint32_t one) { return one == a || one == b; });
    return out;
  }

  static void replace(std::vector<uint32_t>& all, uint32_t from, uint32_t to) {
    std::erase(all, from);
    auto at = std::lower_bound(all.begin(), all.end(), to);
    if (at == all.end() || *at != to) all.insert(at, to);
  }

  // Measures the bonds of a cluster that has changed. Of too many neighbours the least alike go.
  void keep_nearest(uint32_t a, std::vector<uint32_t>& all) {
    std::vector<std::pair<double, uint32_t>> near;  // the likest first
    for (uint32_t one : all) near.emplace_back(-mean_likeness(clusters_[a], clusters_[one]), one);
    std::sort(near.begin(), near.end());
    for (size_t i = Gathering::kMostNeighbours; i < near.size(); ++i)
      std::erase(neighbours_[near[i].second], a);
    if (near.size() > Gathering::kMostNeighbours) near.resize(Gathering::kMostNeighbours);
    all.clear();
    for (const auto& [likeness, one] : near) {
      all.push_back(one);
      if (-likeness > kLeastBody) push(a, one);
    }
    std::sort(all.begin(), all.end());
  }

  std::vector<Cluster>& clusters_;
  const BondModel& model_;
  const TimeTable& time_;
  std::vector<std::vector<uint32_t>> neighbours_;  // sorted
  std::vector<uint32_t> age_;
  std::vector<uint32_t> into_;
  std::priority_queue<Edge> edges_;
};

}  // namespace

namespace {

int64_t days_between(const Cluster& a, const Cluster& b) {
  DayRange one = a.days();
  DayRange other = b.days();
  if (!one.is_known() || !other.is_known()) return 0;
  return std::max(int64_t{one.first} - other.last, int64_t{other.first} - one.last);
}

bool is_short(const Cluster& one) {
  return one.words() < uint64_t{kShort} * one.size();
}

bool has(const Cluster& one, GistField field) {
  return !one.gist().of(field).empty();
}

bool contradict(const Cluster& a, const Cluster& b, const LikenessSums& across) {
  auto none = [&](Likeness one) { return across[static_cast<size_t>(one)] == 0; };
  return is_short(a) && is_short(b) && none(Likeness::names) && none(Likeness::numbers) &&
         none(Likeness::anchors) && has(a, GistField::names) && has(b, GistField::names) &&
         has(a, GistField::anchors) && has(b, GistField::anchors);
}

}  // namespace

int64_t bond_score(const Cluster& a, const Cluster& b, const LikenessSums& across,
                   const BondModel& model) {
  if (uint64_t{a.size()} + b.size() > Gathering::kMostReports) return INT64_MIN;
  if (contradict(a, b, across) || days_between(a, b) > model.most_days) return INT64_MIN;
  return model.score(bond_features(across, {a.within(), b.within(), a.size(), b.size()}));
}

Gathering::Gathering(std::vector<Cluster> reports, const BondModel& model)
    : model_(model), time_(model.decay), reports_(std::move(reports)), stories_(reports_) {
  CandidatePairs candidates = find_candidates(reports_);
  Joiner joiner(stories_, model_, time_);
  joiner.join(candidates);
  for (uint32_t i = 0; i < reports_.size(); ++i) story_.push_back(joiner.story_of(i));
  if (model_.attach != INT64_MAX) attach(candidates);
}

Gathering::Belonging Gathering::belonging(uint32_t report, uint32_t story) const {
  const Cluster& one = reports_[report];
  const Cluster& all = stories_[story];
  Cluster::Apart apart{all.within(), {}, all.size()};
  if (story_[report] == story)
    apart = all.without(one, time_);
  else
    apart.across = all.across(one, time_);
  Belonging out{0, {}};
  if (apart.size == 0) return out;
  out.features = bond_features(apart.across, {apart.within, one.within(), apart.size, one.size()});
  out.score = model_.score(out.features);
  return out;
}

std::vector<uint32_t> Gathering::common(uint32_t report, uint32_t story, GistField field) const {
  std::vector<std::pair<int64_t, uint32_t>> found;
  Gist::Entries all = stories_[story].gist().of(field);
  bool member = story_[report] == story;
  for (const Gist::Entry& own : reports_[report].gist().of(field)) {
    auto at =
        std::lower_bound(all.begin(), all.end(), own.term,
                         [](const Gist::Entry& one, uint32_t term) { return one.term < term; });
    if (at == all.end() || at->term != own.term) continue;
    int64_t rest = int64_t{at->weight} - (member ? own.weight : 0);
    if (rest > 0) found.emplace_back(-rest * own.weight, own.term);
  }
  std::sort(found.begin(), found.end());
  std::vector<uint32_t> out;
  for (const auto& [weight, term] : found) out.push_back(term);
  return out;
}

void Gathering::attach(const CandidatePairs& candidates) {
  std::vector<std::pair<uint32_t, uint32_t>> asked;  // report and story
  for (auto [a, b] : candidates) {
    if (story_[a] == story_[b]) continue;
    if (stories_[story_[b]].size() > 1) asked.emplace_back(a, story_[b]);
    if (stories_[story_[a]].size() > 1) asked.emplace_back(b, story_[a]);
  }
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  for (auto [report, story] : asked) {
    const Cluster& one = reports_[report];
    const Cluster& all = stories_[story];
    int64_t score = bond_score(all, one, all.across(one, time_), model_);
    if (score < model_.attach) continue;
    bool alone = stories_[story_[report]].size() == one.size();
    int64_t own = alone ? 0 : belonging(report, story_[report]).score;
    if (score >= own - model_.attach_margin) attachments_.push_back({report, story, score});
  }
}

}  // namespace hearsay
