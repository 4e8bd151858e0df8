// Tellings: the reports of a collection that take part in the search for copies, the outlets they
// appeared at, and who of them may have to do with whom. Covered by
// sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "document/collection.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "ingest/outlets/outlets.hpp"
#include "reported/frequencies/frequencies.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/telling.hpp"
#include "sources/prints/prints.hpp"

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
  std::shared_ptr<const Sequence> sequence(uint32_t number) { return cache_.get(all_[number].id); }
  const Site& site(uint32_t number) const { return by_number_[all_[number].site]; }
  // Pairs that share prints; to be asked for once, since it gives the index's memory back.
  std::vector<CandidatePair> candidates();

 private:
  void add(const ReportId& id, const Metadata& metadata, const Terms& terms);
  uint32_t site_of(const Metadata& metadata);
  void name_sites();
  void put_in_order();

  const Frequencies& frequencies_;
  const Outlets& outlets_;
  SequenceCache cache_;
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
