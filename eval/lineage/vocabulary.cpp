// See vocabulary.hpp.
#include "eval/lineage/vocabulary.hpp"

#include <cmath>

#include "base/hash.hpp"
#include "eval/lineage/vocabulary_words.hpp"

namespace hearsay::eval {
namespace {

constexpr double kShift = 150;
constexpr size_t kSlots = size_t{1} << 19;
constexpr std::array<uint32_t, kDrawnKinds> kMade = {34000, 11000, 13000, 2500};

constexpr std::array<std::string_view, 28> kBegins = {
    "b", "c", "d", "f", "g",  "h",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",
    "w", "k", "j", "z", "br", "cl", "dr", "fl", "gr", "pl", "pr", "st", "tr", "sh"};
constexpr std::array<std::string_view, 9> kVowels = {"a", "e", "i", "o", "u", "a", "e", "o", "ai"};
constexpr std::array<std::string_view, 12> kEnds = {"",  "",  "",  "",  "",   "n",
                                                    "r", "l", "m", "s", "nt", "ck"};

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

bool ends_in(std::string_view word, std::string_view end) {
  return word.ends_with(end);
}

std::string plural_of(const std::string& noun) {
  if (ends_in(noun, "s") || ends_in(noun, "x") || ends_in(noun, "ch") || ends_in(noun, "sh"))
    return noun + "es";
  if (ends_in(noun, "y") && noun.size() > 1 && !is_vowel(noun[noun.size() - 2]))
    return noun.substr(0, noun.size() - 1) + "ies";
  return noun + "s";
}

struct VerbForms {
  std::string infinitive, past, gerund;
};

// "plan+" is doubled.
VerbForms forms_of(std::string_view verb) {
  bool doubled = ends_in(verb, "+");
  if (doubled) verb.remove_suffix(1);
  std::string base(verb), stem(verb);
  if (doubled) stem += stem.back();
  if (ends_in(base, "e")) return {base, base + "d", base.substr(0, base.size() - 1) + "ing"};
  if (ends_in(base, "y") && !is_vowel(base[base.size() - 2]))
    return {base, base.substr(0, base.size() - 1) + "ied", base + "ing"};
  return {base, stem + "ed", stem + "ing"};
}

// To the power of -1.5.
double weight_of(size_t rank) {
  double at = static_cast<double>(rank) + kShift;
  return 1 / (at * std::sqrt(at));
}

template <class Take>
void split(std::string_view text, char separator, Take take) {
  while (!text.empty()) {
    size_t end = std::min(text.find(separator), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string made_word(Draws& draws, uint32_t syllables) {
  std::string out;
  for (uint32_t i = 0; i < syllables; ++i) {
    out += draws.one_of(kBegins);
    out += draws.one_of(kVowels);
    if (i + 1 == syllables || draws.below(3) == 0) out += draws.one_of(kEnds);
  }
  return out;
}

Vocabulary::Vocabulary() {
  slots_.resize(kSlots, {WordKind::noun, 0, UINT32_MAX});
  kinds_[size_t(WordKind::noun)].forms = 2;
  kinds_[size_t(WordKind::verb)].forms = 3;
  constexpr std::array kWritten = {&kNouns, &kVerbs, &kAdjectives, &kAdverbs, &kSmallWords};
  for (size_t i = 0; i < kWritten.size(); ++i) add_written(WordKind(i), *kWritten[i]);
  Draws draws(20);
  for (size_t i = 0; i < kDrawnKinds; ++i) {
    add_made(WordKind(i), kMade[i], draws);
    prepare_draws(kinds_[i]);
  }
}

void Vocabulary::add_word(WordKind kind, std::string_view base) {
  Kind& words = kinds_[size_t(kind)];
  std::array<std::string, 3> forms;
  size_t given = 0;
  split(base, ':', [&](std::string_view form) { forms[given++] = form; });
  if (kind == WordKind::noun && given == 1) forms[1] = plural_of(forms[0]);
  if (kind == WordKind::verb && given == 1) {
    VerbForms verb = forms_of(base);
    forms = {verb.infinitive, verb.past, verb.gerund};
  }
  auto rank = static_cast<uint32_t>(words.texts.size() / words.forms);
  for (uint8_t form = 0; form < words.forms; ++form) {
    auto begin = static_cast<uint32_t>(texts_.size());
    texts_ += forms[form];
    words.texts.push_back({begin, static_cast<uint32_t>(texts_.size())});
    size_t slot = spread(forms[form]) % kSlots;
    while (slots_[slot].rank != UINT32_MAX && text(slots_[slot]) != forms[form])
      slot = (slot + 1) % kSlots;
    if (slots_[slot].rank == UINT32_MAX) slots_[slot] = {kind, form, rank};
  }
}

void Vocabulary::add_class(WordKind kind, const std::vector<std::string>& class_words) {
  Kind& words = kinds_[size_t(kind)];
  auto first = static_cast<uint32_t>(words.first.size());
  for (const std::string& word : class_words) {
    add_word(kind, word);
    words.first.push_back(first);
    words.size.push_back(static_cast<uint8_t>(class_words.size()));
  }
}

void Vocabulary::add_written(WordKind kind, std::string_view classes) {
  split(classes, ' ', [&](std::string_view written) {
    std::vector<std::string> words;
    split(written, '|', [&](std::string_view word) { words.emplace_back(word); });
    add_class(kind, words);
  });
}

void Vocabulary::add_made(WordKind kind, uint32_t count, Draws& draws) {
  constexpr std::array<std::string_view, kDrawnKinds> kEndings = {"", "", "", "ly"};
  constexpr std::array<std::string_view, 6> kAdjectiveEndings = {"",    "al",  "ic",
                                                                 "ous", "ish", "ive"};
  while (count > 0) {
    std::vector<std::string> words;
    for (uint32_t left = std::min(count, 2 + draws.low_below(3)); left > 0;) {
      std::string word = made_word(draws, 2 + draws.low_below(3));
      word += kEndings[size_t(kind)];
      if (kind == WordKind::adjective) word += draws.one_of(kAdjectiveEndings);
      bool known = find(word).has_value();
      for (const std::string& other : words) known = known || other == word;
      if (known) continue;
      words.push_back(std::move(word));
      --left, --count;
    }
    add_class(kind, words);
  }
}

// Walker 1977, as Vose 1991 builds it. Only sums, quotients and square roots, which IEEE 754 rounds
// alike everywhere.
void Vocabulary::prepare_draws(Kind& kind) {
  size_t count = kind.first.size();
  double sum = 0;
  for (size_t i = 0; i < count; ++i) sum += weight_of(i);
  std::vector<double> share(count);
  std::vector<uint32_t> small, large;
  for (uint32_t i = 0; i < count; ++i) {
    share[i] = static_cast<double>(count) * weight_of(i) / sum;
    (share[i] < 1 ? small : large).push_back(i);
  }
  kind.kept.assign(count, UINT32_MAX);
  kind.other.resize(count);
  for (uint32_t i = 0; i < count; ++i) kind.other[i] = i;
  while (!small.empty() && !large.empty()) {
    uint32_t one = small.back(), other = large.back();
    small.pop_back();
    kind.kept[one] = static_cast<uint32_t>(share[one] * 0x1p32);
    kind.other[one] = other;
    share[other] -= 1 - share[one];
    if (share[other] >= 1) continue;
    large.pop_back();
    small.push_back(other);
  }
}

uint32_t Vocabulary::draw(WordKind kind, Draws& draws) const {
  const Kind& words = kinds_[size_t(kind)];
  uint64_t bits = draws.next();
  auto rank = static_cast<uint32_t>((bits >> 32) * words.kept.size() >> 32);
  return static_cast<uint32_t>(bits) < words.kept[rank] ? rank : words.other[rank];
}

std::string_view Vocabulary::text(Word word) const {
  const Kind& words = kinds_[size_t(word.kind)];
  Range range = words.texts[size_t{word.rank} * words.forms + word.form];
  return std::string_view(texts_).substr(range.begin, range.end - range.begin);
}

std::optional<Word> Vocabulary::find(std::string_view written) const {
  for (size_t slot = spread(written) % kSlots; slots_[slot].rank != UINT32_MAX;
       slot = (slot + 1) % kSlots)
    if (text(slots_[slot]) == written) return slots_[slot];
  return std::nullopt;
}

Word Vocabulary::synonym(Word word, Draws& draws) const {
  const Kind& words = kinds_[size_t(word.kind)];
  uint32_t size = words.size[word.rank];
  if (size < 2) return word;
  uint32_t at = word.rank - words.first[word.rank];
  word.rank = words.first[word.rank] + (at + 1 + draws.below(size - 1)) % size;
  return word;
}

}  // namespace hearsay::eval
