// See speakers.hpp.
#include "reported/statements/speakers.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "base/word_set.hpp"

namespace hearsay::statements {
namespace {

constexpr WordSet kHe({"he", "him", "his"});
constexpr WordSet kShe({"she", "her", "hers"});
constexpr WordSet kThey({"they", "them", "their", "both", "it", "its", "others", "some", "many",
                         "all", "most", "those"});
constexpr WordSet kWho({"who", "which", "that", "whom", "whose"});
constexpr WordSet kMe({"i", "me", "my", "we", "us", "our"});
constexpr WordSet kIndefinite({"a", "an", "one", "some", "several", "two", "three", "four", "many",
                               "few", "another", "other", "any", "no", "most", "more"});

enum class Pronoun : uint8_t { none, he, she, they, who, me };

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
  Finder(const Reading& reading, const Cast& cast, const Encoding& encoding,
         const Resources& resources, std::string_view author, std::vector<Draft>& drafts,
         const WatchCandidates& watch)
      : reading_(reading),
        cast_(cast),
        author_(author),
        drafts_(drafts),
        watch_(watch),
        resources_(resources),
        said_(said_of(drafts)),
        candidates_(reading, cast, encoding, said_) {}

  void find() {
    // Outer ones first: who speaks there is I within.
    for (uint32_t level = 0; level < Attributions::kLevels; ++level)
      for (size_t i = 0; i < drafts_.size(); ++i)
        if (drafts_[i].level == level && !drafts_[i].goes_on) resolve(i);
    for (size_t i = 0; i < drafts_.size(); ++i)
      if (drafts_[i].goes_on) go_on(i, *drafts_[i].goes_on);
  }

 private:
  std::vector<Said> said_of(const std::vector<Draft>& drafts) const {
    std::vector<Said> out;
    for (const Draft& draft : drafts) {
      Said& one = out.emplace_back();
      Tokened source = reading_.tokens_in(draft.source);
      if (!source.empty() && !draft.goes_on) {
        one.at = source.first;
        one.top = reading_.top(source);
      }
      one.level = draft.level;
      one.around = draft.around;
      one.content = draft.content;
      one.direct = draft.kind == StatementKind::direct;
      one.has_cue = !draft.cue.is_none();
      one.asks = draft.act == Act::ask || draft.act == Act::demand;
      one.named = someone_in(draft.source, true);
      one.addressee = someone_in(draft.addressee, false);
    }
    return out;
  }

  // Who is named by these words; or called by a noun.
  std::optional<size_t> someone_in(Span words, bool by_name) const {
    Tokened range = reading_.tokens_in(words);
    if (range.empty()) return std::nullopt;
    uint32_t top = reading_.top(range);
    if (auto name = name_in(range, top)) return cast_.of_name(*name);
    return by_name ? std::nullopt : cast_.of_noun(top);
  }

  void resolve(size_t i) {
    Draft& draft = drafts_[i];
    if (draft.source.is_none()) {
      if (draft.cue.is_none()) follow(i);
      return;
    }
    draft.speaker = draft.source;
    Tokened source = reading_.tokens_in(draft.source);
    if (source.empty()) return;
    switch (pronoun_of(reading_, source)) {
      case Pronoun::none:
        return read_words(i, source);
      case Pronoun::me:
        return first_person(i);
      case Pronoun::who:
        return relative(i, source.first);
      case Pronoun::he:
        return read_pronoun(i, source, Meant::he);
      case Pronoun::she:
        return read_pronoun(i, source, Meant::she);
      case Pronoun::they:
        return read_pronoun(i, source, Meant::they);
    }
  }

  // ---- names and roles

  // Without where and when: an official in Tavra, Washington in December.
  Tokened without_place(Tokened source) const {
    for (uint32_t i = source.first + 1; i < source.end; ++i)
      if (reading_.upos(i) == Upos::adp && reading_.word(i) != "of" && !reading_.name_at(i))
        return {source.first, i};
    return source;
  }

  // Of the prime minister of the Isles the prime minister, whatever the tree says.
  uint32_t noun_of(Tokened source) const {
    uint32_t top = reading_.top(source);
    auto name = reading_.name_at(top);
    if (!name || cast_.all()[cast_.of_name(*name)].type == NameType::person) return top;
    for (uint32_t i = source.first + 1; i < top; ++i) {
      PersonWord kind = role_of(reading_, cast_.words(), i - 1).kind;
      bool one = kind == PersonWord::office || kind == PersonWord::person;
      if (reading_.upos(i) == Upos::adp && one && !reading_.name_at(i - 1)) return i - 1;
    }
    return top;
  }

  void read_words(size_t i, Tokened source) {
    Draft& draft = drafts_[i];
    uint32_t top = noun_of(without_place(source));
    if (auto name = name_in(source, top)) return give_name(i, *name, 9500);
    Upos upos = reading_.upos(top);
    Role role = role_of(reading_, cast_.words(), top);
    if (upos == Upos::propn && role.kind == PersonWord::none)
      return give_words(draft, reading_.noun_group(top), SpeakerHow::named, 8000);
    bool several = reading_.has_feature(top, "Number=Plur");
    bool indefinite = is_indefinite(source, top);
    if (!indefinite && !several) {
      draft.how = SpeakerHow::role;
      if (choose(i, {i, source.first, top, source, Meant::role, role})) return;
    }
    bool person = role.kind == PersonWord::person || role.kind == PersonWord::office;
    SpeakerHow how = person && (indefinite || several) ? SpeakerHow::anonymous : SpeakerHow::role;
    if (role.kind == PersonWord::none && indefinite &&
        (upos == Upos::num || upos == Upos::pron || upos == Upos::det))
      how = SpeakerHow::anonymous;
    give_words(draft, source, how, 7000);
    said_[i].speaker = cast_.of_noun(top);
  }

  void read_pronoun(size_t i, Tokened source, Meant meant) {
    drafts_[i].how = SpeakerHow::pronoun;
    choose(i, {i, source.first, source.first, source, meant, {}});
  }

  // Whoever is meant most likely, if he is likely enough.
  bool choose(size_t i, const Mention& mention) {
    std::vector<Candidate> all = candidates_.of(mention);
    if (watch_) watch_(mention, all);
    auto chosen = hearsay::choose(mention, all, resources_);
    if (!chosen) return false;
    const Someone& someone = cast_.all()[chosen->someone];
    said_[i].speaker = chosen->someone;
    if (someone.is_named()) {
      give_someone(i, chosen->someone, chosen->score.ten_thousandths);
      return true;
    }
    Draft& draft = drafts_[i];
    // By the words that he was last called by.
    const std::vector<uint32_t>& nouns = someone.nouns;
    auto behind = std::lower_bound(nouns.begin(), nouns.end(), mention.at);
    if (behind == nouns.begin()) return false;
    Tokened words = reading_.noun_group(*std::prev(behind));
    draft.named = reading_.bytes_of(words);
    draft.name = plain(reading_.text[draft.named]);
    draft.speaker_score = chosen->score;
    return true;
  }

  // The name that the words are of: of "Iran's spokesman Bahram Qasemi" the last.
  std::optional<size_t> name_in(Tokened source, uint32_t top) const {
    std::optional<size_t> best;
    int best_worth = 0;
    for (uint32_t i = source.first; i < source.end; ++i) {
      std::optional<size_t> name = reading_.name_at(i);
      if (!name || name == best) continue;
      uint32_t end = reading_.names.first[*name] + reading_.names.count[*name];
      NameType type = cast_.all()[cast_.of_name(*name)].type;
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

  void give_name(size_t i, size_t name, uint16_t score) {
    Draft& draft = drafts_[i];
    draft.how = SpeakerHow::named;
    give_someone(i, cast_.of_name(name), score);
    // Where it stands, if it is no shorter there.
    Span here = reading_.names.span[name];
    if (here.size() == draft.named.size()) draft.named = here;
  }
  void give_someone(size_t i, size_t someone, uint16_t score) {
    Draft& draft = drafts_[i];
    said_[i].speaker = someone;
    draft.named = cast_.fullest(someone);
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
                      role_of(reading_, cast_.words(), *above).kind != PersonWord::none;
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
      give_name(i, *name, 9000);
    } else {
      Tokened group = reading_.noun_group(noun);
      read_words(i, group);
    }
    draft.how = SpeakerHow::pronoun;
  }

  void first_person(size_t i) {
    Draft& draft = drafts_[i];
    draft.how = SpeakerHow::pronoun;
    auto around = reading_.quotation_at(draft.speaker.begin);
    if (draft.around) {
      const Draft& outer = drafts_[*draft.around];
      said_[i].speaker = said_[*draft.around].speaker;
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
    said_[i].speaker = said_[from].speaker;
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
    give_name(i, *name, 9000);
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
  const Cast& cast_;
  std::string_view author_;
  std::vector<Draft>& drafts_;
  const WatchCandidates& watch_;
  const Resources& resources_;
  std::vector<Said> said_;
  Candidates candidates_;
};

}  // namespace

void find_speakers(const Reading& reading, const Encoding& encoding, const Resources& resources,
                   std::string_view author, std::vector<Draft>& drafts,
                   const WatchCandidates& watch) {
  Cast cast(reading, resources.made<PersonWords>());
  Finder(reading, cast, encoding, resources, author, drafts, watch).find();
}

}  // namespace hearsay::statements
