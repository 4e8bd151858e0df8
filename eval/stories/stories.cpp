// See stories.hpp.
#include "eval/stories/stories.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/json.hpp"
#include "eval/stories/floor.hpp"

namespace hearsay::eval {
namespace {

// Of and against: no share, so without a score.
Measure count_measure(std::string name, uint64_t found, uint64_t gold) {
  return {std::move(name), "found, of those in the key", std::nullopt, found, gold};
}

void add_ours(const ClusteringScore& score, std::vector<Measure>& out) {
  out.push_back(mean_measure("B-cubed F1", "items of no cluster stand alone", score.b_cubed.f1()));
  out.push_back(mean_measure("B-cubed precision", "", score.b_cubed.precision));
  out.push_back(mean_measure("B-cubed recall", "", score.b_cubed.recall));
  out.push_back(mean_measure("pairwise F1", "", score.pairs.f1()));
  out.push_back(mean_measure("pairwise precision", "", score.pairs.precision()));
  out.push_back(mean_measure("pairwise recall", "", score.pairs.recall()));
  out.push_back(mean_measure("adjusted Rand", "0 as by chance or worse", score.rand));
  out.push_back(count_measure("clusters", score.found, score.gold));
}

void add_floor(const Floor& floor, uint64_t gold, std::vector<Measure>& out) {
  auto add = [&](const std::string& name, const FloorBest& best) {
    long hundredths = std::lround(best.threshold * 100);
    out.push_back(mean_measure("floor: " + name,
                               "one-pass TF-IDF, mean of orders, at its best threshold here, ." +
                                   std::to_string(hundredths) + ": optimistic",
                               best.value));
  };
  add("B-cubed F1", floor.b_cubed);
  add("pairwise F1", floor.pairs);
  add("adjusted Rand", floor.rand);
  out.push_back(count_measure("floor: clusters", floor.b_cubed.clusters, gold));
  out.back().note += ", where its B-cubed F1 is best";
}

// What one cluster has of another.
struct Part {
  std::optional<size_t> of;  // none of an item that stands alone
  std::vector<size_t> items;
};

// The items of a cluster by what they lie in on the other side, the largest part first.
std::vector<Part> parts_of(const std::vector<size_t>& cluster,
                           const std::vector<std::vector<size_t>>& other) {
  std::map<size_t, std::vector<size_t>> by_cluster;
  std::vector<Part> out;
  for (size_t item : cluster) {
    if (other[item].empty()) out.push_back({std::nullopt, {item}});
    for (size_t one : other[item]) by_cluster[one].push_back(item);
  }
  for (auto& [number, items] : by_cluster) out.push_back({number, std::move(items)});
  std::stable_sort(out.begin(), out.end(),
                   [](const Part& a, const Part& b) { return a.items.size() > b.items.size(); });
  return out;
}

// The line of a cluster or, if `story` is not empty, a story, unless one part is all of it.
void note_parts(const StorySet& set, const std::string& story, const std::vector<size_t>& cluster,
                const std::vector<Part>& parts, std::vector<std::string>& out) {
  if (parts.empty() || parts.front().items.size() == cluster.size()) return;
  Json json;
  json.begin_object().field("set", set.name).field("what", story.empty() ? "impure" : "split");
  if (!story.empty()) json.field("story", story);
  json.field("items", uint64_t{cluster.size()}).begin_array("parts");
  for (const Part& part : parts) {
    json.begin_object();
    if (story.empty() && part.of) json.field("story", set.gold_names[*part.of]);
    json.field("items", uint64_t{part.items.size()}).begin_array("ids");
    for (size_t item : part.items) json.field("", set.items[item].id);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out.push_back(json.text());
}

// Without the items that stand twice.
std::vector<size_t> sorted_once(std::vector<size_t> cluster) {
  std::sort(cluster.begin(), cluster.end());
  cluster.erase(std::unique(cluster.begin(), cluster.end()), cluster.end());
  return cluster;
}

void note_details(const StorySet& set, const Clusters& found, std::vector<std::string>& out) {
  auto gold_of = clusters_of_items(set.gold, set.items.size());
  auto found_of = clusters_of_items(found, set.items.size());
  for (const std::vector<size_t>& one : found) {
    std::vector<size_t> cluster = sorted_once(one);
    note_parts(set, "", cluster, parts_of(cluster, gold_of), out);
  }
  for (size_t i = 0; i < set.gold.size(); ++i) {
    std::vector<size_t> story = sorted_once(set.gold[i]);
    note_parts(set, set.gold_names[i], story, parts_of(story, found_of), out);
  }
}

}  // namespace

Scored score_stories(const StorySet& set, const Clusters& found) {
  Scored out;
  ClusteringScore score = compare_clusterings(found, set.gold, set.items.size());
  add_ours(score, out.measures);
  add_floor(find_floor(set), score.gold, out.measures);
  note_details(set, found, out.details);
  return out;
}

Result<Scored> run_stories(const std::string& folder) {
  Result<std::vector<StorySet>> sets = read_story_sets(folder);
  if (!sets) return sets.error();
  Scored out;
  for (const StorySet& set : *sets) {
    Scored one = score_stories(set, find_story_clusters(set.items));
    for (Measure& measure : one.measures) {
      if (sets->size() > 1) measure.name = set.name + ": " + measure.name;
      out.measures.push_back(std::move(measure));
    }
    for (std::string& line : one.details) out.details.push_back(std::move(line));
  }
  return out;
}

}  // namespace hearsay::eval
