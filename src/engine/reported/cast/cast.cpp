// See cast.hpp.
#include "reported/cast/cast.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/word_set.hpp"

namespace hearsay {
namespace {

constexpr size_t kCompared = 300;  // persons before, with whom a name is compared

std::vector<std::string> words_of(const Reading& reading, size_t name) {
  std::vector<std::string> out;
  for (uint32_t i = 0; i < reading.names.count[name]; ++i)
    out.push_back(fold_letters(reading.word(reading.names.first[name] + i)));
  // The Courier and Courier are one.
  if (out.size() > 1 && out.front() == "the") out.erase(out.begin());
  return out;
}

// Inspector Ilkova, read as a name: how many of its first words are no part of it.
uint32_t titles_in(const Reading& reading, const PersonWords& words, size_t name) {
  uint32_t first = reading.names.first[name];
  uint32_t count = reading.names.count[name];
  uint32_t out = 0;
  if (reading.names.type[name] != NameType::person) return 0;
  while (out + 1 < count) {
    PersonWord kind = words.noun(ascii::lowered(reading.word(first + out))).kind;
    if (kind != PersonWord::office && kind != PersonWord::person) break;
    ++out;
  }
  return out;
}

std::vector<std::string> words_without_title(const Reading& reading, const PersonWords& words,
                                             size_t name) {
  std::vector<std::string> out = words_of(reading, name);
  size_t titles = std::min<size_t>(titles_in(reading, words, name), out.size() - 1);
  out.erase(out.begin(), out.begin() + static_cast<ptrdiff_t>(titles));
  return out;
}

// Whether two names can be one person's: the same surname and no other given name; or one is the
// other's given name alone.
bool may_be_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return false;
  if (shorter.size() == 1) return longer.back() == shorter[0] || longer.front() == shorter[0];
  // Every word of the shorter stands in the longer, the surname last; initials stand for names.
  if (longer.back() != shorter.back()) return false;
  for (size_t i = 0; i + 1 < shorter.size(); ++i) {
    bool found = false;
    for (size_t j = 0; j + 1 < longer.size() && !found; ++j)
      found = longer[j] == shorter[i] ||
              (shorter[i].size() <= 2 && longer[j][0] == shorter[i][0]) ||
              (longer[j].size() <= 2 && longer[j][0] == shorter[i][0]);
    if (!found) return false;
  }
  return true;
}

Gender title_gender(std::string_view word) {
  std::string folded = ascii::lowered(word);
  if (folded.ends_with('.')) folded.pop_back();
  if (folded == "mr" || folded == "sir" || folded == "lord" || folded == "king" ||
      folded == "prince")
    return Gender::male;
  if (folded == "mrs" || folded == "ms" || folded == "miss" || folded == "lady" ||
      folded == "dame" || folded == "madame" || folded == "queen" || folded == "princess" ||
      folded == "granny")
    return Gender::female;
  return Gender::unknown;
}

// A name that was taken for another kind is a person's behind a title or an office, or with a given
// name of persons.
bool is_person(const Reading& reading, const PersonWords& words, size_t name) {
  if (reading.names.type[name] == NameType::person) return true;
  if (reading.names.type[name] != NameType::organisation &&
      reading.names.type[name] != NameType::place)
    return false;
  uint32_t first = reading.names.first[name];
  if (reading.names.count[name] >= 2 && words.given_name(reading.word(first)) != Gender::unknown)
    return true;
  if (first == 0 || reading.sentence_of(first) != reading.sentence_of(first - 1)) return false;
  if (title_gender(reading.word(first - 1)) != Gender::unknown) return true;
  PersonWord before = words.noun(ascii::lowered(reading.lemma(first - 1))).kind;
  return before == PersonWord::office && reading.upos(first - 1) == Upos::propn;
}

// Whether two names can be one organisation's or place's: the same words; the last words of the
// other, of the same type (the Harbour Board, the Merrow Harbour Board); its initials.
bool may_be_one_body(const std::vector<std::string>& a, const std::vector<std::string>& b,
                     bool same_type) {
  if (a == b) return true;
  const auto& shorter = a.size() <= b.size() ? a : b;
  const auto& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty() || !same_type) return false;
  if (shorter.size() > 1 && shorter.size() < longer.size())
    return std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
  if (shorter.size() != 1 || longer.size() < 2) return false;
  std::string initials;
  for (const std::string& word : longer)
    if (word != "of" && word != "the" && word != "and" && word != "for") initials += word[0];
  return initials.size() > 1 && shorter[0] == initials;
}

// A noun that says what a name beside it is: Verger Kettleby; Kettleby, the verger.
bool is_beside_name(const Reading& reading, uint32_t noun) {
  constexpr WordSet kBeside({"appos", "flat", "compound"});
  auto above = reading.head(noun);
  if (above && kBeside.has(reading.relation(noun)) && reading.name_at(*above)) return true;
  for (uint32_t one : reading.children(noun))
    if (reading.name_at(one) &&
        (reading.relation(one) == "appos" || reading.relation(one) == "flat"))
      return true;
  // Kettleby is the verger.
  return reading.child(noun, "cop").has_value();
}

bool is_nominal(Upos upos) {
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::adj;
}

}  // namespace

std::string_view office_of(std::string_view noun) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kOthers = {{
      {"ambassador", "envoy"},
      {"emissary", "envoy"},
      {"premier", "prime minister"},
      {"head of government", "prime minister"},
      {"pm", "prime minister"},
      {"head of state", "president"},
      {"spokeswoman", "spokesman"},
      {"spokesperson", "spokesman"},
      {"chairwoman", "chairman"},
      {"chairperson", "chairman"},
      {"chair", "chairman"},
      {"skipper", "captain"},
      {"congressman", "representative"},
      {"congresswoman", "representative"},
      {"lawmaker", "member"},
      {"mp", "member"},
      {"police chief", "chief"},
      {"ceo", "chief executive"},
      {"boss", "chief executive"},
      {"foreign secretary", "foreign minister"},
      {"finance minister", "treasurer"},
      {"interior secretary", "interior minister"},
      {"policewoman", "policeman"},
      {"businesswoman", "businessman"},
      {"lawyer", "attorney"},
      {"solicitor", "attorney"},
      {"headmistress", "headmaster"},
      {"boatwoman", "boatman"},
      {"barrister", "attorney"},
      {"general secretary", "secretary-general"},
  }};
  for (auto [other, same] : kOthers)
    if (other == noun) return same;
  return noun;
}

Role role_of(const Reading& reading, const PersonWords& words, uint32_t noun) {
  Role out;
  out.noun = ascii::lowered(reading.lemma(noun));
  PersonWords::Noun known = words.noun(out.noun);
  Tokened group = reading.noun_group(noun);
  if (noun > group.first) {
    std::string two = ascii::lowered(reading.word(noun - 1)) + " " + out.noun;
    if (PersonWords::Noun longer = words.noun(two); longer.kind != PersonWord::none) {
      out.noun = two;
      known = longer;
    }
  }
  out.kind = known.kind;
  for (uint32_t i = group.first; i < noun; ++i)
    if (is_nominal(reading.upos(i))) out.words.push_back(fold_letters(reading.word(i)));
  // Of Vell, for Syria.
  for (uint32_t one : reading.children(noun))
    if (reading.relation(one) == "nmod" && one > noun)
      out.words.push_back(fold_letters(reading.word(one)));
  return out;
}

Cast::Cast(const Reading& reading, const PersonWords& words)
    : reading_(reading), words_(words), of_name_(reading.names.span.size(), 0) {
  for (size_t name = 0; name < reading.names.span.size(); ++name)
    folded_.push_back(words_without_title(reading, words, name));
  for (size_t name = 0; name < reading.names.span.size(); ++name)
    if (is_person(reading, words, name)) add(reading, name);
  for (size_t name = 0; name < reading.names.span.size(); ++name)
    if (!is_person(reading, words, name)) add_body(reading, name);
  for (Someone& one : all_) std::sort(one.names.begin(), one.names.end());
  for (size_t name = 0; name < reading.names.span.size(); ++name)
    if (all_[of_name_[name]].type == NameType::person) read_roles(reading, name);
  add_nouns(reading);
  for (Someone& one : all_) {
    for (size_t name : one.names) one.places.push_back(reading.names.first[name]);
    one.places.insert(one.places.end(), one.nouns.begin(), one.nouns.end());
    std::sort(one.places.begin(), one.places.end());
  }
}

// An organisation or a place: of the same words; or one is how the other ends, or its initials.
void Cast::add_body(const Reading& reading, size_t name) {
  const std::vector<std::string>& own = folded_[name];
  std::optional<size_t> same;
  for (size_t i = all_.size(), looked = 0; i-- > 0 && looked < kCompared && !same; ++looked) {
    const Someone& one = all_[i];
    std::vector<std::string> other = folded_[one.fullest];
    // Brakkenrid, which was taken for a place, beside Tove Brakkenrid.
    bool fits = one.type == NameType::person
                    ? own.size() == 1 && other.size() > 1 && other.back() == own[0]
                    : may_be_one_body(own, other, one.type == reading.names.type[name]);
    if (fits) same = i;
  }
  if (!same) {
    same = all_.size();
    Someone& one = all_.emplace_back();
    one.fullest = name;
    one.type = reading.names.type[name];
  }
  Someone& someone = all_[*same];
  someone.names.push_back(name);
  of_name_[name] = *same;
  if (own.size() > folded_[someone.fullest].size()) someone.fullest = name;
}

// Everybody who is called by a noun alone. Where one alone of the named has that role, it is he.
void Cast::add_nouns(const Reading& reading) {
  size_t named = all_.size();
  std::unordered_map<std::string, size_t> of_role;
  for (uint32_t token = 0; token < reading.size(); ++token) {
    Upos upos = reading.upos(token);
    bool noun = (upos == Upos::noun || upos == Upos::propn) && !reading.name_at(token) &&
                !reading.has_feature(token, "Number=Plur");
    if (!noun) continue;
    // Most nouns are things.
    bool alone = token == 0 || !is_nominal(reading.upos(token - 1));
    if (alone && words_.noun(ascii::lowered(reading.lemma(token))).kind == PersonWord::none)
      continue;
    if (is_beside_name(reading, token)) continue;
    Role role = role_of(reading, words_, token);
    if (role.kind == PersonWord::none) continue;
    std::string key(office_of(role.noun));
    auto [found, is_new] = of_role.emplace(key, all_.size());
    if (is_new) {
      Someone& one = all_.emplace_back();
      one.kind = role.kind;
      one.gender = words_.noun(role.noun).gender;
      one.type = role.kind == PersonWord::office || role.kind == PersonWord::person
                     ? NameType::person
                     : NameType::organisation;
      size_t holders = 0;
      for (size_t i = 0; i < named; ++i) {
        bool holds = std::any_of(all_[i].roles.begin(), all_[i].roles.end(),
                                 [&](const Role& own) { return office_of(own.noun) == key; });
        if (!holds) continue;
        ++holders;
        one.same_as = i;
      }
      if (holders != 1) one.same_as.reset();
    }
    Someone& one = all_[found->second];
    one.nouns.push_back(token);
    if (one.same_as) all_[*one.same_as].nouns.push_back(token);
    of_noun_[token] = one.same_as.value_or(found->second);
  }
}

std::optional<size_t> Cast::of_noun(uint32_t token) const {
  auto found = of_noun_.find(token);
  if (found == of_noun_.end()) return std::nullopt;
  return found->second;
}

void Cast::add(const Reading& reading, size_t name) {
  const std::vector<std::string>& own = folded_[name];
  std::optional<size_t> same;
  for (size_t i = all_.size(), looked = 0; i-- > 0 && looked < kCompared && !same; ++looked)
    if (all_[i].type == NameType::person && may_be_one(own, folded_[all_[i].fullest])) same = i;
  if (!same) {
    same = all_.size();
    all_.emplace_back().fullest = name;
  }
  Someone& someone = all_[*same];
  someone.names.push_back(name);
  of_name_[name] = *same;
  if (own.size() > folded_[someone.fullest].size()) someone.fullest = name;
  if (someone.gender == Gender::unknown && own.size() > 1)
    someone.gender = words_.given_name(own.front());
  uint32_t first = reading.names.first[name];
  for (uint32_t i = first; i < first + titles_in(reading, words_, name); ++i)
    if (someone.gender == Gender::unknown)
      someone.gender = words_.noun(ascii::lowered(reading.word(i))).gender;
  if (someone.gender == Gender::unknown) someone.gender = title_gender(reading.word(first));
  if (first > 0 && someone.gender == Gender::unknown)
    someone.gender = title_gender(reading.word(first - 1));
}

void Cast::note_role(const Reading& reading, uint32_t noun, Someone& someone) {
  Role role = role_of(reading, words_, noun);
  if (role.kind != PersonWord::office && role.kind != PersonWord::person) return;
  Gender gender = words_.noun(role.noun).gender;
  if (someone.gender == Gender::unknown) someone.gender = gender;
  someone.roles.push_back(std::move(role));
}

void Cast::read_roles(const Reading& reading, size_t name) {
  constexpr size_t kMostRoles = 12;
  constexpr uint32_t kBefore = 6;
  Someone& someone = all_[of_name_[name]];
  if (someone.roles.size() >= kMostRoles) return;
  uint32_t first = reading.names.first[name];
  uint32_t end = first + reading.names.count[name];
  Tokened sentence = reading.sentence(reading.sentence_of(first));
  // Foreign Minister Shemirzan: nouns right before it.
  for (uint32_t i = first; i > sentence.first && first - i < kBefore; --i) {
    Upos upos = reading.upos(i - 1);
    if (upos != Upos::noun && upos != Upos::propn) break;
    if (i == first || reading.name_at(i - 1) == std::nullopt) note_role(reading, i - 1, someone);
    if (upos == Upos::noun) break;
  }
  // Within the name as it was read, too.
  uint32_t titles = titles_in(reading, words_, name);
  for (uint32_t i = first; i < end; ++i)
    if (i < first + titles || reading.upos(i) == Upos::noun) note_role(reading, i, someone);
  // Shemirzan, the foreign minister: what stands beside it in the tree.
  uint32_t top = reading.top({first, end});
  for (uint32_t one : reading.children(top)) {
    std::string_view how = reading.relation(one);
    if (how == "appos" || (how == "flat" && one >= end) || (how == "parataxis" && one > end))
      note_role(reading, one, someone);
  }
  // The minister, Shemirzan; and: Shemirzan is the minister.
  if (auto above = reading.head(top); above && !Tokened{first, end}.has(*above)) {
    std::string_view how = reading.relation(top);
    bool beside = how == "appos" || how == "flat" || how == "compound";
    bool copula = how == "nsubj" && reading.child(*above, "cop");
    if ((beside || copula) && reading.upos(*above) != Upos::verb)
      note_role(reading, *above, someone);
  }
}

Span Cast::fullest(size_t someone) const {
  return reading_.names.span[all_[someone].fullest];
}

}  // namespace hearsay
