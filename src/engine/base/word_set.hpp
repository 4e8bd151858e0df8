// WordSet: a list of words that is asked often for words that are not in it. Made while compiling.
// Covered by base/word_set_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "base/ascii.hpp"

namespace hearsay {

// Views of literals; none of them empty. A question is O(word * log N), and O(1) for a word whose
// first byte and length no word of the list has together.
template <size_t N>
class WordSet {
 public:
  constexpr explicit WordSet(const std::string_view (&words)[N]) {
    std::copy(std::begin(words), std::end(words), words_.begin());
    std::sort(words_.begin(), words_.end());
    for (std::string_view word : words_) lengths_[slot(word.front())] |= length_bit(word);
  }

  constexpr bool has(std::string_view word) const {
    return !word.empty() && (lengths_[slot(word.front())] & length_bit(word)) != 0 &&
           std::binary_search(words_.begin(), words_.end(), word);
  }
  // The same for ascii::lowered(word), which is seldom made.
  bool has_lowered(std::string_view word) const {
    return !word.empty() && (lengths_[slot(ascii::lower(word.front()))] & length_bit(word)) != 0 &&
           has(ascii::lowered(word));
  }

  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

 private:
  static constexpr unsigned char slot(char first) { return static_cast<unsigned char>(first); }
  // Lengths from 31 on share one.
  static constexpr uint32_t length_bit(std::string_view word) {
    return uint32_t{1} << std::min<size_t>(word.size(), 31);
  }

  std::array<std::string_view, N> words_;
  std::array<uint32_t, 256> lengths_{};  // by first byte, a bit per length
};

}  // namespace hearsay
