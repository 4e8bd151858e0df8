// Acts: what a speaker does by saying something (knowledge/acts.txt), whether he asserts or denies
// it, and to whom he says it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"
#include "language/encoder/encoder.hpp"
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

// Fills in the verb, addressee, act and polarity of all drafts; leaves of the cue its verbs, and of
// content what is said ("accused Vard of stealing": stealing, to Vard). The lexicon knows what most
// verbs do; where it does not, or another act is plain, the encoder's head decides, which sees cue
// and content where they stand. O(drafts).
void read_acts(const Reading& reading, const Encoding& encoding, const Resources& resources,
               std::vector<Draft>& drafts);

}  // namespace hearsay::statements
