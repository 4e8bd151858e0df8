// See speakers.hpp.
#include "reported/statements/speakers.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/word_set.hpp"
#include "reported/statements/people.hpp"

namespace hearsay::statements {
namespace {

// What speaks for a person to be meant by a pronoun, in hundredths. Chosen on the open samples.
struct Weights {
  int sentence = -30;    // a sentence further back, up to eight
  int block = -15;       // a block further back, up to six
  int subject = 90;      // his nearest name is a subject
  int object = -30;      // or hangs on another noun
  int spoke = 90;        // spoke last
  int spoke_before = 0;  // or before that
  int gender = 60;       // of the pronoun's
  int other_gender = -600;
  int in_content = -220;   // named within what is said here
  int in_quotation = -90;  // named in what somebody else says
  int same_sentence = 60;
  int in_title = -40;
  int often = 12;  // for every further time he is named, up to four
};
constexpr Weights kWeights;
constexpr int kLeast = -160;     // below that nobody is meant
constexpr int kLeastRole = 100;  // by "the senator", which may be anybody
constexpr size_t kLooked = 120;  // names before the pronoun

constexpr WordSet kHe({"he", "him", "his"});
constexpr WordSet kShe({"she", "her", "hers"});
constexpr WordSet kThey({"they", "them", "their", "both", "it", "its", "others", "some", "many",
                         "all", "most", "those"});
constexpr WordSet kWho({"who", "which", "that", "whom", "whose"});
constexpr WordSet kMe({"i", "me", "my", "we", "us", "our"});
constexpr WordSet kIndefinite({"a", "an", "one", "some", "several", "two", "three", "four", "many",
                               "few", "another", "other", "any", "no", "most", "more"});

enum class Pronoun : uint8_t { none, he, she, they, who, me, role };  // role: the senator

Pronoun pronoun_of(const Reading& reading, Tokened source) {
  if (source.size() != 1) return Pronoun::none;
  std::string word = ascii::lowered(reading.word(source.first));
  if (kHe.has(word)) return Pronoun::he;
  if (kShe.has(word)) return Pronoun::she;
  if (kThey.has(word)) return Pronoun::they;
  if (kMe.has(word)) return Pronoun::me;
  return kWho.has(word) ? Pronoun::who : Pronoun::none;
}

bool is_possessive(const Reading& reading, uint32_t behind) {
  if (behind >= reading.size()) return false;
  std::string_view word = reading.word(behind);
  return word == "'s" || word == "\u2019s" || word == "'" || word == "\u2019";
}

class Finder {
 public:
  Finder(const Reading& reading, const People& people, std::string_view author,
         std::vector<Draft>& drafts)
      : reading_(reading), people_(people), author_(author), drafts_(drafts) {}

  void find() {
    // Outer ones first: who speaks there is I within.
    for (uint32_t level = 0; level < Attributions::kLevels; ++level)
      for (size_t i = 0; i < drafts_.size(); ++i)
        if (drafts_[i].level == level && !drafts_[i].goes_on) resolve(i);
    for (size_t i = 0; i < drafts_.size(); ++i) name_later(i);
    for (size_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].goes_on) go_on(i, *drafts_[i].goes_on);
  }

 private:
  void resolve(size_t i) {
    Draft& draft = drafts_[i];
    if (draft.source.is_none()) {
      if (draft.cue.is_none()) follow(i);
      return;
    }
    draft.speaker = draft.source;
    Tokened source = reading_.tokens_in(draft.source);
    if (source.empty()) return;
    switch (Pronoun pronoun = pronoun_of(reading_, source)) {
      case Pronoun::none:
        return read_words(i, source);
      case Pronoun::me:
        return first_person(draft);
      case Pronoun::who:
        return relative(i, source.first);
      default:
        draft.how = SpeakerHow::pronoun;
        rank(i, source.first, pronoun);
    }
  }

  // ---- names and roles

  // The senator, with nothing that tells which: somebody whom the text has named before.
  bool is_mentioned_before(const Role& role, Tokened source, uint32_t top) const {
    bool person = role.kind == PersonWord::office || role.kind == PersonWord::person;
    std::string first = ascii::lowered(reading_.word(source.first));
    return person && (first == "the" || first == "this" || first == "that") &&
           top + 1 == source.end;
  }

  void read_words(size_t i, Tokened source) {
    Draft& draft = drafts_[i];
    uint32_t top = reading_.top(source);
    std::optional<size_t> name = name_in(source, top);
    if (name) return give_name(draft, *name, 9500);
    Upos upos = reading_.upos(top);
    Role role = role_of(reading_, people_.words(), top);
    if (upos == Upos::propn && role.kind == PersonWord::none)
      return give_words(draft, reading_.noun_group(top), SpeakerHow::named, 8000);
    bool several = reading_.has_feature(top, "Number=Plur");
    bool indefinite = is_indefinite(source, top);
    if (!indefinite && !several) {
      draft.how = SpeakerHow::role;
      if (auto holder = holder_of(role, source))
        return give_someone(draft, holder->someone, holder->score);
      if (is_mentioned_before(role, source, top)) {
        rank(i, source.first, Pronoun::role, &role);
        if (!draft.name.empty()) return;
      }
    }
    bool person = role.kind == PersonWord::person || role.kind == PersonWord::office;
    SpeakerHow how = person && (indefinite || several) ? SpeakerHow::anonymous : SpeakerHow::role;
    if (role.kind == PersonWord::none && indefinite &&
        (upos == Upos::num || upos == Upos::pron || upos == Upos::det))
      how = SpeakerHow::anonymous;
    give_words(draft, source, how, 7000);
  }

  // The treasurer denied it. [next paragraph] “Not one crown,” Ansel Candlewren said: who speaks in
  // the next paragraph, is named there first, and has no other office is the one whom the role was
  // of.
  void name_later(size_t i) {
    Draft& draft = drafts_[i];
    if (draft.how != SpeakerHow::role || draft.named != draft.source || draft.level > 0) return;
    Tokened source = reading_.tokens_in(draft.source);
    Role role = role_of(reading_, people_.words(), reading_.top(source));
    if (role.kind != PersonWord::office || reading_.name_at(reading_.top(source))) return;
    size_t block = reading_.block_of(draft.source.begin);
    for (size_t k = i + 1; k < drafts_.size() && k < i + 4; ++k) {
      const Draft& next = drafts_[k];
      if (next.level > 0 || next.source.is_none()) continue;
      auto someone = someone_of(next);
      bool beside = reading_.block_of(next.source.begin) == block + 1;
      bool quoted = next.kind == StatementKind::direct;
      if (!someone || !beside || !quoted || next.how != SpeakerHow::named) return;
      const Someone& one = people_.all()[*someone];
      bool first = reading_.names.span[one.names.front()].begin > draft.source.end;
      Gender gender = people_.words().noun(role.noun).gender;
      bool fits =
          gender == Gender::unknown || one.gender == Gender::unknown || gender == one.gender;
      if (one.type == NameType::person && first && one.roles.empty() && fits)
        give_someone(draft, *someone, 6000);
      return;
    }
  }

  // The name that the words are of: of "Iran's spokesman Bahram Qasemi" the last.
  std::optional<size_t> name_in(Tokened source, uint32_t top) const {
    std::optional<size_t> best;
    int best_worth = 0;
    for (uint32_t i = source.first; i < source.end; ++i) {
      std::optional<size_t> name = reading_.name_at(i);
      if (!name || name == best) continue;
      uint32_t end = reading_.names.first[*name] + reading_.names.count[*name];
      NameType type = reading_.names.type[*name];
      if (type == NameType::nationality || type == NameType::work) continue;
      if (is_possessive(reading_, end)) continue;
      bool has_top = reading_.names.first[*name] <= top && top < end;
      uint32_t own = reading_.top(
          {std::max(reading_.names.first[*name], source.first), std::min(end, source.end)});
      std::optional<uint32_t> above = reading_.head(own);
      std::string_view how = reading_.relation(own);
      bool beside =
          above && *above == top && (how == "appos" || how == "flat" || how == "compound");
      bool last = end >= source.end;
      int worth = has_top ? 3 : 0;
      if (type == NameType::person)
        worth = has_top ? 6 : beside ? 5 : last && how != "nmod" ? 2 : 0;
      // The Brannik government: a name before the noun it belongs to.
      if (type != NameType::person && !has_top) worth = 0;
      if (worth > best_worth) {
        best_worth = worth;
        best = name;
      }
    }
    return best;
  }

  bool is_indefinite(Tokened source, uint32_t top) const {
    for (uint32_t i = source.first; i <= top && i < source.end; ++i) {
      std::string word = ascii::lowered(reading_.word(i));
      if (word == "the" || word == "this" || word == "that" ||
          reading_.has_feature(i, "Poss=Yes") || is_possessive(reading_, i))
        return false;
      if (kIndefinite.has(word)) return true;
    }
    return reading_.has_feature(top, "Number=Plur");
  }

  struct Holder {
    size_t someone;
    uint16_t score;
  };

  // Whom the report gives this role.
  std::optional<Holder> holder_of(const Role& wanted, Tokened source) const {
    if (wanted.kind != PersonWord::office && wanted.kind != PersonWord::person &&
        !is_leader(wanted.noun))
      return std::nullopt;
    std::optional<size_t> best;
    int best_worth = 0;
    int second = 0;
    uint32_t at = source.first;
    for (size_t i = 0; i < people_.all().size(); ++i) {
      const Someone& one = people_.all()[i];
      if (one.type != NameType::person) continue;
      int worth = 0;
      for (const Role& role : one.roles) worth = std::max(worth, likeness(wanted, role));
      Gender gender = people_.words().noun(wanted.noun).gender;
      if (gender != Gender::unknown && one.gender != Gender::unknown && gender != one.gender)
        continue;
      if (worth == 0) continue;
      // The nearer of two who are as likely.
      uint32_t near = nearest_before(one, at);
      worth = worth * 10 +
              (near == UINT32_MAX
                   ? 0
                   : 9 - static_cast<int>(std::min<uint32_t>(9, blocks_between(near, at))));
      if (worth > best_worth) {
        second = best_worth;
        best_worth = worth;
        best = i;
      } else {
        second = std::max(second, worth);
      }
    }
    if (!best || best_worth < 20) return std::nullopt;
    return Holder{*best, static_cast<uint16_t>(best_worth - second > 5 ? 9000 : 6500)};
  }

  static bool is_leader(std::string_view noun) {
    constexpr WordSet kLeaders(
        {"leader", "premier", "ruler", "strongman", "politician", "statesman", "head"});
    return kLeaders.has(noun);
  }

  // 0 for none; 2 for the same noun; more for each word they share.
  static int likeness(const Role& wanted, const Role& role) {
    bool same = office_of(wanted.noun) == office_of(role.noun);
    if (!same && wanted.noun.ends_with(" " + role.noun)) same = true;
    if (!same && role.noun.ends_with(" " + wanted.noun)) same = true;
    bool leads = is_leader(wanted.noun) && role.kind == PersonWord::office;
    if (!same && !leads) return 0;
    int shared = 0;
    int other = 0;
    for (const std::string& word : wanted.words) {
      bool found = std::any_of(role.words.begin(), role.words.end(), [&](const std::string& own) {
        size_t stem = std::min<size_t>(4, std::min(own.size(), word.size()));
        return own.compare(0, stem, word, 0, stem) == 0;
      });
      shared += found;
      other += !found;
    }
    if (leads && shared == 0) return 0;
    int out = (same ? 2 : 1) + shared;
    // The Russian envoy is not Iran's.
    if (shared == 0 && other > 0 && !role.words.empty() && !wanted.words.empty()) out -= 1;
    return std::max(out, 0);
  }

  void give_name(Draft& draft, size_t name, uint16_t score) {
    draft.how = SpeakerHow::named;
    give_someone(draft, people_.of_name(name), score);
    // Where it stands, if it is no shorter there.
    Span here = reading_.names.span[name];
    if (here.size() == draft.named.size()) draft.named = here;
  }
  void give_someone(Draft& draft, size_t someone, uint16_t score) {
    draft.named = people_.fullest(someone);
    draft.name = plain(reading_.text[draft.named]);
    draft.speaker_score = Score{score};
  }
  void give_words(Draft& draft, Tokened words, SpeakerHow how, uint16_t score) {
    draft.named = reading_.bytes_of(words);
    draft.name = plain(reading_.text[draft.named]);
    draft.how = how;
    draft.speaker_score = Score{score};
  }
  static std::string plain(std::string_view text) { return ascii::squeezed(text); }

  // ---- pronouns

  uint32_t nearest_before(const Someone& one, uint32_t token) const {
    uint32_t best = UINT32_MAX;
    for (size_t name : one.names) {
      if (reading_.names.first[name] >= token) break;
      best = reading_.names.first[name];
    }
    return best;
  }
  uint32_t blocks_between(uint32_t a, uint32_t b) const {
    size_t x = reading_.block_of(reading_.tokens.span[a].begin);
    size_t y = reading_.block_of(reading_.tokens.span[b].begin);
    return static_cast<uint32_t>(x < y ? y - x : x - y);
  }

  // Who spoke in the drafts before this one, and where it says so; last first. SIZE_MAX: somebody
  // without a name.
  struct Spoke {
    size_t someone;
    uint32_t token;
  };
  std::vector<Spoke> spoke_before(size_t i) const {
    constexpr size_t kLookedBack = 12;
    std::vector<Spoke> out;
    for (size_t k = i; k-- > 0 && i - k <= kLookedBack;) {
      const Draft& before = drafts_[k];
      if (before.level > 0 || before.speaker.is_none()) continue;
      auto someone = someone_of(before);
      out.push_back({someone ? *someone : SIZE_MAX, reading_.tokens_in(before.speaker).first});
    }
    return out;
  }

  // `role`: of the words, where they are no pronoun.
  void rank(size_t i, uint32_t pronoun, Pronoun kind, const Role* role = nullptr) {
    Draft& draft = drafts_[i];
    std::vector<Spoke> spoke = spoke_before(i);
    std::optional<size_t> outer = draft.around ? someone_of(drafts_[*draft.around]) : std::nullopt;
    std::vector<size_t> seen;
    std::optional<size_t> best;
    int best_worth = kind == Pronoun::role ? kLeastRole : kLeast;
    int second = best_worth;
    size_t last = first_name_behind(pronoun);
    for (size_t name = last, looked = 0; name-- > 0 && looked < kLooked; ++looked) {
      size_t someone = people_.of_name(name);
      if (std::find(seen.begin(), seen.end(), someone) != seen.end()) continue;
      seen.push_back(someone);
      const Someone& one = people_.all()[someone];
      bool person = one.type == NameType::person;
      bool fits = kind == Pronoun::they
                      ? one.type == NameType::organisation || one.type == NameType::place
                      : person;
      if (!fits || someone == outer) continue;
      // They: only whoever spoke before; who else is meant nobody can tell.
      bool spoke_so = std::any_of(spoke.begin(), spoke.end(), [&](const Spoke& one_before) {
        return one_before.someone == someone;
      });
      if (kind == Pronoun::they && !spoke_so) continue;
      int worth = worth_of(draft, one, someone, name, pronoun, kind, spoke);
      if (role != nullptr) worth += fits_role(*role, one);
      if (worth > best_worth) {
        second = best_worth;
        best_worth = worth;
        best = someone;
      } else {
        second = std::max(second, worth);
      }
    }
    if (const Draft* unnamed = unnamed_before(i, kind)) {
      int worth = kWeights.spoke + kWeights.subject +
                  kWeights.block *
                      static_cast<int>(std::min<uint32_t>(
                          6, blocks_between(reading_.tokens_in(unnamed->named).first, pronoun)));
      worth += kWeights.sentence *
               static_cast<int>(std::min<uint32_t>(
                   8, reading_.sentence_of(pronoun) -
                          reading_.sentence_of(reading_.tokens_in(unnamed->named).first)));
      if (worth > best_worth) {
        draft.name = unnamed->name;
        draft.named = unnamed->named;
        draft.speaker_score = Score{6000};
        return;
      }
    }
    if (!best) return;
    double odds = static_cast<double>(best_worth - second) / 100.0;
    auto score = static_cast<uint16_t>(10000.0 * (odds >= 4 ? 0.98 : 0.5 + odds * 0.12));
    give_someone(draft, *best, score);
  }

  // Whoever spoke last without a name, if he can be meant by this pronoun.
  const Draft* unnamed_before(size_t i, Pronoun kind) const {
    if (kind != Pronoun::he && kind != Pronoun::she) return nullptr;
    for (size_t k = i; k-- > 0 && i - k < 4;) {
      const Draft& before = drafts_[k];
      if (before.level > 0 || before.name.empty()) continue;
      if (before.how != SpeakerHow::anonymous && before.how != SpeakerHow::role) return nullptr;
      Tokened words = reading_.tokens_in(before.named);
      if (words.empty() || words.first >= reading_.tokens_in(drafts_[i].source).first)
        return nullptr;
      uint32_t top = reading_.top(words);
      if (reading_.name_at(top) || reading_.has_feature(top, "Number=Plur")) return nullptr;
      Role role = role_of(reading_, people_.words(), top);
      if (role.kind != PersonWord::person && role.kind != PersonWord::office) return nullptr;
      Gender gender = people_.words().noun(role.noun).gender;
      Gender wanted = kind == Pronoun::he ? Gender::male : Gender::female;
      return gender == Gender::unknown || gender == wanted ? &before : nullptr;
    }
    return nullptr;
  }

  // Somebody of another office is hardly meant.
  int fits_role(const Role& wanted, const Someone& one) const {
    Gender gender = people_.words().noun(wanted.noun).gender;
    int out = -40;
    if (gender != Gender::unknown && one.gender != Gender::unknown)
      out += gender == one.gender ? kWeights.gender : kWeights.other_gender;
    bool other_office = wanted.kind == PersonWord::office &&
                        std::any_of(one.roles.begin(), one.roles.end(), [](const Role& role) {
                          return role.kind == PersonWord::office;
                        });
    return other_office ? out - 150 : out;
  }

  size_t first_name_behind(uint32_t token) const {
    return static_cast<size_t>(
        std::lower_bound(reading_.names.first.begin(), reading_.names.first.end(), token) -
        reading_.names.first.begin());
  }

  std::optional<size_t> someone_of(const Draft& draft) const {
    if (draft.named.is_none()) return std::nullopt;
    Tokened range = reading_.tokens_in(draft.named);
    if (range.empty()) return std::nullopt;
    auto name = reading_.name_at(range.first);
    if (!name) return std::nullopt;
    return people_.of_name(*name);
  }

  int worth_of(const Draft& draft, const Someone& one, size_t someone, size_t name,
               uint32_t pronoun, Pronoun kind, const std::vector<Spoke>& spoke) const {
    const Weights& w = kWeights;
    uint32_t token = reading_.names.first[name];
    uint32_t nearest = token;
    for (const Spoke& before : spoke)
      if (before.someone == someone && before.token < pronoun)
        nearest = std::max(nearest, before.token);
    auto sentences =
        static_cast<int>(reading_.sentence_of(pronoun) - reading_.sentence_of(nearest));
    auto blocks = static_cast<int>(blocks_between(nearest, pronoun));
    int out = w.sentence * std::min(sentences, 8) + w.block * std::min(blocks, 6);
    uint32_t top = reading_.top({token, token + reading_.names.count[name]});
    std::string_view how = reading_.relation(top);
    if (how == "nsubj" || nearest != token) out += w.subject;
    if (nearest == token && (how == "nmod" || how == "compound")) out += w.object;
    if (sentences == 0) out += w.same_sentence;
    if (!spoke.empty() && spoke[0].someone == someone)
      out += w.spoke;
    else if (spoke.size() > 1 && spoke[1].someone == someone)
      out += w.spoke_before;
    if ((kind == Pronoun::he || kind == Pronoun::she) && one.gender != Gender::unknown) {
      bool fits = (one.gender == Gender::male) == (kind == Pronoun::he);
      out += fits ? w.gender : w.other_gender;
    }
    uint32_t at = reading_.tokens.span[nearest].begin;
    bool inside = std::any_of(draft.content.begin(), draft.content.end(),
                              [&](Span span) { return span.begin <= at && at < span.end; });
    if (inside)
      out += w.in_content;
    else if (reading_.quotation_at(at))
      out += w.in_quotation;
    if (reading_.block_role[reading_.block_of(at)] == BlockRole::title) out += w.in_title;
    out += w.often * static_cast<int>(std::min<size_t>(one.names.size() - 1, 4));
    return out;
  }

  // Who said so: the noun that the clause belongs to.
  void relative(size_t i, uint32_t pronoun) {
    Draft& draft = drafts_[i];
    draft.how = SpeakerHow::pronoun;
    for (std::optional<uint32_t> at = pronoun; at; at = reading_.head(*at)) {
      bool clause = reading_.relation(*at) == "acl";
      std::optional<uint32_t> above = reading_.head(*at);
      if (!clause || !above) continue;
      // Who is somebody: not the meeting that their counterpart, who spoke, was at.
      bool somebody = reading_.name_at(*above) || reading_.upos(*above) == Upos::propn ||
                      reading_.upos(*above) == Upos::pron || reading_.word(pronoun) != "who" ||
                      role_of(reading_, people_.words(), *above).kind != PersonWord::none;
      if (somebody) return antecedent(i, *above);
      break;
    }
    // Not in the tree: the noun right before it.
    Tokened sentence = reading_.sentence(reading_.sentence_of(pronoun));
    for (uint32_t t = pronoun; t > sentence.first; --t)
      if (reading_.upos(t - 1) == Upos::noun || reading_.upos(t - 1) == Upos::propn)
        return antecedent(i, t - 1);
  }
  void antecedent(size_t i, uint32_t noun) {
    Draft& draft = drafts_[i];
    if (auto name = reading_.name_at(noun)) {
      give_name(draft, *name, 9000);
    } else {
      Tokened group = reading_.noun_group(noun);
      read_words(i, group);
    }
    draft.how = SpeakerHow::pronoun;
  }

  void first_person(Draft& draft) {
    draft.how = SpeakerHow::pronoun;
    auto around = reading_.quotation_at(draft.speaker.begin);
    if (draft.around) {
      const Draft& outer = drafts_[*draft.around];
      draft.name = outer.name;
      draft.named = outer.named;
      draft.speaker_score = outer.speaker_score;
    } else if (!around && !author_.empty()) {
      draft.name = author_;
      draft.named = draft.speaker;
      draft.speaker_score = Score{8000};
    }
  }

  // ---- without a cue

  void go_on(size_t i, size_t from) {
    Draft& draft = drafts_[i];
    const Draft& before = drafts_[from];
    draft.goes_on = from;
    draft.name = before.name;
    draft.named = before.named;
    draft.speaker_score = before.speaker_score;
    draft.how = before.name.empty() ? SpeakerHow::unresolved : SpeakerHow::continuation;
  }

  // — Palle Okrist, chief engineer: a paragraph of that form after the quotation.
  bool signed_by(size_t i) {
    Draft& draft = drafts_[i];
    size_t block = reading_.block_of(draft.content.back().begin) + 1;
    if (block >= reading_.blocks.size()) return false;
    Tokened words = reading_.tokens_in(reading_.blocks[block]);
    if (words.size() < 2 || words.size() > 25) return false;
    std::string_view sign = reading_.word(words.first);
    auto name = reading_.name_at(words.first + 1);
    bool dash = sign == "\u2014" || sign == "\u2013" || sign == "-" || sign == "--";
    if (!dash || !name) return false;
    draft.speaker = reading_.names.span[*name];
    give_name(draft, *name, 9000);
    return true;
  }

  // A quotation that nobody is said to say: whoever spoke right before speaks on, unless something
  // stands between.
  void follow(size_t i) {
    Draft& draft = drafts_[i];
    if (signed_by(i)) return;
    Span own = draft.first_content();
    auto quotation = reading_.quotation_at(own.begin);
    size_t block = reading_.block_of(own.begin);
    for (size_t k = i; k-- > 0 && i - k < 6;) {
      const Draft& before = drafts_[k];
      if (before.level > 0) continue;
      Span last = before.content.back();
      size_t last_block = reading_.block_of(last.begin);
      if (block - last_block > 1 || reading_.block_role[last_block] == BlockRole::title) return;
      bool quoted = before.kind != StatementKind::indirect;
      bool same_quotation = quotation && reading_.quotations.goes_on[*quotation].yes;
      if (same_quotation ? quoted : quoted && nothing_between(before, own)) go_on(i, k);
      return;
    }
  }

  // Between a statement and this place nobody else is named, and nothing else is told.
  bool nothing_between(const Draft& before, Span own) const {
    uint32_t from = before.content.back().end;
    if (!before.cue.is_none()) from = std::max(from, before.cue.end);
    if (!before.source.is_none()) from = std::max(from, before.source.end);
    Tokened between = reading_.tokens_in({from, std::max(from + 1, own.begin)});
    uint32_t sentences = 0;
    for (uint32_t t = between.first; t < between.end && reading_.tokens.span[t].end <= own.begin;
         ++t) {
      bool begins = reading_.sentence(reading_.sentence_of(t)).first == t;
      bool sign = reading_.upos(t) == Upos::punct;
      sentences += begins && !sign;
      if (auto name = reading_.name_at(t); name && reading_.names.type[*name] == NameType::person &&
                                           reading_.names.span[*name] != before.source)
        return false;
    }
    return sentences == 0;
  }

  const Reading& reading_;
  const People& people_;
  std::string_view author_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void find_speakers(const Reading& reading, const Resources& resources, std::string_view author,
                   std::vector<Draft>& drafts) {
  People people(reading, resources.made<PersonWords>());
  Finder(reading, people, author, drafts).find();
}

}  // namespace hearsay::statements
