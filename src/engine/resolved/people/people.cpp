// See people.hpp.
#include "resolved/people/people.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/word_set.hpp"
#include "ingest/outlets/outlets.hpp"
#include "mentions/person_words/person_words.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

using Words = std::vector<std::string>;

constexpr size_t kMostBlock = 200;  // bodies that share a word's skeleton and are compared
constexpr size_t kMostPlaces = 2;   // of evidence

constexpr WordSet kSmall({"the", "of", "and", "for", "in", "de", "la", "al", "el", "von", "van"});

// What one report says of one.
struct Chain {
  RowId id;
  ReportId report;
  Span span;   // of its fullest name, or its first mention
  Words name;  // empty for none
  std::string shown;
  NameType type;
  Gender gender = Gender::unknown;
  std::set<std::string> roles;  // words of what he is, in small letters
  bool office = false;          // whether that is one that a single person holds
  std::set<std::string> key;    // words of an office of which a country has one
  uint32_t report_number = 0;
};

// Chains that are one, with what of them speaks for or against others.
struct Group {
  std::vector<size_t> members;
  std::set<Words> names;                 // in full
  std::set<uint32_t> full_in, short_in;  // reports that name him in full, or otherwise
  int masculine = 0;                     // chains that say he, less those that say she

  void take(Group other) {
    members.insert(members.end(), other.members.begin(), other.members.end());
    names.merge(other.names);
    full_in.merge(other.full_in);
    short_in.merge(other.short_in);
    masculine += other.masculine;
  }
};

class Joiner {
 public:
  explicit Joiner(const Resources& resources)
      : spellings_(resources.made<Spellings>()),
        words_(resources.made<PersonWords>()),
        outlets_(resources.made<Outlets>()) {}

  void add(const ReportId& id, const Text& text, const Metadata& metadata,
           const Mentions& mentions) {
    if (mentions.span.empty()) return;
    auto published = parse_iso_date(chosen_value(metadata, MetadataField::published).substr(0, 10));
    days_.push_back(published ? std::optional(published->days()) : std::nullopt);
    std::vector<RowId> ids = row_ids(layer_info<Mentions>(), &mentions, id);
    std::map<uint32_t, size_t> chain_of;
    std::set<uint64_t> company;
    for (size_t row = 0; row < mentions.span.size(); ++row) {
      uint32_t first = mentions.first[row].index;
      NameType type = mentions.type[row];
      if (type == NameType::nationality || type == NameType::work) continue;
      auto [found, is_new] = chain_of.emplace(first, chains_.size());
      if (is_new) {
        Chain& chain = chains_.emplace_back();
        chain.id = ids[first];
        chain.report = id;
        chain.report_number = static_cast<uint32_t>(company_.size());
        chain.type = type;
        Row<Mentions> fullest = mentions.fullest[row];
        chain.span = mentions.span[fullest.is_none() ? first : fullest.index];
        if (!fullest.is_none()) {
          chain.shown = ascii::squeezed(text[chain.span]);
          chain.name = without_titles(Spellings::words_of(chain.shown), type, chain);
        }
      }
      Chain& chain = chains_[found->second];
      if (!mentions.role[row].is_none())
        for (std::string& word : Spellings::words_of(text[mentions.role[row]]))
          note_role_word(std::move(word), chain);
      if (mentions.form[row] == MentionForm::role) {
        Words words = Spellings::words_of(text[mentions.span[row]]);
        chain.office = chain.office || is_office(words);
        if (chain.key.empty()) chain.key = sole_office(words);
        for (std::string& word : words) note_role_word(std::move(word), chain);
      }
      if (mentions.form[row] == MentionForm::pronoun) note_pronoun(text[mentions.span[row]], chain);
    }
    for (auto [first, number] : chain_of) {
      Chain& chain = chains_[number];
      if (chain.type == NameType::person && chain.gender == Gender::unknown &&
          chain.name.size() > 1)
        chain.gender = words_.given_name(chain.name.front());
      if (!chain.name.empty()) company.insert(company_key(chain));
    }
    company_.push_back(std::move(company));
  }

  People join() {
    for (const auto& company : company_)
      for (uint64_t one : company) ++reports_with_[one];
    parent_.resize(chains_.size());
    std::iota(parent_.begin(), parent_.end(), size_t{0});
    why_.resize(chains_.size());
    evidence_.resize(chains_.size());
    // In the order of their ids, whatever order reports came in.
    std::vector<size_t> order(chains_.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(),
              [&](size_t a, size_t b) { return chains_[a].id < chains_[b].id; });
    join_same_names(order);
    join_spellings(order);
    join_spelt_bodies(order);
    join_abbreviations(order);
    join_short_names(order);
    join_roles(order);
    return rows(order);
  }

 private:
  // ---- reading

  // Inspector Ilkova: his name is Ilkova, and he is an inspector.
  Words without_titles(Words name, NameType type, Chain& chain) const {
    if (type != NameType::person) return name;
    while (name.size() > 1) {
      PersonWords::Noun noun = words_.noun(name.front());
      bool title = noun.kind == PersonWord::office || noun.kind == PersonWord::person;
      constexpr WordSet kTitles({"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "prof"});
      if (!title && !kTitles.has(name.front())) break;
      if (chain.gender == Gender::unknown) chain.gender = noun.gender;
      if (title) chain.roles.insert(name.front());
      name.erase(name.begin());
    }
    return name;
  }
  // The treasurer, the harbour master.
  bool is_office(const Words& words) const {
    for (size_t i = 0; i < words.size(); ++i)
      if (words_.noun(words[i]).kind == PersonWord::office ||
          (i > 0 && words_.noun(words[i - 1] + " " + words[i]).kind == PersonWord::office))
        return true;
    return false;
  }
  // Of the prime minister of the Merrow Isles these two words: a country has one. Empty for a
  // minister or a captain, of whom there are many.
  std::set<std::string> sole_office(const Words& words) const {
    constexpr WordSet kMany(
        {"minister",   "spokesman", "spokeswoman", "spokesperson", "secretary",  "chief",
         "director",   "captain",   "officer",     "chairman",     "chairwoman", "commander",
         "judge",      "senator",   "ambassador",  "envoy",        "mayor",      "governor",
         "councillor", "general",   "leader",      "head",         "doctor",     "inspector",
         "sergeant",   "colonel",   "major",       "lieutenant",   "skipper",    "master",
         "editor",     "manager",   "president",   "chair",        "coach",      "deputy"});
    for (size_t i = 0; i < words.size(); ++i) {
      if (i > 0 && words_.noun(words[i - 1] + " " + words[i]).kind == PersonWord::office)
        return {words[i - 1], words[i]};
      if (words_.noun(words[i]).kind == PersonWord::office && !kMany.has(words[i]) &&
          (i + 1 == words.size() ||
           words_.noun(words[i] + " " + words[i + 1]).kind != PersonWord::office))
        return {words[i]};
    }
    return {};
  }
  static void note_role_word(std::string word, Chain& chain) {
    constexpr WordSet kNot({"the", "a", "an", "of", "and", "for", "his", "her", "its", "their",
                            "new", "former", "old", "in", "at", "s", "our", "this", "that"});
    if (word.size() > 1 && !kNot.has(word)) chain.roles.insert(std::move(word));
  }
  static void note_pronoun(std::string_view word, Chain& chain) {
    constexpr WordSet kHe({"he", "him", "his", "himself"});
    constexpr WordSet kShe({"she", "her", "hers", "herself"});
    if (chain.gender != Gender::unknown) return;
    if (kHe.has_lowered(word)) chain.gender = Gender::male;
    if (kShe.has_lowered(word)) chain.gender = Gender::female;
  }
  static uint64_t company_key(const Chain& chain) {
    std::string key(1, chain.type == NameType::person ? 'p' : 'o');
    key += chain.type == NameType::person ? chain.name.back() : joined(chain.name);
    return spread(key);
  }
  static std::string joined(const Words& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
  }

  // ---- what speaks for two chains being one

  // Others whom both reports name; rare ones count more. In hundredths.
  int shared_company(const Chain& a, const Chain& b) const {
    const auto& x = company_[a.report_number];
    const auto& y = company_[b.report_number];
    uint64_t own = a.name.empty() ? 0 : company_key(a);
    uint64_t other = b.name.empty() ? 0 : company_key(b);
    int out = 0;
    for (uint64_t one : x) {
      if (one == own || one == other || !y.contains(one)) continue;
      size_t reports = reports_with_.at(one);
      out += reports > std::max<size_t>(4, company_.size() / 4) ? 20 : reports > 12 ? 60 : 100;
    }
    return out;
  }
  static bool shared_role(const Chain& a, const Chain& b) {
    return std::any_of(a.roles.begin(), a.roles.end(),
                       [&](const std::string& word) { return b.roles.contains(word); });
  }

  // ---- joining

  Group group_of(size_t i) const {
    const Chain& chain = chains_[i];
    Group out;
    out.members = {i};
    if (chain.type != NameType::person) return out;
    bool full = chain.name.size() > 1;
    if (full) out.names.insert(chain.name);
    (full ? out.full_in : out.short_in).insert(chain.report_number);
    out.masculine = (chain.gender == Gender::male) - (chain.gender == Gender::female);
    return out;
  }
  size_t find(size_t chain) {
    while (parent_[chain] != chain) chain = parent_[chain] = parent_[parent_[chain]];
    return chain;
  }
  const std::vector<size_t>& members(size_t root) const { return groups_.at(root).members; }

  // Whether nothing known of either side speaks against it.
  bool may_join(size_t a, size_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    if (chains_[a].type != NameType::person) return true;
    const Group& one = groups_.at(a);
    const Group& other = groups_.at(b);
    // One report tells two people apart, unless it names both in full.
    if (share(one.short_in, other.short_in) || share(one.short_in, other.full_in) ||
        share(one.full_in, other.short_in))
      return false;
    for (const Words& x : one.names)
      for (const Words& y : other.names)
        if (!spellings_.may_be_one_person(x, y)) return false;
    // Most of what is known of one says he, most of the other she: one may be misread.
    return (one.masculine <= 0 || other.masculine >= 0) &&
           (one.masculine >= 0 || other.masculine <= 0);
  }
  static bool share(const std::set<uint32_t>& a, const std::set<uint32_t>& b) {
    const auto& fewer = a.size() <= b.size() ? a : b;
    const auto& more = a.size() <= b.size() ? b : a;
    return std::any_of(fewer.begin(), fewer.end(),
                       [&](uint32_t one) { return more.contains(one); });
  }
  void join_two(size_t a, size_t b, const std::string& why, bool checked = false) {
    size_t x = find(a);
    size_t y = find(b);
    if (x == y || (!checked && !may_join(x, y))) return;
    if (chains_[y].id < chains_[x].id) std::swap(x, y);
    parent_[y] = x;
    groups_[x].take(std::move(groups_.at(y)));
    groups_.erase(y);
    note(a, b, why);
    note(b, a, why);
  }
  void note(size_t chain, size_t other, const std::string& why) {
    if (why_[chain].empty()) why_[chain] = why;
    if (evidence_[chain].size() < kMostPlaces)
      evidence_[chain].push_back({chains_[other].report, chains_[other].span});
  }

  // Persons of the same full name; bodies and places of the same name, or of one outlet.
  void join_same_names(const std::vector<size_t>& order) {
    for (size_t i : order) groups_.emplace(i, group_of(i));
    std::map<std::pair<bool, std::string>, size_t> first;
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (chain.name.empty()) continue;
      bool person = chain.type == NameType::person;
      if (person && chain.name.size() < 2) continue;
      std::string key = joined(chain.name);
      if (!person)
        if (const Outlet* outlet = outlets_.find(chain.shown, true))
          key = "outlet " + std::string(outlet->name);
      auto [found, is_new] = first.emplace(std::pair{person, key}, i);
      if (!is_new) join_two(found->second, i, "the same name", true);
    }
  }

  // Persons whose names are spelt otherwise, who keep the same company or have the same role.
  void join_spellings(const std::vector<size_t>& order) {
    std::map<std::string, std::vector<size_t>> blocks;  // roots by the skeleton of the surname
    for (size_t i : order)
      if (find(i) == i && chains_[i].type == NameType::person && chains_[i].name.size() > 1)
        blocks[Spellings::skeleton(chains_[i].name.back())].push_back(i);
    for (const auto& [skeleton, block] : blocks) {
      if (block.size() > kMostBlock) continue;
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < block.size(); ++y) {
          if (!spellings_.may_be_one_person(chains_[block[x]].name, chains_[block[y]].name))
            continue;
          if (auto why = evidence_for(block[x], block[y])) join_two(block[x], block[y], *why);
        }
    }
  }

  // What of two groups speaks for their being one, besides their names.
  std::optional<std::string> evidence_for(size_t a, size_t b) {
    constexpr size_t kCompared = 12;
    const auto& x = members(find(a));
    const auto& y = members(find(b));
    int company = 0;
    for (size_t i = 0; i < std::min(kCompared, x.size()); ++i)
      for (size_t k = 0; k < std::min(kCompared, y.size()); ++k) {
        const Chain& one = chains_[x[i]];
        const Chain& other = chains_[y[k]];
        if (shared_role(one, other)) return "a like name and the same role";
        company = std::max(company, shared_company(one, other));
      }
    if (company >= 100) return "a like name in the same company";
    return std::nullopt;
  }

  // Bodies whose names are spelt otherwise, word by word, and that keep the same company.
  void join_spelt_bodies(const std::vector<size_t>& order) {
    std::map<std::string, std::vector<size_t>> blocks;  // roots by the skeletons of all words
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (find(i) != i || chain.type != NameType::organisation || chain.name.size() < 2) continue;
      std::string key;
      for (const std::string& word : chain.name) key += Spellings::skeleton(word) + " ";
      blocks[key].push_back(i);
    }
    for (const auto& [key, block] : blocks) {
      if (block.size() > kMostBlock) continue;
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < block.size(); ++y) {
          const Words& one = chains_[block[x]].name;
          const Words& other = chains_[block[y]].name;
          bool same = std::equal(one.begin(), one.end(), other.begin(), other.end(),
                                 [&](const std::string& a, const std::string& b) {
                                   return spellings_.same_word(a, b);
                                 });
          if (!same) continue;
          if (auto why = evidence_for(block[x], block[y])) join_two(block[x], block[y], *why);
        }
    }
  }

  // OTA, the Ostrel Telegraph Agency; the Lamp, the Odqara Lamp.
  void join_abbreviations(const std::vector<size_t>& order) {
    std::map<std::string, std::vector<size_t>> by_initials, by_last;
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (find(i) != i || chain.type != NameType::organisation || chain.name.size() < 2) continue;
      std::string initials;
      for (const std::string& word : chain.name)
        if (!kSmall.has(word)) initials += word[0];
      if (initials.size() > 1) by_initials[initials].push_back(i);
      by_last[chain.name.back()].push_back(i);
      // The Council of Dravund.
      auto of = std::find(chain.name.begin(), chain.name.end(), "of");
      if (of != chain.name.begin() && of != chain.name.end())
        by_last[joined(Words(chain.name.begin(), of))].push_back(i);
      if (chain.name.size() > 2)
        by_last[chain.name[chain.name.size() - 2] + " " + chain.name.back()].push_back(i);
    }
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (find(i) != i || chain.type != NameType::organisation || chain.name.empty()) continue;
      for (const auto* table : {&by_initials, &by_last}) {
        auto found = table->find(joined(chain.name));
        if (found == table->end()) continue;
        std::optional<size_t> best;
        int most = 0;
        bool tie = false;
        for (size_t other : found->second) {
          if (find(other) == find(i) || (best && find(other) == find(*best))) continue;
          int company = 0;
          const auto& x = members(find(i));
          const auto& y = members(find(other));
          for (size_t a = 0; a < std::min<size_t>(8, x.size()); ++a)
            for (size_t b = 0; b < std::min<size_t>(8, y.size()); ++b)
              company = std::max(company, shared_company(chains_[x[a]], chains_[y[b]]));
          tie = company == most && best.has_value();
          if (company < most || company < 60) continue;
          most = company;
          best = other;
        }
        if (best && !tie)
          join_two(*best, i, table == &by_initials ? "its initials" : "the end of its name", true);
      }
    }
  }

  // Named in several reports, one of them of the same month.
  bool is_of_the_time(size_t root, size_t chain) {
    constexpr size_t kLeastReports = 3;
    constexpr int64_t kDays = 31;
    const auto& day = days_[chains_[chain].report_number];
    const auto& all = members(find(root));
    if (!day || all.size() < kLeastReports) return false;
    return std::any_of(all.begin(), all.end(), [&](size_t one) {
      const auto& other = days_[chains_[one].report_number];
      return other && *other - *day <= kDays && *day - *other <= kDays;
    });
  }

  // A surname alone: of the only one who has it and fits, in company or role; else by itself.
  void join_short_names(const std::vector<size_t>& order) {
    std::map<std::string, std::vector<size_t>>
        full;  // roots by skeletons of surnames and given names
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (find(i) != i || chain.type != NameType::person || chain.name.size() < 2) continue;
      full[Spellings::skeleton(chain.name.back())].push_back(i);
    }
    std::map<std::string, std::vector<size_t>> alone;
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (chain.type != NameType::person || chain.name.size() != 1) continue;
      std::vector<size_t> fits;
      auto found = full.find(Spellings::skeleton(chain.name[0]));
      if (found != full.end() && found->second.size() <= kMostBlock)
        for (size_t other : found->second)
          if (spellings_.may_be_one_person(chain.name, chains_[other].name) && may_join(i, other) &&
              std::find_if(fits.begin(), fits.end(),
                           [&](size_t one) { return find(one) == find(other); }) == fits.end())
            fits.push_back(other);
      bool joined_one = false;
      std::optional<size_t> best;
      std::string why;
      size_t with = 0;
      for (size_t other : fits)
        if (auto reason = evidence_for(i, other)) {
          ++with;
          best = other;
          why = *reason;
        }
      if (with == 1) {
        join_two(*best, i, why);
        joined_one = true;
      } else if (with == 0 && fits.size() == 1 && is_of_the_time(fits[0], i)) {
        join_two(fits[0], i, "the only one of that name at that time");
        joined_one = true;
      }
      if (!joined_one) alone[chain.name[0]].push_back(i);
    }
    for (const auto& [name, block] : alone) {
      if (block.size() > kMostBlock) continue;
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < block.size(); ++y)
          if (auto why = evidence_for(block[x], block[y])) join_two(block[x], block[y], *why);
    }
  }

  // The treasurer, whom this report does not name: the only one who is called so by others of that
  // time that keep the same company. Only an office: the witness of another report is another one.
  void join_roles(const std::vector<size_t>& order) {
    std::map<std::string, std::vector<size_t>> holders;  // roots, by each word of their roles
    std::unordered_map<size_t, std::map<std::string, size_t>> roles;
    for (size_t i : order) {
      if (chains_[i].name.empty() || chains_[i].type != NameType::person) continue;
      for (const std::string& word : chains_[i].roles) ++roles[find(i)][word];
    }
    for (size_t i : order) {
      auto found = roles.find(i);
      if (find(i) != i || found == roles.end()) continue;
      for (const auto& [word, count] : found->second) holders[word].push_back(i);
    }
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      if (!chain.name.empty() || chain.type != NameType::person || !chain.office) continue;
      if (chain.key.empty() && chain.roles.empty()) continue;
      std::optional<size_t> best;
      bool several = false;
      auto first = holders.find(chain.key.empty() ? *chain.roles.begin() : *chain.key.begin());
      if (first == holders.end()) continue;
      for (size_t root : first->second) {
        const auto& own = roles.at(root);
        const std::set<std::string>& wanted = chain.key.empty() ? chain.roles : chain.key;
        bool all = std::all_of(wanted.begin(), wanted.end(),
                               [&](const std::string& word) { return own.contains(word); });
        if (!all || !may_join(root, i) || !is_in_company(root, i)) continue;
        several = several || best.has_value();
        best = root;
      }
      if (best && !several) join_two(*best, i, "has that role in other reports");
    }
  }
  // Whether a report of that time that names the same others speaks of him.
  bool is_in_company(size_t root, size_t chain) {
    constexpr int64_t kDays = 62;
    const auto& day = days_[chains_[chain].report_number];
    const auto& all = members(find(root));
    return std::any_of(all.begin(), all.end(), [&](size_t one) {
      const auto& other = days_[chains_[one].report_number];
      bool near = day && other && *other - *day <= kDays && *day - *other <= kDays;
      return near && shared_company(chains_[one], chains_[chain]) >= 100;
    });
  }

  People rows(const std::vector<size_t>& order) {
    // The fullest of the names that a tenth of all members have.
    std::map<size_t, std::string> names;
    std::map<size_t, std::map<std::string, size_t>> counts;
    for (size_t i : order)
      if (!chains_[i].shown.empty()) ++counts[find(i)][chains_[i].shown];
    for (const auto& [root, shown] : counts) {
      size_t all = 0;
      for (const auto& [name, count] : shown) all += count;
      const std::string* best = nullptr;
      size_t best_words = 0;
      size_t best_count = 0;
      for (const auto& [name, count] : shown) {
        size_t words = Spellings::words_of(name).size();
        if (count * 10 < all) continue;
        if (best == nullptr || words > best_words || (words == best_words && count > best_count)) {
          best = &name;
          best_words = words;
          best_count = count;
        }
      }
      names[root] = best == nullptr ? shown.begin()->first : *best;
    }
    People out;
    for (size_t i : order) {
      const Chain& chain = chains_[i];
      size_t root = find(i);
      auto name = names.find(root);
      if (name == names.end()) continue;
      out.chain.push_back(chain.id);
      out.entity.push_back(chains_[root].id);
      out.name.push_back(name->second);
      out.type.push_back(chain.type);
      out.why.push_back(why_[i]);
      out.evidence.push_back(evidence_[i]);
    }
    return out;
  }

  const Spellings& spellings_;
  const PersonWords& words_;
  const Outlets& outlets_;
  std::vector<Chain> chains_;
  std::vector<std::set<uint64_t>> company_;   // by report: whom it names
  std::vector<std::optional<int64_t>> days_;  // by report: when it was published
  std::unordered_map<uint64_t, size_t> reports_with_;
  std::vector<size_t> parent_;
  std::unordered_map<size_t, Group> groups_;  // by root
  std::vector<std::string> why_;
  std::vector<std::vector<Place>> evidence_;
};

}  // namespace

People find_people(const Across<Text, Metadata, Mentions>& reports, const Resources& resources) {
  Joiner joiner(resources);
  reports.each([&](const ReportId& id, const Text& text, const Metadata& metadata,
                   const Mentions& mentions) { joiner.add(id, text, metadata, mentions); });
  return joiner.join();
}

}  // namespace hearsay
