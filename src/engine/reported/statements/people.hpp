// People: everybody of whom a report speaks, each with all the names that can be his, his gender as
// far as names, titles and roles tell, and the roles that stand beside his name; also organisations
// and places, which speak as well; and behind them those without a name, by the noun they are
// called by: the purser, a guest.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"
#include "mentions/person_words/person_words.hpp"
#include "reported/statements/reading.hpp"

namespace hearsay::statements {

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

class People {
 public:
  People(const Reading& reading, const PersonWords& words);

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

}  // namespace hearsay::statements
