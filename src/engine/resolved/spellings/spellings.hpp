// Spellings: whether two words can be one name, spelt twice: Qasemi and Ghasemi, Maude and Maud.
// What it takes to make one of the other is summed up along the cheapest alignment of their letters
// (up to three at a time; Ristad and Yianilos, "Learning string-edit distance", 1998), with costs
// learnt from spellings that share a spelling in another script (models/names/spellings.tsv, its
// card). Covered by resolved/spellings/spellings_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/resources.hpp"

namespace hearsay {

class Spellings {
 public:
  explicit Spellings(const Resources& resources);

  // Words as fold_letters() gives them. What it costs to make `b` of `a`, in hundredths; 0 for the
  // same word; symmetric. kFar for words that are plainly two, longer than kLongest, or without
  // weights. O(a * b).
  uint32_t cost(std::string_view a, std::string_view b) const { return cost(a, b, kFar); }
  // The same; kFar as soon as it is plainly more than `most`.
  uint32_t cost(std::string_view a, std::string_view b, uint32_t most) const;
  // Whether they are likely one name: the cost is below what names of that length may differ by.
  bool same(std::string_view a, std::string_view b) const;

  // A name as words in small letters without accents, without a "the" before others.
  static std::vector<std::string> words_of(std::string_view name);

  // These words with a blank between each two.
  static std::string joined(std::span<const std::string> words);

  // What spellings of one name nearly always share: consonants, those that stand for each other as
  // one. Words to compare are found by it, without comparing all.
  static std::string skeleton(std::string_view word);

  // The same by less: of two names that are alike, most are two.
  bool same_word(const std::string& a, const std::string& b) const;
  // Whether two names in full can be one person's, by their words in order (folded; without titles
  // and "the"): surnames and given names are the same word, spellings that differ by little, an
  // initial, or a short form (Bill, William); middle names, particles, hyphens and the second half
  // of a double surname may be missing, and the surname may stand first. Father and son (Jr, III)
  // are two.
  bool may_be_one_person(std::span<const std::string> a, std::span<const std::string> b) const;

  static constexpr uint32_t kFar = 10'000;
  static constexpr size_t kLongest = 24;

 private:
  bool same_given(const std::string& a, const std::string& b) const;
  bool alike(const std::string& a, const std::string& b) const;

  static constexpr size_t kLetters = 28;  // a to z; none; any other

  std::unordered_map<uint64_t, uint32_t> costs_;  // of q for gh, both ways
  // What is asked for most, out of costs_: of a letter for a letter or none; and whether any more
  // letters that begin with these two have a cost.
  std::array<uint32_t, kLetters * kLetters> of_letters_{};
  std::array<bool, kLetters * kLetters> has_longer_{};
};

}  // namespace hearsay
