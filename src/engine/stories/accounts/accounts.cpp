// See accounts.hpp.
#include "stories/accounts/accounts.hpp"

#include <algorithm>
#include <set>

namespace hearsay {
namespace {

constexpr uint32_t kMostTellings = 1024;  // of an account that are summed

int32_t narrow_day(int64_t second) {
  return static_cast<int32_t>(std::clamp<int64_t>(day_of(second), INT32_MIN / 2, INT32_MAX / 2));
}

bool is_verbatim(CopyRelation relation) {
  return relation == CopyRelation::identical || relation == CopyRelation::truncated ||
         relation == CopyRelation::extended;
}

}  // namespace

bool is_earlier(const AccountReport& a, const AccountReport& b) {
  return order_of(a.appeared, a.id) < order_of(b.appeared, b.id);
}

DayRange days_of(const Appeared& appeared) {
  if (!appeared.is_known()) return {};
  int32_t first = narrow_day(appeared.first);
  return {first, std::max(first, narrow_day(appeared.last))};
}

void AccountReader::add(const ReportId& id, const Metadata& metadata, const Terms& terms) {
  Appeared appeared = when(metadata).as_day();
  all_.push_back({{{id, appeared}},
                  Cluster(find_gist(terms, frequencies_, words_), days_of(appeared),
                          static_cast<uint32_t>(terms.size()))});
}

uint32_t AccountReader::number_of(const ReportId& id) const {
  auto at = std::lower_bound(
      all_.begin(), all_.end(), id,
      [](const Account& one, const ReportId& value) { return one.first().id < value; });
  return at != all_.end() && at->first().id == id ? static_cast<uint32_t>(at - all_.begin())
                                                  : UINT32_MAX;
}

Account AccountReader::join(std::vector<uint32_t> reports, DisjointSets& tellings,
                            const TimeTable& time) {
  std::sort(reports.begin(), reports.end(), [this](uint32_t a, uint32_t b) {
    return is_earlier(all_[a].first(), all_[b].first());
  });
  Account out{{}, std::move(all_[reports.front()].cluster)};
  std::set<uint32_t> told{tellings.find(reports.front())};
  for (uint32_t one : reports) {
    out.reports.push_back(all_[one].first());
    if (!told.insert(tellings.find(one)).second || out.cluster.size() == kMostTellings) continue;
    out.cluster.absorb(all_[one].cluster, out.cluster.across(all_[one].cluster, time));
  }
  return out;
}

std::vector<Account> AccountReader::accounts(const CopyEdges& copies, const TimeTable& time) && {
  DisjointSets tellings(all_.size());
  DisjointSets groups(all_.size());
  for (size_t row = 0; row < copies.from.size(); ++row) {
    bool verbatim = is_verbatim(copies.relation[row]);
    if (!verbatim && copies.relation[row] != CopyRelation::rewritten) continue;
    uint32_t from = number_of(copies.from[row]);
    uint32_t to = number_of(copies.to[row]);
    if (from == UINT32_MAX || to == UINT32_MAX) continue;
    groups.join(from, to);
    all_[to].reports.front().copied = true;
    if (verbatim) tellings.join(from, to);
  }
  std::vector<std::vector<uint32_t>> members(all_.size());
  for (uint32_t i = 0; i < all_.size(); ++i) members[groups.find(i)].push_back(i);
  std::vector<Account> out;
  for (std::vector<uint32_t>& one : members)
    if (!one.empty()) out.push_back(join(std::move(one), tellings, time));
  std::sort(out.begin(), out.end(),
            [](const Account& a, const Account& b) { return a.first().id < b.first().id; });
  return out;
}

}  // namespace hearsay
