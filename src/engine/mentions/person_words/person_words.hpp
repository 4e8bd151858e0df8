// Person words: what a text calls those who speak when it does not name them, "the spokesman",
// "officials", "a report" (knowledge/person_nouns.txt), and whether a given name is a man's or a
// woman's (knowledge/given_names.txt). Covered by mentions/person_words/person_words_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "document/resources.hpp"

namespace hearsay {

enum class PersonWord : uint8_t {
  none,
  office,    // one person holds it: president, spokesman
  person,    // one person: witness, official
  group,     // several, or a body: ministry, crew
  document,  // report, letter, agency
};
enum class Gender : uint8_t { unknown, male, female };

// Views into the lexicons.
class PersonWords {
 public:
  struct Noun {
    PersonWord kind = PersonWord::none;
    Gender gender = Gender::unknown;
  };
  explicit PersonWords(const Resources& resources);

  // By its lemma in small letters; of several words ("prime minister") with a space. Kind none if
  // it is no such noun.
  Noun noun(std::string_view lemma) const;
  // Of a given name in any case.
  Gender given_name(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, Noun> nouns_;
  std::unordered_map<std::string_view, Gender> names_;
};

}  // namespace hearsay
