// Offices: who is meant where a report calls somebody by what he is, and does not name him, or
// names him elsewhere without saying what he is (the treasurer, the company): of those whom reports
// call so by name the one who fits this report, if one alone does. Every reason counts points.
// Covered by resolved/people/people_test.cpp and eval/samples.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "mentions/world/world.hpp"
#include "resolved/chains/chains.hpp"

namespace hearsay {

// Says too little of anybody: a man, one spokesman.
bool is_vague(const Office& office);

// Codes of the countries among the words of an office; what is left of them goes to `others`.
std::set<std::string_view> countries_in(const Office& office, const World& world,
                                        std::vector<std::string>& others);

class Offices {
 public:
  // Who is meant, and why.
  struct Holder {
    size_t root;
    int points = 0;
    std::string why;
  };
  // Chains that are one, by the one that stands for them.
  using Members = std::function<const std::vector<uint32_t>&(size_t root)>;
  // What a named one may be called, besides what reports call him.
  using OwnName = std::function<std::vector<Office>(const Chain&)>;

  // `named`: chains with a name, each with its root, in the order of their ids. All arguments must
  // outlive it. O(chains).
  Offices(const Chains& chains, const std::vector<std::pair<size_t, size_t>>& named,
          Members members, const OwnName& own_name, const World& world);

  // `may_be` says whether nothing speaks against a root. None if nobody fits, or two do.
  // O(holders of the office; of more than 200 those whom this report and a few with the same rare
  // names name).
  std::optional<Holder> holder_of(size_t chain,
                                  const std::function<bool(size_t root)>& may_be) const;

 private:
  // Of all that somebody is called what ends in one noun.
  struct Held {
    std::set<std::string> words;
    std::set<std::string_view> countries;  // codes of those among the words
    std::set<uint32_t> reports;
    std::map<std::string, uint32_t> outlets;  // how many of them each has printed
    uint32_t worth = 0;                       // 2 for every time beside his name, else 1
    uint32_t former = 0, compound = 0, all = 0;
  };

  void note(size_t root, const Office& office, uint32_t report);
  std::set<size_t> candidates(const std::string& noun, size_t chain) const;
  Holder weigh(size_t chain, size_t root, const Office& wanted, const Held& held,
               uint32_t most) const;
  bool is_named_with(const std::string& word, const std::set<uint32_t>& reports) const;
  std::optional<int64_t> days_from(const std::set<uint32_t>& reports, size_t chain) const;
  int company_of(size_t root, size_t chain) const;

  const Chains& chains_;
  Members members_;
  const World& world_;
  std::set<std::string> words_;  // stems of all that anybody's offices are told apart by
  std::unordered_map<size_t, std::map<std::string, Held>> profiles_;  // by root and noun
  std::unordered_map<std::string, std::vector<size_t>> holders_;      // roots by noun
  std::unordered_map<size_t, uint32_t> reports_of_root_;              // how many name him
  std::unordered_map<uint32_t, std::set<size_t>> named_in_;           // roots by report
  std::unordered_map<uint64_t, std::vector<uint32_t>> reports_of_;    // by company key; few
};

}  // namespace hearsay
