// See tellings.hpp.
#include "sources/copies/tellings.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kLeastWords = 8;  // of a report that takes part
constexpr size_t kMostReports = size_t{1} << 26;

}  // namespace

bool names(const Sequence& sequence, const Site& site) {
  if (site.name.empty()) return false;
  for (uint32_t row = 0; row + site.name.size() <= sequence.size(); ++row) {
    bool all = true;
    for (uint32_t i = 0; all && i < site.name.size(); ++i)
      all = sequence.stem(sequence.term(row + i)) == site.name[i];
    if (all) return true;
  }
  return false;
}

Tellings::Tellings(const Across<Metadata, Terms>& reports, const Resources& resources)
    : frequencies_(resources.made<Frequencies>()),
      outlets_(resources.made<Outlets>()),
      cache_(reports, frequencies_) {
  sites_.emplace_back();
  reports.each([this](const ReportId& id, const Metadata& metadata, const Terms& terms) {
    if (all_.size() < kMostReports) add(id, metadata, terms);
  });
  put_in_order();
}

std::vector<CandidatePair> Tellings::candidates() {
  std::vector<CandidatePair> out = std::move(index_).find(rank_).pairs;
  index_ = {};
  return out;
}

void Tellings::add(const ReportId& id, const Metadata& metadata, const Terms& terms) {
  Sequence sequence(terms, frequencies_);
  if (sequence.size() < kLeastWords) return;
  auto number = static_cast<uint32_t>(all_.size());
  all_.push_back({id, when(metadata), site_of(metadata), sequence.size()});
  index_.add(number, all_.back().site, run_prints(sequence), pair_prints(sequence));
}

uint32_t Tellings::site_of(const Metadata& metadata) {
  std::string_view domain = chosen_value(metadata, MetadataField::domain);
  std::string_view name = chosen_value(metadata, MetadataField::publisher);
  std::string key = domain.empty() ? lowered(name) : std::string(domain);
  if (key.empty()) return 0;
  auto [at, added] = numbers_.emplace(std::move(key), static_cast<uint32_t>(sites_.size()));
  if (added) {
    Site& site = sites_.emplace_back();
    each_stem(name, [&](std::string_view stem) {
      if (stem != "the") site.name.push_back(word_hash(stem));
    });
    const Outlet* outlet = domain.empty() ? nullptr : outlets_.of_domain(domain);
    if (outlet == nullptr) outlet = outlets_.find(name, true);
    site.agency = outlet != nullptr && outlet->kind == OutletKind::agency;
  }
  return at->second;
}

void Tellings::put_in_order() {
  std::vector<uint32_t> order(all_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    const Appeared& left = all_[a].appeared;
    const Appeared& right = all_[b].appeared;
    if (left.is_known() != right.is_known()) return left.is_known();
    if (left.first != right.first) return left.first < right.first;
    if (left.last != right.last) return left.last < right.last;
    return all_[a].id < all_[b].id;
  });
  rank_.resize(order.size());
  for (uint32_t at = 0; at < order.size(); ++at) rank_[order[at]] = at;
}

}  // namespace hearsay
