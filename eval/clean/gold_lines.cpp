// See gold_lines.hpp.
#include "eval/clean/gold_lines.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "eval/clean/overlap.hpp"

namespace hearsay::eval {
namespace {

// The places of the gold where a row of words begins, and which of them are used up.
class Places {
 public:
  Places(const std::vector<uint32_t>& gold, size_t length) : length_(length) {
    for (size_t i = 0; i + length <= gold.size(); ++i)
      places_[key(gold, i, length)].begins.push_back(i);
  }

  static Shingle key(std::span<const uint32_t> words, size_t at, size_t length) {
    Shingle out = {kNoWord, kNoWord, kNoWord, kNoWord};
    std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(at), length, out.begin());
    return out;
  }

  // Takes the next place of this row that was not taken before.
  std::optional<size_t> take(const Shingle& row) {
    auto found = places_.find(row);
    if (found == places_.end() || found->second.taken == found->second.begins.size())
      return std::nullopt;
    return found->second.begins[found->second.taken++];
  }
  void give_back(const Shingle& row) { --places_.find(row)->second.taken; }

  // Takes the next place none of whose words is covered.
  std::optional<size_t> take_uncovered(const Shingle& row, const std::vector<bool>& covered) {
    while (std::optional<size_t> begin = take(row)) {
      auto first = covered.begin() + static_cast<std::ptrdiff_t>(*begin);
      if (std::find(first, first + static_cast<std::ptrdiff_t>(length_), true) ==
          first + static_cast<std::ptrdiff_t>(length_))
        return begin;
    }
    return std::nullopt;
  }

 private:
  struct Begins {
    std::vector<size_t> begins;
    size_t taken = 0;
  };
  size_t length_;
  std::map<Shingle, Begins> places_;
};

void cover(std::vector<bool>& covered, size_t begin, size_t length) {
  std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(begin), length, true);
}

// Whether a line of four words or more is body; if so its shingles are used up and covered.
bool take_long(Places& places, std::span<const uint32_t> words, std::vector<bool>& covered) {
  std::vector<Shingle> shingles = shingles_of(words);
  std::vector<std::pair<const Shingle*, size_t>> taken;
  for (const Shingle& shingle : shingles)
    if (std::optional<size_t> begin = places.take(shingle)) taken.emplace_back(&shingle, *begin);
  if (taken.size() * 2 <= shingles.size()) {
    for (const auto& [shingle, begin] : taken) places.give_back(*shingle);
    return false;
  }
  for (const auto& [shingle, begin] : taken) cover(covered, begin, 4);
  return true;
}

bool take_short(Places& places, std::span<const uint32_t> words, std::vector<bool>& covered) {
  std::optional<size_t> begin = places.take_uncovered(Places::key(words, 0, words.size()), covered);
  if (begin) cover(covered, *begin, words.size());
  return begin.has_value();
}

}  // namespace

std::vector<GoldLine> find_gold_lines(std::string_view gold,
                                      const std::vector<std::string_view>& lines) {
  Vocabulary vocabulary;
  std::vector<uint32_t> gold_words = vocabulary.numbers_of(gold);
  std::vector<bool> covered(gold_words.size());
  std::vector<std::vector<uint32_t>> words;
  for (std::string_view line : lines) words.push_back(vocabulary.numbers_of(line));
  std::vector<GoldLine> out(lines.size());
  Places shingles(gold_words, 4);
  for (size_t i = 0; i < lines.size(); ++i) {
    out[i].words = static_cast<uint32_t>(words[i].size());
    if (words[i].size() >= 4) out[i].body = take_long(shingles, words[i], covered);
  }
  // The longer of the short lines first, as they are less likely to be found by chance.
  for (size_t length = 3; length > 0; --length) {
    Places rows(gold_words, length);
    for (size_t i = 0; i < lines.size(); ++i)
      if (words[i].size() == length) out[i].body = take_short(rows, words[i], covered);
  }
  return out;
}

}  // namespace hearsay::eval
