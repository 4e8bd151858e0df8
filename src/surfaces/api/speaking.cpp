// See speaking.hpp.
#include "surfaces/api/speaking.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"

namespace hearsay {
namespace {

bool has_layer(const Store& store, const LayerInfo& info) {
  return store.pipeline().find(info.name.name) != nullptr;
}

// Whom a chain of mentions means; people count before groups.
using Chains = std::vector<std::pair<Id128, Id128>>;

template <class Table>
Result<void> add_chains(const Store& store, Chains& out) {
  if (!has_layer(store, layer_info<Table>())) return {};
  auto table = store.table(layer_info<Table>());
  if (!table) return table.error();
  const Table& rows = *std::static_pointer_cast<const Table>(*table);
  for (size_t row = 0; row < rows.chain.size(); ++row)
    out.emplace_back(rows.chain[row], rows.entity[row]);
  return {};
}

Result<Chains> read_chains(const Store& store) {
  Chains out;
  for (auto add : {add_chains<People>, add_chains<Groups>})
    if (Result<void> done = add(store, out); !done) return done.error();
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

// Statements whose speaker other reports know better, as records show them.
using Amended = std::map<Id128, Id128>;

Result<Amended> read_amended(const Store& store) {
  constexpr std::string_view kField = "speaker_entity";
  Amended out;
  if (!has_layer(store, layer_info<Amendments>())) return out;
  auto table = store.table(layer_info<Amendments>());
  if (!table) return table.error();
  const Amendments& rows = *std::static_pointer_cast<const Amendments>(*table);
  for (size_t row = 0; row < rows.target.size(); ++row) {
    if (rows.field[row] != kField || out.contains(rows.target[row])) continue;
    Result<std::vector<AmendmentRow>> all = store.amendments(rows.target[row]);
    if (!all) return all.error();
    auto first = std::find_if(all->begin(), all->end(),
                              [&](const AmendmentRow& one) { return one.field == kField; });
    if (first != all->end())
      out[rows.target[row]] = Id128::from_hex(first->value).value_or(Id128());
  }
  return out;
}

// Of every mention of a report, whom it means; zero for nobody.
std::vector<Id128> entities_of(const Mentions& mentions, const ReportId& id, const Speaking& speaking) {
  std::vector<RowId> ids = row_ids(layer_info<Mentions>(), &mentions, id);
  std::vector<Id128> out;
  for (size_t row = 0; row < ids.size(); ++row) {
    size_t first = mentions.first[row].index;
    out.push_back(first == row ? speaking.meant_by(ids[row]) : out[first]);
  }
  return out;
}

std::vector<Id128> speakers_of(const Statements& statements, const Mentions& mentions,
                               const std::vector<Id128>& entities, const ReportId& id,
                               const Amended& amended) {
  std::vector<RowId> ids;
  if (!amended.empty()) ids = row_ids(layer_info<Statements>(), &statements, id);
  std::vector<Id128> out;
  for (size_t row = 0; row < statements.name.size(); ++row) {
    Id128 speaker;
    if (!statements.name[row].empty() && !statements.named[row].is_none())
      if (auto mention = mention_at(mentions, statements.named[row])) speaker = entities[*mention];
    if (!ids.empty())
      if (auto better = amended.find(ids[row]); better != amended.end()) speaker = better->second;
    out.push_back(speaker);
  }
  return out;
}

}  // namespace

Result<Speaking> Speaking::read(const Store& store, const ReportHeads& heads) {
  Speaking out;
  out.speakers_.resize(heads.all().size());
  if (!has_layer(store, layer_info<Mentions>()) || !has_layer(store, layer_info<Statements>()))
    return out;
  Result<Chains> chains = read_chains(store);
  if (!chains) return chains.error();
  out.chains_ = std::move(*chains);
  Result<Amended> amended = read_amended(store);
  if (!amended) return amended.error();
  std::vector<ReportId> ids;
  for (const ReportHead& head : heads.all()) ids.push_back(head.id);
  Across<Mentions, Statements> reports(store);
  reports.some(
      ids, [&](const ReportId& id, const Mentions& mentions, const Statements& statements) {
        std::vector<Id128> entities = entities_of(mentions, id, out);
        out.add(heads.place(id), speakers_of(statements, mentions, entities, id, *amended));
        std::sort(entities.begin(), entities.end());
        entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
        for (const Id128& one : entities)
          if (!one.is_zero()) out.naming_[one].push_back(id);
      });
  if (!reports.error()) return reports.error().error();
  return out;
}

Id128 Speaking::meant_by(const Id128& chain) const {
  auto found = std::lower_bound(chains_.begin(), chains_.end(), chain,
                                [](const auto& row, const Id128& id) { return row.first < id; });
  return found == chains_.end() || found->first != chain ? Id128() : found->second;
}

void Speaking::add(size_t report, std::vector<Id128> speakers) {
  statements_ += speakers.size();
  for (uint32_t row = 0; row < speakers.size(); ++row)
    if (!speakers[row].is_zero())
      said_[speakers[row]].push_back({static_cast<uint32_t>(report), row});
  speakers_[report] = std::move(speakers);
}

std::span<const SaidAt> Speaking::said_by(const Id128& entity) const {
  auto found = said_.find(entity);
  return found == said_.end() ? std::span<const SaidAt>() : found->second;
}

std::span<const ReportId> Speaking::naming(const Id128& entity) const {
  auto found = naming_.find(entity);
  return found == naming_.end() ? std::span<const ReportId>() : found->second;
}

std::span<const Id128> Speaking::speakers(size_t report) const {
  return report < speakers_.size() ? std::span<const Id128>(speakers_[report])
                                   : std::span<const Id128>();
}

}  // namespace hearsay
