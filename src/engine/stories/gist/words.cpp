// See gist.hpp: the words that count for nothing, dates, and numbers in words.
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"
#include "stories/gist/gist.hpp"

namespace hearsay {
namespace {

constexpr std::array<std::string_view, 18> kDates = {
    "monday", "tuesday", "wednesday", "thursday", "friday",   "saturday",
    "sunday", "january", "february",  "march",    "april",    "june",
    "july",   "august",  "september", "october",  "november", "december"};
struct NumberWord {
  std::string_view word;
  uint32_t value;
};
constexpr std::array<NumberWord, 24> kNumbers = {
    {{"four", 4},      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},
     {"nine", 9},      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13},
     {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
     {"nineteen", 19}, {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},
     {"sixty", 60},    {"seventy", 70}, {"eighty", 80},  {"ninety", 90}}};
constexpr uint32_t kFirstYear = 1900, kLastYear = 2099;
constexpr size_t kSlots = 8192, kMostWords = 4096;

uint32_t stem_of(std::string_view word) {
  uint32_t out = 0;
  each_stem(word, [&](std::string_view stem) { out = word_hash(stem); });
  return out;
}

}  // namespace

GistWords::GistWords(const Resources& resources) : slots_(kSlots), mask_(kSlots - 1) {
  std::string_view rest = resources.blob("knowledge/story_words.txt");
  size_t words = 0;
  while (!rest.empty() && words < kMostWords) {
    std::string_view line = ascii::take_part(rest, '\n');
    if (line.starts_with('#')) continue;
    each_stem(line, [&](std::string_view stem) {
      if (words++ < kMostWords) slot_of(word_hash(stem)).kind = Kind::empty;
    });
  }
  for (std::string_view word : kDates) slot_of(stem_of(word)).kind = Kind::date;
  slot_of(stem_of("may")).kind = Kind::may;
  for (uint32_t year = kFirstYear; year <= kLastYear; ++year)
    slot_of(word_hash(std::to_string(year))).kind = Kind::date;
  for (const NumberWord& one : kNumbers) {
    std::string figures = std::to_string(one.value);
    Known& slot = slot_of(stem_of(one.word));
    slot.figures_stem = word_hash(figures);
    slot.figures = static_cast<uint8_t>(figures.size());
  }
}

GistWords::Known& GistWords::slot_of(uint32_t stem) {
  size_t at = stem & mask_;
  while (slots_[at].stem != stem && !is_free(slots_[at])) at = (at + 1) & mask_;
  slots_[at].stem = stem;
  return slots_[at];
}

}  // namespace hearsay
