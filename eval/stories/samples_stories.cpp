// See samples_stories.hpp.
#include "eval/stories/samples_stories.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/json.hpp"

namespace hearsay::eval {
namespace {

// What two sets share, and what they have together.
struct Likeness {
  size_t both = 0, all = 1;
  bool operator<(const Likeness& other) const { return both * other.all < other.both * all; }
};

size_t count_stories(const std::vector<size_t>& chain) {
  return std::set<size_t>(chain.begin(), chain.end()).size();
}

// Reports of found stories by number, rising and once each.
Clusters known_reports(const KeyStories& key, const FoundStories& found) {
  std::map<std::string, size_t> number;
  for (size_t i = 0; i < key.paths.size(); ++i)
    for (const std::string& path : key.paths[i]) number.emplace(path, i);
  Clusters out;
  for (const FoundStory& story : found.stories) {
    std::set<size_t> reports;
    for (const std::string& path : story.reports)
      if (auto at = number.find(path); at != number.end()) reports.insert(at->second);
    out.emplace_back(reports.begin(), reports.end());
  }
  return out;
}

Clusters gold_reports(const KeyStories& key) {
  Clusters out;
  for (const KeyStory& story : key.stories) out.push_back(story.reports);
  return out;
}

// What each found cluster has in common with those of the key that it touches.
std::map<size_t, Likeness> likenesses(const std::vector<size_t>& cluster, const Clusters& gold,
                                      const std::vector<std::vector<size_t>>& gold_of) {
  std::map<size_t, Likeness> out;
  for (size_t item : cluster)
    if (item < gold_of.size())
      for (size_t one : gold_of[item]) ++out[one].both;
  for (auto& [one, like] : out) like.all = cluster.size() + gold[one].size() - like.both;
  return out;
}

std::vector<std::vector<size_t>> gold_of_items(const Clusters& gold) {
  size_t items = 0;
  for (const std::vector<size_t>& one : gold)
    for (size_t item : one) items = std::max(items, item + 1);
  return clusters_of_items(gold, items);
}

// For every story of the key, the found one that stands for it and is most like it.
std::vector<std::optional<size_t>> best_found(
    const Clusters& found, const Clusters& gold,
    const std::vector<std::optional<size_t>>& stands_for) {
  auto gold_of = gold_of_items(gold);
  std::vector<std::optional<size_t>> out(gold.size());
  std::vector<Likeness> most(gold.size());
  for (size_t i = 0; i < found.size(); ++i) {
    if (!stands_for[i]) continue;
    size_t story = *stands_for[i];
    Likeness like = likenesses(found[i], gold, gold_of)[story];
    if (!(most[story] < like)) continue;
    most[story] = like;
    out[story] = i;
  }
  return out;
}

void add_stories(const KeyStories& key, const Clusters& found, const Clusters& gold,
                 std::vector<Measure>& out) {
  ClusteringScore score = compare_clusterings(found, gold, key.reports.size());
  out.push_back(mean_measure("stories",
                             "B-cubed F1 of reports, extended; those of no story stand alone",
                             score.b_cubed.f1()));
  out.push_back(mean_measure("stories, precision", "", score.b_cubed.precision));
  out.push_back(mean_measure("stories, recall", "", score.b_cubed.recall));
  out.push_back(mean_measure("stories, pairs", "F1 of reports that share one", score.pairs.f1()));
  auto several = [](const Clusters& clusters) {
    return static_cast<uint64_t>(std::count_if(clusters.begin(), clusters.end(),
                                               [](const auto& one) { return one.size() > 1; }));
  };
  out.push_back({"stories, how many", "found, of those in the key; of two reports or more",
                 std::nullopt, several(found), several(gold)});
}

struct CountKind {
  std::string_view name;
  uint64_t StoryCounts::*value;
};
constexpr std::array<CountKind, 4> kCounts = {{{"reports", &StoryCounts::reports},
                                               {"outlets", &StoryCounts::outlets},
                                               {"families", &StoryCounts::families},
                                               {"origins", &StoryCounts::origins}}};

void add_counts(const KeyStories& key, const FoundStories& found,
                const std::vector<std::optional<size_t>>& best, std::vector<Measure>& out) {
  for (const CountKind& kind : kCounts) {
    std::string name = std::string(kind.name) + " per story";
    uint64_t right = 0;
    for (size_t i = 0; i < key.stories.size(); ++i)
      right += best[i] &&
               found.stories[*best[i]].counts.*kind.value == key.stories[i].counts.*kind.value;
    out.push_back(
        share_measure(name, "stories of the key with exactly as many", right, key.stories.size()));
  }
}

void add_chains(const FoundStories& found, const ChainScore& score, std::vector<Measure>& out) {
  auto count = [](const std::vector<bool>& flags) {
    return static_cast<uint64_t>(std::count(flags.begin(), flags.end(), true));
  };
  out.push_back(share_measure("chains", "every step found, and nothing foreign with it",
                              count(score.right), score.right.size()));
  auto chains = std::count_if(found.chains.begin(), found.chains.end(),
                              [](const auto& one) { return count_stories(one) > 1; });
  out.push_back(share_measure("false chains", "of ours, those that tell none of the key's",
                              count(score.wrong), static_cast<uint64_t>(chains)));
  out.push_back(mean_measure(
      "chain links",
      "F1 of stories that share one; " + std::to_string(score.links.gold) + " in the key",
      score.links.f1()));
}

void write_ids(Json& json, std::string_view name, const KeyStories& key,
               const std::vector<size_t>& reports) {
  json.begin_array(name);
  for (size_t one : reports) json.field("", key.reports[one]);
  json.end_array();
}

void note_impure(const KeyStories& key, size_t number, const std::vector<size_t>& cluster,
                 const Clusters& gold, std::vector<std::string>& out) {
  auto touched = likenesses(cluster, gold, gold_of_items(gold));
  bool within_one = std::any_of(touched.begin(), touched.end(),
                                [&](const auto& one) { return one.second.both == cluster.size(); });
  if (cluster.size() < 2 || within_one) return;
  Json json;
  json.begin_object().field("what", "impure").field("found", uint64_t{number});
  json.begin_object("stories");
  for (const auto& [story, like] : touched) json.field(key.stories[story].id, uint64_t{like.both});
  json.end_object();
  write_ids(json, "reports", key, cluster);
  out.push_back(json.end_object().text());
}

void write_counts(Json& json, std::string_view name, const StoryCounts& counts) {
  json.begin_object(name);
  for (const CountKind& kind : kCounts) json.field(kind.name, counts.*kind.value);
  json.end_object();
}

void note_inexact(const KeyStories& key, const KeyStory& story, const FoundStory* found,
                  const std::vector<size_t>& reports, std::vector<std::string>& out) {
  std::vector<size_t> gold = story.reports;
  std::sort(gold.begin(), gold.end());
  std::vector<size_t> missed, added;
  std::set_difference(gold.begin(), gold.end(), reports.begin(), reports.end(),
                      std::back_inserter(missed));
  std::set_difference(reports.begin(), reports.end(), gold.begin(), gold.end(),
                      std::back_inserter(added));
  bool counted =
      found != nullptr && std::any_of(kCounts.begin(), kCounts.end(), [&](const CountKind& kind) {
        return found->counts.*kind.value != story.counts.*kind.value;
      });
  if (missed.empty() && added.empty() && !counted) return;
  Json json;
  json.begin_object().field("what", "inexact").field("story", story.id);
  write_ids(json, "missed", key, missed);
  write_ids(json, "added", key, added);
  if (counted) {
    write_counts(json, "counts", found->counts);
    write_counts(json, "key_counts", story.counts);
  }
  out.push_back(json.end_object().text());
}

void note_chains(const KeyStories& key, const FoundStories& found,
                 const std::vector<std::optional<size_t>>& stands_for, const ChainScore& score,
                 std::vector<std::string>& out) {
  for (size_t i = 0; i < key.chains.size(); ++i) {
    if (score.right[i]) continue;
    Json json;
    json.begin_object().field("what", "chain").field("chain", key.chains[i].id);
    json.field("foreign", bool{score.foreign[i]});
    out.push_back(json.end_object().text());
  }
  for (size_t i = 0; i < found.chains.size(); ++i) {
    if (!score.wrong[i]) continue;
    Json json;
    json.begin_object().field("what", "false chain").begin_array("stories");
    for (size_t story : found.chains[i])
      json.field("", stands_for[story] ? key.stories[*stands_for[story]].id : std::string());
    json.end_array();
    out.push_back(json.end_object().text());
  }
}

}  // namespace

std::vector<std::optional<size_t>> match_stories(const Clusters& found, const Clusters& gold) {
  auto gold_of = gold_of_items(gold);
  std::vector<std::optional<size_t>> out;
  for (const std::vector<size_t>& cluster : found) {
    std::optional<size_t>& best = out.emplace_back();
    Likeness most;
    for (const auto& [story, like] : likenesses(cluster, gold, gold_of))
      if (2 * like.both >= cluster.size() && most < like) {
        best = story;
        most = like;
      }
  }
  return out;
}

Scored score_sample_stories(const KeyStories& key, const FoundStories& found) {
  Clusters ours = known_reports(key, found);
  Clusters gold = gold_reports(key);
  auto stands_for = match_stories(ours, gold);
  auto best = best_found(ours, gold, stands_for);
  ChainScore chains = score_chains(found.chains, stands_for, key.chains);
  Scored out;
  add_stories(key, ours, gold, out.measures);
  add_counts(key, found, best, out.measures);
  add_chains(found, chains, out.measures);
  for (size_t i = 0; i < ours.size(); ++i) note_impure(key, i, ours[i], gold, out.details);
  for (size_t i = 0; i < key.stories.size(); ++i)
    note_inexact(key, key.stories[i], best[i] ? &found.stories[*best[i]] : nullptr,
                 best[i] ? ours[*best[i]] : std::vector<size_t>(), out.details);
  note_chains(key, found, stands_for, chains, out.details);
  return out;
}

}  // namespace hearsay::eval
