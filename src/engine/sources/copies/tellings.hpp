// Tellings: the reports of a collection that take part in the search for copies, the outlets they
// appeared at, and who of them may have to do with whom. Covered by
// sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/collection.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "ingest/outlets/outlets.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/telling.hpp"
#include "sources/prints/prints.hpp"
#include "sources/sequence/sequence.hpp"

namespace hearsay {

// Names of outlets as stems, to find them in texts.
struct Site {
  std::vector<uint32_t> name;
  bool agency = false;
};

// True if the words of the outlet's name stand in the text one behind the other and it is a name
// there, as "time" is not in "this time"; an outlet without a name is never named. O(words).
bool names(const Sequence& sequence, const Site& site);

// Reports of fewer than 8 words do not take part, nor do those behind the first 2^26.
class Tellings {
 public:
  // Reads all reports once.
  Tellings(const Across<Metadata, Terms>& reports, const Resources& resources);

  size_t size() const { return all_.size(); }
  const Telling& operator[](uint32_t number) const { return all_[number]; }
  // By number: its place among all by when they appeared, those without a date last; then by id.
  const std::vector<uint32_t>& rank() const { return rank_; }
  // Reads the words of these, sorted and each once, and forgets others if there are many.
  void hold(const std::vector<uint32_t>& numbers);
  // Of one of those that hold() was last asked for. Thread-safe.
  const Sequence& sequence(uint32_t number) const { return held_.at(number).sequence; }
  const Site& site(uint32_t number) const { return by_number_[all_[number].site]; }
  // Pairs that share prints; to be asked for once, since it gives the index's memory back.
  std::vector<CandidatePair> candidates();

 private:
  uint32_t site_of(const std::string& domain, const std::string& name);
  void name_sites();
  void put_in_order();

  const Frequencies& frequencies_;
  const Outlets& outlets_;
  const Across<Metadata, Terms>& reports_;
  unsigned threads_;
  struct Held {
    Sequence sequence;
    uint64_t wanted;  // by the how manieth hold() last
  };
  std::unordered_map<uint32_t, Held> held_;  // what is forgotten when does not show
  uint64_t holds_ = 0;
  PrintIndex index_;
  std::vector<Telling> all_;
  std::vector<uint32_t> rank_;
  struct SiteNames {
    uint32_t number = 0;
    std::map<std::string, uint32_t> names;  // how often each is given
  };
  std::map<std::string, SiteNames, std::less<>>
      sites_;                    // by domain, else by name; while reports are read
  std::vector<Site> by_number_;  // the first is the unknown one
};

}  // namespace hearsay
