// Folded words: what a text says without its punctuation and capitals. Simpler than Unicode's rules
// for words and letters, but the same on every machine. Covered by base/folded_words_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

// Words of a text, folded to small letters (Latin, Greek, Cyrillic), without what stands between
// them; the sign © is a word. O(text).
class Words {
 public:
  explicit Words(std::string_view text);
  size_t size() const { return ends_.size(); }
  std::string_view operator[](size_t i) const {
    uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(folded_).substr(begin, ends_[i] - begin);
  }
  bool before_colon(size_t i) const { return colon_[i]; }
  // All words without anything between: equal for texts that differ in case and punctuation only.
  std::string_view joined() const { return folded_; }

 private:
  std::string folded_;
  std::vector<uint32_t> ends_;
  std::vector<bool> colon_;
};

}  // namespace hearsay
