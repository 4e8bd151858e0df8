// See imprints.hpp.
#include "sources/imprints/imprints.hpp"

#include <map>
#include <string>

#include "base/folded_words.hpp"
#include "ingest/outlets/outlets.hpp"

namespace hearsay {
namespace {

struct Said {
  ReportId report;
  std::string domain, name;
};

// Of every domain the name that most reports give it; of equals the least.
std::map<std::string, std::string> usual_names(const std::vector<Said>& all) {
  std::map<std::string, std::map<std::string, uint64_t>> counts;
  for (const Said& one : all)
    if (!one.domain.empty() && !one.name.empty()) ++counts[one.domain][one.name];
  std::map<std::string, std::string> out;
  for (const auto& [domain, names] : counts) {
    uint64_t most = 0;
    for (const auto& [name, count] : names) {
      if (count <= most) continue;
      most = count;
      out[domain] = name;
    }
  }
  return out;
}

}  // namespace

Imprints find_imprints(const Across<Metadata>& reports, const Resources& resources) {
  const auto& outlets = resources.made<Outlets>();
  std::vector<Said> all;
  reports.each([&](const ReportId& id, const Metadata& metadata) {
    Said said{id, std::string(chosen_value(metadata, MetadataField::domain)),
              std::string(chosen_value(metadata, MetadataField::publisher))};
    if (!said.domain.empty() || !said.name.empty()) all.push_back(std::move(said));
  });
  std::map<std::string, std::string> usual = usual_names(all);
  std::map<std::string, std::string> spelt;  // of equal names, case aside, the first: one outlet
  for (const auto& [domain, name] : usual) spelt.emplace(lowered(name), name);
  Imprints out;
  for (const Said& one : all) {
    auto named = usual.find(one.domain);
    std::string name = named != usual.end() ? named->second : one.name;
    const Outlet* known = one.domain.empty() ? nullptr : outlets.of_domain(one.domain);
    if (known == nullptr && !name.empty()) known = outlets.find(name, true);
    if (known != nullptr)
      name = known->name;
    else
      name = name.empty() ? one.domain : spelt.emplace(lowered(name), name).first->second;
    out.report.push_back(one.report);
    out.family.push_back(known != nullptr ? std::string(known->family) : lowered(name));
    out.agency.push_back({known != nullptr && known->kind == OutletKind::agency});
    out.outlet.push_back(name);
  }
  return out;
}

}  // namespace hearsay
