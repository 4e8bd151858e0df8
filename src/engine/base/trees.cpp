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
    if (count > INT16_MAX || count > in.rest.size() / sizeof(Node)) return damaged("a tree");
    out.first_.push_back({static_cast<uint32_t>(out.nodes_.size()),
                          static_cast<uint32_t>(out.leaves_.size()), count == 0});
    for (uint32_t i = 0; i < count; ++i) {
      Node node{};
      node.threshold = static_cast<int32_t>(in.number<uint32_t>());
      node.feature = in.number<uint16_t>();
      node.left = static_cast<int16_t>(in.number<uint16_t>());
      node.right = static_cast<int16_t>(in.number<uint16_t>());
      for (int32_t child : {node.left, node.right}) {
        bool sound = child < 0
                         ? static_cast<uint32_t>(~child) <= count
                         : static_cast<uint32_t>(child) > i && static_cast<uint32_t>(child) < count;
        if (!sound) return damaged("a node leads nowhere");
      }
      if (node.feature >= columns) return damaged("a node asks for a feature that is not there");
      out.nodes_.push_back(node);
    }
    for (uint32_t i = 0; i <= count; ++i)
      out.leaves_.push_back(static_cast<int32_t>(in.number<uint32_t>()));
  }
  if (in.broken || !in.rest.empty()) return damaged("its end");
  return out;
}

int64_t Trees::sum(std::span<const int32_t> row, size_t begin, size_t end) const {
  int64_t sum = 0;
  for (size_t i = begin; i < end; ++i) {
    const First& tree = first_[i];
    int32_t at = tree.single ? -1 : 0;
    while (at >= 0) {
      const Node& node = nodes_[tree.node + static_cast<uint32_t>(at)];
      at = row[node.feature] <= node.threshold ? node.left : node.right;
    }
    sum += leaves_[tree.leaf + static_cast<uint32_t>(~at)];
  }
  return sum;
}

int64_t Trees::score(std::span<const int32_t> row) const {
  return sum(row, 0, first_.size());
}

std::optional<int64_t> Trees::score_above(std::span<const int32_t> row, int64_t floor,
                                          size_t trees) const {
  size_t probe = std::min(trees, first_.size());
  int64_t begin = sum(row, 0, probe);
  if (begin < floor) return std::nullopt;
  return begin + sum(row, probe, first_.size());
}

Trees::Contributions Trees::contributions(std::span<const std::span<const int32_t>> rows,
                                          size_t row, size_t trees) const {
  std::span<const int32_t> asked = rows[row];
  Contributions out;
  out.of_feature.resize(asked.size());
  for (size_t tree = 0; tree < std::min(trees, first_.size()); ++tree) {
    std::vector<size_t> here(rows.size());  // the rows that reach a node of the path
    std::iota(here.begin(), here.end(), size_t{0});
    auto value = [&] {
      int64_t all = 0;
      for (size_t one : here) all += sum(rows[one], tree, tree + 1);
      return all / static_cast<int64_t>(here.size());
    };
    int64_t last = value();
    out.base += last;
    int32_t at = first_[tree].single ? -1 : 0;
    while (at >= 0) {
      const Node& node = nodes_[first_[tree].node + static_cast<uint32_t>(at)];
      bool left = asked[node.feature] <= node.threshold;
      std::erase_if(
          here, [&](size_t one) { return (rows[one][node.feature] <= node.threshold) != left; });
      int64_t next = value();
      out.of_feature[node.feature] += next - last;
      last = next;
      at = left ? node.left : node.right;
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
