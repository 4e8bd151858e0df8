// See outlets.hpp.
#include "ingest/outlets/outlets.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

std::string folded_name(std::string_view name) {
  std::string out = fold_letters(name);
  // fold_letters keeps signs; typographic apostrophes and dashes are written in many ways.
  std::string plain;
  for (size_t i = 0; i < out.size(); ++i) {
    if (out.compare(i, 3, "\u2019") == 0) {
      plain += '\'';
      i += 2;
    } else {
      plain += out[i] == '-' ? ' ' : out[i];
    }
  }
  if (plain.starts_with("the ")) plain.erase(0, 4);
  return plain;
}

std::optional<OutletKind> kind_of(std::string_view name) {
  auto names = names_of(OutletKind{});
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<OutletKind>(found - names.begin());
}

}  // namespace

std::span<const std::string_view> names_of(OutletKind) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "agency", "newspaper", "broadcaster", "website", "magazine", "state_media", "social"};
  return kNames;
}

Outlets::Outlets(const Resources& resources) {
  std::string_view table = resources.blob("knowledge/outlets.tsv");
  while (!table.empty()) {
    std::string_view line = ascii::take_part(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    std::string_view name = ascii::take_part(line, '\t');
    std::string_view aliases = ascii::take_part(line, '\t');
    std::string_view domains = ascii::take_part(line, '\t');
    std::string_view country = ascii::take_part(line, '\t');
    auto kind = kind_of(ascii::take_part(line, '\t'));
    std::string_view family = ascii::take_part(line, '\t');
    if (!kind || name.empty()) continue;
    auto number = static_cast<uint32_t>(outlets_.size());
    add_name(name, number);
    if (name.ends_with('!')) name.remove_suffix(1);
    outlets_.push_back({name, country, *kind, family});
    while (!aliases.empty()) add_name(ascii::take_part(aliases, '|'), number);
    while (!domains.empty()) domains_.emplace(ascii::take_part(domains, '|'), number);
  }
}

void Outlets::add_name(std::string_view name, uint32_t outlet) {
  bool doubtful = name.ends_with('!');
  if (doubtful) name.remove_suffix(1);
  if (!name.empty()) names_.emplace(folded_name(name), Entry{outlet, doubtful});
}

const Outlet* Outlets::find(std::string_view name, bool reporting) const {
  auto found = names_.find(folded_name(name));
  if (found == names_.end() || (found->second.doubtful && !reporting)) return nullptr;
  return &outlets_[found->second.outlet];
}

const Outlet* Outlets::of_domain(std::string_view host) const {
  while (true) {
    if (auto found = domains_.find(host); found != domains_.end()) return &outlets_[found->second];
    size_t dot = host.find('.');
    if (dot == std::string_view::npos) return nullptr;
    host.remove_prefix(dot + 1);
  }
}

}  // namespace hearsay
