// Texts for the tests of the stages that find copies.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "reported/test_terms/test_terms.hpp"
#include "sources/sequence/sequence.hpp"

namespace hearsay {

inline Sequence sequence_of(std::string_view text, const Frequencies& frequencies) {
  return Sequence(terms_of(text), frequencies);
}

// Invented words, which no two numbers share; their stems are all different, too.
inline std::string invented_word(uint32_t number) {
  static constexpr std::string_view kSyllables[] = {"ba", "ko", "du", "ve", "li", "mo", "zu", "ra"};
  std::string out;
  for (uint32_t rest = number + 8; rest > 0; rest /= 8) out += kSyllables[rest % 8];
  return out + "k";
}

// `count` of the first `of` invented words; a full stop behind every eleventh.
inline std::string invented_text(std::mt19937& random, uint32_t count, uint32_t of) {
  std::string out;
  for (uint32_t i = 1; i <= count; ++i)
    out += invented_word(static_cast<uint32_t>(random()) % of) + (i % 11 == 0 ? ". " : " ");
  return out;
}

// The same words, told from the first on.
inline std::string some_words(uint32_t first, uint32_t count) {
  std::string out;
  for (uint32_t i = 1; i <= count; ++i)
    out += invented_word(first + i - 1) + (i % 11 == 0 ? ". " : " ");
  return out;
}

}  // namespace hearsay
