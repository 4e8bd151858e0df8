// See cues.hpp.
#include "reported/statements/cues.hpp"

#include <algorithm>

#include "reported/statements/signs.hpp"

namespace hearsay::statements {
namespace {

bool is_speech(std::string_view lemma) {
  return is_one_of(lemma, {"say", "tell", "add", "reply", "write", "report", "claim", "state",
                           "announce", "answer"});
}

// "The Wire reported Mr Joruk as [saying]", with the Wire as source and "saying" as cue.
bool quoted_before(const Reading& reading, Draft& draft) {
  constexpr uint32_t kSoon = 14;  // tokens
  Tokened cue = reading.tokens_in(draft.cue);
  Tokened source = reading.tokens_in(draft.source);
  if (cue.empty() || source.empty() || source.end >= cue.first || source.end + kSoon < cue.first)
    return false;
  uint32_t as = reading.word(cue.first) == "as" ? cue.first : cue.first - 1;
  uint32_t verb = source.end;
  while (verb + 1 < as && reading.upos(verb) == Upos::adv) ++verb;
  bool quotes = reading.upos(verb) == Upos::verb &&
                is_one_of(reading.lemma(verb), {"quote", "cite", "report"});
  if (reading.word(as) != "as" || !quotes || verb + 1 >= as) return false;
  draft.quoting = draft.source;
  draft.quoting_cue = reading.tokens.span[verb];
  draft.source = reading.bytes_of({verb + 1, as});
  return true;
}

}  // namespace

Span trimmed_source(const Reading& reading, Span source) {
  if (source.is_none()) return source;
  std::string_view text = reading.text.view();
  for (std::string_view last = sign_before(text, source.end); source.begin < source.end;
       last = sign_before(text, source.end)) {
    if (!is_blank_sign(last) && !is_one_of(last, {",", ";", ":", "\u2013", "\u2014"})) break;
    source.end -= static_cast<uint32_t>(last.size());
  }
  return source.empty() ? Span::none() : source;
}

void find_cue(const Reading& reading, Span content, Draft& draft) {
  Tokened range = reading.tokens_in(content);
  if (range.empty()) return;
  uint32_t top = reading.top(range);
  auto verb = reading.head(top);
  bool clause = reading.relation(top) == "ccomp" || reading.relation(top) == "parataxis";
  if (!verb || range.has(*verb) || !clause || !is_speech(reading.lemma(*verb))) return;
  auto subject = reading.child(*verb, "nsubj");
  if (!subject || range.has(*subject)) return;
  draft.cue = reading.tokens.span[*verb];
  draft.source = reading.bytes_of(reading.noun_group(*subject));
}

bool find_cue_before_colon(const Reading& reading, Span content, Draft& draft) {
  Tokened range = reading.tokens_in(content);
  if (range.empty() || range.first < 3) return false;
  uint32_t colon = range.first;
  while (colon > 0 && range.first - colon < 3 && reading.word(colon) != ":") --colon;
  if (reading.word(colon) != ":" || reading.upos(colon - 1) != Upos::verb) return false;
  auto subject = reading.child(colon - 1, "nsubj");
  // What stands right before the verb says it, whatever the tree has.
  Upos before = reading.upos(colon - 2);
  if (before == Upos::propn || before == Upos::noun || before == Upos::pron) subject = colon - 2;
  if (!subject || *subject > colon) return false;
  draft.cue = reading.tokens.span[colon - 1];
  draft.source = reading.bytes_of(reading.noun_group(*subject));
  return true;
}

void quoted_as_saying(const Reading& reading, std::vector<Span>& contents, Draft& draft) {
  constexpr uint32_t kSoon = 14;  // tokens
  if (quoted_before(reading, draft)) return;
  Tokened range = reading.tokens_in(contents.front());
  // Between the cue and the content, in neither.
  Tokened cue = reading.tokens_in(draft.cue);
  if (!cue.empty() && !range.empty() && cue.end + 2 < range.first && range.first < cue.end + kSoon)
    for (uint32_t i = cue.end + 1; i + 1 < range.first; ++i)
      if (reading.word(i) == "as" && is_speech(reading.lemma(i + 1)) &&
          reading.word(i + 1).ends_with("ing")) {
        draft.quoting = draft.source;
        draft.quoting_cue = draft.cue;
        draft.source = reading.bytes_of({cue.end, i});
        draft.cue = reading.bytes_of({i, i + 2});
        return;
      }
  // “...”, the Wire quoted Mr Joruk as saying: behind the cue, and the content before it.
  bool quotes = !cue.empty() && is_one_of(reading.lemma(cue.end - 1), {"quote", "cite", "report"});
  if (quotes && range.end <= cue.first) {
    uint32_t sentence = reading.sentence_of(cue.first);
    for (uint32_t i = cue.end + 1; i + 1 < std::min(reading.size(), cue.end + kSoon); ++i) {
      if (reading.sentence_of(i + 1) != sentence) break;
      if (reading.word(i) != "as" || !is_speech(reading.lemma(i + 1)) ||
          !reading.word(i + 1).ends_with("ing"))
        continue;
      draft.quoting = draft.source;
      draft.quoting_cue = draft.cue;
      draft.source = reading.bytes_of({cue.end, i});
      draft.cue = reading.bytes_of({i, i + 2});
      return;
    }
  }
  // The content is he himself: "reported [Mr Joruk] as saying: “...”".
  bool himself = contents.size() > 1 && !range.empty() && range.end + 1 < reading.size() &&
                 reading.word(range.end) == "as" && is_speech(reading.lemma(range.end + 1)) &&
                 reading.word(range.end + 1).ends_with("ing");
  if (himself) {
    draft.quoting = draft.source;
    draft.quoting_cue = draft.cue;
    draft.source = contents.front();
    draft.cue = reading.bytes_of({range.end, range.end + 2});
    contents.erase(contents.begin());
    return;
  }
  for (uint32_t i = range.first + 1; i + 1 < std::min(range.end, range.first + kSoon); ++i) {
    if (reading.word(i) != "as" || !is_speech(reading.lemma(i + 1)) ||
        !reading.word(i + 1).ends_with("ing"))
      continue;
    if (reading.quotation_at(reading.tokens.span[i].begin)) return;
    draft.quoting = draft.source;
    draft.quoting_cue = draft.cue;
    draft.source = reading.bytes_of({range.first, i});
    draft.cue = reading.bytes_of({i, i + 2});
    contents.front().begin =
        i + 2 < range.end ? reading.tokens.span[i + 2].begin : contents.front().end;
    if (contents.front().empty()) contents.erase(contents.begin());
    return;
  }
}

void quoted_source(const Reading& reading, Draft& draft) {
  Tokened source = reading.tokens_in(draft.source);
  for (uint32_t i = source.first; i + 1 < source.end; ++i) {
    std::string_view lemma = reading.lemma(i);
    if (reading.upos(i) != Upos::verb || !is_one_of(lemma, {"quote", "cite"})) continue;
    if (i > source.first) draft.quoting = reading.bytes_of({source.first, i});
    draft.quoting_cue = reading.tokens.span[i];
    uint32_t end = source.end;
    if (reading.word(end - 1) == "as") --end;
    if (i + 1 < end) draft.source = reading.bytes_of({i + 1, end});
    return;
  }
}

Span find_source(const Reading& reading, Span cue, std::span<const Span> contents) {
  constexpr int kSteps = 3;
  Tokened range = reading.tokens_in(cue);
  if (range.empty()) return Span::none();
  std::optional<uint32_t> verb;
  for (uint32_t i = range.first; i < range.end && !verb; ++i)
    if (reading.upos(i) == Upos::verb) verb = i;
  auto fits = [&](uint32_t token) {
    Span at = reading.tokens.span[token];
    bool inside =
        std::any_of(contents.begin(), contents.end(), [&](Span span) { return span.overlaps(at); });
    std::string_view lemma = reading.lemma(token);
    return !inside && !range.has(token) && lemma != "it" && lemma != "there" && lemma != "what";
  };
  for (int step = 0; verb && step < kSteps; ++step) {
    bool passive = false;
    for (uint32_t one : reading.children(*verb)) {
      passive = passive || (reading.relation(one) == "nsubj" && reading.has_subtype(one, "pass"));
      if (reading.relation(one) == "nsubj" && !reading.has_subtype(one, "pass") && fits(one))
        return reading.bytes_of(reading.noun_group(one));
    }
    if (passive) return Span::none();
    std::string_view how = reading.relation(*verb);
    if (how == "acl" && reading.head(*verb) && fits(*reading.head(*verb)) &&
        !reading.has_subtype(*verb, "relcl"))
      return reading.bytes_of(reading.noun_group(*reading.head(*verb)));
    if (how != "advcl" && how != "xcomp" && how != "conj") return Span::none();
    verb = reading.head(*verb);
  }
  return Span::none();
}

}  // namespace hearsay::statements
