// See floor.hpp.
#include "eval/stories/floor.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "eval/clean/words.hpp"

namespace hearsay::eval {
namespace {

struct Weight {
  size_t number;  // of a word in a vector, of a cluster in a posting
  double value;
};
using Vector = std::vector<Weight>;

// Fisher and Yates with splitmix64 (Steele et al. 2014).
std::vector<size_t> shuffled(size_t items, uint64_t state) {
  auto next = [&] {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  };
  std::vector<size_t> order(items);
  std::iota(order.begin(), order.end(), 0);
  for (size_t i = items; i > 1; --i) std::swap(order[i - 1], order[next() % i]);
  return order;
}

// Gives texts as vectors of length one, in the order in which they come.
class RunningWeights {
 public:
  Vector weigh(const StoryItem& item) {
    std::string text = lower_case(item.title + "\n" + item.text);
    std::vector<size_t> words;
    for (std::string_view word : words_of(text))
      words.push_back(number_.emplace(word, number_.size()).first->second);
    std::sort(words.begin(), words.end());
    texts_in_.resize(number_.size());
    ++texts_;
    Vector out;
    double squares = 0;
    for (auto at = words.begin(); at != words.end();) {
      auto end = std::upper_bound(at, words.end(), *at);
      double value = (1 + std::log(static_cast<double>(end - at))) *
                     std::log((texts_ + 1) / (++texts_in_[*at] + .5));
      out.push_back({*at, value});
      squares += value * value;
      at = end;
    }
    for (Weight& one : out) one.value /= std::sqrt(squares);
    return out;
  }
  size_t words() const { return number_.size(); }

 private:
  std::unordered_map<std::string, size_t> number_;
  std::vector<double> texts_in_;
  double texts_ = 0;
};

// Centroids as lists of clusters by word.
class OnePass {
 public:
  OnePass(size_t words, double threshold) : clusters_with_(words), threshold_(threshold) {}

  void add(size_t item, const Vector& text) {
    products_.assign(clusters_.size(), 0);
    for (const Weight& word : text)
      for (const Weight& cluster : clusters_with_[word.number])
        products_[cluster.number] += word.value * cluster.value;
    size_t best = clusters_.size();
    double most = threshold_;
    for (size_t i = 0; i < clusters_.size(); ++i)
      if (double cosine = products_[i] / std::sqrt(squares_[i]);
          cosine > most || (cosine == most && best == clusters_.size())) {
        best = i;
        most = cosine;
      }
    if (best == clusters_.size()) {
      clusters_.emplace_back();
      squares_.push_back(0);
      products_.push_back(0);
    }
    clusters_[best].push_back(item);
    squares_[best] += 2 * products_[best] + 1;
    for (const Weight& word : text) add_weight(clusters_with_[word.number], best, word.value);
  }
  Clusters take() { return std::move(clusters_); }

 private:
  static void add_weight(Vector& clusters, size_t cluster, double value) {
    auto found = std::find_if(clusters.begin(), clusters.end(),
                              [&](const Weight& one) { return one.number == cluster; });
    if (found == clusters.end())
      clusters.push_back({cluster, value});
    else
      found->value += value;
  }

  std::vector<Vector> clusters_with_;
  std::vector<double> squares_;  // of the lengths of centroids
  std::vector<double> products_;
  Clusters clusters_;
  double threshold_;
};

constexpr uint64_t kOrders = 5;

// Sums over the orders.
struct Sums {
  double b_cubed = 0, pairs = 0, rand = 0, clusters = 0;
};

void keep_best(FloorBest& best, double threshold, double sum, const Sums& sums) {
  double value = sum / kOrders;
  if (best.threshold == 0 || value > best.value)
    best = {threshold, value, static_cast<uint64_t>(std::lround(sums.clusters / kOrders))};
}

}  // namespace

std::vector<Clusters> cluster_in_one_pass(const std::vector<StoryItem>& items,
                                          std::span<const double> thresholds, uint64_t order) {
  std::vector<size_t> turns = shuffled(items.size(), order);
  RunningWeights weights;
  std::vector<Vector> texts;
  for (size_t item : turns) texts.push_back(weights.weigh(items[item]));
  std::vector<Clusters> out;
  for (double threshold : thresholds) {
    OnePass pass(weights.words(), threshold);
    for (size_t i = 0; i < turns.size(); ++i) pass.add(turns[i], texts[i]);
    out.push_back(pass.take());
  }
  return out;
}

Floor find_floor(const StorySet& set) {
  std::vector<double> thresholds;
  for (int hundredths = 10; hundredths <= 60; hundredths += 5)
    thresholds.push_back(hundredths / 100.);
  std::vector<Sums> sums(thresholds.size());
  for (uint64_t order = 0; order < kOrders; ++order) {
    std::vector<Clusters> found = cluster_in_one_pass(set.items, thresholds, order);
    for (size_t i = 0; i < thresholds.size(); ++i) {
      ClusteringScore score = compare_clusterings(found[i], set.gold, set.items.size());
      sums[i].b_cubed += score.b_cubed.f1();
      sums[i].pairs += score.pairs.f1();
      sums[i].rand += score.rand;
      sums[i].clusters += static_cast<double>(score.found);
    }
  }
  Floor out;
  for (size_t i = 0; i < thresholds.size(); ++i) {
    keep_best(out.b_cubed, thresholds[i], sums[i].b_cubed, sums[i]);
    keep_best(out.pairs, thresholds[i], sums[i].pairs, sums[i]);
    keep_best(out.rand, thresholds[i], sums[i].rand, sums[i]);
  }
  return out;
}

}  // namespace hearsay::eval
