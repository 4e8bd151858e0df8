// People: who is who across reports. What one report says of one person (a chain of
// reported/mentions) is put together with what others say of the same: names that are the same or
// spelt otherwise, surnames alone, and what those are called whom other reports name. Two chains
// are one only with evidence besides a likeness of names, and never against a contradiction:
// another given name, another sex, another life. Two people taken for one is the worst error, so
// what is doubtful stays apart. docs/stages/people.md says what counts as evidence, with examples.
// Covered by resolved/people/people_test.cpp and eval/samples.
#pragma once

#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"

namespace hearsay {

// A row for every person that a report names, or whom others tell; in the order of chains.
struct People {
  static constexpr LayerName kLayer{"people", 2, "Which of what reports say is of one person."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<RowId> chain;   // its first mention
  std::vector<RowId> entity;  // the least chain of all that are the same
  Strings name;               // what he is usually called in full
  Strings why;                // what joined this chain to the others; empty for one alone
  Lists<Place> evidence;

  static constexpr auto columns() {
    return std::tuple{column("chain", &People::chain, "id of its first mention", InId::yes),
                      column("entity", &People::entity, "id of who it is"),
                      column("name", &People::name, "what he is usually called in full"),
                      column("why", &People::why, "why it is taken for the same"),
                      column("evidence", &People::evidence, "where the reason stands")};
  }
};

// What finding them took.
struct PeopleCost {
  uint64_t chains = 0, entities = 0;
  uint64_t pairs = 0;  // of names that were compared
};

// O(chains * those that share the skeleton of a surname, at most kMostBlock); some 1,000 bytes a
// chain in memory.
People find_people(const Across<Text, Metadata, Mentions, Statements>& reports,
                   const Resources& resources);
// The same, counted.
People count_people(const Across<Text, Metadata, Mentions, Statements>& reports,
                    const Resources& resources, PeopleCost& cost);

}  // namespace hearsay
