// See happening.hpp.
#include "eval/lineage/happening.hpp"

#include <algorithm>

namespace hearsay::eval {
namespace {

constexpr std::array<std::string_view, 8> kPlaceEnds = {"ham",  "ford", "mouth", "holm",
                                                        "wick", "stad", "vik",   "mere"};
constexpr auto kRoles = std::to_array<std::string_view>(
    {"spokesman",  "minister",   "mayor",      "director",  "harbour master", "professor",
     "captain",    "councillor", "prosecutor", "treasurer", "engineer",       "police chief",
     "doctor",     "judge",      "governor",   "economist", "researcher",     "founder",
     "chairwoman", "lawyer",     "president",  "editor",    "farmer",         "teacher",
     "witness",    "coach",      "owner",      "envoy"});
constexpr std::array<std::string_view, 20> kBodies = {"Council",
                                                      "Institute",
                                                      "Harbour Authority",
                                                      "Ministry of Works",
                                                      "Federation",
                                                      "Company",
                                                      "University",
                                                      "Police",
                                                      "Trading House",
                                                      "Hospital Trust",
                                                      "Union",
                                                      "Electric",
                                                      "Assembly",
                                                      "Court of Appeal",
                                                      "Fire Service",
                                                      "Bank",
                                                      "Water Board",
                                                      "Foundation",
                                                      "Airlines",
                                                      "Museum"};
constexpr std::array<std::string_view, 14> kPapers = {
    "Courier", "Gazette", "Lantern", "Observer", "Ledger",   "Beacon", "Chronicle",
    "Mercury", "Tribune", "Echo",    "Standard", "Sentinel", "Post",   "Daily"};
constexpr std::array<std::string_view, 4> kAgencies = {"Wire", "News Agency", "Dispatch",
                                                       "Service"};
constexpr std::array<std::string_view, 7> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 20> kSmallCounts = {
    "one",   "two",  "two", "two",    "three",  "three",   "four",   "five",   "six",   "seven",
    "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty"};

std::string capital(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// Of names most are rare and some common: the pool is smaller the likelier it is drawn.
std::string invented_name(Draws& draws, uint64_t purpose, uint32_t most_syllables) {
  uint32_t pool = draws.chance(0.5) ? 300 : 60000;
  Draws name(purpose, draws.below(pool), pool);
  return capital(made_word(name, 2 + name.below(most_syllables - 1)));
}

std::string grouped(uint32_t number) {
  std::string out = std::to_string(number);
  if (number >= 1000) out.insert(out.size() - 3, ",");
  return out;
}

std::string invented_body(Draws& draws) {
  std::string out = draws.chance(0.6) ? invented_place(draws) : invented_name(draws, 2, 2);
  out += ' ';
  return out += draws.one_of(kBodies);
}

}  // namespace

std::string invented_place(Draws& draws) {
  std::string out = invented_name(draws, 1, 2);
  if (draws.chance(0.5)) out += draws.one_of(kPlaceEnds);
  return out;
}

std::string invented_person(Draws& draws) {
  std::string out = invented_name(draws, 3, 2);
  out += ' ';
  return out += invented_name(draws, 4, 3);
}

std::string invented_count(Draws& draws) {
  switch (draws.below(8)) {
    case 0:
      return grouped(100 + draws.low_below(9900));
    case 1:
      return std::to_string(13 + draws.low_below(200));
    case 2: {
      std::string whole = std::to_string(2 + draws.low_below(60));
      return whole + "." + std::to_string(draws.below(10)) + " million";
    }
    case 3:
      return grouped((1 + draws.low_below(90)) * 100);
    default:
      return std::string(draws.one_of(kSmallCounts));
  }
}

Happening invented_happening(const Vocabulary& vocabulary, Draws draws) {
  Happening out;
  for (uint32_t i = 3 + draws.below(5); i > 0; --i) {
    Person person;
    person.given = invented_name(draws, 3, 2);
    person.surname = invented_name(draws, 4, 3);
    person.role = draws.one_of(kRoles);
    person.masculine = draws.chance(0.55);
    out.people.push_back(std::move(person));
  }
  for (uint32_t i = 3 + draws.below(4); i > 0; --i) out.places.push_back(invented_place(draws));
  for (uint32_t i = 3 + draws.below(4); i > 0; --i) out.bodies.push_back(invented_body(draws));
  for (uint32_t i = 4 + draws.below(5); i > 0; --i) out.counts.push_back(invented_count(draws));
  constexpr std::array<uint32_t, kDrawnKinds> kTopics = {45, 25, 20, 8};
  for (size_t kind = 0; kind < kDrawnKinds; ++kind)
    for (uint32_t i = 0; i < kTopics[kind]; ++i)
      out.topics[kind].push_back(vocabulary.draw(WordKind(kind), draws));
  out.event = {WordKind::noun, 0, draws.below(200)};
  out.day = draws.one_of(kDays);
  return out;
}

Outlet invented_outlet(uint32_t number, bool agency, Draws draws) {
  Outlet out;
  out.agency = agency;
  out.name = invented_place(draws) + " ";
  out.name += agency ? draws.one_of(kAgencies) : draws.one_of(kPapers);
  for (char c : out.name)
    if (c != ' ') out.domain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  out.domain += std::to_string(number) + ".example";
  out.straight_marks = draws.chance(0.4);
  out.datelines = agency || draws.chance(0.25);
  return out;
}

}  // namespace hearsay::eval
