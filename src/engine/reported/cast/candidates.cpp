// See cast.hpp.
#include "reported/cast/cast.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/trees.hpp"
#include "base/word_set.hpp"

namespace hearsay {
namespace {

constexpr size_t kNamesBefore = 120, kNamesBehind = 80, kSpokenBefore = 12;
constexpr uint32_t kSentencesBack = 12;  // for those without a name
constexpr size_t kMost = 60;
constexpr int32_t kFar = 99;  // never

// In the order in which Candidates::features adds them.
constexpr std::string_view kFeatures[] = {
    // the mention
    "he", "she", "they", "office", "person", "group", "document", "unknown noun", "definite",
    "possessive", "modifiers", "level", "in title", "direct", "without cue before", "noun gender",
    // the candidate
    "named", "type", "kind", "gender", "words", "times", "roles", "offices", "in places",
    "subject of", "first block", "mean score of names",
    // both
    "sentences", "blocks", "tokens", "behind sentences", "last is subject", "last is object",
    "last belongs to noun", "last in title", "last quoted", "last in this content",
    "last in other content", "same sentence", "more recent", "more recent fitting", "spoke rank",
    "times spoke", "spoke sentences", "spoke in block", "spoke then asked", "addressed rank",
    "asked last", "speaks next", "speaks next blocks", "gender fits", "likeness", "other office",
    "office of another", "noun in name", "modifier in name", "same noun before", "speaks around",
    "possessor", "near alike", "first alike", "rivals", "rank of times", "pronouns beside fit",
    "noun beside", "stem beside"};

int gender_fits(const Mention& mention, Gender noun_gender, Gender gender) {
  Gender wanted = noun_gender;
  if (mention.meant == Meant::he) wanted = Gender::male;
  if (mention.meant == Meant::she) wanted = Gender::female;
  if (wanted == Gender::unknown || gender == Gender::unknown) return 0;
  return wanted == gender ? 1 : -1;
}

// Near, at, from a place.
bool is_where(const Reading& reading, uint32_t top) {
  constexpr WordSet kWhere({"in", "at", "from", "near", "into", "to", "on", "off", "across",
                            "outside", "around", "over", "through", "towards"});
  for (uint32_t one : reading.children(top))
    if (reading.relation(one) == "case" && kWhere.has_lowered(reading.word(one))) return true;
  return false;
}

bool share_stem(std::string_view a, std::string_view b) {
  size_t stem = std::min<size_t>(4, std::min(a.size(), b.size()));
  return stem > 1 && a.substr(0, stem) == b.substr(0, stem);
}

bool is_leader(std::string_view noun) {
  constexpr WordSet kLeaders(
      {"leader", "premier", "ruler", "strongman", "politician", "statesman", "head"});
  return kLeaders.has(noun);
}

std::string lemma_of(const Reading& reading, uint32_t token) {
  return ascii::lowered(reading.lemma(token));
}
// The first letters of a word, which banker and banking share; none of a short one.
std::string stem_of(const Reading& reading, uint32_t token) {
  constexpr size_t kStem = 4;
  std::string out = lemma_of(reading, token);
  if (out.size() < kStem) return {};
  out.resize(kStem);
  return out;
}

// Tolleron lost his hat: whether he is a man, by the first pronoun behind the name in its sentence.
int pronoun_behind(const Reading& reading, uint32_t behind) {
  constexpr WordSet kMasculine({"he", "him", "his", "himself"});
  constexpr WordSet kFeminine({"she", "her", "hers", "herself"});
  constexpr uint32_t kSoon = 15;  // tokens
  uint32_t end = std::min(behind + kSoon, reading.size());
  for (uint32_t i = behind; i < end; ++i) {
    if (reading.sentence_of(i) != reading.sentence_of(behind - 1) || reading.name_at(i)) return 0;
    if (kMasculine.has_lowered(reading.word(i))) return 1;
    if (kFeminine.has_lowered(reading.word(i))) return -1;
  }
  return 0;
}

int32_t capped(size_t value, size_t most) {
  return static_cast<int32_t>(std::min(value, most));
}

// The minister, of whom it was said before that he is the foreign minister; not the fleet's
// minister for the prime minister.
bool is_short_of(const Role& brief, const Role& full) {
  if (!full.noun.ends_with(" " + brief.noun)) return false;
  std::string_view more =
      std::string_view(full.noun).substr(0, full.noun.size() - brief.noun.size() - 1);
  return brief.words.empty() ||
         std::any_of(brief.words.begin(), brief.words.end(),
                     [&](const std::string& word) { return share_stem(word, more); });
}

}  // namespace

std::span<const std::string_view> candidate_features() {
  return kFeatures;
}

int likeness(const Role& wanted, const Role& role) {
  bool same = office_of(wanted.noun) == office_of(role.noun) || is_short_of(role, wanted) ||
              is_short_of(wanted, role);
  bool leads = is_leader(wanted.noun) && role.kind == PersonWord::office;
  if (!same && !leads) return 0;
  int shared = 0;
  int other = 0;
  for (const std::string& word : wanted.words) {
    bool found = std::any_of(role.words.begin(), role.words.end(),
                             [&](const std::string& own) { return share_stem(own, word); });
    shared += found;
    other += !found;
  }
  if (leads && shared == 0) return 0;
  int out = (same ? 2 : 1) + shared;
  // The Russian envoy is not Iran's.
  if (shared == 0 && other > 0 && !role.words.empty() && !wanted.words.empty()) out -= 1;
  return std::max(out, 0);
}

Candidates::Candidates(const Reading& reading, const Cast& cast, const Encoding& encoding,
                       const std::vector<Said>& said)
    : reading_(reading), cast_(cast), encoding_(encoding), said_(said) {
  for (uint32_t i = 0; i < said.size(); ++i)
    if (said[i].at != UINT32_MAX) order_.push_back(i);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](uint32_t a, uint32_t b) { return said_[a].at < said_[b].at; });
  block_of_.resize(reading.size());
  for (uint32_t token = 0; token < reading.size(); ++token)
    block_of_[token] = static_cast<uint32_t>(reading.block_of(reading.tokens.span[token].begin));
  for (const Someone& one : cast.all()) traits_.push_back(traits_of(one));
}

// Made for the first role that is asked about.
void Candidates::index_words() const {
  if (indexed_) return;
  indexed_ = true;
  for (uint32_t token = 0; token < reading_.size(); ++token) {
    Upos upos = reading_.upos(token);
    if (upos == Upos::noun || upos == Upos::propn)
      nouns_[lemma_of(reading_, token)].push_back(token);
    bool tells = upos == Upos::noun || upos == Upos::propn || upos == Upos::verb;
    if (std::string stem = stem_of(reading_, token); tells && !stem.empty())
      stems_[stem].push_back(token);
  }
}

// How far from a place of somebody such a word stands in the same sentence, the mention's own
// aside.
int32_t Candidates::beside(const Words& words, const std::string& word, const Mention& mention,
                           const Someone& one) const {
  auto found = words.find(word);
  if (word.empty() || found == words.end()) return kFar;
  int32_t out = kFar;
  for (uint32_t token : found->second) {
    if (mention.words.has(token)) continue;
    auto behind = std::lower_bound(one.places.begin(), one.places.end(), token);
    auto look = [&](uint32_t place) {
      if (reading_.sentence_of(place) != reading_.sentence_of(token)) return;
      out = std::min(out, capped(place < token ? token - place : place - token, 60));
    };
    if (behind != one.places.end()) look(*behind);
    if (behind != one.places.begin()) look(*std::prev(behind));
  }
  return out;
}

// What is the same wherever somebody may be meant.
Candidates::Traits Candidates::traits_of(const Someone& one) const {
  constexpr size_t kCounted = 12;  // places
  Traits out;
  size_t where = 0;
  size_t subject = 0;
  size_t counted = std::min(kCounted, one.places.size());
  for (size_t i = 0; i < counted; ++i) {
    uint32_t place = one.places[i];
    auto name = reading_.name_at(place);
    uint32_t top = name ? reading_.top({place, place + reading_.names.count[*name]}) : place;
    if (name) out.masculine += pronoun_behind(reading_, place + reading_.names.count[*name]);
    where += is_where(reading_, top);
    subject += reading_.relation(top) == "nsubj";
  }
  if (counted > 0) {
    out.where = static_cast<int32_t>(100 * where / counted);
    out.subject = static_cast<int32_t>(100 * subject / counted);
  }
  int64_t score = 0;
  for (size_t name : one.names) score += reading_.names.score[name].ten_thousandths;
  if (!one.names.empty())
    out.score = static_cast<int32_t>(score / static_cast<int64_t>(one.names.size()) / 100);
  return out;
}

// Tokens at which somebody was last called, or spoke, before this one.
std::optional<uint32_t> Candidates::last_place(size_t someone, uint32_t before) const {
  const std::vector<uint32_t>& places = cast_.all()[someone].places;
  auto behind = std::lower_bound(places.begin(), places.end(), before);
  std::optional<uint32_t> out;
  if (behind != places.begin()) out = *std::prev(behind);
  auto at = std::lower_bound(order_.begin(), order_.end(), before,
                             [&](uint32_t one, uint32_t token) { return said_[one].at < token; });
  for (size_t looked = 0; at != order_.begin() && looked < kSpokenBefore; ++looked) {
    --at;
    if (said_[*at].speaker != someone) continue;
    if (!out || said_[*at].at > *out) out = said_[*at].at;
    break;
  }
  return out;
}

// The first statement that begins behind a token; they are in text order.
size_t Candidates::first_behind(uint32_t token) const {
  uint32_t byte = reading_.tokens.span[token].begin;
  return static_cast<size_t>(
      std::partition_point(said_.begin(), said_.end(),
                           [&](const Said& one) { return one.content.front().begin <= byte; }) -
      said_.begin());
}

// The statement at whose cue a mention stands; elsewhere one that says nothing, within what the
// mention stands in.
Said Candidates::said_around(const Mention& mention) const {
  constexpr size_t kLooked = 12;
  if (mention.said) return said_[*mention.said];
  Said out;
  uint32_t byte = reading_.tokens.span[mention.at].begin;
  out.has_cue = true;
  out.direct = reading_.quotation_at(byte).has_value();
  size_t behind = first_behind(mention.at);
  for (size_t i = behind, looked = 0; i-- > 0 && looked < kLooked; ++looked) {
    const Said& one = said_[i];
    bool inside = std::any_of(one.content.begin(), one.content.end(),
                              [&](Span span) { return span.begin <= byte && byte < span.end; });
    if (!inside || (out.around && said_[*out.around].level >= one.level)) continue;
    out.around = i;
    out.level = one.level + 1;
  }
  return out;
}

// The Mehr agency: the word before the noun that is its name; empty if there is none.
std::string Candidates::own_name(const Mention& mention) const {
  if (mention.meant != Meant::role || mention.top <= mention.words.first) return {};
  uint32_t before = mention.top - 1;
  bool name = reading_.upos(before) == Upos::propn &&
              reading_.sentence(reading_.sentence_of(before)).first != before;
  return name ? fold_letters(reading_.word(before)) : std::string();
}

std::vector<size_t> Candidates::near(const Mention& mention) const {
  std::vector<size_t> out;
  // It and they are no man or woman, nor is an agency; the president is no country.
  PersonWord kind = mention.meant == Meant::role ? mention.role.kind : PersonWord::none;
  bool no_person =
      mention.meant == Meant::they || kind == PersonWord::group || kind == PersonWord::document;
  bool only_person = kind == PersonWord::office || kind == PersonWord::person;
  Gender noun_gender = mention.meant == Meant::role
                           ? cast_.words().noun(mention.role.noun).gender
                           : Gender::unknown;
  std::string own = no_person ? own_name(mention) : std::string();
  auto add = [&](size_t someone) {
    const Someone& one = cast_.all()[someone];
    if (one.type == NameType::person ? no_person : only_person) return;
    if (gender_fits(mention, noun_gender, one.gender) < 0) return;
    // The Mehr agency is no other one.
    if (!own.empty() && one.is_named()) {
      const auto& words = cast_.words_of_name(one.fullest);
      if (std::find(words.begin(), words.end(), own) == words.end()) return;
    }
    if (out.size() < kMost && std::find(out.begin(), out.end(), someone) == out.end())
      out.push_back(someone);
  };
  // Who spoke before, and to whom.
  auto at = std::lower_bound(order_.begin(), order_.end(), mention.at,
                             [&](uint32_t one, uint32_t token) { return said_[one].at < token; });
  for (size_t looked = 0; at != order_.begin() && looked < kSpokenBefore; ++looked) {
    --at;
    for (auto someone : {said_[*at].speaker, said_[*at].addressee})
      if (someone && (cast_.all()[*someone].is_named() || mention.meant != Meant::role))
        add(*someone);
  }
  const std::vector<uint32_t>& firsts = reading_.names.first;
  auto behind = static_cast<size_t>(std::lower_bound(firsts.begin(), firsts.end(), mention.at) -
                                    firsts.begin());
  auto add_name = [&](size_t name) {
    NameType type = reading_.names.type[name];
    size_t someone = cast_.of_name(name);
    if (type == NameType::work || type == NameType::nationality) return;
    // A name within the words themselves.
    if (mention.words.has(firsts[name]) && cast_.all()[someone].names.size() == 1) return;
    add(someone);
  };
  for (size_t name = behind, looked = 0; name-- > 0 && looked < kNamesBefore; ++looked)
    add_name(name);
  uint32_t sentence = reading_.sentence_of(mention.at);
  for (size_t name = behind, looked = 0; name < firsts.size() && looked < kNamesBehind;
       ++name, ++looked) {
    bool same = reading_.sentence_of(firsts[name]) == sentence;
    if (mention.meant != Meant::role && !same) break;
    add_name(name);
  }
  if (mention.meant == Meant::role) return out;
  for (size_t i = cast_.all().size(); i-- > 0;) {
    const Someone& one = cast_.all()[i];
    if (one.is_named()) break;
    if (one.same_as) continue;
    auto last = std::lower_bound(one.places.begin(), one.places.end(), mention.at);
    if (last == one.places.begin()) continue;
    if (sentence - reading_.sentence_of(*std::prev(last)) <= kSentencesBack) add(i);
  }
  return out;
}

std::vector<Candidate> Candidates::of(const Mention& mention) const {
  std::vector<size_t> all = near(mention);
  std::sort(all.begin(), all.end());
  std::vector<Rival> rivals;
  for (size_t someone : all) rivals.push_back({someone, last_place(someone, mention.at)});
  std::vector<Candidate> out;
  for (const Rival& one : rivals) out.push_back({one.someone, features(mention, one, rivals)});
  return out;
}

// How alike the encoder finds two tokens where they stand, in thousandths.
int Candidates::likeness(uint32_t a, uint32_t b) const {
  auto atom_at = [&](uint32_t token) {
    uint32_t byte = reading_.tokens.span[token].begin;
    auto found = std::lower_bound(encoding_.atom.begin(), encoding_.atom.end(), byte,
                                  [](Span atom, uint32_t at) { return atom.end <= at; });
    return static_cast<size_t>(found - encoding_.atom.begin());
  };
  size_t x = atom_at(a);
  size_t y = atom_at(b);
  if (x >= encoding_.size() || y >= encoding_.size()) return 0;
  const float* first = encoding_.states.row(encoding_.piece[x]);
  const float* second = encoding_.states.row(encoding_.piece[y]);
  double both = 0;
  double own = 0;
  double other = 0;
  for (size_t i = 0; i < Encoding::columns_of_state(); ++i) {
    both += double{first[i]} * double{second[i]};
    own += double{first[i]} * double{first[i]};
    other += double{second[i]} * double{second[i]};
  }
  double norm = std::sqrt(own * other);
  return norm > 0 ? static_cast<int>(std::lround(1000 * both / norm)) : 0;
}

std::vector<int32_t> Candidates::features(const Mention& mention, const Rival& own,
                                          const std::vector<Rival>& all) const {
  std::vector<int32_t> out;
  out.reserve(std::size(kFeatures));
  auto add = [&](auto value) { out.push_back(static_cast<int32_t>(value)); };
  const Said around = said_around(mention);
  size_t someone = own.someone;
  std::optional<uint32_t> last = own.last;
  const Someone& one = cast_.all()[someone];
  uint32_t sentence = reading_.sentence_of(mention.at);
  bool role = mention.meant == Meant::role;
  Gender noun_gender = role ? cast_.words().noun(mention.role.noun).gender : Gender::unknown;

  // The mention.
  add(mention.meant == Meant::he);
  add(mention.meant == Meant::she);
  add(mention.meant == Meant::they);
  for (PersonWord kind :
       {PersonWord::office, PersonWord::person, PersonWord::group, PersonWord::document})
    add(role && mention.role.kind == kind);
  add(role && mention.role.kind == PersonWord::none);
  std::string first_word = ascii::lowered(reading_.word(mention.words.first));
  add(role && (first_word == "the" || first_word == "this" || first_word == "that"));
  bool possessive = false;
  std::vector<size_t> inside;  // names within the words
  for (uint32_t i = mention.words.first; i < mention.words.end; ++i) {
    possessive = possessive || reading_.has_feature(i, "Poss=Yes");
    if (auto name = reading_.name_at(i)) inside.push_back(cast_.of_name(*name));
  }
  add(role && possessive);
  add(capped(mention.role.words.size(), 5));
  add(around.level);
  add(reading_.block_role[block(mention.at)] == BlockRole::title);
  add(around.direct);
  add(!around.has_cue);
  add(noun_gender);

  // The candidate.
  add(one.is_named());
  add(one.type);
  add(one.kind);
  add(one.gender);
  add(one.is_named() ? capped(cast_.words_of_name(one.fullest).size(), 6) : 0);
  add(capped(one.places.size(), 20));
  add(capped(one.roles.size(), 6));
  size_t offices = 0;
  for (const Role& its : one.roles) offices += its.kind == PersonWord::office;
  add(capped(offices, 6));
  const Traits& traits = traits_[someone];
  add(traits.where);
  add(traits.subject);
  add(one.places.empty() ? kFar : capped(block(one.places.front()), 30));
  add(traits.score);

  // Both.
  auto behind = std::upper_bound(one.places.begin(), one.places.end(), mention.at);
  add(last ? capped(sentence - reading_.sentence_of(*last), 30) : kFar);
  add(last ? capped(block(mention.at) - block(*last), 20) : kFar);
  add(last ? capped(mention.at - *last, 400) : 999);
  add(behind != one.places.end() ? capped(reading_.sentence_of(*behind) - sentence, 30) : kFar);
  bool is_subject = false;
  bool is_object = false;
  bool is_owner = false;
  bool in_title = false;
  bool quoted = false;
  bool in_own = false;
  bool in_other = false;
  if (last) {
    auto name = reading_.name_at(*last);
    uint32_t top = name ? reading_.top({*last, *last + reading_.names.count[*name]}) : *last;
    std::string_view how = reading_.relation(top);
    is_subject = how == "nsubj";
    is_object = how == "obj" || how == "iobj" || how == "obl";
    is_owner = how == "nmod" || how == "compound";
    in_title = reading_.block_role[block(*last)] == BlockRole::title;
    uint32_t byte = reading_.tokens.span[*last].begin;
    quoted = reading_.quotation_at(byte).has_value();
    auto has = [&](const Said& other) {
      return std::any_of(other.content.begin(), other.content.end(),
                         [&](Span span) { return span.begin <= byte && byte < span.end; });
    };
    in_own = has(around);
    size_t here = mention.said.value_or(first_behind(mention.at));
    for (size_t i = here > 4 ? here - 4 : 0; i < here && !in_other; ++i)
      in_other = said_[i].level >= around.level && has(said_[i]);
  }
  add(is_subject);
  add(is_object);
  add(is_owner);
  add(in_title);
  add(quoted);
  add(in_own);
  add(in_other);
  add(last && reading_.sentence_of(*last) == sentence);
  // Of those who are of the same type, how many were mentioned since.
  size_t recent = 0;
  size_t fitting = 0;
  size_t rivals = 0;
  size_t oftener = 0;
  size_t office_elsewhere = 0;
  for (const Rival& other : all) {
    const Someone& rival = cast_.all()[other.someone];
    if (other.someone == someone) continue;
    if (role)
      for (const Role& its : rival.roles)
        office_elsewhere += hearsay::likeness(mention.role, its) >= 2;
    if (rival.type != one.type) continue;
    ++rivals;
    oftener += rival.places.size() > one.places.size();
    if (!other.last || (last && *other.last < *last)) continue;
    ++recent;
    fitting += gender_fits(mention, noun_gender, rival.gender) >= 0;
  }
  add(capped(recent, 12));
  add(capped(fitting, 12));
  // Who spoke before, last first; everybody counts once.
  std::vector<size_t> spoke, addressed;
  int32_t spoke_rank = kFar, spoke_sentences = kFar, addressed_rank = kFar, next = kFar,
          next_blocks = kFar;
  size_t times_spoke = 0;
  bool spoke_in_block = false;
  bool asked_then = false;
  bool asked_last = false;
  int noun_before = 0;
  auto at =
      std::lower_bound(order_.begin(), order_.end(), mention.at,
                       [&](uint32_t other, uint32_t token) { return said_[other].at < token; });
  auto after = at;
  for (size_t looked = 0; at != order_.begin() && looked < kSpokenBefore; ++looked) {
    --at;
    size_t other = *at;
    if (other == around.around) continue;
    if (auto who = said_[other].speaker) {
      if (std::find(spoke.begin(), spoke.end(), *who) == spoke.end()) spoke.push_back(*who);
      if (*who == someone) {
        ++times_spoke;
        if (spoke_rank == kFar) {
          spoke_rank = static_cast<int32_t>(spoke.size()) - 1;
          spoke_sentences = capped(sentence - reading_.sentence_of(said_[other].at), 30);
          spoke_in_block = block(said_[other].at) == block(mention.at);
          asked_then = said_[other].asks;
        }
      }
      if (role && noun_before == 0) {
        if (ascii::lowered(reading_.lemma(said_[other].top)) ==
            ascii::lowered(reading_.lemma(mention.top)))
          noun_before = *who == someone ? 1 : -1;
      }
    }
    if (auto whom = said_[other].addressee) {
      if (std::find(addressed.begin(), addressed.end(), *whom) == addressed.end())
        addressed.push_back(*whom);
      if (*whom == someone && addressed_rank == kFar) {
        addressed_rank = static_cast<int32_t>(looked);
        asked_last = looked == 0 && (said_[other].asks);
      }
    }
  }
  for (size_t looked = 0; after != order_.end() && looked < 8; ++after, ++looked) {
    if (*after == mention.said || said_[*after].named != someone) continue;
    next = static_cast<int32_t>(looked);
    next_blocks = capped(block(said_[*after].at) - block(mention.at), 20);
    break;
  }
  add(spoke_rank);
  add(times_spoke);
  add(spoke_sentences);
  add(spoke_in_block);
  add(asked_then);
  add(addressed_rank);
  add(asked_last);
  add(next);
  add(next_blocks);
  add(gender_fits(mention, noun_gender, one.gender));
  int like = 0;
  bool other_office = false;
  if (role)
    for (const Role& its : one.roles) {
      int here = hearsay::likeness(mention.role, its);
      like = std::max(like, here);
      other_office = other_office || (its.kind == PersonWord::office && here == 0);
    }
  add(like);
  add(other_office);
  add(capped(office_elsewhere, 5));
  int noun_in_name = 0;
  size_t modifiers = 0;
  if (role && one.is_named()) {
    const std::vector<std::string>& words = cast_.words_of_name(one.fullest);
    std::string noun = fold_letters(reading_.word(mention.top));
    for (size_t i = 0; i < words.size(); ++i)
      if (words[i] == noun || (noun.size() > 4 && share_stem(words[i], noun)))
        noun_in_name = std::max(noun_in_name, i + 1 == words.size() ? 2 : 1);
    for (const std::string& word : mention.role.words)
      modifiers += std::any_of(words.begin(), words.end(), [&](const std::string& its) {
        return share_stem(its, word) && word != "the";
      });
  }
  add(noun_in_name);
  add(capped(modifiers, 4));
  add(noun_before);
  add(around.around && said_[*around.around].speaker == someone);
  add(std::find(inside.begin(), inside.end(), someone) != inside.end());
  uint32_t nearest = last ? *last : one.places.empty() ? mention.at : one.places.front();
  add(likeness(mention.top, nearest));
  add(one.places.empty() ? 0 : likeness(mention.top, one.places.front()));
  add(capped(rivals, 20));
  add(capped(oftener, 20));
  if (role) index_words();
  int votes = traits.masculine;
  if (mention.meant == Meant::she || noun_gender == Gender::female) votes = -votes;
  if (mention.meant == Meant::they || (role && noun_gender == Gender::unknown)) votes = 0;
  add(std::clamp(votes, -4, 4));
  add(role ? beside(nouns_, lemma_of(reading_, mention.top), mention, one) : kFar);
  add(role ? beside(stems_, stem_of(reading_, mention.top), mention, one) : kFar);
  return out;
}

namespace {

// How likely somebody must be, in log odds. For a role, which may be somebody whom the report does
// not name: more likely than not; a pronoun means somebody. Lower ones are right a little more
// often on reports that the trees did not learn from, and wrong much more often where they name
// somebody.
constexpr double kLeastPronoun = -0.5, kLeastRole = 0.0;

constexpr size_t kProbe = 60;
constexpr int64_t kHopeless = -2 * int64_t{Trees::kUnit};

struct WhoTrees {
  Trees trees;
  explicit WhoTrees(const Resources& resources) {
    auto read = Trees::read(resources.blob("models/speakers/who.trees"), candidate_features());
    if (read.ok()) trees = std::move(*read);
  }
};

}  // namespace

std::optional<MeantOne> choose(const Mention& mention, std::span<const Candidate> candidates,
                               const Resources& resources) {
  const Trees& trees = resources.made<WhoTrees>().trees;
  if (trees.empty()) return std::nullopt;
  double least = mention.meant == Meant::role ? kLeastRole : kLeastPronoun;
  auto most = static_cast<int64_t>(least * Trees::kUnit);
  std::optional<size_t> best;
  for (const Candidate& one : candidates) {
    // Most are plainly not meant, which the first trees know.
    auto score = trees.score_above(one.features, kHopeless, kProbe);
    if (!score || *score <= most) continue;
    most = *score;
    best = one.someone;
  }
  if (!best) return std::nullopt;
  double odds = static_cast<double>(most) / Trees::kUnit;
  return MeantOne{*best, {static_cast<uint16_t>(10000.0 / (1.0 + std::exp(-odds)))}};
}

}  // namespace hearsay
