// See offices.hpp.
#include "resolved/offices/offices.hpp"

#include <algorithm>

#include "base/word_set.hpp"

namespace hearsay {
namespace {

constexpr size_t kMostHolders = 200;  // of an office who are all weighed
constexpr size_t kMostHeld = 24;      // nouns that one is called by
constexpr size_t kMostWords = 24;     // with one of them
constexpr size_t kMostMembers = 64;   // whose company is looked at
constexpr size_t kMostLooked = 512;   // of them, whether they are of those weeks
constexpr size_t kFewReports = 30;    // that name somebody who tells where a report belongs
constexpr int64_t kYear = 366;
constexpr int64_t kWeeks = 62;        // days
constexpr size_t kStem = 5;           // letters
constexpr int kMostPoints = 12;       // against somebody, by words
constexpr int kTie = 60;              // company that ties two reports
constexpr int kLeast = 4, kLead = 1;  // points, and more than the next

}  // namespace

bool is_vague(const Office& office) {
  constexpr WordSet kVague(
      {"man",      "woman",   "person",    "people",  "lady",      "gentleman", "boy",
       "girl",     "child",   "guest",     "witness", "resident",  "source",    "official",
       "analyst",  "expert",  "reporter",  "friend",  "neighbour", "visitor",   "speaker",
       "author",   "writer",  "reader",    "member",  "victim",    "caller",    "voter",
       "stranger", "youth",   "fellow",    "figure",  "one",       "observer",  "somebody",
       "customer", "tourist", "passenger", "group",   "team",      "side",      "family",
       "country",  "nation",  "state",     "world",   "city",      "town",      "village",
       "public",   "crowd",   "community", "region",  "island"});
  return !office.definite || office.kind == PersonWord::none ||
         (office.kind != PersonWord::office && office.words.empty() && kVague.has(office.head));
}

std::set<std::string_view> countries_in(const Office& office, const World& world,
                                        std::vector<std::string>& others) {
  auto country_of = [&](const std::string& words) {
    const Country* country = world.country(words);
    if (country == nullptr) country = world.demonym_of(words);
    // US, in small letters.
    constexpr size_t kAbbreviation = 3;
    if (country == nullptr && words.size() > 1 && words.size() <= kAbbreviation) {
      std::string capitals;
      for (char c : words) capitals += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      country = world.country(capitals);
    }
    return country;
  };
  std::set<std::string_view> out;
  for (size_t i = 0; i < office.words.size(); ++i) {
    const Country* country = nullptr;
    if (i + 1 < office.words.size())
      country = country_of(office.words[i] + " " + office.words[i + 1]);
    if (country != nullptr)
      ++i;  // North Korea
    else
      country = country_of(office.words[i]);
    if (country != nullptr)
      out.insert(country->code);
    else
      others.push_back(office.words[i]);
  }
  return out;
}

Offices::Offices(const Chains& chains, const std::vector<std::pair<size_t, size_t>>& named,
                 Members members, const OwnName& own_name, const World& world)
    : chains_(chains), members_(std::move(members)), world_(world) {
  for (auto [i, root] : named) {
    const Chain& chain = chains[i];
    if (named_in_[chain.report].insert(root).second) ++reports_of_root_[root];
    for (const Office& office : chain.offices) note(root, office, chain.report);
    for (const Office& office : own_name(chain)) note(root, office, chain.report);
  }
  std::set<size_t> roots;
  for (auto [i, root] : named)
    if (auto found = profiles_.find(root); found != profiles_.end() && roots.insert(root).second)
      for (const auto& [noun, held] : found->second) holders_[noun].push_back(root);
  for (uint32_t report = 0; report < chains.reports().size(); ++report)
    for (uint64_t one : chains.reports()[report].company)
      if (chains.reports_with(one) <= kFewReports) reports_of_[one].push_back(report);
}

void Offices::note(size_t root, const Office& office, uint32_t report) {
  std::map<std::string, Held>& all = profiles_[root];
  if (all.size() >= kMostHeld && !all.contains(office.head)) return;
  Held& held = all[office.head];
  std::vector<std::string> others;
  for (std::string_view code : countries_in(office, world_, others)) held.countries.insert(code);
  for (const std::string& word : others) {
    if (held.words.size() >= kMostWords || !held.words.insert(word).second) continue;
    words_.insert(word.substr(0, kStem));
  }
  if (held.reports.insert(report).second) ++held.outlets[chains_.reports()[report].outlet];
  held.worth += office.with_name ? 2 : 1;
  held.former += office.former;
  held.compound += office.compound;
  ++held.all;
}

// Those whom the report names; of the others all if they are few, else those whom reports name that
// have a rare name in common with this one.
std::set<size_t> Offices::candidates(const std::string& noun, size_t chain) const {
  std::set<size_t> out;
  auto found = holders_.find(noun);
  if (found == holders_.end()) return out;
  if (found->second.size() <= kMostHolders) {
    out.insert(found->second.begin(), found->second.end());
    return out;
  }
  auto add = [&](uint32_t report) {
    auto named = named_in_.find(report);
    if (named == named_in_.end()) return;
    for (size_t root : named->second)
      if (auto profile = profiles_.find(root);
          profile != profiles_.end() && profile->second.contains(noun))
        out.insert(root);
  };
  uint32_t own = chains_[chain].report;
  add(own);
  for (uint64_t one : chains_.reports()[own].company) {
    auto reports = reports_of_.find(one);
    if (reports == reports_of_.end()) continue;
    for (uint32_t report : reports->second) {
      add(report);
      if (out.size() > kMostHolders) return out;
    }
  }
  return out;
}

std::optional<Offices::Holder> Offices::holder_of(
    size_t chain, const std::function<bool(size_t root)>& may_be) const {
  std::map<size_t, Holder> best;
  for (const Office& wanted : chains_[chain].offices) {
    if (is_vague(wanted)) continue;
    std::set<size_t> all = candidates(wanted.head, chain);
    uint32_t most = 0;
    for (size_t root : all) most = std::max(most, profiles_.at(root).at(wanted.head).worth);
    for (size_t root : all) {
      if (!may_be(root)) continue;
      Holder one = weigh(chain, root, wanted, profiles_.at(root).at(wanted.head), most);
      auto [at, is_new] = best.try_emplace(root, one);
      if (!is_new && one.points > at->second.points) at->second = one;
    }
  }
  const Holder* first = nullptr;
  int second = 0;
  for (const auto& [root, one] : best) {
    if (first == nullptr || one.points > first->points) {
      if (first != nullptr) second = std::max(second, first->points);
      first = &one;
    } else {
      second = std::max(second, one.points);
    }
  }
  if (first == nullptr || first->points < kLeast || first->points - second < kLead)
    return std::nullopt;
  return *first;
}

// Whether half of these reports name something with that word.
bool Offices::is_named_with(const std::string& word, const std::set<uint32_t>& reports) const {
  size_t looked = 0;
  size_t with = 0;
  for (uint32_t one : reports) {
    with += chains_.names_word(one, word);
    if (++looked == kMostMembers) break;
  }
  return 2 * with >= looked;
}

Offices::Holder Offices::weigh(size_t chain, size_t root, const Office& wanted, const Held& held,
                               uint32_t most) const {
  int points = 2;
  int words = 0;
  bool says_so = false;  // a word of the office tells that it is he
  std::vector<std::string> others;
  std::set<std::string_view> countries = countries_in(wanted, world_, others);
  if (!countries.empty()) {
    bool shared = std::any_of(countries.begin(), countries.end(),
                              [&](std::string_view code) { return held.countries.contains(code); });
    // The Syrian leader is not Iran's.
    words += shared ? 2 : held.countries.empty() ? -1 : -kMostPoints;
    says_so = shared;
  }
  for (const std::string& word : others) {
    bool has = std::any_of(held.words.begin(), held.words.end(),
                           [&](const std::string& its) { return share_stem(word, its); });
    says_so = says_so || has;
    // A word that tells nobody's office apart says little: controversial.
    bool tells = words_.contains(word.substr(0, kStem));
    words += has ? 2 : is_named_with(word, held.reports) ? 1 : tells ? -3 : -1;
  }
  points += std::clamp(words, -kMostPoints, 4);
  // The master is hardly the harbour master; the minister no former one.
  if (wanted.words.empty() && 2 * held.compound > held.all) points -= 2;
  if (wanted.former != (2 * held.former > held.all)) points -= 1;
  // Who is often called so, among others and among all that he is called.
  points += 2 * held.worth >= most ? 1 : 5 * held.worth < most ? -2 : 0;
  uint32_t reports = reports_of_root_.at(root);
  if (reports > 4 && held.reports.size() * 6 < reports) points -= 2;
  if (held.reports.size() >= 3) points += 1;
  bool here = named_in_.contains(chains_[chain].report) &&
              named_in_.at(chains_[chain].report).contains(root);
  if (here) points += 4;
  int company = company_of(root, chain);
  points += company >= 300 ? 3 : company >= 100 ? 2 : company >= 60 ? 1 : 0;
  const std::string& outlet = chains_.reports()[chains_[chain].report].outlet;
  auto printed = outlet.empty() ? held.outlets.end() : held.outlets.find(outlet);
  bool same_outlet = printed != held.outlets.end() && printed->second >= 2;
  if (same_outlet) points += 1;
  // The minister of one year is not that of the next.
  if (auto days = days_from(held.reports, chain)) {
    if (*days > kWeeks) points -= 1;
    if (*days > kYear && !here) points = 0;
  }
  // Somebody who is often called so may be meant everywhere; without a tie to this report he is
  // not.
  if (!here && company < kTie && !same_outlet && !says_so) points = 0;
  std::string why = "called " + wanted.head + " in " + std::to_string(held.reports.size()) +
                    (held.reports.size() == 1 ? " report" : " reports");
  if (here) why += ", and named here";
  if (company >= 100) why += ", with the same others";
  return {root, points, why};
}

// Days to the nearest of these reports; none where a day is not known.
std::optional<int64_t> Offices::days_from(const std::set<uint32_t>& reports, size_t chain) const {
  const auto& own = chains_.reports()[chains_[chain].report].day;
  std::optional<int64_t> out;
  size_t looked = 0;
  for (uint32_t one : reports) {
    if (const auto& day = chains_.reports()[one].day; own && day)
      out = std::min(out.value_or(INT64_MAX), std::abs(*day - *own));
    if (++looked == kMostLooked) break;
  }
  return out;
}

// The most that a report of those weeks shares with that of the chain.
int Offices::company_of(size_t root, size_t chain) const {
  const std::vector<uint32_t>& all = members_(root);
  int out = 0;
  size_t step = 1 + all.size() / kMostLooked;
  for (size_t i = 0, looked = 0; i < all.size() && looked < kMostMembers; i += step) {
    uint32_t one = all[i];
    if (chains_[one].report == chains_[chain].report || !chains_.near(one, chain, kWeeks)) continue;
    out = std::max(out, chains_.shared_company(one, chain));
    ++looked;
  }
  return out;
}

}  // namespace hearsay
