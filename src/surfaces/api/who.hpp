// Who: the entities that a name can mean, and the other spellings of a word, as reports have them.
// Covered by surfaces/api/who_test.cpp and tests/command_line.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

struct EntityView {
  RowId id;
  std::string type, name;
  std::string country;  // ISO 3166-1 alpha-2, of a country; else empty
  std::vector<std::pair<std::string, uint64_t>> names;  // with how often; most first
  struct Role {
    std::string text, earliest, latest;  // days, empty if unknown
    uint64_t reports;
  };
  std::vector<Role> roles;  // most reports first
  uint64_t mentions = 0, reports = 0;
  std::vector<std::pair<std::string, uint64_t>> why;  // reasons, with how many chains they joined
};

// The entities of a store, read once.
class WhoIsWho {
 public:
  // Empty where no stage finds entities. O(entities).
  static Result<WhoIsWho> read(const Store& store, const Resources& resources);

  const std::vector<EntityView>& all() const { return all_; }

  // Those of whom one name has all the words of `name` (case and accents do not count; a word may
  // be the begin of theirs). If nobody has, those who have words that can be the same, spelt
  // otherwise.
  std::vector<const EntityView*> named(std::string_view name) const;

  // Other spellings of a word, as names of the same ones have them, at most kMostSpellings.
  static constexpr size_t kMostSpellings = 12;
  std::vector<std::string> spellings(std::string_view word) const;

  // A search with the other spellings of its words put beside them by OR, and which were added for
  // which. Words in quotation marks, beginnings (word*) and excluded words stay as they are.
  struct Widened {
    std::string query;
    std::vector<std::pair<std::string, std::vector<std::string>>> added;
  };
  Widened widen(std::string_view query) const;

 private:
  explicit WhoIsWho(const Resources& resources) : resources_(&resources) {}

  const Resources* resources_;
  std::vector<EntityView> all_;
  std::vector<std::vector<std::vector<std::string>>> words_;        // of every name of each
  std::map<std::string, std::vector<uint32_t>, std::less<>> with_;  // who has a word, in order
};

}  // namespace hearsay
