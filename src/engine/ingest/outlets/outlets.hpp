// Outlets: newspapers, agencies, broadcasters, sites and platforms by the names that reports call
// them (knowledge/outlets.tsv), with their country, kind and family: whose they are. Covered by
// ingest/outlets/outlets_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"

namespace hearsay {

enum class OutletKind : uint8_t {
  agency,
  newspaper,
  broadcaster,
  website,
  magazine,
  state_media,
  social,
};
std::span<const std::string_view> names_of(OutletKind);

// Views into the table.
struct Outlet {
  std::string_view name;
  std::string_view country;  // ISO 3166 alpha-2
  OutletKind kind;
  std::string_view family;
};

class Outlets {
 public:
  explicit Outlets(const Resources& resources);

  size_t size() const { return outlets_.size(); }
  // By a name or alias, whatever its case, without a leading "the". `reporting`: where the words
  // stand as the source of a report, so that "the Sun" and "Time" are meant as outlets. Null if
  // there is none.
  const Outlet* find(std::string_view name, bool reporting) const;
  // By the host of an address, without "www."; a subdomain is its domain's. Null if there is none.
  const Outlet* of_domain(std::string_view host) const;

 private:
  struct Entry {
    uint32_t outlet;
    bool doubtful;  // also a word, or better known as something else
  };
  void add_name(std::string_view name, uint32_t outlet);

  std::vector<Outlet> outlets_;
  std::unordered_map<std::string, Entry> names_;            // folded
  std::unordered_map<std::string_view, uint32_t> domains_;  // views into the table
};

}  // namespace hearsay
