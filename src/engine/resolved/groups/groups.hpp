// Groups: which organisation, place or government is meant across reports: by the same name, by
// names that are spelt otherwise, by abbreviations, ends and begins of names, by what outlets are
// called, and by what a body is that a report does not name (the company). What is doubtful stays
// apart. docs/stages/people.md says what counts as evidence, with examples.
// Covered by resolved/groups/groups_test.cpp and eval/samples.
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

// A row for every body or place that a report names, or that others tell; in the order of chains.
struct Groups {
  static constexpr LayerName kLayer{"groups", 1, "Which of what reports say is of one body."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<RowId> chain;   // its first mention
  std::vector<RowId> entity;  // the least chain of all that are the same
  Strings name;               // what it is usually called in full
  std::vector<NameType> type;
  Strings country;  // ISO 3166-1 alpha-2, where that is a country of the table
  Strings why;      // what joined this chain to the others; empty for one alone
  Lists<Place> evidence;

  static constexpr auto columns() {
    return std::tuple{column("chain", &Groups::chain, "id of its first mention", InId::yes),
                      column("entity", &Groups::entity, "id of what it is"),
                      column("name", &Groups::name, "what it is usually called in full"),
                      column("type", &Groups::type, "organisation, place or nationality"),
                      column("country", &Groups::country, "its code, if it is a country"),
                      column("why", &Groups::why, "why it is taken for the same"),
                      column("evidence", &Groups::evidence, "where the reason stands")};
  }
};

// O(chains * those that share all words' skeletons, at most kMostBlock); as much memory as people.
Groups find_groups(const Across<Text, Metadata, Mentions, Statements>& reports,
                   const Resources& resources);

}  // namespace hearsay
