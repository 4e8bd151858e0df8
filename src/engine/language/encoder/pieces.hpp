// Pieces: from text to what the network reads. A text is cut into atoms, the smallest pieces that a
// token can consist of: runs of letters, runs of digits, single signs; a negation is cut off what it
// is glued to. An atom becomes one or more word-pieces of the vocabulary (Wu et al. 2016, greedy),
// folded to small letters without accents. The same as models/train/language/text.py does.
// Covered by language/encoder/pieces_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.hpp"

namespace hearsay::encoder {

enum class Case : uint8_t { lower, title, upper, mixed, digit, sign };

struct Atom {
  Span span;
  Case letters = Case::sign;
  uint32_t first = 0, count = 0;  // of its word-pieces
};

struct Atoms {
  std::vector<Atom> atoms;
  std::vector<uint32_t> pieces;
};

class Vocabulary {
 public:
  // `words`: word-pieces, a line each, numbered from 0; "##" begins what continues a word. `folding`:
  // lines "c9 U e", a code point, U for a capital or l, and what becomes of it. `glued`: lines
  // "cannot 3", a word that is two and where the second begins. They must outlive the vocabulary.
  Vocabulary(std::string_view words, std::string_view folding, std::string_view glued);

  bool empty() const { return numbers_.empty(); }
  size_t size() const { return numbers_.size(); }
  uint32_t begin() const { return begin_; }      // of a window
  uint32_t between() const { return between_; }  // blocks

  // Appends the atoms of this part of the text, until there are `most` word-pieces; gives where it
  // stopped. O(bytes * longest piece).
  uint32_t cut(std::string_view text, Span part, Atoms& out, size_t most = SIZE_MAX) const;

 private:
  struct Folded {
    bool upper;
    std::string to;
  };
  void add(std::string_view text, Span span, Atoms& out) const;
  bool is_upper_letter(char32_t c) const;
  Case case_of(std::string_view text) const;

  std::unordered_map<std::string_view, uint32_t> numbers_;  // views into `words`
  std::unordered_map<char32_t, Folded> folding_;
  std::unordered_map<std::string_view, uint32_t> glued_;
  uint32_t unknown_ = 0, begin_ = 0, between_ = 0;
};

}  // namespace hearsay::encoder
