// See citations.hpp.
#include "sources/origins/citations.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/folded_words.hpp"

namespace hearsay {
namespace {

constexpr size_t kLeastShared = 5;  // names in common
constexpr int64_t kMostDays = 10;

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> out;
  Words words(name);
  for (size_t i = 0; i < words.size(); ++i)
    if (words[i] != "the") out.emplace_back(words[i]);
  return out;
}

int64_t day_of(const Metadata& metadata) {
  auto moment = parse_iso_date(chosen_value(metadata, MetadataField::published));
  return moment ? moment->days() : INT64_MIN;
}

}  // namespace

Citations::Citations(const Imprints& imprints) {
  for (size_t row = 0; row < imprints.report.size(); ++row) {
    std::string name(imprints.outlet[row]);
    auto [at, added] = outlets_.emplace(name, static_cast<uint32_t>(outlets_.size()));
    outlet_of_[imprints.report[row]] = at->second;
    if (!added) continue;
    std::vector<std::string> words = words_of_name(name);
    for (const std::string& word : std::set<std::string>(words.begin(), words.end()))
      by_word_[word].push_back(at->second);
  }
}

// The outlets that relays name: by all words, or by a last word that no other outlet has (the
// Bell).
std::vector<uint32_t> Citations::outlets_named(const Statements& statements) const {
  std::set<uint32_t> out;
  for (size_t row = 0; row < statements.kind.size(); ++row) {
    std::string_view names = statements.relay_names[row];
    std::string_view speaker = statements.name[row];
    while (!names.empty() || !speaker.empty()) {
      std::string_view name = names.empty() ? speaker : ascii::take_part(names, '\n');
      if (names.empty() && name == speaker) speaker = {};
      std::vector<std::string> words = words_of_name(name);
      if (words.empty()) continue;
      auto found = by_word_.find(words.back());
      if (found != by_word_.end() && found->second.size() == 1) out.insert(found->second.front());
      if (auto whole = outlets_.find(name); whole != outlets_.end()) out.insert(whole->second);
    }
  }
  return {out.begin(), out.end()};
}

void Citations::add(const ReportId& id, const Metadata& metadata, const Terms& terms,
                    const Statements& statements, bool own) {
  Known known;
  known.id = id;
  known.day = day_of(metadata);
  for (size_t row = 0; row < terms.size(); ++row)
    if (terms.name[row].yes || terms.number[row].yes) known.words.push_back(terms.stem[row]);
  std::sort(known.words.begin(), known.words.end());
  known.words.erase(std::unique(known.words.begin(), known.words.end()), known.words.end());
  if (known.words.size() > kMostWords) known.words.resize(kMostWords);
  if (!own) known.cites = outlets_named(statements);
  auto outlet = outlet_of_.find(id);
  if (outlet != outlet_of_.end()) {
    std::erase(known.cites, outlet->second);
    of_outlet_[outlet->second].push_back(all_.size());
  }
  all_.push_back(std::move(known));
}

std::vector<Citation> Citations::find() const {
  std::vector<Citation> out;
  for (const Known& citing : all_)
    for (uint32_t outlet : citing.cites) {
      auto reports = of_outlet_.find(outlet);
      if (reports == of_outlet_.end()) continue;
      const Known* best = nullptr;
      size_t most = kLeastShared - 1;
      size_t looked = 0;
      for (auto at = reports->second.rbegin(); at != reports->second.rend(); ++at) {
        const Known& cited = all_[*at];
        bool dated = citing.day != INT64_MIN && cited.day != INT64_MIN;
        if (dated && (cited.day > citing.day || citing.day - cited.day > kMostDays)) continue;
        if (++looked > kMostOf) break;
        std::vector<uint32_t> shared;
        std::set_intersection(citing.words.begin(), citing.words.end(), cited.words.begin(),
                              cited.words.end(), std::back_inserter(shared));
        if (shared.size() <= most) continue;
        most = shared.size();
        best = &cited;
      }
      if (best != nullptr)
        out.push_back({citing.id, best->id,
                       Score::of(static_cast<double>(most) / static_cast<double>(most + 5))});
    }
  return out;
}

}  // namespace hearsay
