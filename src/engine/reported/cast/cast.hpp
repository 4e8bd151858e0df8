// Cast: everybody of whom a report speaks, each with all the names that can be his, his gender as
// far as names, titles and roles tell, and the roles that stand beside his name; also organisations
// and places, which speak as well; and behind them those without a name, by the noun they are
// called by: the purser, a guest. And whom of them a pronoun or a role means, which trees say
// (models/speakers/who.trees, learnt by models/train/speakers from reports in which it is marked).
// Covered by the tests and cases of reported/statements.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"
#include "language/encoder/encoder.hpp"
#include "mentions/person_words/person_words.hpp"
#include "reported/reading/reading.hpp"

namespace hearsay {

// "Iran's deputy foreign minister": the noun and the words before it, in small letters.
struct Role {
  std::string noun;
  std::vector<std::string> words;
  PersonWord kind = PersonWord::none;
};

struct Someone {
  std::vector<size_t> names;  // rows of Names, in text order; none for whom no name is known
  size_t fullest = 0;         // the longest of them
  NameType type = NameType::person;
  Gender gender = Gender::unknown;
  std::vector<Role> roles;
  PersonWord kind = PersonWord::none;  // of the noun, for whom no name is known
  std::vector<uint32_t> nouns;         // tokens of nouns that stand for him alone, in text order
  std::vector<uint32_t> places;        // first tokens of names, and nouns, in text order
  std::optional<size_t> same_as;       // who has that role by name, if one alone has it

  bool is_named() const { return !names.empty(); }
};

class Cast {
 public:
  Cast(const Reading& reading, const PersonWords& words);

  const std::vector<Someone>& all() const { return all_; }
  size_t of_name(size_t name) const { return of_name_[name]; }
  // Whom a noun stands for that is no name; none if it may be anything.
  std::optional<size_t> of_noun(uint32_t token) const;
  // The words of a name in small letters without accents and without "the".
  const std::vector<std::string>& words_of_name(size_t name) const { return folded_[name]; }
  // The fullest name of whoever this is, as it stands in the text; only of the named.
  Span fullest(size_t someone) const;
  const PersonWords& words() const { return words_; }

 private:
  void add(const Reading& reading, size_t name);
  void add_body(const Reading& reading, size_t name);
  void add_nouns(const Reading& reading);
  void read_roles(const Reading& reading, size_t name);
  void note_role(const Reading& reading, uint32_t noun, Someone& someone);

  const Reading& reading_;
  const PersonWords& words_;
  std::vector<Someone> all_;
  std::vector<std::vector<std::string>> folded_;  // words of every name
  std::vector<size_t> of_name_;
  std::unordered_map<uint32_t, size_t> of_noun_;
};

// One noun for those that mean one office: the premier is the prime minister.
std::string_view office_of(std::string_view noun);

// The role that a noun with the words before it gives.
Role role_of(const Reading& reading, const PersonWords& words, uint32_t noun);

// 0 for two roles that have nothing in common; 2 for the same office; more for words they share.
int likeness(const Role& wanted, const Role& role);

// Words that mean somebody without naming him.
enum class Meant : uint8_t {
  he,
  she,
  they,  // it, its
  role,  // the senator, his wife
};

// A statement, as far as it tells who is meant around it.
struct Said {
  uint32_t at = UINT32_MAX;  // first token of the words for the speaker; none without such words
  uint32_t top = 0;          // the noun or pronoun of these words
  uint32_t level = 0;        // statements around it
  std::optional<size_t> around;
  std::vector<Span> content;
  bool direct = false, has_cue = false, asks = false;
  std::optional<size_t> named;               // who is named by these words
  std::optional<size_t> speaker, addressee;  // as far as they are known by now
};

struct Mention {
  std::optional<size_t> said;  // whose speaker it stands for
  uint32_t at;                 // first token
  uint32_t top;                // noun, or the pronoun
  Tokened words;
  Meant meant;
  Role role;  // of a role
};

// Somebody who may be meant, with what speaks for him as whole numbers, in the order of
// candidate_features().
struct Candidate {
  size_t someone;
  std::vector<int32_t> features;
};
std::span<const std::string_view> candidate_features();

class Candidates {
 public:
  // All arguments must outlive it; `said` is in the order of first contents, none of which is
  // empty; speakers and addressees may become known later.
  Candidates(const Reading& reading, const Cast& cast, const Encoding& encoding,
             const std::vector<Said>& said);

  // In order of `someone`. Those of a role come from the whole report, those of a pronoun from
  // before it or its own sentence. O(names near * statements near).
  std::vector<Candidate> of(const Mention& mention) const;

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

  void index_words() const;
  int32_t beside(const Words& words, const std::string& word, const Mention& mention,
                 const Someone& one) const;
  Traits traits_of(const Someone& one) const;
  size_t first_behind(uint32_t token) const;
  Said said_around(const Mention& mention) const;
  std::string own_name(const Mention& mention) const;
  std::vector<size_t> near(const Mention& mention) const;
  std::vector<int32_t> features(const Mention& mention, const Rival& own,
                                const std::vector<Rival>& all) const;
  std::optional<uint32_t> last_place(size_t someone, uint32_t before) const;
  uint32_t block(uint32_t token) const { return block_of_[token]; }
  int likeness(uint32_t a, uint32_t b) const;

  const Reading& reading_;
  const Cast& cast_;
  const Encoding& encoding_;
  const std::vector<Said>& said_;
  std::vector<uint32_t> order_;     // those with words for the speaker, in the order of these
  std::vector<uint32_t> block_of_;  // by token
  std::vector<Traits> traits_;      // by someone
  mutable Words nouns_, stems_;     // by lemma, and by its first letters; see index_words()
  mutable bool indexed_ = false;
};

// Whom the trees take it for, and how surely.
struct MeantOne {
  size_t someone;
  Score score;
};
// None if nobody is likely enough, or without weights.
std::optional<MeantOne> choose(const Mention& mention, std::span<const Candidate> candidates,
                               const Resources& resources);

}  // namespace hearsay
