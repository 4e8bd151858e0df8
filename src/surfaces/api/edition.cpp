// See edition.hpp.
#include "surfaces/api/edition.hpp"

#include <algorithm>

#include "reported/mentions/mentions.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"

namespace hearsay {
namespace {

// Whom a chain of mentions means, by the id of its first one; sorted by that.
using Chains = std::vector<std::pair<Id128, Id128>>;

template <class Table>
Result<void> add_chains(const Store& store, Chains& chains) {
  if (store.pipeline().find(Table::kLayer.name) == nullptr) return {};
  auto table = store.table(layer_info<Table>());
  if (!table) return table.error();
  const Table& rows = *std::static_pointer_cast<const Table>(*table);
  for (size_t row = 0; row < rows.chain.size(); ++row)
    chains.emplace_back(rows.chain[row], rows.entity[row]);
  return {};
}

Result<Chains> read_chains(const Store& store) {
  Chains chains;
  for (auto add : {add_chains<People>, add_chains<Groups>})
    if (Result<void> done = add(store, chains); !done) return done.error();
  std::sort(chains.begin(), chains.end());
  return chains;
}

}  // namespace

Result<std::shared_ptr<const Edition>> Edition::read(std::shared_ptr<const Hearsay> hearsay) {
  auto out = std::shared_ptr<Edition>(new Edition(std::move(hearsay)));
  Result<std::unique_ptr<Store>> state = out->store().snapshot();
  if (!state) return state.error();
  if (Result<void> done = out->read_views(**state); !done) return done.error();
  if (Result<void> done = out->read_reports(**state); !done) return done.error();
  if (Result<void> done = out->read_naming(**state); !done) return done.error();
  Result<std::unique_ptr<const Indices>> indices =
      Indices::read(**state, *out->sources_, out->stories_, *out->who_);
  if (!indices) return indices.error();
  out->indices_ = std::move(*indices);
  return std::shared_ptr<const Edition>(std::move(out));
}

Result<void> Edition::read_views(const Store& store) {
  Result<SourcesView> sources = SourcesView::read(store);
  if (!sources) return sources.error();
  sources_ = std::make_unique<SourcesView>(std::move(*sources));
  Result<StoriesView> stories = StoriesView::read(store, *sources_);
  if (!stories) return stories.error();
  stories_ = std::move(*stories);
  Result<WhoIsWho> who = WhoIsWho::read(store, hearsay_->resources());
  if (!who) return who.error();
  who_ = std::make_unique<WhoIsWho>(std::move(*who));
  for (size_t i = 0; i < who_->all().size(); ++i) entities_.emplace(who_->all()[i].id, i);
  return {};
}

Result<void> Edition::read_reports(const Store& store) {
  Result<std::vector<ReportId>> ids = store.by_prefix("", SIZE_MAX);
  if (!ids) return ids.error();
  reports_ = std::move(*ids);
  std::sort(reports_.begin(), reports_.end(),
            [this](const ReportId& a, const ReportId& b) { return sources_->is_earlier(a, b); });
  return {};
}

Result<void> Edition::read_naming(const Store& store) {
  if (store.pipeline().find(Mentions::kLayer.name) == nullptr) return {};
  Result<Chains> chains = read_chains(store);
  if (!chains) return chains.error();
  Result<void> done = store.each_row(layer_info<Mentions>(), [&](const StoredRow& row) {
    auto found =
        std::lower_bound(chains->begin(), chains->end(), row.id,
                         [](const auto& chain, const Id128& id) { return chain.first < id; });
    if (found != chains->end() && found->first == row.id)
      naming_[found->second].push_back(row.owner.report);
    return true;
  });
  for (auto& [entity, reports] : naming_) {
    std::sort(reports.begin(), reports.end(),
              [this](const ReportId& a, const ReportId& b) { return sources_->is_earlier(a, b); });
    reports.erase(std::unique(reports.begin(), reports.end()), reports.end());
  }
  return done;
}

std::span<const ReportId> Edition::naming(const Id128& entity) const {
  auto found = naming_.find(entity);
  return found == naming_.end() ? std::span<const ReportId>() : found->second;
}

const EntityView* Edition::entity(const Id128& id) const {
  auto found = entities_.find(id);
  return found == entities_.end() ? nullptr : &who_->all()[found->second];
}

}  // namespace hearsay
