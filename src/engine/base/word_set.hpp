// WordSet: a list of words that is asked often for words that are not in it. Made while compiling.
// Covered by base/word_set_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace hearsay {

// Views of literals; none of them empty. has() is O(word * log N), and O(1) for a word whose first
// byte and length no word of the list has together.
template <size_t N>
class WordSet {
 public:
  constexpr explicit WordSet(const std::string_view (&words)[N]) {
    std::copy(std::begin(words), std::end(words), words_.begin());
    std::sort(words_.begin(), words_.end());
    for (std::string_view word : words_) lengths_[first(word)] |= length_bit(word);
  }

  constexpr bool has(std::string_view word) const {
    return !word.empty() && (lengths_[first(word)] & length_bit(word)) != 0 &&
           std::binary_search(words_.begin(), words_.end(), word);
  }

 private:
  static constexpr unsigned char first(std::string_view word) {
    return static_cast<unsigned char>(word.front());
  }
  // Lengths from 31 on share one.
  static constexpr uint32_t length_bit(std::string_view word) {
    return uint32_t{1} << std::min<size_t>(word.size(), 31);
  }

  std::array<std::string_view, N> words_;
  std::array<uint32_t, 256> lengths_{};  // by first byte, a bit per length
};

}  // namespace hearsay
