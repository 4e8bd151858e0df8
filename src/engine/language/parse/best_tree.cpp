// The best tree over scores of heads. See parse.hpp.
#include "language/parse/parse.hpp"

namespace hearsay {
namespace {

constexpr double kNever = -1e9;

// Nodes with the score of every head for every node; node 0 is the root and has no head.
struct Graph {
  size_t nodes;
  std::vector<double> scores;  // of a node (row) for a head (column)

  explicit Graph(size_t count) : nodes(count), scores(count * count, kNever) {}
  double& at(size_t node, size_t head) { return scores[node * nodes + head]; }
  double at(size_t node, size_t head) const { return scores[node * nodes + head]; }
};

std::vector<uint32_t> greedy(const Graph& graph) {
  std::vector<uint32_t> heads(graph.nodes, 0);
  for (size_t node = 1; node < graph.nodes; ++node)
    for (uint32_t head = 0; head < graph.nodes; ++head)
      if (head != node && graph.at(node, head) > graph.at(node, heads[node] == node ? 0 : heads[node]))
        heads[node] = head;
  return heads;
}

// The nodes of a ring of heads, or none.
std::vector<uint32_t> ring_of(const std::vector<uint32_t>& heads) {
  std::vector<uint32_t> seen(heads.size(), 0);
  for (uint32_t start = 1; start < heads.size(); ++start) {
    uint32_t node = start;
    while (node != 0 && seen[node] == 0) {
      seen[node] = start;
      node = heads[node];
    }
    if (node == 0 || seen[node] != start) continue;
    std::vector<uint32_t> ring = {node};
    for (uint32_t next = heads[node]; next != node; next = heads[next]) ring.push_back(next);
    return ring;
  }
  return {};
}

// Chu and Liu, Edmonds: a ring of best heads becomes one node, which takes part as a whole.
std::vector<uint32_t> best_heads(const Graph& graph) {
  std::vector<uint32_t> heads = greedy(graph);
  std::vector<uint32_t> ring = ring_of(heads);
  if (ring.empty()) return heads;
  std::vector<bool> inside(graph.nodes);
  for (uint32_t node : ring) inside[node] = true;
  std::vector<uint32_t> outside;
  for (uint32_t node = 0; node < graph.nodes; ++node)
    if (!inside[node]) outside.push_back(node);
  size_t one = outside.size();  // the ring as a node of the smaller graph
  Graph small(one + 1);
  std::vector<uint32_t> entered(one), left(one);  // by which node of the ring, for a node outside
  for (size_t i = 0; i < one; ++i) {
    for (size_t j = 0; j < one; ++j) small.at(i, j) = graph.at(outside[i], outside[j]);
    double best_in = kNever * 2;
    double best_out = kNever * 2;
    for (uint32_t node : ring) {
      double in = graph.at(node, outside[i]) - graph.at(node, heads[node]);
      double out = graph.at(outside[i], node);
      if (in > best_in) best_in = in, entered[i] = node;
      if (out > best_out) best_out = out, left[i] = node;
    }
    small.at(one, i) = best_in;
    if (i > 0) small.at(i, one) = best_out;
  }
  std::vector<uint32_t> small_heads = best_heads(small);
  for (size_t i = 1; i < one; ++i)
    heads[outside[i]] = small_heads[i] == one ? left[i] : outside[small_heads[i]];
  heads[entered[small_heads[one]]] = outside[small_heads[one]];
  return heads;
}

}  // namespace

std::vector<uint32_t> best_tree(std::span<const float> scores, size_t words) {
  Graph graph(words + 1);
  for (size_t word = 0; word < words; ++word)
    for (size_t head = 0; head <= words; ++head)
      if (head != word + 1) graph.at(word + 1, head) = double{scores[word * (words + 1) + head]};
  std::vector<uint32_t> heads = best_heads(graph);
  auto is_root = [&](size_t node) { return heads[node] == 0; };
  size_t roots = 0;
  for (size_t node = 1; node <= words; ++node) roots += is_root(node);
  if (roots > 1) {
    // More than one root: each of them costs so much that the best tree has one.
    constexpr double kRoot = 1e6;
    Graph single = graph;
    for (size_t node = 1; node <= words; ++node) single.at(node, 0) -= kRoot;
    heads = best_heads(single);
  }
  return {heads.begin() + 1, heads.end()};
}

}  // namespace hearsay
