// See citations.hpp.
#include "sources/origins/citations.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"
#include "base/hosts.hpp"
#include "sources/appeared/appeared.hpp"

namespace hearsay {
namespace {

constexpr size_t kLeastShared = 5;  // names in common
constexpr int64_t kMostDays = 10;
constexpr size_t kMostLast = 4;  // words at the end of a name

// The words of an outlet's name, so that "The Vell Lamp" and "VELL LAMP" are one; of a domain,
// which stands for a name that nobody gives, those of its owner's label.
std::vector<std::string> words_of(std::string_view name) {
  bool is_domain = name.find(' ') == std::string_view::npos && name.find('.') < name.size();
  if (is_domain) name = host_label(name);
  std::vector<std::string> out;
  Words words(name);
  for (size_t i = 0; i < words.size(); ++i)
    if (words[i] != "the") out.emplace_back(words[i]);
  return out;
}

// The last `count` of them in one, as domains have them: "velllamp".
std::string key_of(const std::vector<std::string>& words, size_t count) {
  std::string out;
  for (size_t i = words.size() - count; i < words.size(); ++i) out += words[i];
  return out;
}

int64_t first_day(const Metadata& metadata) {
  Appeared appeared = when(metadata).as_day();
  return appeared.is_known() ? day_of(appeared.first) : INT64_MIN;
}

}  // namespace

Citations::Citations(const Imprints& imprints) {
  for (size_t row = 0; row < imprints.report.size(); ++row) {
    std::vector<std::string> words = words_of(imprints.outlet[row]);
    auto [at, added] =
        outlets_.emplace(key_of(words, words.size()), static_cast<uint32_t>(outlets_.size()));
    outlet_of_[imprints.report[row]] = at->second;
    for (size_t count = 1; added && count < words.size() && count <= kMostLast; ++count) {
      auto [end, alone] = by_end_.emplace(key_of(words, count), at->second);
      if (!alone) end->second.reset();
    }
  }
}

// By all words of its name, or by its last ones, kMostLast at most, if no other outlet's ends
// so (the Bell).
std::optional<uint32_t> Citations::outlet_named(std::string_view name) const {
  std::vector<std::string> words = words_of(name);
  std::string key = key_of(words, words.size());
  if (key.empty()) return std::nullopt;
  if (auto whole = outlets_.find(key); whole != outlets_.end()) return whole->second;
  auto end = by_end_.find(key);
  return end == by_end_.end() ? std::nullopt : end->second;
}

// Those that are relays or speakers.
std::vector<uint32_t> Citations::outlets_named(const Statements& statements) const {
  std::set<uint32_t> out;
  auto add = [&](std::string_view name) {
    if (auto outlet = outlet_named(name)) out.insert(*outlet);
  };
  for (size_t row = 0; row < statements.kind.size(); ++row) {
    add(statements.name[row]);
    std::string_view relays = statements.relay_names[row];
    while (!relays.empty()) add(ascii::take_part(relays, '\n'));
  }
  return {out.begin(), out.end()};
}

void Citations::add(const ReportId& id, const Metadata& metadata, const Terms& terms,
                    const Statements& statements, bool own) {
  Known known;
  known.id = id;
  known.day = first_day(metadata);
  for (size_t row = 0; row < terms.size(); ++row)
    if (terms.name[row].yes || terms.number[row].yes) known.words.push_back(terms.stem[row]);
  std::sort(known.words.begin(), known.words.end());
  known.words.erase(std::unique(known.words.begin(), known.words.end()), known.words.end());
  if (known.words.size() > kMostWords) known.words.resize(kMostWords);
  if (!own) known.cites = outlets_named(statements);
  if (auto outlet = outlet_of_.find(id); outlet != outlet_of_.end()) {
    known.outlet = outlet->second;
    std::erase(known.cites, outlet->second);
  }
  all_.push_back(std::move(known));
}

std::vector<const Citations::Known*> Citations::citable(const Known& citing,
                                                        const std::vector<const Known*>& reports) {
  auto since = [&](int64_t day) {
    return std::partition_point(reports.begin(), reports.end(),
                                [day](const Known* one) { return one->day < day; });
  };
  auto dated = since(INT64_MIN + 1);
  auto first = dated;
  auto last = reports.end();
  if (citing.day != INT64_MIN) {
    first = since(citing.day - kMostDays);
    last = since(citing.day + 1);
  }
  std::vector<const Known*> out;
  while (last != first && out.size() < kMostOf) out.push_back(*--last);
  while (dated != reports.begin() && out.size() < kMostOf) out.push_back(*--dated);
  return out;
}

std::vector<Citation> Citations::find() const {
  std::map<uint32_t, std::vector<const Known*>> of_outlet;
  for (const Known& one : all_)
    if (one.outlet) of_outlet[*one.outlet].push_back(&one);
  for (auto& [outlet, reports] : of_outlet)
    std::sort(reports.begin(), reports.end(), [](const Known* a, const Known* b) {
      return std::tie(a->day, a->id) < std::tie(b->day, b->id);
    });
  std::vector<Citation> out;
  for (const Known& citing : all_)
    for (uint32_t outlet : citing.cites) {
      const Known* best = nullptr;
      size_t most = kLeastShared - 1;
      for (const Known* cited : citable(citing, of_outlet[outlet])) {
        std::vector<uint32_t> shared;
        std::set_intersection(citing.words.begin(), citing.words.end(), cited->words.begin(),
                              cited->words.end(), std::back_inserter(shared));
        if (shared.size() <= most) continue;
        most = shared.size();
        best = cited;
      }
      if (best != nullptr)
        out.push_back({citing.id, best->id,
                       Score::of(static_cast<double>(most) / static_cast<double>(most + 5))});
    }
  return out;
}

}  // namespace hearsay
