// See relays.hpp.
#include "reported/statements/relays.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/word_set.hpp"

namespace hearsay::statements {
namespace {

constexpr size_t kMostRelays = 8;

// Nouns that are media: with one of them a name is an outlet's, and "the newspaper" is one.
constexpr WordSet kMedia({"newspaper",   "paper",      "daily",      "weekly",    "magazine",
                          "agency",      "television", "tv",         "radio",     "channel",
                          "broadcaster", "station",    "website",    "site",      "media",
                          "press",       "journal",    "tabloid",    "programme", "podcast",
                          "network",     "wire",       "news",       "outlet",    "portal",
                          "bulletin",    "newscast",   "newspapers", "agencies"});
// Words that end the titles of newspapers and the names of agencies, in many countries.
constexpr WordSet kTitles({"times",    "post",      "herald",     "tribune",  "telegraph",
                           "gazette",  "chronicle", "courier",    "observer", "guardian",
                           "express",  "mail",      "mirror",     "star",     "standard",
                           "journal",  "ledger",    "lantern",    "bell",     "wire",
                           "press",    "news",      "agency",     "bureau",   "argus",
                           "examiner", "sentinel",  "echo",       "record",   "register",
                           "dispatch", "inquirer",  "advertiser", "monitor"});
// What is given to an outlet, or carried by one.
constexpr WordSet kGiven({"interview",    "remarks",    "comments", "remark", "comment",
                          "statement",    "statements", "article",  "op-ed",  "column",
                          "essay",        "speech",     "talk",     "letter", "broadcast",
                          "conversation", "quotes",     "words",    "text",   "call",
                          "message",      "report",     "piece"});
constexpr WordSet kCarried({"carried", "quoted", "cited", "published", "reported", "broadcast",
                            "aired", "printed", "run", "released", "distributed", "relayed",
                            "posted", "translated"});
constexpr WordSet kSpeakingTo({"speaking", "talking", "writing"});

class Finder {
 public:
  Finder(const Reading& reading, const Outlets& outlets, std::string_view publisher,
         std::string_view domain)
      : reading_(reading), outlets_(outlets), publisher_(folded(publisher)), domain_(domain) {}

  void find(std::vector<Draft>& drafts) const {
    for (size_t i = 0; i < drafts.size(); ++i) {
      Draft& draft = drafts[i];
      if (draft.goes_on) continue;
      if (!draft.quoting.is_none()) add_quoting(draft);
      at_cue(draft);
      if (draft.around) add_outer(drafts, draft);
    }
    for (Draft& draft : drafts) {
      if (!draft.goes_on) continue;
      const Draft& before = drafts[*draft.goes_on];
      if (!before.goes_on || &before < &draft) draft.relay = before.relay;
    }
  }

 private:
  static std::string folded(std::string_view name) {
    std::string out = fold_letters(name);
    return out.starts_with("the ") ? out.substr(4) : out;
  }

  void add(Draft& draft, Span span, Span cue, std::string_view name) const {
    if (draft.relay.size() == kMostRelays || span.is_none()) return;
    for (const Relay& one : draft.relay)
      if (one.span.overlaps(span)) return;
    if (cue.is_none()) cue = {span.begin, span.begin};
    draft.relay.push_back({span, cue, ascii::squeezed(name)});
  }

  // Whoever quotes the speaker; "which" is what its clause belongs to.
  void add_quoting(Draft& draft) const {
    Tokened words = reading_.tokens_in(draft.quoting);
    if (words.empty()) return;
    if (words.size() == 1 && reading_.upos(words.first) == Upos::pron) {
      Tokened cue = reading_.tokens_in(draft.quoting_cue);
      if (cue.empty() || reading_.relation(cue.first) != "acl" || !reading_.head(cue.first)) return;
      words = reading_.noun_group(*reading_.head(cue.first));
    }
    add(draft, reading_.bytes_of(words), draft.quoting_cue, name_of(words));
  }

  // Who says the statement around it, and through whom that came.
  void add_outer(const std::vector<Draft>& drafts, Draft& draft) const {
    const Draft& outer = drafts[*draft.around];
    bool same = !draft.named.is_none() && draft.named == outer.named;
    // Told OTA, the agency reported: it is OTA.
    if (!outer.speaker.is_none() && outer.named == outer.speaker && !draft.addressee.is_none() &&
        outer.content.front().covers(draft.addressee)) {
      Tokened to = reading_.tokens_in(draft.addressee);
      Tokened by = reading_.tokens_in(outer.speaker);
      auto name = to.empty() ? std::nullopt : reading_.name_at(to.end - 1);
      if (name && !by.empty() && reading_.names.type[*name] == NameType::organisation &&
          kMedia.has_lowered(reading_.word(by.end - 1))) {
        add(draft, draft.addressee, outer.cue, reading_.text[reading_.names.span[*name]]);
        same = true;
      }
    }
    if (!same && !outer.speaker.is_none()) {
      const Outlet* outlet = outlets_.find(reading_.text[outer.speaker], true);
      add(draft, outer.speaker, outer.cue,
          outlet != nullptr    ? outlet->name
          : outer.name.empty() ? reading_.text[outer.speaker]
                               : outer.name);
    }
    // He speaks on, without a cue.
    if (!same && outer.speaker.is_none() && !outer.name.empty())
      add(draft, outer.named, Span::none(), outer.name);
    for (const Relay& one : outer.relay) add(draft, one.span, one.cue, one.name);
  }

  void at_cue(Draft& draft) const {
    if (!draft.addressee.is_none() && draft.verb) {
      Tokened words = reading_.tokens_in(draft.addressee);
      if (!words.empty() && is_outlet(words)) add_outlet(draft, words, draft.cue);
    }
    if (draft.cue.is_none()) return;
    Tokened cue = reading_.tokens_in(draft.cue);
    if (cue.empty()) return;
    Tokened sentence = reading_.sentence(reading_.sentence_of(cue.first));
    for (uint32_t i = sentence.first; i < sentence.end; ++i) {
      if (in_content(draft, i)) continue;
      std::string word = ascii::lowered(reading_.word(i));
      bool op_ed = word == "ed" && i >= 2 && reading_.word(i - 1) == "-";
      bool according = word == "according" && !cue.has(i) && i + 1 < sentence.end &&
                       reading_.word(i + 1) == "to";
      if (according && draft.level == 0) {
        if (auto group = reading_.noun_run(i + 2); group && is_outlet(*group))
          add_outlet(draft, *group, reading_.bytes_of({i, i + 2}));
      } else if (kGiven.has(word) || op_ed) {
        if (auto outlet = behind(i, {"with", "to", "for", "by", "in", "on"}, draft))
          add_outlet(draft, *outlet, op_ed ? reading_.bytes_of({i - 2, i + 1}) : one_word(i));
      } else if (kCarried.has(word) || kSpeakingTo.has(word)) {
        bool speaking = kSpeakingTo.has(word);
        auto outlet = speaking ? behind(i, {"to", "with", "on", "in", "for"}, draft)
                               : behind(i, {"by", "on", "in"}, draft);
        if (outlet) add_outlet(draft, *outlet, one_word(i));
      }
    }
    quoting(draft, cue);
  }

  // The Lamp quoted an officer as saying: who quotes is the relay, whom it quotes the speaker. Here
  // the speaker is known to be the quoted one only if the source is not the subject.
  void quoting(Draft& draft, Tokened cue) const {
    constexpr WordSet kQuote({"quote", "cite", "report"});
    Tokened source = reading_.tokens_in(draft.source);
    if (auto group = quoting_before(source); group && !in_content(draft, group->first))
      add(draft, reading_.bytes_of(*group), one_word(source.first - 1), name_of(*group));
    for (uint32_t i = cue.first > 8 ? cue.first - 8 : 0; i < cue.end; ++i) {
      if (!kQuote.has(ascii::lowered(reading_.lemma(i))) || in_content(draft, i)) continue;
      auto subject = reading_.child(i, "nsubj");
      auto object = reading_.child(i, "obj");
      if (!subject || !object || source.empty() || !source.has(*object) || source.has(*subject))
        continue;
      if (in_content(draft, *subject)) continue;
      std::string_view word = reading_.word(*subject);
      if (word == "which" || word == "that" || word == "who") {
        // The Associated Press, which quoted: what the clause belongs to.
        if (auto above = reading_.head(i); above && reading_.relation(i) == "acl") subject = above;
      }
      Tokened group = reading_.noun_group(*subject);
      add(draft, reading_.bytes_of(group), one_word(i), name_of(group));
    }
  }

  // The Bell also quoted [an officer]: what stands before the verb right before the source.
  std::optional<Tokened> quoting_before(Tokened source) const {
    if (source.first < 2 || source.empty()) return std::nullopt;
    uint32_t verb = source.first - 1;
    std::string lemma = ascii::lowered(reading_.lemma(verb));
    if (lemma != "quote" && lemma != "cite") return std::nullopt;
    uint32_t noun = verb - 1;
    while (noun > 0 && (reading_.upos(noun) == Upos::adv || reading_.upos(noun) == Upos::aux))
      --noun;
    bool named = reading_.upos(noun) == Upos::noun || reading_.upos(noun) == Upos::propn;
    if (!named || reading_.sentence_of(noun) != reading_.sentence_of(verb)) return std::nullopt;
    Tokened group = reading_.noun_group(noun);
    if (auto name = reading_.name_at(noun))
      group.first = std::min(group.first, reading_.names.first[*name]);
    return group;
  }

  Span one_word(uint32_t token) const { return reading_.tokens.span[token]; }

  bool in_content(const Draft& draft, uint32_t token) const {
    uint32_t at = reading_.tokens.span[token].begin;
    return std::any_of(draft.content.begin(), draft.content.end(),
                       [&](Span span) { return span.begin <= at && at < span.end; });
  }

  // An outlet behind one of these words, which follows soon.
  std::optional<Tokened> behind(uint32_t token, std::initializer_list<std::string_view> words,
                                const Draft& draft) const {
    constexpr uint32_t kSoon = 8;
    uint32_t end = std::min(reading_.size(), token + kSoon);
    for (uint32_t i = token + 1; i < end; ++i) {
      if (in_content(draft, i) || reading_.upos(i) == Upos::punct) return std::nullopt;
      std::string word = ascii::lowered(reading_.word(i));
      bool fits = std::find(words.begin(), words.end(), word) != words.end();
      if (!fits) continue;
      if (auto group = reading_.noun_run(i + 1); group && is_outlet(*group)) return group;
    }
    return std::nullopt;
  }

  // A name of the table; a name that ends as titles of newspapers do; a noun of media.
  bool is_outlet(Tokened words) const {
    // Ourselves: this newspaper, our correspondent.
    std::string first = ascii::lowered(reading_.word(words.first));
    if (first == "this" || first == "our" || first == "us") return false;
    if (outlet_of(words) != nullptr) return true;
    for (uint32_t i = words.first; i < words.end; ++i) {
      std::string word = ascii::lowered(reading_.word(i));
      if (kMedia.has(word)) return true;
      bool capital = reading_.upos(i) == Upos::propn || reading_.name_at(i);
      if (capital && kTitles.has(word) && word.front() != reading_.word(i).front()) return true;
    }
    return false;
  }
  const Outlet* outlet_of(Tokened words) const {
    // From the longest part on; determiners and what the outlet is stand before and behind.
    for (uint32_t first = words.first; first < words.end; ++first)
      for (uint32_t end = words.end; end > first; --end)
        if (const Outlet* found = outlets_.find(reading_.text[reading_.bytes_of({first, end})],
                                                first == words.first && end == words.end))
          return found;
    return nullptr;
  }
  std::string name_of(Tokened words) const {
    if (const Outlet* outlet = outlet_of(words)) return std::string(outlet->name);
    return std::string(reading_.text[reading_.bytes_of(words)]);
  }
  // By its name, or by the address: "The Ledger" is ledger.example.
  bool is_publisher(const std::string& name) const {
    constexpr size_t kLeast = 4;  // letters that tell
    if (!publisher_.empty() && (name == publisher_ || publisher_.ends_with(" " + name) ||
                                name.ends_with(" " + publisher_)))
      return true;
    std::string letters;
    for (char c : name)
      if (ascii::is_letter(c) || ascii::is_digit(c)) letters += c;
    std::string_view host = std::string_view(domain_).substr(0, domain_.rfind('.'));
    std::string plain;
    for (char c : host)
      if (ascii::is_letter(c) || ascii::is_digit(c)) plain += c;
    return letters.size() >= kLeast && plain.find(letters) != std::string::npos;
  }
  void add_outlet(Draft& draft, Tokened words, Span cue) const {
    std::string name = name_of(words);
    if (is_publisher(folded(name))) return;
    Tokened own = reading_.tokens_in(draft.source);
    if (own.overlaps(words)) return;
    add(draft, reading_.bytes_of(words), cue, name);
  }

  const Reading& reading_;
  const Outlets& outlets_;
  std::string publisher_, domain_;
};

}  // namespace

void find_relays(const Reading& reading, const Outlets& outlets, std::string_view publisher,
                 std::string_view domain, std::vector<Draft>& drafts) {
  Finder(reading, outlets, publisher, domain).find(drafts);
}

}  // namespace hearsay::statements
