// Who is who in the sample pile, see samples.hpp.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "eval/samples/samples.hpp"
#include "reported/mentions/mentions.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"

namespace hearsay::eval {
namespace {

// The mention of ours that has most of the key's bytes, and least else; none if none touches it.
std::optional<size_t> best_match(const std::vector<Span>& ours, Span gold) {
  std::optional<size_t> best;
  double most = 0;
  for (size_t i = 0; i < ours.size(); ++i) {
    if (!ours[i].overlaps(gold)) continue;
    double both = std::min(ours[i].end, gold.end) - std::max(ours[i].begin, gold.begin);
    double all = std::max(ours[i].end, gold.end) - std::min(ours[i].begin, gold.begin);
    if (both / all <= most) continue;
    most = both / all;
    best = i;
  }
  return best;
}

}  // namespace

Result<void> note_mentions(const Store& store, const StoredReport& report, const KeyReport& key,
                           const Entities& entities, MentionPairs& out) {
  auto layer = store.layer(report.id, layer_info<Mentions>());
  if (!layer) return layer.error();
  const Mentions& mentions = *std::static_pointer_cast<const Mentions>(*layer);
  std::vector<RowId> ids = row_ids(layer_info<Mentions>(), &mentions, report.id);
  std::vector<Span> ours;
  for (Span span : mentions.span) ours.push_back(report.text.to_source(span));
  for (const KeyMention& mention : key.mentions) {
    if (mention.entity.empty()) continue;
    auto match = best_match(ours, mention.bytes);
    std::string who;
    if (match) {
      RowId chain = ids[mentions.first[*match].index];
      auto found = entities.find(chain);
      who = (found == entities.end() ? Id128(chain) : Id128(found->second)).hex();
    }
    out[mention.type].push_back({mention.entity, who, mention.named});
  }
  return {};
}

namespace {

template <class Resolved>
Result<void> take(const Store& store, Entities& out) {
  auto table = store.table(layer_info<Resolved>());
  if (!table) return table.error();
  const Resolved& rows = *std::static_pointer_cast<const Resolved>(*table);
  for (size_t i = 0; i < rows.chain.size(); ++i) out.emplace(rows.chain[i], rows.entity[i]);
  return {};
}

}  // namespace

Result<Entities> read_entities(const Store& store) {
  Entities out;
  if (auto done = take<People>(store, out); !done) return done.error();
  if (auto done = take<Groups>(store, out); !done) return done.error();
  return out;
}

double b_cubed(const std::vector<MentionPair>& pairs) {
  std::map<std::string, std::vector<size_t>> gold, ours;
  for (size_t i = 0; i < pairs.size(); ++i) {
    gold[pairs[i].gold].push_back(i);
    if (!pairs[i].ours.empty()) ours[pairs[i].ours].push_back(i);
  }
  auto clusters = [](const std::map<std::string, std::vector<size_t>>& by_name) {
    Clusters out;
    for (const auto& [name, items] : by_name) out.push_back(items);
    return out;
  };
  return compare_clusterings(clusters(ours), clusters(gold), pairs.size()).b_cubed.f1();
}

Merges false_merges(const std::vector<MentionPair>& pairs) {
  std::map<std::string, std::set<std::string>> gold_of;
  for (const MentionPair& one : pairs)
    if (!one.ours.empty() && one.named) gold_of[one.ours].insert(one.gold);
  auto wrong = std::count_if(gold_of.begin(), gold_of.end(),
                             [](const auto& one) { return one.second.size() > 1; });
  return {static_cast<uint64_t>(wrong), gold_of.size()};
}

}  // namespace hearsay::eval
