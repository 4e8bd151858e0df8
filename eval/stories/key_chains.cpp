// Which chains are right, see samples_stories.hpp.
#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "eval/stories/samples_stories.hpp"

namespace hearsay::eval {
namespace {

// Chains that hold it, of stories by number.
std::vector<std::set<size_t>> chains_of_stories(const std::vector<KeyChain>& chains) {
  std::vector<std::set<size_t>> out;
  for (size_t i = 0; i < chains.size(); ++i)
    for (size_t story : chains[i].stories) {
      if (story >= out.size()) out.resize(story + 1);
      out[story].insert(i);
    }
  return out;
}

// Found stories as what they stand for. Those that stand for none are told apart by numbers from
// `kNone` on.
constexpr size_t kNone = size_t{1} << 32;

std::set<size_t> stories_of_chain(const std::vector<size_t>& chain,
                                  const std::vector<std::optional<size_t>>& stands_for) {
  std::set<size_t> out;
  for (size_t story : chain) {
    assert(story < stands_for.size());
    out.insert(stands_for[story].value_or(kNone + story));
  }
  return out;
}

using Pairs = std::set<std::pair<size_t, size_t>>;

void add_pairs(const std::set<size_t>& stories, Pairs& out) {
  for (size_t a : stories)
    for (size_t b : stories)
      if (a < b) out.emplace(a, b);
}

// Found chains against those of the key.
class ChainScorer {
 public:
  ChainScorer(const std::vector<std::vector<size_t>>& found,
              const std::vector<std::optional<size_t>>& stands_for,
              const std::vector<KeyChain>& key)
      : key_(key), chains_of_(chains_of_stories(key)) {
    for (const std::vector<size_t>& chain : found)
      found_.push_back(stories_of_chain(chain, stands_for));
  }

  ChainScore score() const {
    ChainScore out;
    for (const KeyChain& chain : key_) {
      bool clean = std::all_of(found_.begin(), found_.end(), [&](const auto& one) {
        return !serves(one, chain) || !holds_foreign(one, chain);
      });
      bool right = clean && is_linked(chain);
      out.right.push_back(right);
      out.foreign.push_back(!clean);
    }
    for (const std::set<size_t>& one : found_)
      out.wrong.push_back(one.size() > 1 &&
                          std::none_of(key_.begin(), key_.end(), [&](const KeyChain& chain) {
                            return serves(one, chain) && !holds_foreign(one, chain);
                          }));
    out.links = count_links();
    return out;
  }

 private:
  static bool serves(const std::set<size_t>& found, const KeyChain& chain) {
    std::set<size_t> stories(chain.stories.begin(), chain.stories.end());
    return std::count_if(stories.begin(), stories.end(),
                         [&](size_t one) { return found.contains(one); }) >= 2;
  }

  bool is_foreign(size_t story, const KeyChain& chain) const {
    if (story >= chains_of_.size()) return true;
    return std::none_of(chain.stories.begin(), chain.stories.end(), [&](size_t own) {
      const std::set<size_t>& shared = chains_of_[own];
      return std::any_of(shared.begin(), shared.end(),
                         [&](size_t one) { return chains_of_[story].contains(one); });
    });
  }
  bool holds_foreign(const std::set<size_t>& found, const KeyChain& chain) const {
    return std::any_of(found.begin(), found.end(),
                       [&](size_t story) { return is_foreign(story, chain); });
  }

  bool is_linked(const KeyChain& chain) const {
    for (size_t i = 1; i < chain.stories.size(); ++i)
      if (std::none_of(found_.begin(), found_.end(), [&](const std::set<size_t>& one) {
            return one.contains(chain.stories[i - 1]) && one.contains(chain.stories[i]);
          }))
        return false;
    return true;
  }

  F1Counts count_links() const {
    Pairs gold, ours;
    for (const KeyChain& chain : key_)
      add_pairs({chain.stories.begin(), chain.stories.end()}, gold);
    for (const std::set<size_t>& one : found_) add_pairs(one, ours);
    F1Counts out;
    out.found = ours.size();
    out.gold = gold.size();
    for (const auto& pair : ours) out.both += gold.contains(pair);
    return out;
  }

  const std::vector<KeyChain>& key_;
  std::vector<std::set<size_t>> chains_of_;
  std::vector<std::set<size_t>> found_;
};

}  // namespace

ChainScore score_chains(const std::vector<std::vector<size_t>>& found,
                        const std::vector<std::optional<size_t>>& stands_for,
                        const std::vector<KeyChain>& key) {
  return ChainScorer(found, stands_for, key).score();
}

}  // namespace hearsay::eval
