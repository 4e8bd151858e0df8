// Candidates: who may be meant by a pronoun or a role at a cue, each with what speaks for him, as
// whole numbers. Trees (models/speakers/who.trees) weigh them; models/train/speakers learns those
// from reports in which it is marked who is meant.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/encoder/encoder.hpp"
#include "reported/statements/draft.hpp"
#include "reported/statements/people.hpp"

namespace hearsay::statements {

// Words that mean somebody without naming him.
enum class Meant : uint8_t {
  he,
  she,
  they,  // it, its
  role,  // the senator, his wife
};

struct Mention {
  size_t draft;  // at whose cue it stands
  uint32_t at;   // first token
  uint32_t top;  // noun, or the pronoun
  Tokened words;
  Meant meant;
  Role role;  // of a role
};

struct Candidate {
  size_t someone;
  std::vector<int32_t> features;  // as named by candidate_features()
};

std::span<const std::string_view> candidate_features();

// Who spoke, or was spoken to, and where it says so.
struct Spoken {
  uint32_t at;  // token
  size_t draft;
  size_t someone;
};

// What is known of who speaks, as far as statements have been read.
struct Known {
  std::vector<std::optional<size_t>> speaker, addressee;  // by draft
  std::vector<std::optional<size_t>> named;  // by draft: who is named right at the cue; of all
};

class Candidates {
 public:
  Candidates(const Reading& reading, const People& people, const Encoding& encoding,
             const std::vector<Draft>& drafts);

  // In order of their first place in the text. A role's come from the whole report, those of a
  // pronoun from before it or its own sentence. O(names near * statements near).
  std::vector<Candidate> of(const Mention& mention, const Known& known) const;

 private:
  struct Traits {
    int32_t where = 0;    // of his places, hundredths that say where something is
    int32_t subject = 0;  // that are subjects
    int32_t score = 0;    // of his names, on average, in hundredths
    int masculine = 0;    // pronouns right behind his names: he less she
  };
  struct Rival {
    size_t someone;
    std::optional<uint32_t> last;  // token at which he was last called, or spoke
  };
  using Words = std::unordered_map<std::string, std::vector<uint32_t>>;  // tokens

  int32_t beside(const Words& words, const std::string& word, const Mention& mention,
                 const Someone& one) const;
  Traits traits_of(const Someone& one) const;
  std::vector<size_t> near(const Mention& mention, const Known& known) const;
  std::vector<int32_t> features(const Mention& mention, const Known& known, const Rival& own,
                                const std::vector<Rival>& all) const;
  std::optional<uint32_t> last_place(size_t someone, uint32_t before, const Known& known) const;
  uint32_t block(uint32_t token) const { return block_of_[token]; }
  int likeness(uint32_t a, uint32_t b) const;

  const Reading& reading_;
  const People& people_;
  const Encoding& encoding_;
  const std::vector<Draft>& drafts_;
  std::vector<uint32_t> order_;     // drafts with a source, in the order of their sources
  std::vector<uint32_t> place_;     // first token of a draft's source
  std::vector<uint32_t> block_of_;  // by token
  std::vector<Traits> traits_;      // by someone
  Words nouns_, stems_;             // by lemma, and by its first letters
};

// 0 for two roles that have nothing in common; 2 for the same office; more for words they share.
int likeness(const Role& wanted, const Role& role);

}  // namespace hearsay::statements
