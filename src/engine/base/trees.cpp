// See trees.hpp.
#include "base/trees.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <string>

namespace hearsay {
namespace {

constexpr uint32_t kMostNodes = 10'000;  // of a tree

Error damaged(std::string_view what) {
  return {ErrorKind::damaged, "a file of trees is broken: " + std::string(what), "", -1};
}

struct Input {
  std::string_view rest;
  bool broken = false;

  template <class T>
  T number() {
    T out{};
    if (rest.size() < sizeof(T)) {
      broken = true;
      return out;
    }
    for (size_t i = 0; i < sizeof(T); ++i)
      out = static_cast<T>(
          out | static_cast<T>(static_cast<T>(static_cast<unsigned char>(rest[i])) << (8 * i)));
    rest.remove_prefix(sizeof(T));
    return out;
  }
  std::string_view line() {
    size_t end = rest.find('\n');
    if (end == std::string_view::npos) {
      broken = true;
      return {};
    }
    std::string_view out = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return out;
  }
};

// 10000 / (1 + e^-x) at x = 0, 1/8, 2/8 ... 8, rounded.
constexpr std::array<uint16_t, 65> kLogistic = {
    5000, 5312, 5622, 5927, 6225, 6514, 6792, 7058, 7311, 7549, 7773, 7982, 8176,
    8355, 8520, 8670, 8808, 8933, 9047, 9149, 9241, 9324, 9399, 9466, 9526, 9579,
    9627, 9669, 9707, 9740, 9770, 9797, 9820, 9841, 9859, 9875, 9890, 9903, 9914,
    9924, 9933, 9941, 9948, 9954, 9959, 9964, 9968, 9972, 9975, 9978, 9981, 9983,
    9985, 9987, 9988, 9990, 9991, 9992, 9993, 9994, 9994, 9995, 9996, 9996, 9997};

}  // namespace

Result<Trees> Trees::read(std::string_view bytes, std::span<const std::string_view> features) {
  Input in{bytes};
  if (!in.rest.starts_with("HTR1")) return damaged("it does not begin as one");
  in.rest.remove_prefix(4);
  auto columns = in.number<uint32_t>();
  auto trees = in.number<uint32_t>();
  if (columns != features.size()) return damaged("it has another number of features");
  for (std::string_view feature : features)
    if (in.line() != feature) return damaged("feature " + std::string(feature) + " is another");
  Trees out;
  for (uint32_t tree = 0; tree < trees && !in.broken; ++tree) {
    auto count = in.number<uint32_t>();
    if (count > kMostNodes || count > in.rest.size() / sizeof(FileNode)) return damaged("a tree");
    std::vector<FileNode> nodes(count);
    std::vector<int32_t> leaves(count + 1);
    std::vector<bool> reached(2 * count + 1);  // every node but the root, and every leaf, once
    for (uint32_t i = 0; i < count; ++i) {
      FileNode& node = nodes[i];
      node.threshold = static_cast<int32_t>(in.number<uint32_t>());
      node.feature = in.number<uint16_t>();
      node.left = static_cast<int16_t>(in.number<uint16_t>());
      node.right = static_cast<int16_t>(in.number<uint16_t>());
      for (int32_t child : {node.left, node.right}) {
        bool sound = child < 0
                         ? static_cast<uint32_t>(~child) <= count
                         : static_cast<uint32_t>(child) > i && static_cast<uint32_t>(child) < count;
        if (!sound) return damaged("a node leads nowhere");
        size_t place = child < 0 ? count + static_cast<uint32_t>(~child) : static_cast<size_t>(child);
        if (reached[place]) return damaged("two nodes lead to the same");
        reached[place] = true;
      }
      if (node.feature >= columns) return damaged("a node asks for a feature that is not there");
    }
    for (int32_t& leaf : leaves) leaf = static_cast<int32_t>(in.number<uint32_t>());
    out.plant(nodes, leaves);
  }
  if (in.broken || !in.rest.empty()) return damaged("its end");
  return out;
}

// Level by level, so that children stand side by side.
void Trees::plant(std::span<const FileNode> nodes, std::span<const int32_t> leaves) {
  auto root = static_cast<uint32_t>(nodes_.size());
  uint32_t depth = 0;
  std::vector<int32_t> level = {nodes.empty() ? -1 : 0};
  for (;; ++depth) {
    std::vector<int32_t> next;
    size_t begin = nodes_.size();
    for (size_t i = 0; i < level.size(); ++i) {
      if (level[i] < 0) {
        nodes_.push_back({INT32_MAX, 0, 0});
        values_.push_back(leaves[static_cast<uint32_t>(~level[i])]);
        continue;
      }
      const FileNode& node = nodes[static_cast<size_t>(level[i])];
      size_t left = begin + level.size() + next.size();
      nodes_.push_back({node.threshold, node.feature, static_cast<uint16_t>(left - begin - i)});
      values_.push_back(0);
      next.push_back(node.left);
      next.push_back(node.right);
    }
    if (next.empty()) break;
    level = std::move(next);
  }
  trees_.push_back({root, depth});
}

int64_t Trees::sum(std::span<const int32_t> row, size_t begin, size_t end) const {
  constexpr size_t kGroup = 8;
  int64_t sum = 0;
  for (size_t first = begin; first < end; first += kGroup) {
    size_t count = std::min(kGroup, end - first);
    std::array<uint32_t, kGroup> at{};
    uint32_t depth = 0;
    for (size_t k = 0; k < count; ++k) {
      at[k] = trees_[first + k].root;
      depth = std::max(depth, trees_[first + k].depth);
    }
    for (uint32_t step = 0; step < depth; ++step)
      for (uint32_t& here : at) {
        const Node& node = nodes_[here];
        here += node.step + (row[node.feature] > node.threshold);
      }
    for (size_t k = 0; k < count; ++k) sum += values_[at[k]];
  }
  return sum;
}

int64_t Trees::score(std::span<const int32_t> row) const {
  return sum(row, 0, trees_.size());
}

std::optional<int64_t> Trees::score_above(std::span<const int32_t> row, int64_t floor,
                                          size_t trees) const {
  size_t probe = std::min(trees, trees_.size());
  int64_t begin = sum(row, 0, probe);
  if (begin < floor) return std::nullopt;
  return begin + sum(row, probe, trees_.size());
}

Trees::Contributions Trees::contributions(std::span<const std::span<const int32_t>> rows,
                                          size_t row, size_t trees) const {
  std::span<const int32_t> asked = rows[row];
  Contributions out;
  out.of_feature.resize(asked.size());
  for (size_t tree = 0; tree < std::min(trees, trees_.size()); ++tree) {
    std::vector<size_t> here(rows.size());  // the rows that reach a node of the path
    std::iota(here.begin(), here.end(), size_t{0});
    auto value = [&] {
      int64_t all = 0;
      for (size_t one : here) all += sum(rows[one], tree, tree + 1);
      return all / static_cast<int64_t>(here.size());
    };
    int64_t last = value();
    out.base += last;
    for (uint32_t at = trees_[tree].root; nodes_[at].step != 0;) {
      const Node& node = nodes_[at];
      bool right = asked[node.feature] > node.threshold;
      std::erase_if(
          here, [&](size_t one) { return (rows[one][node.feature] > node.threshold) != right; });
      int64_t next = value();
      out.of_feature[node.feature] += next - last;
      last = next;
      at += node.step + right;
    }
  }
  return out;
}

std::string odds_text(int64_t log_odds) {
  int64_t size = log_odds < 0 ? -log_odds : log_odds;
  int64_t hundredths = (size * 100 + Trees::kUnit / 2) / Trees::kUnit;
  std::string digits = std::to_string(hundredths % 100);
  return (log_odds < 0 && hundredths > 0 ? "-" : "") + std::to_string(hundredths / 100) + "." +
         std::string(2 - digits.size(), '0') + digits;
}

uint16_t odds_to_share(int64_t log_odds) {
  constexpr int64_t kStep = Trees::kUnit / 8;
  int64_t size = std::min<int64_t>(log_odds < 0 ? -log_odds : log_odds, kStep * 64);
  auto cell = static_cast<size_t>(size / kStep);
  int64_t share = kLogistic[cell];
  if (cell + 1 < kLogistic.size())
    share += (kLogistic[cell + 1] - kLogistic[cell]) * (size % kStep) / kStep;
  return static_cast<uint16_t>(log_odds < 0 ? 10000 - share : share);
}

}  // namespace hearsay
