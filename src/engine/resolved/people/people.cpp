// See people.hpp.
#include "resolved/people/people.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "base/word_set.hpp"
#include "resolved/chains/chains.hpp"
#include "resolved/clusters/clusters.hpp"
#include "resolved/offices/offices.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

using Words = std::vector<std::string>;

constexpr size_t kMostNamesakes = 64;        // of one name
constexpr size_t kMostBlock = 200;           // names of one skeleton that are all compared
constexpr size_t kCompared = 12;             // members of a group that are compared with another's
constexpr size_t kLooked = 128;              // of whom those are the nearest
constexpr int64_t kMonth = 31, kYear = 366;  // days
constexpr int kCompany = 100, kOffice = 1000;

// Chains that are one, with what of them speaks for or against others.
struct Group {
  std::vector<uint32_t> members;
  std::set<Words> names;                 // in full
  std::set<uint32_t> full_in, short_in;  // reports that name him in full, or by one word
  int masculine = 0;                     // chains that say he, less those that say she

  void take(Group other) {
    members.insert(members.end(), other.members.begin(), other.members.end());
    names.merge(other.names);
    full_in.merge(other.full_in);
    short_in.merge(other.short_in);
    masculine += other.masculine;
  }
};

// What speaks for two being one, besides their names.
struct Reason {
  std::string why;
  bool office = false;  // both are called the same
  int company = 0;      // who is named with both, in hundredths
  int strength() const { return (office ? kOffice : 0) + std::min(company, kOffice); }
};

class Joiner {
 public:
  Joiner(const Chains& chains, const Resources& resources)
      : chains_(chains),
        spellings_(resources.made<Spellings>()),
        world_(resources.made<World>()),
        clusters_(chains.all().size()) {
    for (size_t i : chains.in_order())
      if (chains[i].type == NameType::person) order_.push_back(i);
    for (size_t i : order_) groups_.emplace(i, group_of(i));
  }

  void join() {
    join_same_names();
    join_spellings();
    join_short_names();
    join_quoted();
    join_offices();
  }

  People rows(PeopleCost& cost) {
    std::vector<std::pair<size_t, size_t>> all;
    for (size_t i : order_) all.push_back({i, clusters_.find(i)});
    std::map<size_t, std::string> names = chains_.usual_names(all);
    People out;
    std::set<size_t> entities;
    for (size_t i : order_) {
      size_t root = clusters_.find(i);
      auto name = names.find(root);
      if (name == names.end()) continue;
      entities.insert(root);
      out.chain.push_back(chains_[i].id);
      out.entity.push_back(chains_[root].id);
      out.name.push_back(name->second);
      out.why.push_back(clusters_.why(i));
      std::vector<Place> places;
      for (uint32_t other : clusters_.evidence(i))
        places.push_back({chains_.reports()[chains_[other].report].id, chains_[other].span});
      out.evidence.push_back(places);
    }
    cost = {order_.size(), entities.size(), pairs_};
    return out;
  }

 private:
  // ---- groups

  Group group_of(size_t i) const {
    const Chain& chain = chains_[i];
    Group out;
    out.members = {static_cast<uint32_t>(i)};
    if (chain.name.size() > 1) {
      out.names.insert(chain.name);
      out.full_in.insert(chain.report);
    } else if (chain.name.size() == 1) {
      out.short_in.insert(chain.report);
    }
    out.masculine = (chain.gender == Gender::male) - (chain.gender == Gender::female);
    return out;
  }
  const Group& group(size_t one) { return groups_.at(clusters_.find(one)); }

  bool may_be_one(const Words& a, const Words& b) {
    ++pairs_;
    return spellings_.may_be_one_person(a, b);
  }

  // Whether nothing known of either side speaks against it.
  bool may_join(size_t a, size_t b) {
    if (clusters_.find(a) == clusters_.find(b)) return false;
    const Group& one = group(a);
    const Group& other = group(b);
    // One report tells two people apart, unless it names both in full.
    if (share(one.short_in, other.full_in) || share(one.full_in, other.short_in) ||
        (share(one.short_in, other.short_in) && !are_spelt_apart(one, other)))
      return false;
    for (const Words& x : one.names)
      for (const Words& y : other.names)
        if (x != y && !may_be_one(x, y)) return false;
    return same_sex(one, other);
  }
  // A page put together of two has Qasemi here and Ghasemi there: surnames alone that differ only
  // as spellings do. Where they are the same, the report has told two people apart.
  bool are_spelt_apart(const Group& one, const Group& other) const {
    constexpr size_t kLeastLetters = 5;
    for (uint32_t a : one.members)
      for (uint32_t b : other.members) {
        const Chain& x = chains_[a];
        const Chain& y = chains_[b];
        if (x.report != y.report || x.name.size() != 1 || y.name.size() != 1) continue;
        const std::string& own = x.name[0];
        const std::string& its = y.name[0];
        if (own == its || std::min(own.size(), its.size()) < kLeastLetters ||
            Spellings::skeleton(own) != Spellings::skeleton(its))
          return false;
      }
    return true;
  }
  // Most of what is known of one says he, most of the other she: one may be misread.
  static bool same_sex(const Group& one, const Group& other) {
    return (one.masculine <= 0 || other.masculine >= 0) &&
           (one.masculine >= 0 || other.masculine <= 0);
  }
  static bool share(const std::set<uint32_t>& a, const std::set<uint32_t>& b) {
    const auto& fewer = a.size() <= b.size() ? a : b;
    const auto& more = a.size() <= b.size() ? b : a;
    return std::any_of(fewer.begin(), fewer.end(),
                       [&](uint32_t one) { return more.contains(one); });
  }
  // The caller has asked whether they may.
  void join_two(size_t a, size_t b, const std::string& why) {
    size_t x = clusters_.find(a);
    size_t y = clusters_.find(b);
    if (x == y) return;
    if (chains_[y].id < chains_[x].id) std::swap(x, y);
    clusters_.put_under(x, y);
    groups_.at(x).take(std::move(groups_.at(y)));
    groups_.erase(y);
    clusters_.note(a, b, why);
  }

  // ---- what speaks for two being one, besides their names

  // What both are called within a year, if it tells anything and is not of two countries or
  // matters.
  std::optional<std::string> shared_office(size_t a, size_t b) const {
    constexpr WordSet kRanks({"officer", "judge", "detective", "constable", "sergeant", "soldier",
                              "doctor", "professor", "teacher", "attorney", "driver", "player",
                              "student", "worker", "farmer", "father", "mother", "victim"});
    if (!chains_.near(a, b, kYear)) return std::nullopt;
    for (const Office& one : chains_[a].offices)
      for (const Office& other : chains_[b].offices) {
        if (one.head != other.head || is_vague(one) || is_vague(other)) continue;
        std::vector<std::string> words, its;
        auto countries = countries_in(one, world_, words);
        auto others = countries_in(other, world_, its);
        auto share = [](const auto& x, const auto& y, auto same) {
          return x.empty() || y.empty() || std::any_of(x.begin(), x.end(), [&](const auto& p) {
                   return std::any_of(y.begin(), y.end(),
                                      [&](const auto& q) { return same(p, q); });
                 });
        };
        bool plain = words.empty() || its.empty();
        if (plain && kRanks.has(one.head)) continue;
        if (share(countries, others, [](auto p, auto q) { return p == q; }) &&
            share(words, its, [](const auto& p, const auto& q) { return share_stem(p, q); }))
          return one.head;
      }
    return std::nullopt;
  }

  // Of many members those whose reports are nearest in time to that chain's.
  std::vector<uint32_t> nearest(const std::vector<uint32_t>& members, uint32_t chain) const {
    if (members.size() <= kCompared) return members;
    auto days = [&](uint32_t one) {
      const auto& own = chains_.reports()[chains_[chain].report].day;
      const auto& its = chains_.reports()[chains_[one].report].day;
      return own && its ? std::abs(*own - *its) : kYear;
    };
    std::vector<uint32_t> out;
    size_t step = 1 + members.size() / kLooked;
    for (size_t i = 0; i < members.size(); i += step) out.push_back(members[i]);
    std::partial_sort(out.begin(), out.begin() + kCompared, out.end(), [&](uint32_t a, uint32_t b) {
      return std::pair{days(a), chains_[a].id} < std::pair{days(b), chains_[b].id};
    });
    out.resize(kCompared);
    return out;
  }

  std::optional<Reason> evidence_for(size_t a, size_t b) {
    std::vector<uint32_t> x = nearest(group(a).members, group(b).members.front());
    std::vector<uint32_t> y = nearest(group(b).members, x.front());
    Reason out;
    for (uint32_t one : x)
      for (uint32_t other : y) {
        if (auto office = shared_office(one, other); office && !out.office) {
          out.office = true;
          out.why = "both are called " + *office;
        }
        out.company = std::max(out.company, chains_.shared_company(one, other));
      }
    if (!out.office && out.company < kCompany) return std::nullopt;
    if (out.company >= kCompany)
      out.why +=
          (out.office ? ", and named with the same others" : "both are named with the same others");
    return out;
  }

  // Both are called something, and nothing of it is the same.
  bool lead_other_lives(size_t a, size_t b) {
    const auto& x = group(a).members;
    const auto& y = group(b).members;
    auto has_office = [&](uint32_t one) { return !chains_[one].offices.empty(); };
    return std::any_of(x.begin(), x.begin() + std::min(kCompared, x.size()), has_office) &&
           std::any_of(y.begin(), y.begin() + std::min(kCompared, y.size()), has_office) &&
           !evidence_for(a, b);
  }

  // ---- steps

  // The same name in full. Of a surname that many share two may be meant: one who is called
  // something else and is named with others is another.
  void join_same_names() {
    constexpr size_t kMany = 4;
    std::map<std::string, std::set<std::string>> given;  // by surname
    for (size_t i : order_)
      if (chains_[i].name.size() > 1) given[chains_[i].name.back()].insert(chains_[i].name.front());
    std::map<std::string, std::vector<size_t>> by_name;
    for (size_t i : order_)
      if (chains_[i].name.size() > 1) by_name[Spellings::joined(chains_[i].name)].push_back(i);
    for (auto& [name, all] : by_name) {
      bool common = given.at(chains_[all.front()].name.back()).size() >= kMany;
      // Those of whom it is told what they are first; the others go to one of them.
      if (common)
        std::stable_partition(all.begin(), all.end(),
                              [&](size_t i) { return !chains_[i].offices.empty(); });
      std::vector<size_t> roots;
      for (size_t i : all) {
        auto root = same_person(i, roots, common);
        if (root)
          join_two(*root, i, "the same name");
        else if (roots.size() < kMostNamesakes)
          roots.push_back(i);
      }
    }
  }
  // Of several of one name the first that nothing speaks against; where the surname is common, and
  // what he is is not told, the one in whose company he is named most, if there is one.
  std::optional<size_t> same_person(size_t i, const std::vector<size_t>& roots, bool common) {
    std::optional<size_t> out;
    bool untold = common && roots.size() > 1 && chains_[i].offices.empty();
    int most = 0;
    for (size_t root : roots) {
      if (!same_sex(group(root), group(i))) continue;
      if (!untold) {
        if (common && lead_other_lives(root, i)) continue;
        return root;
      }
      auto reason = evidence_for(root, i);
      if (!reason || reason->strength() < most) continue;
      if (reason->strength() == most) out.reset();
      if (reason->strength() > most) out = root;
      most = reason->strength();
    }
    return out;
  }

  // Names that are spelt otherwise, of those who keep the same company or are called the same.
  void join_spellings() {
    std::map<std::string, std::vector<size_t>> blocks;  // roots by the skeleton of the surname
    for (size_t i : order_)
      if (clusters_.find(i) == i && chains_[i].name.size() > 1)
        blocks[Spellings::skeleton(chains_[i].name.back())].push_back(i);
    for (auto& [skeleton, block] : blocks) {
      // Of very many those that stand near each other in the order of their names.
      if (block.size() > kMostBlock)
        std::stable_sort(block.begin(), block.end(), [&](size_t a, size_t b) {
          return Spellings::skeleton(chains_[a].name.front()) <
                 Spellings::skeleton(chains_[b].name.front());
        });
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < std::min(block.size(), x + kMostBlock); ++y) {
          size_t a = block[x];
          size_t b = block[y];
          if (clusters_.find(a) == clusters_.find(b) ||
              !may_be_one(chains_[a].name, chains_[b].name))
            continue;
          auto reason = evidence_for(a, b);
          if (reason && may_join(a, b))
            join_two(a, b, alike(chains_[a].name, chains_[b].name) + ", and " + reason->why);
        }
    }
  }
  static std::string alike(const Words& a, const Words& b) {
    return "\"" + Spellings::joined(a) + "\" and \"" + Spellings::joined(b) + "\" can be one name";
  }

  // Named in several reports, one of them of the same month.
  bool is_of_the_time(size_t root, size_t chain) {
    constexpr size_t kLeastReports = 3;
    const auto& all = group(root).members;
    return all.size() >= kLeastReports && std::any_of(all.begin(), all.end(), [&](uint32_t one) {
             return is_dated(one) && is_dated(chain) && chains_.near(one, chain, kMonth);
           });
  }

  bool is_dated(size_t chain) const {
    return chains_.reports()[chains_[chain].report].day.has_value();
  }

  // A surname alone: of the only one who has it and fits, in company or by what he is called.
  void join_short_names() {
    std::map<std::string, std::vector<Named>> full;  // by skeletons of surnames
    for (size_t i : order_)
      if (clusters_.find(i) == i)
        for (const Words& name : group(i).names)
          full[Spellings::skeleton(name.back())].push_back({i, name});
    std::map<std::string, std::vector<size_t>> alone;
    for (size_t i : order_) {
      const Words& name = chains_[i].name;
      if (name.size() != 1) continue;
      auto found = full.find(Spellings::skeleton(name[0]));
      bool known = found != full.end() && join_short_name(i, found->second);
      if (!known) alone[name[0]].push_back(i);
    }
    for (const auto& [name, block] : alone)
      for (size_t x = 0; x < block.size(); ++x)
        for (size_t y = x + 1; y < std::min(block.size(), x + kMostBlock); ++y)
          if (clusters_.find(block[x]) == clusters_.find(block[y])) {
            continue;
          } else if (auto reason = evidence_for(block[x], block[y]);
                     reason && may_join(block[x], block[y]))
            join_two(block[x], block[y], "the same surname, and " + reason->why);
  }
  struct Named {
    size_t root;
    Words name;
  };
  bool join_short_name(size_t i, const std::vector<Named>& block) {
    // Of very many who have the surname nobody is the only one, and of very many others whose names
    // begin so nobody is asked.
    auto same =
        static_cast<size_t>(std::count_if(block.begin(), block.end(), [&](const Named& other) {
          return other.name.back() == chains_[i].name[0];
        }));
    if (same > kMostBlock) return false;
    bool all = block.size() <= kMostBlock;
    std::set<size_t> fits;
    for (const Named& other : block)
      if ((all || other.name.back() == chains_[i].name[0]) &&
          !fits.contains(clusters_.find(other.root)) && may_be_one(chains_[i].name, other.name) &&
          may_join(i, other.root))
        fits.insert(clusters_.find(other.root));
    std::optional<size_t> best;
    Reason most;
    int second = 0;
    for (size_t other : fits) {
      auto reason = evidence_for(i, other);
      if (!reason) continue;
      if (best && reason->strength() <= most.strength()) {
        second = std::max(second, reason->strength());
        continue;
      }
      second = best ? most.strength() : 0;
      best = other;
      most = *reason;
    }
    if (best && 2 * second > most.strength()) return false;
    if (best) {
      join_two(*best, i, "of those of that surname only he fits: " + most.why);
    } else {
      if (fits.size() != 1 || !is_of_the_time(*fits.begin(), i)) return false;
      join_two(*fits.begin(), i, "the only one of that surname who is named at that time");
    }
    return true;
  }

  // ---- quotations

  // Who is quoted with the same words as somebody whom other reports name is he.
  void join_quoted() {
    constexpr size_t kMostQuoted = 64;  // chains that share a run, beyond which it tells nothing
    std::unordered_map<uint64_t, std::vector<uint32_t>> quoted;  // chains with a name, by runs
    for (size_t i : order_) {
      if (chains_[i].name.empty()) continue;
      for (const Sketch& quote : chains_[i].quotes)
        for (uint64_t run : quote)
          if (std::vector<uint32_t>& all = quoted[run]; run != 0 && all.size() < kMostQuoted)
            all.push_back(static_cast<uint32_t>(i));
    }
    std::vector<std::pair<size_t, uint32_t>> found;
    for (size_t i : order_) {
      bool alone = chains_[i].name.size() == 1 && group(i).names.empty();
      if (!chains_[i].name.empty() && !alone) continue;
      if (auto who = quoted_as(i, quoted)) found.push_back({i, *who});
    }
    for (auto [chain, who] : found)
      if (chains_[chain].name.empty() ? same_sex(group(chain), group(who)) : may_join(chain, who))
        join_two(who, chain, "both are quoted with the same words");
  }
  std::optional<uint32_t> quoted_as(
      size_t i, const std::unordered_map<uint64_t, std::vector<uint32_t>>& quoted) {
    std::optional<uint32_t> out;
    for (const Sketch& quote : chains_[i].quotes) {
      auto same = quoted.find(quote.front());
      // The least number is shared by nearly all that are alike.
      if (same == quoted.end()) continue;
      for (uint32_t other : same->second) {
        const Chain& chain = chains_[other];
        if (chain.report == chains_[i].report || clusters_.find(other) == clusters_.find(i))
          continue;
        if (std::none_of(chain.quotes.begin(), chain.quotes.end(),
                         [&](const Sketch& its) { return are_alike(quote, its); }))
          continue;
        bool fits = chains_[i].name.empty() || may_be_one(chains_[i].name, chain.name);
        if (!fits || (out && clusters_.find(*out) != clusters_.find(other))) return std::nullopt;
        if (!out) out = other;
      }
    }
    return out;
  }

  // ---- offices

  void join_offices() {
    std::vector<std::pair<size_t, size_t>> named;
    for (size_t i : order_)
      if (!chains_[i].name.empty()) named.push_back({i, clusters_.find(i)});
    Offices offices(
        chains_, named,
        [&](size_t root) -> const std::vector<uint32_t>& { return groups_.at(root).members; },
        [](const Chain&) { return std::vector<Office>(); }, world_);
    // All are judged by what names tell, none by what was joined here.
    std::vector<std::pair<size_t, Offices::Holder>> found;
    for (size_t i : order_) {
      if (!chains_[i].name.empty() || chains_[i].offices.empty() || group(i).members.size() > 1)
        continue;
      auto may_be = [&](size_t root) { return same_sex(group(root), group(i)); };
      if (auto who = offices.holder_of(i, may_be)) found.push_back({i, std::move(*who)});
    }
    for (const auto& [chain, who] : found) join_two(who.root, chain, who.why);
  }

  const Chains& chains_;
  const Spellings& spellings_;
  const World& world_;
  Clusters clusters_;
  std::vector<size_t> order_;                 // persons, in the order of their ids
  std::unordered_map<size_t, Group> groups_;  // by root
  uint64_t pairs_ = 0;
};

}  // namespace

People count_people(const Across<Text, Metadata, Mentions, Statements>& reports,
                    const Resources& resources, PeopleCost& cost) {
  Chains chains(reports, resources);
  Joiner joiner(chains, resources);
  joiner.join();
  return joiner.rows(cost);
}

People find_people(const Across<Text, Metadata, Mentions, Statements>& reports,
                   const Resources& resources) {
  PeopleCost cost;
  return count_people(reports, resources, cost);
}

}  // namespace hearsay
