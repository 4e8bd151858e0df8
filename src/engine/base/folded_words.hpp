// Folded words: what a text says without its punctuation and capitals. Simpler than Unicode's rules
// for words and letters, but the same on every machine. Covered by base/folded_words_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

// Of a word, sign by sign: FNV-1a, then mixed so that every bit hangs on all (as Murmur3 ends).
class WordHash {
 public:
  void add(char c) { state_ = (state_ ^ static_cast<unsigned char>(c)) * 16777619U; }
  uint32_t value() const {
    uint32_t out = (state_ ^ (state_ >> 16)) * 0x85EBCA6BU;
    out = (out ^ (out >> 13)) * 0xC2B2AE35U;
    return out ^ (out >> 16);
  }

 private:
  uint32_t state_ = 2166136261U;
};

inline uint32_t word_hash(std::string_view word) {
  WordHash hash;
  for (char c : word) hash.add(c);
  return hash.value();
}

// Part of a word: letters and digits of whatever script, and what may stand for them.
bool is_word_sign(char32_t point);

// Words of a text, folded to small letters (Latin, Greek, Cyrillic), without what stands between
// them; the sign © is a word. O(text).
class Words {
 public:
  explicit Words(std::string_view text);
  size_t size() const { return words_.size(); }
  std::string_view operator[](size_t i) const {
    uint32_t begin = i == 0 ? 0 : words_[i - 1].end;
    return std::string_view(folded_).substr(begin, words_[i].end - begin);
  }
  // The WordHash of the folded word.
  uint32_t hash(size_t i) const { return words_[i].hash; }
  bool before_colon(size_t i) const { return words_[i].before_colon; }
  // All words without anything between: equal for texts that differ in case and punctuation only.
  std::string_view joined() const { return folded_; }

 private:
  struct Word {
    uint32_t end;
    uint32_t hash;
    bool before_colon;
  };
  void close(bool before_colon);

  std::string folded_;
  std::vector<Word> words_;
};

// With small letters (Latin, Greek, Cyrillic), all else as it is. O(text).
std::string lowered(std::string_view text);
// With capitals, likewise.
std::string raised(std::string_view text);

}  // namespace hearsay
