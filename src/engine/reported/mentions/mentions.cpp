// See mentions.hpp.
#include "reported/mentions/mentions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/ascii.hpp"
#include "base/word_set.hpp"
#include "mentions/world/world.hpp"
#include "reported/cast/cast.hpp"
#include "reported/reading/reading.hpp"

namespace hearsay {
namespace {

constexpr WordSet kHe({"he", "him", "his", "himself"});
constexpr WordSet kShe({"she", "her", "hers", "herself"});
constexpr WordSet kThey({"they", "them", "it", "its", "their"});
constexpr WordSet kMe({"i", "me", "myself"});
constexpr WordSet kUs({"we", "us", "ourselves"});
constexpr WordSet kDefinite({"the", "this", "that"});
// What an outlet calls itself.
constexpr WordSet kOutlets({"newspaper", "paper", "agency", "daily", "weekly", "magazine",
                            "channel", "station", "broadcaster", "website", "bureau",
                            "correspondent", "reporter"});

class Finder {
 public:
  Finder(const Reading& reading, const Encoding& encoding, const Statements& statements,
         std::string_view publisher, const Resources& resources)
      : reading_(reading),
        statements_(statements),
        resources_(resources),
        world_(resources.made<World>()),
        cast_(reading, resources.made<PersonWords>()),
        said_(said_of()),
        candidates_(reading, cast_, encoding, said_) {
    // Of the Dravund Evening Bell the Bell.
    size_t blank = publisher.rfind(' ');
    if (blank != std::string_view::npos) outlet_ = ascii::lowered(publisher.substr(blank + 1));
  }

  Mentions find() {
    for (size_t name = 0; name < reading_.names.span.size(); ++name) add_name(name);
    // Nouns first: whoever is meant by one is meant by a pronoun that goes back to it.
    for (size_t i = 0; i < said_.size(); ++i)
      if (!is_pronoun(statements_.speaker[i])) add_speaker(i);
    std::vector<uint32_t> pronouns = add_nouns();
    for (size_t i = 0; i < said_.size(); ++i) {
      if (is_pronoun(statements_.speaker[i])) add_speaker(i);
      add_addressee(i);
    }
    std::set<uint32_t> done;
    for (const Found& one : found_) done.insert(one.span.begin);
    for (uint32_t token : pronouns)
      if (!done.contains(reading_.tokens.span[token].begin)) add_pronoun(token);
    return rows();
  }

 private:
  struct Found {
    Span span;
    MentionForm form;
    size_t someone;
    Score score;
  };

  void add(Span span, MentionForm form, size_t someone, Score score) {
    found_.push_back({span, form, someone, score});
  }

  // Whom these words name; or call by a noun.
  std::optional<size_t> someone_in(Span words) const {
    Tokened range = reading_.tokens_in(words);
    if (range.empty()) return std::nullopt;
    uint32_t top = reading_.top(range);
    if (auto name = reading_.name_at(top)) return cast_.of_name(*name);
    // Mr Joruk; the treasurer, Ilse Vard. Of the president of Velmora Velmora is not meant.
    for (uint32_t i = range.end; i-- > range.first;)
      if (auto name = reading_.name_at(i)) {
        size_t someone = cast_.of_name(*name);
        if (cast_.all()[someone].type == NameType::person) return someone;
      }
    return cast_.of_noun(top);
  }

  // Statements as far as they tell who is meant around them; nested as their contents are.
  std::vector<Said> said_of() const {
    constexpr size_t kLooked = 24;
    std::vector<Said> out;
    for (size_t i = 0; i < statements_.kind.size(); ++i) {
      Said& one = out.emplace_back();
      Tokened source = reading_.tokens_in(statements_.speaker[i]);
      if (!source.empty() && statements_.how[i] != SpeakerHow::continuation) {
        one.at = source.first;
        one.top = reading_.top(source);
      }
      auto content = statements_.content[i];
      one.content.assign(content.begin(), content.end());
      one.direct = statements_.kind[i] == StatementKind::direct;
      one.has_cue = !statements_.cue[i].is_none();
      one.asks = statements_.act[i] == Act::ask || statements_.act[i] == Act::demand;
      one.speaker = someone_in(statements_.named[i]);
      if (statements_.how[i] == SpeakerHow::named) one.named = one.speaker;
      one.addressee = someone_in(statements_.addressee[i]);
      for (size_t k = i, looked = 0; k-- > 0 && looked < kLooked; ++looked) {
        bool inside = std::any_of(out[k].content.begin(), out[k].content.end(), [&](Span span) {
          return span.covers(one.content.front()) && span != one.content.front();
        });
        if (!inside || (one.around && out[*one.around].level >= out[k].level)) continue;
        one.around = k;
        one.level = out[k].level + 1;
      }
    }
    return out;
  }

  // The words at a cue, unless a name of the same one stands among them.
  void add_words(Span words, size_t someone, Score score) {
    Tokened range = reading_.tokens_in(words);
    if (range.empty()) return;
    for (uint32_t i = range.first; i < range.end; ++i)
      if (auto name = reading_.name_at(i); name && cast_.of_name(*name) == someone) return;
    bool pronoun = range.size() == 1 && reading_.upos(range.first) == Upos::pron;
    add(words, pronoun ? MentionForm::pronoun : MentionForm::role, someone, score);
  }

  // Who speaks and is called by a noun that may be anything (the ringer), or writes the report (I).
  void add_stranger(size_t i) {
    Tokened range = reading_.tokens_in(statements_.speaker[i]);
    if (range.empty() || statements_.name[i].empty()) return;
    uint32_t top = reading_.top(range);
    bool pronoun = reading_.upos(top) == Upos::pron;
    if (pronoun && statements_.named[i] != statements_.speaker[i]) return;
    std::string key = pronoun ? std::string() : ascii::lowered(reading_.lemma(top));
    PersonWord kind = role_of(reading_, cast_.words(), top).kind;
    bool body = kind == PersonWord::group || kind == PersonWord::document;
    Span words = statements_.speaker[i];
    add(words, pronoun ? MentionForm::pronoun : MentionForm::role,
        stranger(key, body ? NameType::organisation : NameType::person),
        statements_.speaker_score[i]);
  }
  NameType type_of(size_t someone) const {
    return someone < cast_.all().size() ? cast_.all()[someone].type
                                        : stranger_type_[someone - cast_.all().size()];
  }

  void add_addressee(size_t i) {
    Span words = statements_.addressee[i];
    Tokened range = reading_.tokens_in(words);
    if (range.empty()) return;
    uint32_t top = reading_.top(range);
    if (said_[i].addressee) return add_words(words, *said_[i].addressee, Score{8000});
    if (range.size() == 1) {
      std::string_view word = reading_.word(range.first);
      Meant meant = kHe.has_lowered(word) ? Meant::he : Meant::she;
      if (!kHe.has_lowered(word) && !kShe.has_lowered(word)) {
        if (!kThey.has_lowered(word)) return;
        meant = Meant::they;
      }
      return choose_for(words, {{}, range.first, top, range, meant, {}});
    }
    if (reading_.has_feature(top, "Number=Plur")) return;
    Role role = role_of(reading_, cast_.words(), top);
    if (role.kind == PersonWord::none) return;
    choose_for(words, {{}, range.first, top, range, Meant::role, role});
  }
  void choose_for(Span words, const Mention& mention) {
    std::vector<Candidate> all = candidates_.of(mention);
    if (auto chosen = choose(mention, all, resources_))
      add_words(words, meant_by(chosen->someone, mention.at), chosen->score);
  }

  void add_name(size_t name) {
    Span span = reading_.names.span[name];
    Score score = reading_.names.score[name];
    const Country* country = world_.capital_of(reading_.text[span]);
    if (country == nullptr || !stands_for_government(name))
      return add(span, MentionForm::name, cast_.of_name(name), score);
    add(span, MentionForm::metonym, stranger("\x03" + std::string(country->code), NameType::place),
        score);
  }
  // Whether a capital speaks, is spoken to, or does what only governments do.
  bool stands_for_government(size_t name) const {
    constexpr WordSet kActs(
        {"accuse",  "agree",   "announce",  "approve",   "back",      "ban",       "blame",
         "call",    "claim",   "condemn",   "confirm",   "decide",    "demand",    "denounce",
         "deny",    "deploy",  "expel",     "fear",      "hope",      "impose",    "insist",
         "invite",  "launch",  "lift",      "offer",     "oppose",    "order",     "plan",
         "pledge",  "promise", "propose",   "protest",   "recognise", "recognize", "refuse",
         "reject",  "request", "respond",   "retaliate", "say",       "seek",      "send",
         "sign",    "stress",  "summon",    "support",   "suspend",   "threaten",  "urge",
         "violate", "vow",     "want",      "warn",      "welcome",   "withdraw",  "arm",
         "allege",  "dismiss", "negotiate", "sanction",  "reiterate", "react",     "reply"});
    constexpr WordSet kTheirs(
        {"ally",        "ambassador", "approach", "claim",     "commitment", "decision",
         "demand",      "diplomacy",  "envoy",    "foe",       "interest",   "intention",
         "involvement", "military",   "move",     "offer",     "plan",       "policy",
         "position",    "pressure",   "proposal", "refusal",   "rejection",  "request",
         "response",    "role",       "sanction", "spokesman", "stance",     "statement",
         "strategy",    "support",    "threat",   "troop",     "warning",    "withdrawal"});
    constexpr WordSet kBetween(
        {"relation",    "relationship",  "talk",          "tie",      "tension", "deal",
         "agreement",   "treaty",        "war",           "alliance", "dispute", "friction",
         "negotiation", "row",           "rift",          "dialogue", "accord",  "truce",
         "pact",        "cooperation",   "confrontation", "conflict", "crisis",  "contact",
         "channel",     "understanding", "standoff",      "spat",     "peace",   "diplomacy",
         "summit"});
    uint32_t first = reading_.names.first[name];
    Tokened range{first, first + reading_.names.count[name]};
    uint32_t top = reading_.top(range);
    // Relations between Washington and Moscow; but not the road between them.
    auto other = reading_.relation(top) == "conj" ? reading_.head(top) : std::nullopt;
    uint32_t first_of_two = other.value_or(top);
    if (auto sign = reading_.child(first_of_two, "case"); sign && is_between(*sign)) {
      auto what = reading_.head(first_of_two);
      return what && kBetween.has(ascii::lowered(reading_.lemma(*what)));
    }
    if (auto sign = reading_.child(top, "case")) {
      std::string_view word = reading_.word(*sign);
      bool owns = word == "'s" || word == "\u2019s" || word == "'" || word == "\u2019";
      auto owned = reading_.head(top);
      return owns && owned && kTheirs.has(ascii::lowered(reading_.lemma(*owned)));
    }
    Span span = reading_.names.span[name];
    for (const auto* words : {&statements_.speaker, &statements_.addressee})
      for (Span whole : *words)
        if (whole.covers(span) && reading_.top(reading_.tokens_in(whole)) == top) return true;
    auto above = reading_.head(top);
    return above && reading_.relation(top) == "nsubj" && !reading_.has_subtype(top, "pass") &&
           kActs.has(ascii::lowered(reading_.lemma(*above)));
  }

  bool is_between(uint32_t token) const {
    std::string_view word = reading_.word(token);
    return word == "between" || word == "Between";
  }

  bool is_pronoun(Span words) const {
    Tokened range = reading_.tokens_in(words);
    return range.size() == 1 && reading_.upos(range.first) == Upos::pron;
  }
  void add_speaker(size_t i) {
    Tokened range = reading_.tokens_in(statements_.speaker[i]);
    if (auto own = own_in(range)) return add_own(statements_.speaker[i], *own);
    if (!said_[i].speaker) return add_stranger(i);
    Tokened named = reading_.tokens_in(statements_.named[i]);
    size_t someone = *said_[i].speaker;
    if (!named.empty()) someone = meant_by(someone, reading_.top(named) + 1);
    if (!range.empty() && !is_pronoun(statements_.speaker[i]))
      of_noun_[reading_.top(range)] = someone;
    add_words(statements_.speaker[i], someone, statements_.speaker_score[i]);
  }
  // Whether these words mean who writes the report (I), or who prints it (we, this newspaper).
  std::optional<NameType> own_in(Tokened range) const {
    if (range.empty() || reading_.quotation_at(reading_.tokens.span[range.first].begin))
      return std::nullopt;
    uint32_t top = reading_.top(range);
    if (range.size() == 1 && kMe.has_lowered(reading_.word(top))) return NameType::person;
    if (range.size() == 1 && reading_.word(top) != "US" && kUs.has_lowered(reading_.word(top)))
      return NameType::organisation;
    return is_own(range, top) ? std::optional(NameType::organisation) : std::nullopt;
  }
  // Of one without a name whom the last noun for him before this token means.
  size_t meant_by(size_t someone, uint32_t before) const {
    if (someone >= cast_.all().size() || cast_.all()[someone].is_named()) return someone;
    const std::vector<uint32_t>& nouns = cast_.all()[someone].nouns;
    auto behind = std::lower_bound(nouns.begin(), nouns.end(), before);
    if (behind == nouns.begin()) return someone;
    auto found = of_noun_.find(*std::prev(behind));
    return found == of_noun_.end() ? someone : found->second;
  }

  // Nouns that stand for somebody alone, away from cues. Gives pronouns, which are for later.
  std::vector<uint32_t> add_nouns() {
    std::vector<char> covered(reading_.size(), 0);
    auto cover = [&](Span words) {
      Tokened range = reading_.tokens_in(words);
      if (!range.empty()) std::fill(covered.begin() + range.first, covered.begin() + range.end, 1);
    };
    for (const Found& one : found_) cover(one.span);
    for (Span words : statements_.speaker) cover(words);
    std::vector<uint32_t> pronouns;
    const std::unordered_map<std::string, size_t> ends = ends_of_bodies();
    for (uint32_t token = 0; token < reading_.size(); ++token) {
      if (covered[token] != 0) continue;
      std::string word = ascii::lowered(reading_.word(token));
      if (word == outlet_ && is_capital(token)) {
        add_own(reading_.tokens.span[token], NameType::organisation);
        continue;
      }
      if (auto body = ends.find(word); body != ends.end() && is_capital(token)) {
        add(reading_.tokens.span[token], MentionForm::name, body->second, Score{6000});
        continue;
      }
      if (reading_.upos(token) == Upos::pron)
        pronouns.push_back(token);
      else if (auto someone = cast_.of_noun(token))
        add_noun(token, *someone);
    }
    return pronouns;
  }
  // The last words of bodies' names: of the Merrow Moot moot; none that two bodies share.
  std::unordered_map<std::string, size_t> ends_of_bodies() const {
    std::unordered_map<std::string, size_t> out;
    std::set<std::string> shared;
    for (size_t i = 0; i < cast_.all().size(); ++i) {
      const Someone& one = cast_.all()[i];
      if (!one.is_named() || one.type != NameType::organisation) continue;
      const std::vector<std::string>& words = cast_.words_of_name(one.fullest);
      if (words.size() < 2) continue;
      auto [found, is_new] = out.emplace(words.back(), i);
      if (!is_new && found->second != i) shared.insert(words.back());
    }
    for (const std::string& word : shared) out.erase(word);
    return out;
  }
  // Written as a name, where other words are not.
  bool is_capital(uint32_t token) const {
    char letter = reading_.word(token).front();
    if (letter < 'A' || letter > 'Z') return false;
    Tokened sentence = reading_.sentence(reading_.sentence_of(token));
    if (token == sentence.first || reading_.name_at(token - 1)) return false;
    char before = reading_.word(token - 1).front();
    bool article = kDefinite.has_lowered(reading_.word(token - 1));
    bool alone = token + 1 == sentence.end || reading_.word(token + 1).front() < 'A' ||
                 reading_.word(token + 1).front() > 'Z';
    return alone && (article || before < 'A' || before > 'Z') &&
           reading_.block_role[reading_.block_of(reading_.tokens.span[token].begin)] !=
               BlockRole::title;
  }

  void add_pronoun(uint32_t token) {
    std::string_view word = reading_.word(token);
    bool me = kMe.has_lowered(word);
    if (me || (kUs.has_lowered(word) && word != "US")) return add_first_person(token, me);
    bool he = kHe.has_lowered(word);
    if ((!he && !kShe.has_lowered(word)) || reading_.has_feature(token, "Poss=Yes")) return;
    choose_for(reading_.tokens.span[token],
               {{}, token, token, {token, token + 1}, he ? Meant::he : Meant::she, {}});
  }
  // Within a quotation whoever speaks; we, if that is a body. Elsewhere the report itself.
  void add_first_person(uint32_t token, bool me) {
    Span span = reading_.tokens.span[token];
    std::optional<size_t> speaker;
    uint32_t level = 0;
    bool said = false;
    for (const Said& one : said_) {
      bool inside = std::any_of(one.content.begin(), one.content.end(),
                                [&](Span content) { return content.covers(span); });
      if (!inside || (said && one.level < level)) continue;
      said = true;
      level = one.level;
      speaker = one.speaker;
    }
    if (!reading_.quotation_at(span.begin))
      return add_own(span, me ? NameType::person : NameType::organisation);
    if (!speaker || (type_of(*speaker) == NameType::person) != me) return;
    add(span, MentionForm::pronoun, *speaker, Score{8000});
  }
  void add_own(Span span, NameType type) {
    add(span, MentionForm::own, stranger(type == NameType::person ? "\x01" : "\x02", type),
        Score{8000});
  }
  size_t stranger(const std::string& key, NameType type) {
    auto [found, is_new] = strangers_.emplace(key, strangers_.size());
    if (is_new) stranger_type_.push_back(type);
    return cast_.all().size() + found->second;
  }
  void add_noun(uint32_t token, size_t someone) {
    Tokened group = reading_.noun_group(token);
    bool definite = kDefinite.has_lowered(reading_.word(group.first));
    bool owned = false;
    for (uint32_t i = group.first; i < token; ++i) {
      std::string_view word = reading_.word(i);
      owned = owned || reading_.has_feature(i, "Poss=Yes") || word == "'s" || word == "\u2019s";
    }
    if (auto own = own_in(group)) return add_own(reading_.bytes_of(group), *own);
    constexpr WordSet kNo({"no", "not", "any", "every", "each"});
    Role role = role_of(reading_, cast_.words(), token);
    bool outlet = kOutlets.has(ascii::lowered(reading_.lemma(token)));
    if ((role.kind == PersonWord::document && !outlet) ||
        kNo.has_lowered(reading_.word(group.first)))
      return;
    if (role.kind == PersonWord::group && is_written_as_name(group, token))
      return add(reading_.bytes_of({group.first + (definite ? 1 : 0), group.end}),
                 MentionForm::name, stranger(folded(group, definite), NameType::organisation),
                 Score{5000});
    if (role.kind == PersonWord::group && !definite) return;
    Span words = reading_.bytes_of(with_of(group));
    if (definite || owned) {
      Mention mention{{}, group.first, token, group, Meant::role, role};
      if (auto chosen = choose(mention, candidates_.of(mention), resources_)) {
        of_noun_[token] = chosen->someone;
        return add_words(words, chosen->someone, chosen->score);
      }
    }
    add_words(words, someone, Score{7000});
  }
  // The Keel Party, which was not read as a name.
  bool is_written_as_name(Tokened group, uint32_t noun) const {
    if (noun <= group.first || group.end != noun + 1) return false;
    for (uint32_t i = group.first; i < group.end; ++i) {
      bool article = i == group.first && kDefinite.has_lowered(reading_.word(i));
      char letter = reading_.word(i).front();
      if (!article && (letter < 'A' || letter > 'Z')) return false;
    }
    return noun - group.first > (kDefinite.has_lowered(reading_.word(group.first)) ? 1U : 0U) &&
           reading_.block_role[reading_.block_of(reading_.tokens.span[noun].begin)] !=
               BlockRole::title;
  }
  std::string folded(Tokened group, bool definite) const {
    std::string out = "\x04";
    for (uint32_t i = group.first + (definite ? 1 : 0); i < group.end; ++i)
      out += ascii::lowered(reading_.word(i)) + " ";
    return out;
  }
  // This newspaper, our correspondent.
  bool is_own(Tokened group, uint32_t noun) const {
    std::string_view first = reading_.word(group.first);
    constexpr WordSet kOwn({"this", "our"});
    return group.first < noun && kOwn.has_lowered(first) &&
           kOutlets.has(ascii::lowered(reading_.lemma(noun)));
  }

  // The noun group of an office or of a trade that stands beside this name.
  Span role_beside(size_t name) const {
    uint32_t first = reading_.names.first[name];
    uint32_t end = first + reading_.names.count[name];
    uint32_t top = reading_.top({first, end});
    bool person = cast_.all()[cast_.of_name(name)].type == NameType::person;
    auto is_role = [&](uint32_t noun) {
      PersonWord kind = role_of(reading_, cast_.words(), noun).kind;
      bool one = kind == PersonWord::office || kind == PersonWord::person;
      return person ? one : kind == PersonWord::group || kind == PersonWord::document;
    };
    for (uint32_t one : reading_.children(top)) {
      std::string_view how = reading_.relation(one);
      if ((how == "appos" || (how == "flat" && one >= end)) && !reading_.name_at(one) &&
          is_role(one))
        return reading_.bytes_of(with_of(reading_.noun_group(one)));
    }
    if (auto above = reading_.head(top); above && !reading_.name_at(*above) && is_role(*above)) {
      std::string_view how = reading_.relation(top);
      bool copula = how == "nsubj" && reading_.child(*above, "cop").has_value();
      if (how == "appos" || how == "flat" || copula) {
        Tokened group = reading_.noun_group(*above);
        // Secretary of State, Mike Pompeo: all of it.
        constexpr uint32_t kMost = 4;
        bool before = group.first < first;
        if (before && (group.end > first || is_of_group(group.end, first, kMost)))
          group.end = first;
        return reading_.bytes_of(group);
      }
    }
    if (first > 0 && !reading_.name_at(first - 1) &&
        reading_.sentence_of(first - 1) == reading_.sentence_of(first) && is_role(first - 1)) {
      Tokened group = reading_.noun_group(first - 1);
      group.end = first;
      group.first = begin_of_nouns(group.first);
      if (group.first < group.end) return reading_.bytes_of(group);
    }
    return Span::none();
  }
  // Russia's deputy, before foreign minister, whatever the tree says.
  uint32_t begin_of_nouns(uint32_t token) const {
    constexpr uint32_t kMost = 5;
    uint32_t sentence = reading_.sentence(reading_.sentence_of(token)).first;
    uint32_t out = token;
    for (uint32_t i = token; i > sentence && token - i < kMost; --i) {
      Upos upos = reading_.upos(i - 1);
      std::string_view word = reading_.word(i - 1);
      bool owner = word == "'s" || word == "\u2019s";
      if (upos != Upos::noun && upos != Upos::propn && upos != Upos::adj && !owner) break;
      if (!owner) out = i - 1;
    }
    return out;
  }
  // Whether all that stands between belongs to a noun: of State.
  bool is_of_group(uint32_t begin, uint32_t end, uint32_t most) const {
    if (begin >= end || end - begin > most || reading_.upos(begin) != Upos::adp) return false;
    for (uint32_t i = begin + 1; i < end; ++i) {
      Upos upos = reading_.upos(i);
      if (upos != Upos::noun && upos != Upos::propn && upos != Upos::adj && upos != Upos::det)
        return false;
    }
    return true;
  }
  // The treasurer, of the Merrow Isles.
  Tokened with_of(Tokened group) const {
    if (group.end + 1 < reading_.size() && reading_.lemma(group.end) == "of")
      if (auto run = reading_.noun_run(group.end + 1)) group.end = run->end;
    return group;
  }

  Mentions rows() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    // One for the same words.
    found_.erase(std::unique(found_.begin(), found_.end(),
                             [](const Found& a, const Found& b) { return a.span == b.span; }),
                 found_.end());
    std::map<size_t, uint32_t> first, fullest;
    for (uint32_t i = 0; i < found_.size(); ++i) {
      const Found& one = found_[i];
      first.emplace(one.someone, i);
      if (one.form != MentionForm::name && one.form != MentionForm::metonym) continue;
      auto [at, is_new] = fullest.emplace(one.someone, i);
      if (!is_new && one.span.size() > found_[at->second].span.size()) at->second = i;
    }
    Mentions out;
    for (const Found& one : found_) {
      out.span.push_back(one.span);
      out.type.push_back(type_of(one.someone));
      out.form.push_back(one.form);
      out.first.push_back({first.at(one.someone)});
      auto full = fullest.find(one.someone);
      out.fullest.push_back(full == fullest.end() ? Row<Mentions>() : Row<Mentions>{full->second});
      NameType type = type_of(one.someone);
      bool person = one.form == MentionForm::name &&
                    (type == NameType::person || type == NameType::organisation);
      Tokened range = reading_.tokens_in(one.span);
      auto name = person && !range.empty() ? reading_.name_at(range.first) : std::nullopt;
      out.role.push_back(name ? role_beside(*name) : Span::none());
      out.score.push_back(one.score);
    }
    return out;
  }

  const Reading& reading_;
  const Statements& statements_;
  const Resources& resources_;
  const World& world_;
  std::string outlet_;  // the last word of its name, in small letters
  Cast cast_;
  std::vector<Said> said_;
  Candidates candidates_;
  std::vector<Found> found_;
  std::unordered_map<uint32_t, size_t> of_noun_;  // whom nouns were found to mean
  std::map<std::string, size_t> strangers_;       // by the noun that they are called by
  std::vector<NameType> stranger_type_;
};

}  // namespace

std::span<const std::string_view> names_of(MentionForm) {
  static constexpr std::array<std::string_view, 5> kNames = {"name", "role", "pronoun", "own",
                                                             "metonym"};
  return kNames;
}

std::optional<size_t> mention_at(const Mentions& mentions, Span words) {
  constexpr uint32_t kLongest = 400;  // bytes of a mention
  if (words.is_none()) return std::nullopt;
  std::optional<size_t> best;
  uint32_t most = 0;
  auto behind = std::partition_point(mentions.span.begin(), mentions.span.end(),
                                     [&](Span span) { return span.begin < words.end; });
  for (auto at = behind; at != mentions.span.begin();) {
    --at;
    if (at->overlaps(words)) {
      uint32_t both = std::min(at->end, words.end) - std::max(at->begin, words.begin);
      if (both > most && 2 * both >= words.size()) {
        most = both;
        best = static_cast<size_t>(at - mentions.span.begin());
      }
    }
    if (at->begin + kLongest < words.begin) break;
  }
  return best;
}

Mentions find_mentions(const Text& text, const Roles& roles, const Metadata& metadata,
                       const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                       const Tags& tags, const Parse& parse, const Names& names,
                       const Quotations& quotations, const Statements& statements,
                       const Resources& resources) {
  if (tokens.span.empty() || parse.head.size() != tokens.span.size() ||
      tags.upos.size() != tokens.span.size())
    return {};  // without weights nothing is known of them
  Reading reading(text, roles, tokens, sentences, tags, parse, names, quotations);
  return Finder(reading, encoding, statements, chosen_value(metadata, MetadataField::publisher),
                resources)
      .find();
}

}  // namespace hearsay
