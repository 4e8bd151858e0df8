// People: who is who across reports. What one report says of one person or body (a chain of
// reported/mentions) is put together with what others say of the same: names that are the same or
// spelt otherwise, surnames alone, abbreviations, and roles of those whom other reports name. Two
// chains are one only with evidence besides a likeness of names, and never against a contradiction:
// another given name, another sex. Two people taken for one is the worst error, so what is doubtful
// stays apart.
// Covered by resolved/people/people_test.cpp and eval/samples.
#pragma once

#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/mentions/mentions.hpp"

namespace hearsay {

// A row for every chain that is known by a name, or by what others tell; in the order of chains.
struct People {
  static constexpr LayerName kLayer{"people", 1, "Who is who: what several reports say of one."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<RowId> chain;   // its first mention
  std::vector<RowId> entity;  // the least chain of all that are the same
  Strings name;               // the entity's fullest usual name
  std::vector<NameType> type;
  Strings why;  // what joined this chain to the others; empty for one that stands alone
  Lists<Place> evidence;

  static constexpr auto columns() {
    return std::tuple{column("chain", &People::chain, "id of its first mention", InId::yes),
                      column("entity", &People::entity, "id of who it is"),
                      column("name", &People::name, "what he is usually called in full"),
                      column("type", &People::type, "person, organisation or place"),
                      column("why", &People::why, "why it is taken for the same"),
                      column("evidence", &People::evidence, "where the reason stands")};
  }
};

// O(chains * those that share a rare word), one entry per chain in memory.
People find_people(const Across<Text, Metadata, Mentions>& reports, const Resources& resources);

}  // namespace hearsay
