// The API's description, made from what the routes declare. See http.hpp.
#include <algorithm>
#include <map>
#include <set>

#include "base/json.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using Kind = Shape::Kind;

// ---- schemas ------------------------------------------------------------------------------------

std::string_view type_name(Kind kind) {
  switch (kind) {
    case Kind::text:
      return "string";
    case Kind::number:
      return "integer";
    case Kind::decimal:
      return "number";
    case Kind::flag:
      return "boolean";
    case Kind::object:
      return "object";
    case Kind::list:
      return "array";
  }
  return "object";
}

// A shape whose name begins with a capital is a component; fields are named in small letters. What
// is put together in the same way is the same component, whatever field it stands in.
class Schemas {
 public:
  // A shape and all in it, the inner ones first.
  void add(const Shape& shape) {
    for (const Shape& part : shape.parts) add(part);
    if (shape.kind != Kind::object || !is_component(shape.name)) return;
    std::string schema = whole(shape);
    if (names_.emplace(schema, shape.name).second) schemas_.emplace(shape.name, std::move(schema));
  }

  std::string of(const Shape& shape) const {
    std::string schema = whole(shape);
    auto found = names_.find(schema);
    if (found == names_.end()) return shape.given ? schema : nullable(shape, schema);
    std::string out = R"({"$ref":"#/components/schemas/)" + found->second + "\"}";
    return shape.given ? out : R"({"anyOf":[)" + out + R"(,{"type":"null"}]})";
  }

  // By name.
  const std::map<std::string, std::string>& all() const { return schemas_; }

 private:
  static bool is_component(std::string_view name) {
    return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
  }

  // {"type":"X" becomes {"type":["X","null"].
  static std::string nullable(const Shape& shape, const std::string& schema) {
    std::string type(type_name(shape.kind));
    return R"({"type":[")" + type + R"(","null"])" +
           schema.substr(std::string_view(R"({"type":"")").size() + type.size());
  }

  std::string whole(const Shape& shape) const {
    Json json;
    json.begin_object().field("type", type_name(shape.kind));
    if (shape.kind == Kind::list) json.raw("items", of(shape.parts.front()));
    if (shape.kind == Kind::object) {
      json.begin_object("properties");
      for (const Shape& part : shape.parts) json.raw(part.name, of(part));
      json.end_object().begin_array("required");
      for (const Shape& part : shape.parts)
        if (!part.optional) json.field("", part.name);
      json.end_array();
    }
    return json.end_object().text();
  }

  std::map<std::string, std::string> names_, schemas_;  // by schema; by name
};

// ---- operations ---------------------------------------------------------------------------------

void write_schema(Json& json, const Parameter& parameter) {
  json.begin_object("schema");
  switch (parameter.kind) {
    case Parameter::Kind::text:
      json.field("type", "string").field("maxLength", 1000);
      break;
    case Parameter::Kind::number:
      json.field("type", "integer").field("minimum", 0);
      if (parameter.most != UINT64_MAX) json.field("maximum", parameter.most);
      if (!parameter.fallback.empty()) json.raw("default", parameter.fallback);
      break;
    case Parameter::Kind::choice:
      json.field("type", "string").begin_array("enum");
      for (const std::string& choice : parameter.choices) json.field("", choice);
      json.end_array();
      break;
    case Parameter::Kind::day:
      json.field("type", "string").field("pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
      break;
    case Parameter::Kind::flag:
      json.field("type", "boolean");
      break;
  }
  bool text = parameter.kind == Parameter::Kind::text || parameter.kind == Parameter::Kind::choice;
  if (text && !parameter.fallback.empty()) json.field("default", parameter.fallback);
  json.end_object();
}

void write_parameters(Json& json, const Route& route) {
  if (route.parameters.empty()) return;
  json.begin_array("parameters");
  for (const Parameter& one : route.parameters) {
    bool path = route.pattern.find("{" + one.name + "}") != std::string::npos;
    json.begin_object().field("name", one.name).field("in", path ? "path" : "query");
    json.field("description", one.doc).field("required", path || one.required);
    write_schema(json, one);
    json.end_object();
  }
  json.end_array();
}

// What stands under a type of content.
std::string content_of(std::string_view type, const Shape* shape, const Schemas& schemas) {
  Json json;
  json.begin_object();
  if (type == "application/json") {
    json.raw("schema",
             shape == nullptr ? R"({"type":"object"})" : schemas.of(shapes::given(*shape)));
  } else {
    json.begin_object("schema").field("type", "string");
    if (shape != nullptr) json.field("description", "one " + shape->name + " on every line");
    json.end_object();
    // Of lines and events, which OpenAPI 3.1 has no word for (3.2 calls it itemSchema).
    if (shape != nullptr) json.raw("x-item-schema", schemas.of(shapes::given(*shape)));
  }
  return json.end_object().text();
}

void write_responses(Json& json, const Route& route, const Schemas& schemas) {
  json.begin_object("responses")
      .begin_object(std::to_string(route.status))
      .field("description", route.summary);
  std::set<std::string_view> written;
  if (!route.answers.empty()) json.begin_object("content");
  for (const auto& [full, shape] : route.answers) {
    std::string_view type = std::string_view(full).substr(0, full.find(';'));
    if (written.insert(type).second) json.raw(type, content_of(type, shape.get(), schemas));
  }
  if (!route.answers.empty()) json.end_object();
  json.end_object();
  json.raw("default", R"({"$ref":"#/components/responses/Problem"})").end_object();
}

void write_operation(Json& json, const Route& route, const Schemas& schemas) {
  std::string method = route.method == "POST" ? "post" : "get";
  json.begin_object(method).field("operationId", route.name).field("summary", route.summary);
  write_parameters(json, route);
  if (route.method == "POST")
    json.raw("requestBody",
             R"({"required":true,"content":{"application/octet-stream":{"schema":{}}}})");
  write_responses(json, route, schemas);
  json.end_object();
}

void write_paths(Json& json, const std::vector<Route>& routes, const Schemas& schemas) {
  std::set<std::string_view> written;
  json.begin_object("paths");
  for (const Route& first : routes) {
    if (!first.documented || !written.insert(first.pattern).second) continue;
    json.begin_object(first.pattern);
    for (const Route& one : routes)
      if (one.documented && one.pattern == first.pattern) write_operation(json, one, schemas);
    json.end_object();
  }
  json.end_object();
}

// ---- components ---------------------------------------------------------------------------------

Shape problem_shape() {
  return shapes::object("Problem", {text_shape("type"), text_shape("title"), number_shape("status"),
                                    text_shape("detail"), text_shape("code")});
}

Schemas schemas_of(const std::vector<Route>& routes) {
  Schemas out;
  // What stands in many others comes first, so that all of them find it.
  out.add(span_shape("Span"));
  out.add(shapes::named("Counts", counts_shape()));
  out.add(head_shape("ReportHead"));
  out.add(problem_shape());
  for (const Route& route : routes)
    for (const auto& [type, shape] : route.answers)
      if (route.documented && shape != nullptr) out.add(*shape);
  return out;
}

void write_components(Json& json, const Schemas& schemas) {
  json.begin_object("components").begin_object("schemas");
  for (const auto& [name, schema] : schemas.all()) json.raw(name, schema);
  json.end_object();
  json.raw("responses",
           R"({"Problem":{"description":"What is wrong, and what to do about it","content":)"
           R"({"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}})");
  json.raw("securitySchemes",
           R"({"token":{"type":"http","scheme":"bearer","description":"That of serve --token; )"
           R"(on a loopback address none is needed"}})");
  json.end_object();
}

}  // namespace

std::string openapi(const std::vector<Route>& routes) {
  Schemas schemas = schemas_of(routes);
  Json json;
  json.begin_object().field("openapi", "3.1.0").begin_object("info");
  json.field("title", "Hearsay").field("version", program_version());
  json.field("description",
             "Who said what according to whom, who copied whom, and which reports tell one story. "
             "Places in texts (begin, end) count Unicode code points. Scores are decimals of four "
             "digits.");
  json.end_object().raw("servers", R"([{"url":"/"}])");
  json.raw("security", R"([{},{"token":[]}])");
  write_paths(json, routes, schemas);
  write_components(json, schemas);
  return json.end_object().line();
}

}  // namespace hearsay::http
