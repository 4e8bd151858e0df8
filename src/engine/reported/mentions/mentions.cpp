// See mentions.hpp.
#include "reported/mentions/mentions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/ascii.hpp"
#include "base/word_set.hpp"
#include "reported/cast/cast.hpp"
#include "reported/reading/reading.hpp"

namespace hearsay {
namespace {

constexpr WordSet kHe({"he", "him", "his", "himself"});
constexpr WordSet kShe({"she", "her", "hers", "herself"});
constexpr WordSet kThey({"they", "them", "it", "its", "their"});

class Finder {
 public:
  Finder(const Reading& reading, const Encoding& encoding, const Statements& statements,
         const Resources& resources)
      : reading_(reading),
        statements_(statements),
        resources_(resources),
        cast_(reading, resources.made<PersonWords>()),
        said_(said_of()),
        candidates_(reading, cast_, encoding, said_) {}

  Mentions find() {
    for (size_t name = 0; name < reading_.names.span.size(); ++name)
      add(reading_.names.span[name], MentionForm::name, cast_.of_name(name),
          reading_.names.score[name]);
    for (size_t i = 0; i < said_.size(); ++i) {
      if (said_[i].speaker)
        add_words(statements_.speaker[i], *said_[i].speaker, statements_.speaker_score[i]);
      else
        add_stranger(i);
      add_addressee(i);
    }
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
    auto [found, is_new] = strangers_.emplace(key, strangers_.size());
    if (is_new) stranger_type_.push_back(body ? NameType::organisation : NameType::person);
    add(statements_.speaker[i], pronoun ? MentionForm::pronoun : MentionForm::role,
        cast_.all().size() + found->second, statements_.speaker_score[i]);
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
      add_words(words, chosen->someone, chosen->score);
  }

  // The noun group of an office or of a trade that stands beside this name.
  Span role_beside(size_t name) const {
    uint32_t first = reading_.names.first[name];
    uint32_t end = first + reading_.names.count[name];
    uint32_t top = reading_.top({first, end});
    auto is_role = [&](uint32_t noun) {
      PersonWord kind = role_of(reading_, cast_.words(), noun).kind;
      return kind == PersonWord::office || kind == PersonWord::person;
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
        if (group.end > first && group.first < first) group.end = first;
        return reading_.bytes_of(group);
      }
    }
    if (first > 0 && !reading_.name_at(first - 1) &&
        reading_.sentence_of(first - 1) == reading_.sentence_of(first) && is_role(first - 1)) {
      Tokened group = reading_.noun_group(first - 1);
      group.end = first;
      if (group.first < group.end) return reading_.bytes_of(group);
    }
    return Span::none();
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
      if (one.form != MentionForm::name) continue;
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
      bool person = type_of(one.someone) == NameType::person && one.form == MentionForm::name;
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
  Cast cast_;
  std::vector<Said> said_;
  Candidates candidates_;
  std::vector<Found> found_;
  std::map<std::string, size_t> strangers_;  // by the noun that they are called by
  std::vector<NameType> stranger_type_;
};

}  // namespace

std::span<const std::string_view> names_of(MentionForm) {
  static constexpr std::array<std::string_view, 3> kNames = {"name", "role", "pronoun"};
  return kNames;
}

Mentions find_mentions(const Text& text, const Roles& roles, const Encoding& encoding,
                       const Tokens& tokens, const Sentences& sentences, const Tags& tags,
                       const Parse& parse, const Names& names, const Quotations& quotations,
                       const Statements& statements, const Resources& resources) {
  if (tokens.span.empty() || parse.head.size() != tokens.span.size() ||
      tags.upos.size() != tokens.span.size())
    return {};  // without weights nothing is known of them
  Reading reading(text, roles, tokens, sentences, tags, parse, names, quotations);
  return Finder(reading, encoding, statements, resources).find();
}

}  // namespace hearsay
