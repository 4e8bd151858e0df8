// World: countries with their capitals, the names by which news call their governments, and what
// their people are called (knowledge/countries.tsv); and bodies that are known worldwide, by all
// their names (knowledge/bodies.tsv). Covered by mentions/world/world_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"

namespace hearsay {

// Views into the tables.
struct Country {
  std::string_view code;  // ISO 3166-1 alpha-2; XK for Kosovo
  std::string_view name;  // usual in English news
};
struct Body {
  std::string_view name;  // usual in English news, in full
};

// All lookups: case counts only for abbreviations (US, but not us), dots in them and a leading
// "the" do not. Null if there is none. O(length).
class World {
 public:
  explicit World(const Resources& resources);

  const Country* country(std::string_view name) const;     // Iran, USA
  const Country* capital_of(std::string_view name) const;  // Tehran
  const Country* seat_of(std::string_view name) const;     // the Kremlin: no place but a government
  const Country* demonym_of(std::string_view word) const;  // Iranian; null for one of two countries
  const Body* body(std::string_view name) const;           // IMF, Hezbollah

 private:
  using Names = std::unordered_map<std::string, uint32_t>;
  template <class Row>
  static const Row* find(const Names& names, const std::vector<Row>& rows, std::string_view name);

  std::vector<Country> countries_;
  std::vector<Body> bodies_;
  Names names_, capitals_, seats_, demonyms_, bodies_by_name_;
};

}  // namespace hearsay
