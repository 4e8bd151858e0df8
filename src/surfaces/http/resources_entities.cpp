// Entities: who and what reports speak of, and what one of them says. See resources.hpp.
#include "surfaces/api/records.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::named;

constexpr size_t kSaid = 50;

std::vector<std::string> types() {
  return {"person", "organisation", "place", "nationality"};
}

const std::shared_ptr<const Shape>& line_shape() {
  static const auto shape =
      shared(extended(entity_shape(), "Entity", {number_shape("statements")}));
  return shape;
}

Value line_value(const EntityLine& line) {
  Value out = entity_record(*line.entity);
  out.parts.push_back(number_value(line.statements));
  return out;
}

const std::shared_ptr<const Shape>& detail_shape() {
  static const auto shape = [] {
    Shape said = given(page_shape(named("Statement", statement_shape())));
    said.name = "said";
    return shared(extended(*line_shape(), "EntityDetail", {std::move(said)}));
  }();
  return shape;
}

List<EntityLine> entities() {
  return {line_shape(),
          [](const Request& request, const Edition& edition, const PageAsked& asked) {
            return list_entities(edition,
                                 {std::string(request.value("name")),
                                  std::string(request.value("type")), request.flag("speaking")},
                                 asked);
          },
          [](const Edition&, const EntityLine& line) -> Result<std::optional<Value>> {
            return std::optional(line_value(line));
          }};
}

Response answer_entity(const Request& request, const Edition& edition) {
  Result<EntityLine> line = find_entity(edition, request.value("id"));
  if (!line) return problem(line.error());
  StatementFilter filter;
  filter.entity = line->entity->id;
  Result<PageOf<SaidLine>> said = list_statements(edition, filter, {"", kSaid});
  if (!said) return problem(said.error());
  std::vector<Value> items;
  for (SaidLine& one : said->items) items.push_back(std::move(one.record));
  Value out = line_value(*line);
  out.parts.push_back(page_value(std::move(items), said->next, said->total));
  return json(*detail_shape(), out);
}

}  // namespace

std::vector<Route> entity_routes() {
  Route one;
  one.pattern = "/api/entities/{id}";
  one.name = "entity";
  one.summary =
      "An entity with its names, what it is called, and the first of its statements; "
      "/api/statements?entity= has the rest";
  one.parameters = {id_parameter("its id")};
  one.answers = {{"application/json", detail_shape()}};
  one.answer = answer_entity;
  return {list_route("/api/entities", "entities",
                     "People, organisations and places; who says most stands first",
                     {text_parameter("name", "called so, under any of its names"),
                      choice_parameter("type", "what it is", types()),
                      flag_parameter("speaking", "only those who say something")},
                     entities()),
          std::move(one)};
}

}  // namespace hearsay::http
