// See groups.hpp.
#include "resolved/groups/groups.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/hosts.hpp"
#include "base/word_set.hpp"
#include "ingest/outlets/outlets.hpp"
#include "mentions/world/world.hpp"
#include "resolved/chains/chains.hpp"
#include "resolved/clusters/clusters.hpp"
#include "resolved/offices/offices.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

using Words = std::vector<std::string>;

constexpr size_t kMostBlock = 200;  // bodies that share all skeletons and are compared
constexpr size_t kMostRoots = 64;   // bodies of one generic name
constexpr size_t kCompared = 12;    // members of a group whose company is looked at
constexpr int kCompany = 100;

constexpr WordSet kSmall({"the", "of", "and", "for", "in", "de", "la", "al", "el", "von", "van"});

class Joiner {
 public:
  Joiner(const Chains& chains, const Resources& resources)
      : chains_(chains),
        spellings_(resources.made<Spellings>()),
        outlets_(resources.made<Outlets>()),
        world_(resources.made<World>()),
        words_(resources.made<PersonWords>()),
        clusters_(chains.all().size()) {
    for (size_t i : chains.in_order())
      if (chains[i].type != NameType::person) order_.push_back(i);
    for (size_t i : order_) members_[i] = {static_cast<uint32_t>(i)};
  }

  void join() {
    join_same_names();
    join_spellings();
    join_parts();
    join_peoples();
    join_outlets();
    join_offices();
  }

  Groups rows() {
    std::vector<std::pair<size_t, size_t>> all;
    for (size_t i : order_) all.push_back({i, clusters_.find(i)});
    std::map<size_t, std::string> names = chains_.usual_names(all);
    std::unordered_map<size_t, const Country*> countries;  // by root
    for (size_t i : order_)
      if (!chains_[i].name.empty())
        if (const Country* country = country_of(chains_[i]))
          countries.emplace(clusters_.find(i), country);
    Groups out;
    for (size_t i : order_) {
      size_t root = clusters_.find(i);
      auto name = names.find(root);
      if (name == names.end()) continue;
      out.chain.push_back(chains_[i].id);
      out.entity.push_back(chains_[root].id);
      auto country = countries.find(root);
      bool known = country != countries.end();
      out.name.push_back(known ? country->second->name : std::string_view(name->second));
      // Tehran, wherever it was read as a body.
      bool city = world_.capital_of(name->second) != nullptr;
      out.type.push_back(known || city ? NameType::place : chains_[i].type);
      out.country.push_back(known ? country->second->code : std::string_view());
      out.why.push_back(clusters_.why(i));
      std::vector<Place> places;
      for (uint32_t other : clusters_.evidence(i))
        places.push_back({chains_.reports()[chains_[other].report].id, chains_[other].span});
      out.evidence.push_back(places);
    }
    return out;
  }

 private:
  const std::vector<uint32_t>& members(size_t one) { return members_.at(clusters_.find(one)); }

  void join_two(size_t a, size_t b, const std::string& why) {
    size_t x = clusters_.find(a);
    size_t y = clusters_.find(b);
    if (x == y) return;
    if (chains_[y].id < chains_[x].id) std::swap(x, y);
    clusters_.put_under(x, y);
    std::vector<uint32_t>& all = members_.at(x);
    const std::vector<uint32_t>& more = members_.at(y);
    all.insert(all.end(), more.begin(), more.end());
    members_.erase(y);
    clusters_.note(a, b, why);
  }

  int shared_company(size_t a, size_t b) {
    const auto& x = members(a);
    const auto& y = members(b);
    int out = 0;
    for (size_t i = 0; i < std::min(kCompared, x.size()); ++i)
      for (size_t k = 0; k < std::min(kCompared, y.size()); ++k)
        out = std::max(out, chains_.shared_company(x[i], y[k]));
    return out;
  }

  // What a name stands for, whatever it is called: a country, a body of the tables, an outlet.
  const Country* country_of(const Chain& chain) const {
    if (chain.is_government) return world_.capital_of(chain.shown);
    if (chain.type == NameType::nationality) return world_.demonym_of(chain.shown);
    if (const Country* country = world_.country(chain.shown)) return country;
    return world_.seat_of(chain.shown);
  }
  // Council of Dravund and Dravundic Council: words without their ends, in order of letters.
  static std::string stems_of(const Words& name) {
    constexpr size_t kStem = 5, kLeastWords = 2;
    std::vector<std::string> stems;
    for (const std::string& word : name)
      if (!kSmall.has(word)) stems.push_back(word.substr(0, kStem));
    std::sort(stems.begin(), stems.end());
    return stems.size() < kLeastWords ? std::string() : Spellings::joined(stems);
  }
  static bool is_abbreviation(const Chain& chain) {
    constexpr size_t kLongest = 5;
    return chain.shown.size() <= kLongest &&
           std::all_of(chain.shown.begin(), chain.shown.end(),
                       [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  void join_same_names() {
    // Initials that several bodies share say nothing by themselves.
    std::unordered_map<std::string, std::set<std::string>> whole;
    for (size_t i : order_)
      if (chains_[i].type == NameType::organisation && chains_[i].name.size() > 1)
        whole[initials_of(chains_[i].name)].insert(stems_of(chains_[i].name));
    std::unordered_map<std::string, size_t> first;
    std::map<std::string, std::vector<size_t>> generic;
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (chain.name.empty()) continue;
      std::string key = Spellings::joined(chain.name);
      if (const Country* country = country_of(chain)) {
        key = "country " + std::string(country->code);
      } else if (const Body* body = is_generic(chain) ? nullptr : world_.body(chain.shown)) {
        key = "body " + std::string(body->name);
      } else if (const Outlet* outlet = outlets_.find(chain.shown, true)) {
        key = "outlet " + std::string(outlet->name);
      } else if (is_abbreviation(chain)) {
        auto found = whole.find(key);
        if (found != whole.end() && found->second.size() > 1) continue;
      }
      // The Ministry of Defence of one country is not that of another.
      if (is_generic(chain)) {
        generic[key].push_back(i);
        continue;
      }
      auto [found, is_new] = first.emplace(key, i);
      if (!is_new) join_two(found->second, i, why_of(chain, chains_[found->second], key));
    }
    for (const auto& [key, all] : generic) join_generic(all);
  }
  // With those of the same name that are named with the same others, or by the same outlet.
  void join_generic(const std::vector<size_t>& all) {
    constexpr int kLeast = 60;
    std::vector<size_t> roots;
    for (size_t i : all) {
      auto same = std::find_if(roots.begin(), roots.end(), [&](size_t root) {
        const std::string& outlet = chains_.reports()[chains_[i].report].outlet;
        return shared_company(root, i) >= kLeast ||
               (!outlet.empty() && chains_.reports()[chains_[root].report].outlet == outlet);
      });
      if (same != roots.end())
        join_two(*same, i, "the same name, and both are named with the same others");
      else if (roots.size() < kMostRoots)
        roots.push_back(i);
    }
  }
  // Words that every country has one of.
  static bool is_generic(const Chain& chain) {
    constexpr WordSet kGeneric(
        {"ministry",   "defence",    "defense",      "foreign",  "interior",   "finance",
         "justice",    "health",     "supreme",      "court",    "labour",     "labor",
         "party",      "democratic", "national",     "central",  "bank",       "congress",
         "parliament", "senate",     "council",      "state",    "department", "government",
         "army",       "police",     "city",         "union",    "assembly",   "high",
         "federal",    "commission", "committee",    "office",   "agency",     "board",
         "house",      "navy",       "air",          "force",    "security",   "general",
         "education",  "affairs",    "trade",        "treasury", "cabinet",    "opposition",
         "republican", "liberal",    "conservative", "green",    "socialist",  "university",
         "college",    "authority"});
    return chain.type == NameType::organisation &&
           std::all_of(chain.name.begin(), chain.name.end(), [&](const std::string& word) {
             return kGeneric.has(word) || kSmall.has(word);
           });
  }
  static std::string why_of(const Chain& chain, const Chain& other, const std::string& key) {
    if (Spellings::joined(chain.name) == Spellings::joined(other.name) && !chain.is_government &&
        !other.is_government)
      return "the same name";
    if (chain.is_government || other.is_government) return "a capital stands for its government";
    return "names of one " + key.substr(0, key.find(' '));
  }
  static std::string initials_of(const Words& name) {
    std::string out;
    for (const std::string& word : name)
      if (!kSmall.has(word)) out += word[0];
    return out;
  }

  // Names that are spelt otherwise, word by word, of those that keep the same company.
  void join_spellings() {
    std::map<std::string, std::vector<size_t>> blocks;  // roots by the skeletons of all words
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (clusters_.find(i) != i || chain.name.empty()) continue;
      std::string key = chain.type == NameType::place ? "place " : "";
      for (const std::string& word : chain.name) key += Spellings::skeleton(word) + " ";
      blocks[key].push_back(i);
    }
    for (const auto& [key, block] : blocks)
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < std::min(block.size(), x + kMostBlock); ++y) {
          const Words& one = chains_[block[x]].name;
          const Words& other = chains_[block[y]].name;
          bool same = std::equal(one.begin(), one.end(), other.begin(), other.end(),
                                 [&](const std::string& a, const std::string& b) {
                                   return spellings_.same_word(a, b);
                                 });
          if (same && clusters_.find(block[x]) != clusters_.find(block[y]) &&
              shared_company(block[x], block[y]) >= kCompany)
            join_two(block[x], block[y],
                     "\"" + Spellings::joined(one) + "\" and \"" + Spellings::joined(other) +
                         "\" can be one name, and both are named with the same others");
        }
  }

  // OTA, the Ostrel Telegraph Agency; the Lamp, the Odqara Lamp; the Council of Dravund.
  void join_parts() {
    std::unordered_map<std::string, std::vector<size_t>> by_initials, by_part, by_stems;
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (clusters_.find(i) != i || chain.type != NameType::organisation || chain.name.size() < 2)
        continue;
      std::string initials = initials_of(chain.name);
      if (initials.size() > 1) by_initials[initials].push_back(i);
      by_stems[stems_of(chain.name)].push_back(i);
      by_part[chain.name.back()].push_back(i);
      auto of = std::find(chain.name.begin(), chain.name.end(), "of");
      if (of != chain.name.begin() && of != chain.name.end())
        by_part[Spellings::joined(Words(chain.name.begin(), of))].push_back(i);
      if (chain.name.size() > 2)
        by_part[chain.name[chain.name.size() - 2] + " " + chain.name.back()].push_back(i);
    }
    for (const auto& [stems, all] : by_stems)
      for (size_t k = 1; k < std::min(all.size(), kMostBlock) && !stems.empty(); ++k)
        if (shared_company(all[0], all[k]) >= kCompany)
          join_two(all[0], all[k], "the same words, and both are named with the same others");
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      bool alone = clusters_.find(i) == i || members(i).size() == 1;
      if (!alone || chain.type != NameType::organisation || chain.name.empty()) continue;
      join_whole(i, by_initials, "its initials");
      join_whole(i, by_part, "a part of its name");
    }
  }
  // With the only one in whose company it is named most.
  void join_whole(size_t i, const std::unordered_map<std::string, std::vector<size_t>>& table,
                  const std::string& why) {
    constexpr int kLeast = 60, kOwnOutlet = 1000;
    auto found = table.find(Spellings::joined(chains_[i].name));
    if (found == table.end() || found->second.size() > kMostBlock) return;
    std::map<size_t, int> company;  // by root
    for (size_t other : found->second)
      if (clusters_.find(other) != clusters_.find(i)) company.try_emplace(clusters_.find(other), 0);
    std::optional<size_t> best;
    int most = kLeast - 1;
    bool tie = false;
    for (auto& [root, with] : company) {
      with = shared_company(root, i);
      // The Courier, in the Brannik Courier.
      if (is_printed_by(i, root)) with += kOwnOutlet;
      tie = with == most || (with < most && tie);
      if (with <= most) continue;
      most = with;
      best = root;
    }
    if (best && !tie) join_two(*best, i, why + ", and both are named with the same others");
  }

  bool is_printed_by(size_t i, size_t root) {
    const std::string& outlet = chains_.reports()[chains_[i].report].outlet;
    const auto& all = members(root);
    return !outlet.empty() && std::any_of(all.begin(), all.end(), [&](uint32_t one) {
      return Spellings::joined(chains_[one].name) == outlet;
    });
  }

  // Velmoran, of Velmora, where the table knows neither.
  void join_peoples() {
    constexpr std::array<std::string_view, 10> kEnds = {"ian", "an", "ic",  "er",  "ese",
                                                        "ish", "i",  "ite", "ean", "n"};
    constexpr size_t kLeast = 4, kMostDropped = 2;
    std::unordered_map<std::string, std::set<size_t>> places;  // roots by begins of first words
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (chain.type != NameType::place || chain.name.empty() || country_of(chain)) continue;
      const std::string& word = chain.name.front();
      for (size_t cut = 0; cut <= kMostDropped && word.size() >= kLeast + cut; ++cut)
        places[word.substr(0, word.size() - cut)].insert(clusters_.find(i));
    }
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (chain.type != NameType::nationality || chain.name.size() != 1 || country_of(chain))
        continue;
      std::string word = chain.name.front();
      if (word.ends_with('s')) word.pop_back();
      for (std::string_view end : kEnds) {
        if (!word.ends_with(end) || word.size() < kLeast + end.size()) continue;
        auto found = places.find(word.substr(0, word.size() - end.size()));
        if (found == places.end()) continue;
        // One place alone may be meant.
        if (found->second.size() == 1)
          join_two(*found->second.begin(), i, "what its people are called");
        break;
      }
    }
  }

  // This newspaper, where only the address of the site is known: of merrowgazette.example it is the
  // Merrow Gazette.
  void join_outlets() {
    std::unordered_map<std::string, size_t> by_letters;
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (chain.type != NameType::organisation || chain.name.empty() || chain.is_own) continue;
      std::string letters;
      for (const std::string& word : chain.name) letters += word;
      by_letters.emplace(letters, i);
    }
    std::unordered_map<std::string, size_t> first;
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      const std::string& outlet = chains_.reports()[chain.report].outlet;
      if (!chain.is_own || !chain.name.empty() || outlet.find('.') == std::string::npos) continue;
      auto [same, is_new] = first.emplace(outlet, i);
      if (!is_new) join_two(same->second, i, "both are printed by " + outlet);
      // Of uk.reuters.example Reuters is meant, and not the country.
      auto named = by_letters.find(std::string(host_label(outlet)));
      if (named != by_letters.end() && country_of(chains_[named->second]) == nullptr)
        join_two(named->second, i, "printed by " + outlet);
    }
  }

  // What a body may be called by its name: the board is a Harbour Board, the company an Isles Line,
  // the paper a Gazette that prints reports.
  std::vector<Office> kinds_of(const Chain& chain) const {
    constexpr WordSet kCompanies({"line",    "lines",    "airlines",     "airways",
                                  "company", "co",       "corp",         "corporation",
                                  "inc",     "ltd",      "limited",      "plc",
                                  "llc",     "gmbh",     "group",        "holdings",
                                  "holding", "shipping", "motors",       "industries",
                                  "energy",  "oil",      "gas",          "steel",
                                  "bank",    "systems",  "technologies", "pharmaceuticals",
                                  "foods",   "stores",   "ferries",      "railways"});
    constexpr WordSet kAgencies({"agency", "wire", "bureau", "press"});
    constexpr WordSet kStations({"one", "tv", "television", "radio", "channel", "broadcasting"});
    std::vector<Office> out;
    auto parsed = parse_office(chain.shown, words_);
    if (!parsed) return out;
    parsed->with_name = true;
    out.push_back(*parsed);
    auto also = [&](std::initializer_list<const char*> nouns) {
      for (const char* noun : nouns) {
        Office other;
        other.head = noun;
        other.words = parsed->words;
        other.with_name = true;
        if (noun != parsed->head) out.push_back(std::move(other));
      }
    };
    const std::string& last = chain.name.back();
    if (kCompanies.has(last) || chain.shown.find('&') != std::string::npos)
      also({"company", "firm", "operator"});
    const Outlet* outlet = outlets_.find(chain.shown, false);
    bool prints = outlet != nullptr || printed_.contains(Spellings::joined(chain.name));
    if (prints && kAgencies.has(last)) {
      also({"agency"});
    } else if (prints && kStations.has(last)) {
      also({"broadcaster", "channel", "station", "television"});
    } else if (prints) {
      also({"newspaper", "paper", "daily", "weekly", "journal", "tabloid"});
    }
    return out;
  }

  // The company, the ministry: of those that are called so, or whose name says so, the one that
  // fits.
  void join_offices() {
    for (const Chains::Report& report : chains_.reports())
      if (!report.outlet.empty()) printed_.insert(report.outlet);
    std::vector<std::pair<size_t, size_t>> named;
    for (size_t i : order_)
      if (!chains_[i].name.empty() && chains_[i].type == NameType::organisation)
        named.push_back({i, clusters_.find(i)});
    Offices offices(
        chains_, named,
        [&](size_t root) -> const std::vector<uint32_t>& { return members_.at(root); },
        [&](const Chain& chain) { return kinds_of(chain); }, world_);
    std::vector<std::pair<size_t, Offices::Holder>> found;
    for (size_t i : order_) {
      const Chain& chain = chains_[i];
      if (!chain.name.empty() || chain.offices.empty() || chain.is_own) continue;
      if (auto who = offices.holder_of(i, [](size_t) { return true; }))
        found.push_back({i, std::move(*who)});
    }
    for (const auto& [chain, who] : found) join_two(who.root, chain, who.why);
  }

  const Chains& chains_;
  const Spellings& spellings_;
  const Outlets& outlets_;
  const World& world_;
  const PersonWords& words_;
  std::set<std::string> printed_;  // names of outlets that printed these reports
  Clusters clusters_;
  std::vector<size_t> order_;  // all but persons, in the order of their ids
  std::unordered_map<size_t, std::vector<uint32_t>> members_;  // by root
};

}  // namespace

Groups find_groups(const Across<Text, Metadata, Mentions, Statements>& reports,
                   const Resources& resources) {
  Chains chains(reports, resources);
  Joiner joiner(chains, resources);
  joiner.join();
  return joiner.rows();
}

}  // namespace hearsay
