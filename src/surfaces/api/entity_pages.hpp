// Entity pages: who and what reports speak of, above all who speaks. Covered by
// surfaces/api/entity_pages_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/exports/records.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/paging.hpp"

namespace hearsay {

struct EntityLine {
  const EntityView* entity;
  uint64_t statements;  // that are his
};

struct EntityFilter {
  std::string name;       // as WhoIsWho::named() finds it
  std::string type;       // person, organisation, place or nationality; empty for any
  bool speaking = false;  // only who says something
};
// Who says most first; then who is named in most reports; then by id.
Result<PageOf<EntityLine>> list_entities(const Edition& edition, const EntityFilter& filter,
                                         const PageAsked& asked);

// `missing` for what is no id of an entity.
Result<EntityLine> find_entity(const Edition& edition, std::string_view id);

// The record that `hearsay export entities` has of it, and its shape.
const Shape& entity_shape();
Value entity_record(const EntityView& entity);

}  // namespace hearsay
