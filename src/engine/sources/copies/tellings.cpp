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
    bool all = sequence.is_name(row) &&
               sequence.is_name(row + static_cast<uint32_t>(site.name.size()) - 1);
    for (uint32_t i = 0; all && i < site.name.size(); ++i)
      all = sequence.stem(sequence.term(row + i)) == site.name[i];
    if (all) return true;
  }
  return false;
}

Tellings::Tellings(const Across<Metadata, Terms>& reports, const Resources& resources)
    : frequencies_(resources.made<Frequencies>()),
      outlets_(resources.made<Outlets>()),
      reports_(reports),
      threads_(resources.threads) {
  struct Prints {
    Telling telling;
    std::vector<uint64_t> runs, pairs;
    std::string domain, name;
  };
  reports.each_made(
      threads_,
      [this](const ReportId& id, const Metadata& metadata, const Terms& terms) {
        Sequence sequence(terms, frequencies_);
        return Prints{{id, when(metadata), 0, sequence.size()},
                      run_prints(sequence),
                      pair_prints(sequence),
                      std::string(chosen_value(metadata, MetadataField::domain)),
                      std::string(chosen_value(metadata, MetadataField::publisher))};
      },
      [this](const ReportId&, Prints prints) {
        if (prints.telling.words < kLeastWords || all_.size() == kMostReports) return;
        prints.telling.site = site_of(prints.domain, prints.name);
        index_.add(static_cast<uint32_t>(all_.size()), prints.telling.site, prints.runs,
                   prints.pairs);
        all_.push_back(prints.telling);
      });
  name_sites();
  put_in_order();
}

void Tellings::hold(const std::vector<uint32_t>& numbers) {
  constexpr size_t kMost = 1024;
  ++holds_;
  std::vector<uint32_t> missing;
  for (uint32_t number : numbers)
    if (auto found = held_.find(number); found == held_.end())
      missing.push_back(number);
    else
      found->second.wanted = holds_;
  if (held_.size() + missing.size() > kMost)
    std::erase_if(held_, [this](const auto& one) { return one.second.wanted != holds_; });
  std::vector<ReportId> ids;
  for (uint32_t number : missing) ids.push_back(all_[number].id);
  size_t next = 0;
  reports_.some_made(
      ids, threads_,
      [this](const ReportId&, const Metadata&, const Terms& terms) {
        return Sequence(terms, frequencies_);
      },
      [&](const ReportId& id, Sequence sequence) {
        while (ids[next] != id) ++next;
        held_[missing[next]] = {std::move(sequence), holds_};
      });
  for (uint32_t number : missing) held_.try_emplace(number, Held{{}, holds_});
}

std::vector<CandidatePair> Tellings::candidates() {
  std::vector<CandidatePair> out = std::move(index_).find(rank_, threads_);
  index_ = {};
  return out;
}

uint32_t Tellings::site_of(const std::string& domain, const std::string& name) {
  std::string key = domain.empty() ? lowered(name) : domain;
  if (key.empty()) return 0;
  SiteNames& site = sites_[std::move(key)];
  if (site.number == 0) site.number = static_cast<uint32_t>(sites_.size());
  ++site.names[name];
  return site.number;
}

// By the name that most of its reports give, the first in the alphabet where two are alike.
void Tellings::name_sites() {
  by_number_.resize(sites_.size() + 1);
  for (const auto& [key, known] : sites_) {
    auto most = known.names.end();
    for (auto one = known.names.begin(); one != known.names.end(); ++one)
      if (!one->first.empty() && (most == known.names.end() || one->second > most->second))
        most = one;
    std::string_view name = most == known.names.end() ? std::string_view() : most->first;
    Site& site = by_number_[known.number];
    each_stem(name, [&](std::string_view stem) {
      if (stem != "the") site.name.push_back(word_hash(stem));
    });
    const Outlet* outlet = outlets_.of_domain(key);
    if (outlet == nullptr) outlet = outlets_.find(name, true);
    site.agency = outlet != nullptr && outlet->kind == OutletKind::agency;
  }
  sites_.clear();
}

void Tellings::put_in_order() {
  std::vector<uint32_t> order(all_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    return order_of(all_[a].appeared, all_[a].id) < order_of(all_[b].appeared, all_[b].id);
  });
  rank_.resize(order.size());
  for (uint32_t at = 0; at < order.size(); ++at) rank_[order[at]] = at;
}

}  // namespace hearsay
