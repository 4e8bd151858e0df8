// Acts: what a speaker does by saying something (knowledge/acts.txt), whether he asserts or denies it,
// and to whom he says it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "document/resources.hpp"
#include "reported/statements/draft.hpp"

namespace hearsay::statements {

struct ActOf {
  Act act = Act::say;
  bool denied = false;
};

class Acts {
 public:
  explicit Acts(const Resources& resources);
  // "deny", "call for", "not say".
  const ActOf* find(std::string_view cue) const;

 private:
  std::unordered_map<std::string_view, ActOf> acts_;  // views into the lexicon
};

// Fills in the verb, act, polarity and addressee; leaves of the cue its verbs, and of content what is
// said ("accused Vard of stealing": stealing, to Vard). O(cue).
void read_act(const Reading& reading, const Acts& acts, Draft& draft);

}  // namespace hearsay::statements
