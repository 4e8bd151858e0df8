// See gist.hpp: the words that count for nothing, dates, and numbers in words.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.hpp"
#include "base/folded_words.hpp"
#include "stories/gist/gist.hpp"

namespace hearsay {
namespace {

constexpr std::array<std::string_view, 19> kDates = {
    "monday", "tuesday", "wednesday", "thursday", "friday",    "saturday", "sunday",
    "january", "february", "march",   "april",    "may",       "june",     "july",
    "august",  "september", "october", "november", "december"};
struct NumberWord {
  std::string_view word;
  uint32_t value;
};
constexpr std::array<NumberWord, 24> kNumbers = {
    {{"four", 4},       {"five", 5},       {"six", 6},       {"seven", 7},     {"eight", 8},
     {"nine", 9},       {"ten", 10},       {"eleven", 11},   {"twelve", 12},   {"thirteen", 13},
     {"fourteen", 14},  {"fifteen", 15},   {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18},
     {"nineteen", 19},  {"twenty", 20},    {"thirty", 30},   {"forty", 40},    {"fifty", 50},
     {"sixty", 60},     {"seventy", 70},   {"eighty", 80},   {"ninety", 90}}};
constexpr uint32_t kFirstYear = 1900, kLastYear = 2099;

uint32_t hash_of(std::string_view word) {
  WordHash hash;
  for (char c : word) hash.add(c);
  return hash.value();
}

uint32_t stem_of(std::string_view word) {
  uint32_t out = 0;
  each_stem(word, [&](std::string_view stem) { out = hash_of(stem); });
  return out;
}

}  // namespace

GistWords::GistWords(const Resources& resources) {
  std::string_view rest = resources.blob("knowledge/story_words.txt");
  while (!rest.empty()) {
    std::string_view line = ascii::take_part(rest, '\n');
    if (line.starts_with('#')) continue;
    each_stem(line, [this](std::string_view stem) { empty_.insert(hash_of(stem)); });
  }
  for (std::string_view word : kDates) dates_.insert(stem_of(word));
  for (uint32_t year = kFirstYear; year <= kLastYear; ++year)
    dates_.insert(hash_of(std::to_string(year)));
  may_ = stem_of("may");
  for (const NumberWord& one : kNumbers) {
    std::string figures = std::to_string(one.value);
    numbers_.emplace_back(stem_of(one.word),
                          Figures{hash_of(figures), static_cast<uint32_t>(figures.size())});
  }
  std::sort(numbers_.begin(), numbers_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

GistWords::Figures GistWords::figures_of(uint32_t stem) const {
  auto at = std::lower_bound(numbers_.begin(), numbers_.end(), stem,
                             [](const auto& one, uint32_t value) { return one.first < value; });
  return at != numbers_.end() && at->first == stem ? at->second : Figures{};
}

}  // namespace hearsay
