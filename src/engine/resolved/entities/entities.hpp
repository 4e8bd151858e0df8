// Entities: everybody and everything that reports speak of, once each, with all names and how often
// each is used, what reports call him and from when to when, and why what they say was put
// together. Covered by resolved/entities/entities_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/mentions/mentions.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"

namespace hearsay {

// In the order of their ids. Lists are lines, their fields divided by tabs.
struct Entities {
  static constexpr LayerName kLayer{"entities", 1, "Everybody of whom reports speak, once each."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<RowId> entity;  // the least chain of all that are the same; the row's own id
  std::vector<NameType> type;
  Strings name;     // what it is usually called in full
  Strings country;  // of a country its code, ISO 3166-1 alpha-2
  Strings names;    // count, name; most first
  // earliest day, latest day (ISO 8601; empty where no report is dated), reports, what he is
  // called; most reports first.
  Strings roles;
  std::vector<uint32_t> mentions, reports;
  Strings why;  // count, reason; most first

  static constexpr auto columns() {
    return std::tuple{
        column("entity", &Entities::entity, "its id, that of its least chain", InId::whole),
        column("type", &Entities::type, "person, organisation, place or nationality"),
        column("name", &Entities::name, "what it is usually called in full"),
        column("country", &Entities::country, "its code, if it is a country"),
        column("names", &Entities::names, "how often it is called what, a line each"),
        column("roles", &Entities::roles,
               "from when to when and in how many reports it is called what, a line each"),
        column("mentions", &Entities::mentions, "places that speak of it"),
        column("reports", &Entities::reports, "reports that do"),
        column("why", &Entities::why, "what its chains were joined by, and how many, a line each")};
  }
};

// At most kMostNames names and kMostRoles roles of each. O(mentions * log chains).
constexpr size_t kMostNames = 100, kMostRoles = 30;
Entities list_entities(const Across<Text, Metadata, Mentions>& reports, const People& people,
                       const Groups& groups, const Resources& resources);

}  // namespace hearsay
