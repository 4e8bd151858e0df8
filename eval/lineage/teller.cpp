// See teller.hpp.
#include "eval/lineage/teller.hpp"

#include <algorithm>

#include "eval/lineage/patterns.hpp"

namespace hearsay::eval {
namespace {

constexpr double kTopicShare = 0.25;
constexpr uint32_t kDeepest = 2;

// Every twentieth of the words of FNC-1's bodies; the reports' in fortieths.
constexpr std::array<uint16_t, 41> kReportWords = {
    5,   14,  20,  46,  93,  111, 135, 152, 164, 173, 185,  198,  209, 217,
    227, 236, 250, 260, 268, 282, 291, 304, 312, 322, 334,  352,  366, 383,
    405, 421, 440, 457, 496, 533, 565, 636, 737, 813, 1019, 1252, 3251};
constexpr std::array<uint16_t, 21> kParagraphWords = {1,  5,  9,  12, 14, 17, 19, 21, 23, 25, 27,
                                                      29, 31, 33, 36, 39, 43, 49, 58, 72, 130};
constexpr std::array<uint16_t, 21> kSentenceWords = {1,  3,  6,  8,  10, 11, 12, 14, 15, 17, 18,
                                                     20, 21, 23, 24, 26, 28, 31, 34, 39, 60};
constexpr std::array<uint16_t, 17> kQuotationWords = {2,  3,  4,  5,  7,  9,  11, 13, 15,
                                                      16, 20, 22, 26, 31, 36, 42, 70};

template <class Quantiles>
uint32_t drawn_from(const Quantiles& quantiles, Draws& draws) {
  uint32_t at = draws.below(quantiles.size() - 1);
  return quantiles[at] + draws.below(quantiles[at + 1] - quantiles[at] + 1U);
}

bool is_vowel(char c) {
  return std::string_view("aeiouAEIOU").find(c) != std::string_view::npos;
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

uint32_t drawn_report_words(Draws& draws) {
  return drawn_from(kReportWords, draws);
}
uint32_t drawn_paragraph_words(Draws& draws) {
  return drawn_from(kParagraphWords, draws);
}
uint32_t drawn_quotation_words(Draws& draws) {
  return drawn_from(kQuotationWords, draws);
}

Teller::Teller(const Vocabulary& vocabulary, const Happening& happening, Draws& draws)
    : vocabulary_(vocabulary), happening_(happening), draws_(draws) {}

template <class List>
void Teller::fill_one_of(const List& patterns, uint32_t depth) {
  fill(draws_.one_of(patterns), depth);
}

void Teller::fill(std::string_view pattern, uint32_t depth) {
  while (true) {
    size_t slot = pattern.find('~');
    out_ += pattern.substr(0, slot);
    if (slot == std::string_view::npos) return;
    fill_slot(pattern[slot + 1], depth);
    pattern.remove_prefix(slot + 2);
  }
}

void Teller::fill_slot(char slot, uint32_t depth) {
  const Person& person = happening_.people[person_];
  switch (slot) {
    case 'n':
      return put_word(WordKind::noun, 0);
    case 'm':
      return put_word(WordKind::noun, 1);
    case 'w':
      return put_word(WordKind::verb, 0);
    case 'v':
      return put_word(WordKind::verb, 1);
    case 'g':
      return put_word(WordKind::verb, 2);
    case 'j':
      return put_word(WordKind::adjective, 0);
    case 'r':
      return put_word(WordKind::adverb, 0);
    case 'e':
      return put(vocabulary_.text(happening_.event));
    case 'p':
      return put_person();
    case 'h':
      return put(person.masculine ? "he" : "she");
    case 'H':
      return put(person.masculine ? "his" : "her");
    case 'o':
      return put(person.masculine ? "him" : "her");
    case 'b':
      return put(happening_.bodies[draws_.low_below(happening_.bodies.size())]);
    case 'l':
      return put(happening_.places[draws_.low_below(happening_.places.size())]);
    case 'f': {
      std::string name = invented_person(draws_);
      return put(name);
    }
    case 'd':
      return put(happening_.day);
    case 'k':
      return put_count();
    case 'y':
      return put(std::to_string(1960 + 61 - draws_.low_below(61)));
    case 'N':
      return depth < kDeepest ? fill_one_of(kNounPhrases, depth + 1)
                              : fill_one_of(kFlatNounPhrases, depth + 1);
    case 'X':
      return fill_one_of(kAdverbials, depth + 1);
    case 'D':
      return put(draws_.one_of(kDeterminers));
    case 'M':
      return put(draws_.one_of(kPluralDeterminers));
    case 'A':
      return put(draws_.one_of(kSmallAdverbs));
    case 'S':
      return fill_one_of(kSources, depth + 1);
    case 'C':
      return depth < kDeepest ? fill_one_of(kClauses, depth + 1)
                              : fill_one_of(kFlatClauses, depth + 1);
    default:
      return;
  }
}

// Makes "an" of an "a" before it where need be.
void Teller::put(std::string_view word) {
  size_t size = out_.size();
  bool after_a = size >= 2 && out_[size - 1] == ' ' && out_[size - 2] == 'a' &&
                 (size == 2 || !is_letter(out_[size - 3]));
  if (after_a && !word.empty() && is_vowel(word[0])) out_.insert(size - 1, "n");
  out_ += word;
}

void Teller::put_word(WordKind kind, uint8_t form) {
  for (auto it = preferred_.begin(); it != preferred_.end(); ++it)
    if (it->kind == kind) {
      put(vocabulary_.text({kind, form, it->rank}));
      preferred_.erase(it);
      return;
    }
  const std::vector<uint32_t>& topics = happening_.topics[size_t(kind)];
  uint32_t rank = draws_.chance(kTopicShare) ? topics[draws_.low_below(topics.size())]
                                             : vocabulary_.draw(kind, draws_);
  put(vocabulary_.text({kind, form, rank}));
}

void Teller::put_person() {
  put_speaker(draws_.low_below(happening_.people.size()));
}

void Teller::put_speaker(uint32_t index) {
  const Person& person = happening_.people[index];
  person_ = index;
  bool known = (introduced_ >> index & 1) != 0;
  introduced_ |= 1U << index;
  if (known) {
    if (draws_.chance(0.3)) return put(person.masculine ? "he" : "she");
    return put(person.surname);
  }
  switch (draws_.below(4)) {
    case 0:
      put(person.role);
      out_ += ' ';
      break;
    case 1:
      put("the ");
      out_ += person.role;
      out_ += ' ';
      break;
    case 2:
      put(person.given);
      out_ += ' ';
      out_ += person.surname;
      out_ += ", the ";
      out_ += person.role;
      if (draws_.chance(0.5)) {
        out_ += " of ";
        out_ += happening_.places[draws_.low_below(happening_.places.size())];
      }
      out_ += ',';
      return;
    default:
      break;
  }
  put(person.given);
  out_ += ' ';
  out_ += person.surname;
}

void Teller::put_count() {
  if (draws_.chance(0.6)) return put(happening_.counts[draws_.low_below(happening_.counts.size())]);
  std::string count = invented_count(draws_);
  put(count);
}

size_t Teller::words_since(size_t begin) const {
  return 1 + static_cast<size_t>(
                 std::count(out_.begin() + static_cast<ptrdiff_t>(begin), out_.end(), ' '));
}

void Teller::capitalise(size_t at) {
  if (at < out_.size() && out_[at] >= 'a' && out_[at] <= 'z')
    out_[at] = static_cast<char>(out_[at] - 'a' + 'A');
}

// Without the full stop.
void Teller::sentence(uint32_t words, bool spoken) {
  size_t begin = out_.size();
  if (words <= 5) {
    if (spoken)
      fill_one_of(kShortSpeech, 0);
    else
      fill_one_of(kShortSentences, 0);
  } else {
    if (words > 14 && draws_.chance(spoken ? 0.2 : 0.3)) fill_one_of(kOpenings, 0);
    if (spoken)
      fill_one_of(kSpeech, words > 12 ? 0 : kDeepest);
    else
      fill_one_of(kClauses, words > 12 ? 0 : kDeepest);
    while (words_since(begin) + 2 < words) {
      if (spoken)
        fill_one_of(kSpeechTails, kDeepest - (words > 20));
      else
        fill_one_of(kTails, kDeepest - (words > 20));
    }
  }
  // An apposition's comma may have come last.
  if (out_.back() == ',') out_.pop_back();
  capitalise(begin);
}

std::string Teller::paragraph(uint32_t words) {
  out_.clear();
  while (true) {
    uint32_t left =
        words - std::min(words, static_cast<uint32_t>(out_.empty() ? 0 : words_since(0)));
    uint32_t next = drawn_from(kSentenceWords, draws_);
    if (next < 10) next = drawn_from(kSentenceWords, draws_);  // most short ones stand alone
    if (left < next + 9) next = left;
    if (!out_.empty()) out_ += ' ';
    sentence(std::max(next, 2U), false);
    out_ += '.';
    if (words_since(0) + 3 > words) return std::move(out_);
  }
}

std::string Teller::lead(uint32_t words) {
  out_.clear();
  fill_one_of(kLeads, 1);
  while (words_since(0) + 2 < words) fill_one_of(kTails, 1);
  if (out_.back() == ',') out_.pop_back();
  out_ += '.';
  capitalise(0);
  return std::move(out_);
}

std::string Teller::speech(uint32_t words) {
  out_.clear();
  while (true) {
    size_t said = out_.empty() ? 0 : words_since(0);
    sentence(std::min(words - std::min(words, static_cast<uint32_t>(said)), 30U), true);
    if (words_since(0) + 3 > words) return std::move(out_);
    out_ += ". ";
  }
}

std::string Teller::quoted(const Quotation& quotation) {
  out_.clear();
  std::string_view pattern = draws_.one_of(kAttributions);
  for (size_t slot = pattern.find('~'); slot != std::string_view::npos; slot = pattern.find('~')) {
    out_ += pattern.substr(0, slot);
    switch (pattern[slot + 1]) {
      case 'Q':
        out_ += quotation.words;
        break;
      case 'P':
        put_speaker(quotation.speaker);
        break;
      default:
        fill_slot(pattern[slot + 1], kDeepest);
    }
    pattern.remove_prefix(slot + 2);
  }
  if (out_.back() == ',' && !pattern.empty()) out_.pop_back();
  out_ += pattern;
  capitalise(0);
  return std::move(out_);
}

std::string Teller::own_quotation(uint32_t words) {
  std::string said = speech(words);
  return quoted({draws_.low_below(happening_.people.size()), std::move(said)});
}

std::string Teller::headline() {
  return filled(draws_.one_of(kHeadlines));
}

std::string Teller::filled(std::string_view pattern) {
  out_.clear();
  fill(pattern, kDeepest);
  capitalise(0);
  return std::move(out_);
}

}  // namespace hearsay::eval
