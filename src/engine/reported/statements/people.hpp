// People: everybody whom a report names, each with all the names that can be his, his gender as far
// as names, titles and roles tell, and the roles that stand beside his name. Also organisations and
// places, which speak as well.
#pragma once

#include <optional>
#include <string>
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
  std::vector<size_t> names;  // rows of Names, in text order
  size_t fullest = 0;         // the longest of them
  NameType type = NameType::person;
  Gender gender = Gender::unknown;
  std::vector<Role> roles;
};

class People {
 public:
  People(const Reading& reading, const PersonWords& words);

  const std::vector<Someone>& all() const { return all_; }
  size_t of_name(size_t name) const { return of_name_[name]; }
  // The fullest name of whoever this is, as it stands in the text.
  Span fullest(size_t someone) const;
  const PersonWords& words() const { return words_; }

 private:
  void add(const Reading& reading, size_t name);
  void read_roles(const Reading& reading, size_t name);
  void note_role(const Reading& reading, uint32_t noun, Someone& someone);

  const Reading& reading_;
  const PersonWords& words_;
  std::vector<Someone> all_;
  std::vector<size_t> of_name_;
};

// One noun for those that mean one office: the premier is the prime minister.
std::string_view office_of(std::string_view noun);

// The role that a noun with the words before it gives.
Role role_of(const Reading& reading, const PersonWords& words, uint32_t noun);

}  // namespace hearsay::statements
