// See publishers.hpp.
#include "sources/publishers/publishers.hpp"

#include <map>
#include <string>
#include <vector>

namespace hearsay {
namespace {

constexpr size_t kEvidence = 3;

struct Named {
  uint64_t reports = 0;
  std::vector<Place> evidence;
};
using Names = std::map<std::string, Named>;

struct About {
  std::string domain, publisher;
  Span publisher_span = Span::none();
};

About read(const Metadata& metadata) {
  About about;
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (!metadata.chosen[i].yes) continue;
    if (metadata.field[i] == MetadataField::domain) about.domain = metadata.value[i];
    if (metadata.field[i] != MetadataField::publisher) continue;
    about.publisher = metadata.value[i];
    about.publisher_span = metadata.span[i];
  }
  return about;
}

// The name nine of ten agree on, or null.
const Names::value_type* agreed(const Names& names) {
  uint64_t all = 0;
  const Names::value_type* most = nullptr;
  for (const auto& entry : names) {
    all += entry.second.reports;
    if (most == nullptr || entry.second.reports > most->second.reports) most = &entry;
  }
  return most != nullptr && most->second.reports * 10 >= all * 9 ? most : nullptr;
}

}  // namespace

Amendments fill_publishers(const Across<Metadata>& reports) {
  std::map<std::string, Names> domains;
  std::vector<std::pair<ReportId, std::string>> nameless;
  reports.each([&](const ReportId& id, const Metadata& metadata) {
    About about = read(metadata);
    if (about.domain.empty()) return;
    if (about.publisher.empty()) {
      nameless.emplace_back(id, about.domain);
      return;
    }
    Named& named = domains[about.domain][about.publisher];
    ++named.reports;
    if (named.evidence.size() < kEvidence) named.evidence.push_back({id, about.publisher_span});
  });
  Amendments out;
  for (const auto& [id, domain] : nameless) {
    auto names = domains.find(domain);
    if (names == domains.end()) continue;
    const Names::value_type* name = agreed(names->second);
    if (name == nullptr) continue;
    out.target.emplace_back(id);
    out.field.push_back("publisher_name");
    out.value.push_back(name->first);
    bool one = name->second.reports == 1;
    out.why.push_back(std::to_string(name->second.reports) +
                      (one ? " report from " : " reports from ") + domain +
                      (one ? " says so" : " say so"));
    out.evidence.push_back(name->second.evidence);
  }
  return out;
}

}  // namespace hearsay
