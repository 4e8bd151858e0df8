// See acts.hpp.
#include "reported/statements/acts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/ascii.hpp"

namespace hearsay::statements {
namespace {

std::optional<Act> act_of(std::string_view name) {
  auto names = names_of(Act{});
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Act>(found - names.begin());
}

// Verbs that take whom they speak to as their object.
bool speaks_to(std::string_view lemma) {
  constexpr std::array<std::string_view, 30> kVerbs = {
      "accuse",   "advise",   "alert",        "ask",       "assure",   "beg",
      "caution",  "command",  "congratulate", "encourage", "implore",  "inform",
      "instruct", "invite",   "notify",       "order",     "persuade", "petition",
      "press",    "question", "remind",       "request",   "summon",   "tell",
      "thank",    "threaten", "urge",         "warn",      "call on",  "write"};
  return std::find(kVerbs.begin(), kVerbs.end(), lemma) != kVerbs.end();
}

bool is_negation(const Reading& reading, uint32_t token) {
  std::string_view lemma = reading.lemma(token);
  return lemma == "not" || lemma == "n't" || lemma == "never";
}

// The first full verb of the cue; of "was quoted as saying" it is quoted, of "declined to say"
// declined. Of a cue without verbs its top.
uint32_t verb_of(const Reading& reading, Tokened cue) {
  std::optional<uint32_t> light;
  for (uint32_t i = cue.first; i < cue.end; ++i) {
    if (reading.upos(i) != Upos::verb) continue;
    std::string_view lemma = reading.lemma(i);
    if (lemma != "have" && lemma != "be" && lemma != "do") return i;
    if (!light) light = i;
  }
  return light ? *light : reading.top(cue);
}

bool negated(const Reading& reading, Tokened cue, uint32_t verb) {
  for (uint32_t one : reading.children(verb))
    if (one < verb && is_negation(reading, one)) return true;
  for (uint32_t i = cue.first; i < verb; ++i)
    if (is_negation(reading, i)) return true;
  return false;
}

// What the lexicon knows of the cue: longer entries first.
const ActOf* find_act(const Reading& reading, const Acts& acts, Tokened cue, uint32_t verb) {
  std::string lemma = ascii::lowered(reading.lemma(verb));
  if (negated(reading, cue, verb))
    if (const ActOf* found = acts.find("not " + lemma)) return found;
  std::string words = lemma;
  const ActOf* best = acts.find(words);
  // Lemmas are not always right.
  std::string form = ascii::lowered(reading.word(verb));
  for (auto [suffix, instead] : {std::pair{"ied", "y"},
                                 {"ied", "ie"},
                                 {"ed", ""},
                                 {"ed", "e"},
                                 {"ies", "y"},
                                 {"es", ""},
                                 {"s", ""},
                                 {"ing", ""},
                                 {"ing", "e"}}) {
    if (best != nullptr || !form.ends_with(suffix)) continue;
    words = form.substr(0, form.size() - std::string_view(suffix).size()) + instead;
    best = acts.find(words);
  }
  if (best == nullptr) words = lemma;
  uint32_t end =
      std::min<uint32_t>(verb + 4, std::max(cue.end, std::min(verb + 2, reading.size())));
  for (uint32_t i = verb + 1; i < end; ++i) {
    words += " " + ascii::lowered(reading.word(i));
    if (const ActOf* found = acts.find(words)) best = found;
  }
  // Copulas and light verbs: "is convinced", "were sure".
  for (uint32_t i = cue.first; i < cue.end && best == nullptr; ++i)
    if (!reading.lemma(i).empty()) best = acts.find("be " + ascii::lowered(reading.lemma(i)));
  return best;
}

// Whether what is said is a question, direct or indirect.
bool asks(const Reading& reading, const Draft& draft) {
  Span last = draft.content.back();
  std::string_view text = reading.text[last];
  if (draft.kind == StatementKind::direct) return text.ends_with('?');
  Tokened range = reading.tokens_in(draft.first_content());
  if (range.empty()) return false;
  std::string first = ascii::lowered(reading.word(range.first));
  return first == "whether" || first == "if" || text.ends_with('?');
}

// Somebody must do something, or is told to.
bool must_be_done(const Reading& reading, const Draft& draft) {
  Tokened range = reading.tokens_in(draft.first_content());
  if (range.empty()) return false;
  uint32_t top = reading.top(range);
  if (reading.has_feature(top, "Mood=Imp") && reading.upos(top) == Upos::verb) return true;
  for (uint32_t one : reading.children(top))
    if (range.has(one) && reading.relation(one) == "aux" && reading.lemma(one) == "must")
      return true;
  return false;
}

Span addressee_of(const Reading& reading, const Draft& draft, uint32_t verb) {
  std::string lemma = ascii::lowered(reading.lemma(verb));
  Tokened source = reading.tokens_in(draft.source);
  auto outside = [&](uint32_t token) {
    uint32_t at = reading.tokens.span[token].begin;
    bool in_content = std::any_of(draft.content.begin(), draft.content.end(),
                                  [&](Span span) { return span.begin <= at && at < span.end; });
    return !in_content && !source.has(token);
  };
  bool passive = reading.child(verb, "nsubj") && [&] {
    for (uint32_t one : reading.children(verb))
      if (reading.relation(one) == "nsubj" && reading.has_subtype(one, "pass")) return true;
    return false;
  }();
  for (uint32_t one : reading.children(verb)) {
    std::string_view how = reading.relation(one);
    bool object = how == "iobj" || (how == "obj" && speaks_to(lemma));
    bool subject = passive && how == "nsubj" && speaks_to(lemma);
    bool to = how == "obl" && [&] {
      for (uint32_t inner : reading.children(one))
        if (reading.relation(inner) == "case" && reading.lemma(inner) == "to") return true;
      return false;
    }();
    bool who = reading.upos(one) == Upos::noun || reading.upos(one) == Upos::propn ||
               reading.upos(one) == Upos::pron;
    if (!(object || subject || to) || !who || !outside(one)) continue;
    Tokened group = reading.noun_group(one);
    // A name that the tree cuts.
    while (group.end < reading.size() && reading.upos(one) == Upos::propn &&
           reading.upos(group.end) == Upos::propn && outside(group.end) &&
           reading.tokens.span[group.end - 1].end + 1 == reading.tokens.span[group.end].begin)
      ++group.end;
    return reading.bytes_of(group);
  }
  // Told the Evening Bell: what stands right behind.
  if (!passive && speaks_to(lemma) && verb + 1 < reading.size())
    if (auto run = reading.noun_run(verb + 1);
        run && outside(run->first) && outside(run->end - 1)) {
      Upos last = reading.upos(run->end - 1);
      bool noun = last == Upos::noun || last == Upos::propn || reading.name_at(run->end - 1);
      if (noun) return reading.bytes_of(*run);
    }
  return Span::none();
}

// The verbs of a cue with the small words between and right behind them: of "later said in a speech
// on Monday:" it is "said", of "called for" all.
Span tidy_cue(const Reading& reading, Tokened cue) {
  constexpr uint32_t kSmall = 2;  // words behind the last verb that stay
  auto is_small = [&](uint32_t token) {
    Upos upos = reading.upos(token);
    return upos == Upos::adp || upos == Upos::part || upos == Upos::adv || upos == Upos::sconj;
  };
  while (cue.size() > 1 &&
         (reading.upos(cue.end - 1) == Upos::punct || reading.word(cue.end - 1) == ":"))
    --cue.end;
  while (cue.size() > 1 &&
         (reading.upos(cue.first) == Upos::punct || reading.upos(cue.first) == Upos::adv))
    ++cue.first;
  std::optional<uint32_t> last;
  for (uint32_t i = cue.first; i < cue.end; ++i)
    if (reading.upos(i) == Upos::verb) last = i;
  if (!last) return reading.bytes_of(cue);
  uint32_t end = *last + 1;
  bool all_small = cue.end - end <= kSmall;
  for (uint32_t i = end; i < cue.end; ++i) all_small = all_small && is_small(i);
  if (!all_small) cue.end = end;
  return reading.bytes_of(cue);
}

// Accused X of doing: who is accused is spoken to, and only what follows is said.
void part_object(const Reading& reading, Draft& draft, uint32_t verb) {
  constexpr uint32_t kLongest = 9;  // tokens of whoever it is
  if (draft.kind == StatementKind::direct || draft.content.empty()) return;
  std::string lemma = ascii::lowered(reading.lemma(verb));
  if (!speaks_to(lemma) && draft.act != Act::demand && draft.act != Act::order) return;
  Tokened content = reading.tokens_in(draft.content.front());
  // Names and nouns, up to the word that parts; no verb between.
  uint32_t end = content.first;
  bool noun = false;
  for (; end + 1 < content.end && end - content.first < kLongest; ++end) {
    std::string_view word = reading.word(end);
    Upos upos = reading.upos(end);
    bool parts = word == "of" ? draft.act == Act::accuse
                 : word == "with"
                     ? draft.act == Act::threaten
                     : (word == "to" && upos == Upos::part) ||
                           (word == "that" && upos == Upos::sconj) || word == "whether";
    if (parts && noun) break;
    if (upos == Upos::verb || upos == Upos::aux || upos == Upos::punct || parts) return;
    noun = noun || upos == Upos::noun || upos == Upos::propn || upos == Upos::pron;
  }
  if (end + 1 >= content.end || end == content.first || end - content.first >= kLongest) return;
  draft.addressee = reading.bytes_of({content.first, end});
  uint32_t first = reading.word(end) == "whether" ? end : end + 1;
  draft.content.front().begin = reading.tokens.span[first].begin;
}

// What else the speaker did, told in the same breath, is no content: "called him a liar and left".
void cut_other_deeds(const Reading& reading, Draft& draft, uint32_t verb) {
  Span& last = draft.content.back();
  Tokened range = reading.tokens_in(last);
  if (draft.kind == StatementKind::direct || range.empty() || range.first < verb) return;
  for (uint32_t one : reading.children(verb)) {
    if (reading.relation(one) != "conj" || reading.upos(one) != Upos::verb || !range.has(one) ||
        one == range.first)
      continue;
    // From its conjunction on.
    uint32_t from = one;
    for (uint32_t inner : reading.children(one))
      if (inner < from && range.has(inner)) from = inner;
    if (from <= range.first || reading.quotation_at(reading.tokens.span[from].begin)) continue;
    uint32_t end = from;
    while (end > range.first + 1 && reading.upos(end - 1) == Upos::punct &&
           !reading.quotation_at(reading.tokens.span[end - 1].begin) &&
           reading.word(end - 1) == ",")
      --end;
    last.end = reading.tokens.span[end - 1].end;
    return;
  }
}

}  // namespace

Acts::Acts(const Resources& resources) {
  std::string_view lines = resources.blob("knowledge/acts.txt");
  while (!lines.empty()) {
    size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty() || line.front() == '#') continue;
    ActOf of;
    if (line.ends_with(" denied")) {
      of.denied = true;
      line.remove_suffix(7);
    }
    size_t space = line.rfind(' ');
    if (space == std::string_view::npos) continue;
    auto act = act_of(line.substr(space + 1));
    if (!act) continue;
    of.act = *act;
    acts_.emplace(line.substr(0, space), of);
  }
}

const ActOf* Acts::find(std::string_view cue) const {
  auto found = acts_.find(cue);
  return found == acts_.end() ? nullptr : &found->second;
}

namespace {

// How sure the head must be to be believed against the lexicon, and where that knows nothing.
// Chosen on the open samples that the head did not learn from.
constexpr uint16_t kSurer = 9500;
constexpr uint16_t kSure = 6500;

// The head of the encoder: a linear layer on two states. Its few outputs are summed up here, in a
// fixed order; oneDNN takes longer to get ready for so small a product than that takes.
struct Head {
  Matrix<int8_t> weight;
  Matrix<float> step, bias;
  std::vector<Act> acts;  // of its labels; none without weights
  float heat = 1.0F;

  explicit Head(const Resources& resources) {
    const auto& encoder = resources.made<Encoder>();
    if (!encoder.usable()) return;
    const Weights& weights = encoder.weights();
    weight = weights.whole("acts.weight");
    auto labels = static_cast<uint32_t>(weight.rows);
    step = weights.real("acts.step", 1, labels);
    bias = weights.real("acts.bias", 1, labels);
    if (weight.columns != 2 * Encoding::columns_of_state() || step.rows == 0 || bias.rows == 0)
      return;
    heat = network::heat_of(weights, "acts");
    std::vector<Act> read;
    std::string_view names = weights.bytes("acts.labels");
    while (!names.empty()) {
      size_t end = std::min(names.find('\n'), names.size());
      auto act = act_of(names.substr(0, end));
      names.remove_prefix(std::min(end + 1, names.size()));
      if (!act) return;
      read.push_back(*act);
    }
    if (read.size() == weight.rows) acts = std::move(read);
  }

  // `state` has as many numbers as `weight` columns.
  std::vector<float> scores(const float* state) const {
    std::vector<float> out;
    for (size_t label = 0; label < acts.size(); ++label) {
      std::span<const int8_t> row = weight.row(label);
      float sum = 0;
      for (size_t i = 0; i < row.size(); ++i) sum += state[i] * static_cast<float>(row[i]);
      out.push_back(sum * step.cells[label] + bias.cells[label]);
    }
    return out;
  }
};

// The atom that holds this byte, or the next.
uint32_t atom_at(const Encoding& encoding, uint32_t byte) {
  auto found = std::lower_bound(encoding.atom.begin(), encoding.atom.end(), byte,
                                [](Span atom, uint32_t at) { return atom.end <= at; });
  return static_cast<uint32_t>(std::min<ptrdiff_t>(found - encoding.atom.begin(),
                                                   static_cast<ptrdiff_t>(encoding.size()) - 1));
}

struct Guess {
  Act act = Act::say;
  uint16_t share = 0;
};

// One per draft; none without weights.
std::vector<Guess> guess(const Encoding& encoding, const Resources& resources,
                         const std::vector<Draft>& drafts) {
  const auto& head = resources.made<Head>();
  if (head.acts.empty() || encoding.size() == 0) return {};
  std::vector<uint32_t> atoms;
  for (const Draft& draft : drafts) {
    uint32_t content = atom_at(encoding, draft.whole_content);
    atoms.push_back(draft.cue.is_none() ? content : atom_at(encoding, draft.cue.begin));
    atoms.push_back(content);
  }
  network::Rows states = encoding.states_of(atoms);
  const network::Kernels& kernels = resources.made<Encoder>().kernels();
  std::vector<Guess> out;
  for (size_t i = 0; i < drafts.size(); ++i) {
    std::vector<float> scores = head.scores(states.row(2 * i));  // two rows, one behind the other
    auto best =
        static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    float share = kernels.share(scores.data(), scores.size(), best, head.heat);
    out.push_back({head.acts[best], static_cast<uint16_t>(10000.0F * share)});
  }
  return out;
}

// `cue`: as the attribution has it.
void read_act(const Reading& reading, const Acts& acts, Guess guessed, Draft& draft) {
  Tokened cue = reading.tokens_in(draft.cue);
  const ActOf* known = nullptr;
  if (!cue.empty()) {
    uint32_t verb = verb_of(reading, cue);
    draft.verb = verb;
    known = find_act(reading, acts, cue, verb);
    if (known != nullptr && known->denied) draft.polarity = Polarity::denied;
    cut_other_deeds(reading, draft, verb);
    draft.act = known != nullptr ? known->act : Act::say;
    part_object(reading, draft, verb);
    if (draft.addressee.is_none()) draft.addressee = addressee_of(reading, draft, verb);
    draft.cue = tidy_cue(reading, cue);
    // Vard: no boats. A colon is no word that says so.
    if (reading.text[draft.cue] == ":") draft.cue = Span::none();
  }
  if (guessed.share > 0) {
    bool believed = guessed.share >= (known != nullptr ? kSurer : kSure);
    if (believed) draft.act = guessed.act;
  }
  bool plain = draft.act == Act::say || draft.act == Act::promise;
  if (known == nullptr && plain && must_be_done(reading, draft)) draft.act = Act::demand;
  if (draft.act == Act::say && draft.kind == StatementKind::direct && asks(reading, draft))
    draft.act = Act::ask;
  // Asked to do something: a demand.
  Tokened content = reading.tokens_in(draft.first_content());
  bool to_do = draft.act == Act::ask && draft.kind == StatementKind::indirect &&
               !asks(reading, draft) && !content.empty() && content.first > 0 &&
               reading.word(content.first - 1) == "to";
  if (to_do) draft.act = Act::demand;
}

}  // namespace

void read_acts(const Reading& reading, const Encoding& encoding, const Resources& resources,
               std::vector<Draft>& drafts) {
  std::vector<Guess> guesses = guess(encoding, resources, drafts);
  const auto& acts = resources.made<Acts>();
  for (size_t i = 0; i < drafts.size(); ++i)
    read_act(reading, acts, i < guesses.size() ? guesses[i] : Guess(), drafts[i]);
}

}  // namespace hearsay::statements
