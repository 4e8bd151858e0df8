// Happening: what the reports of one story are about; and the outlets that tell it. Internal to
// this folder. Covered by eval/lineage/lineage_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "eval/lineage/draws.hpp"
#include "eval/lineage/vocabulary.hpp"

namespace hearsay::eval {

struct Person {
  std::string given, surname;
  std::string_view role;  // "harbour master"
  bool masculine = false;
};

// What somebody said once, for any report to quote.
struct Quotation {
  uint32_t speaker = 0;  // index of people
  std::string words;     // without marks, without the last full stop
};

// Facts, and the words that reports of them have in common more often than others.
struct Happening {
  std::vector<Person> people;  // at least one, as everything here that has no note
  std::vector<std::string> places;
  std::vector<std::string> bodies;
  std::vector<std::string> counts;
  std::array<std::vector<uint32_t>, kDrawnKinds> topics;  // ranks
  Word event;                                             // a noun
  std::string day;                                        // of the week
  std::vector<Quotation> quotations;                      // empty until they were made, as the next
  std::string release;                                    // a line of a press release
};

struct Outlet {
  std::string name, domain;
  bool agency = false;
  bool straight_marks = false;          // quotes with "
  bool datelines = false;               // begins with the place and its own name
  std::vector<std::string> background;  // paragraphs that it places under any story
  std::vector<std::string> top_junk, tail_junk;
};

std::string invented_place(Draws& draws);
std::string invented_person(Draws& draws);  // given name and surname
std::string invented_count(Draws& draws);   // "1,250", "seven", "3.4 million"

// Without quotations and release.
Happening invented_happening(const Vocabulary& vocabulary, Draws draws);
// Without background and junk. `number` keeps domains apart.
Outlet invented_outlet(uint32_t number, bool agency, Draws draws);

}  // namespace hearsay::eval
