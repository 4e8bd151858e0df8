// See entity_pages.hpp.
#include "surfaces/api/entity_pages.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "resolved/entities/entities.hpp"

namespace hearsay {
namespace {

constexpr size_t kNumbers = 2;

std::string cursor_of(const EntityLine& line) {
  return ListPlace{
      {static_cast<int64_t>(line.statements), static_cast<int64_t>(line.entity->reports)},
      line.entity->id}
      .text();
}

// Whether the entity stands behind a place in the list.
bool is_behind(const EntityLine& line, const ListPlace& place) {
  auto statements = static_cast<int64_t>(line.statements);
  auto reports = static_cast<int64_t>(line.entity->reports);
  return std::tie(statements, reports, place.id) <
         std::tuple(place.numbers[0], place.numbers[1], Id128(line.entity->id));
}

Value counts_list(const std::vector<std::pair<std::string, uint64_t>>& counts) {
  std::vector<Value> out;
  for (const auto& [text, count] : counts)
    out.push_back(Value::of_parts({Value::of(text), Value::of(static_cast<int64_t>(count))}));
  return Value::of_parts(std::move(out));
}

}  // namespace

Result<PageOf<EntityLine>> list_entities(const Edition& edition, const EntityFilter& filter,
                                         const PageAsked& asked) {
  ListPlace place;
  if (!asked.cursor.empty()) {
    Result<ListPlace> read = ListPlace::of(asked.cursor, kNumbers);
    if (!read) return read.error();
    place = std::move(*read);
  }
  std::set<const EntityView*> named;
  if (!filter.name.empty())
    for (const EntityView* one : edition.who().named(filter.name)) named.insert(one);
  PageOf<EntityLine> out;
  out.total = 0;
  for (uint32_t number : edition.indices().entities) {
    const EntityView& entity = edition.who().all()[number];
    EntityLine line{&entity, edition.indices().speaking.said_by(entity.id).size()};
    if (filter.speaking && line.statements == 0) break;
    if (!filter.name.empty() && !named.contains(&entity)) continue;
    if (!filter.type.empty() && entity.type != filter.type) continue;
    ++*out.total;
    if ((!asked.cursor.empty() && !is_behind(line, place)) || !out.next.empty()) continue;
    if (out.items.size() == asked.limit)
      out.next = cursor_of(out.items.back());
    else
      out.items.push_back(line);
  }
  return out;
}

Result<EntityLine> find_entity(const Edition& edition, std::string_view id) {
  std::optional<Id128> whole = Id128::from_hex(id);
  const EntityView* entity = whole ? edition.entity(*whole) : nullptr;
  if (entity == nullptr)
    return Error{ErrorKind::missing, "there is no entity with this id", "", -1};
  return EntityLine{entity, edition.indices().speaking.said_by(entity->id).size()};
}

const Shape& entity_shape() {
  static const Shape shape = row_shape(layer_info<Entities>());
  return shape;
}

Value entity_record(const EntityView& entity) {
  std::vector<Value> roles;
  for (const EntityView::Role& role : entity.roles)
    roles.push_back(Value::of_parts({Value::of(role.text), text_or_null(role.earliest),
                                     text_or_null(role.latest),
                                     Value::of(static_cast<int64_t>(role.reports))}));
  return Value::of_parts(
      {Value::of(entity.id.hex()), Value::of(entity.type), Value::of(entity.name),
       text_or_null(entity.country), counts_list(entity.names), Value::of_parts(std::move(roles)),
       Value::of(static_cast<int64_t>(entity.mentions)),
       Value::of(static_cast<int64_t>(entity.reports)), counts_list(entity.why), Value()});
}

}  // namespace hearsay
