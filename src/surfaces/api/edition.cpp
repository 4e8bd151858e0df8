// See edition.hpp.
#include "surfaces/api/edition.hpp"

namespace hearsay {
Result<std::shared_ptr<const Edition>> Edition::read(std::shared_ptr<const Hearsay> hearsay) {
  auto out = std::shared_ptr<Edition>(new Edition(std::move(hearsay)));
  Result<std::unique_ptr<Store>> state = out->store().snapshot();
  if (!state) return state.error();
  if (Result<void> done = out->read_views(**state); !done) return done.error();
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

const EntityView* Edition::entity(const Id128& id) const {
  auto found = entities_.find(id);
  return found == entities_.end() ? nullptr : &who_->all()[found->second];
}

}  // namespace hearsay
