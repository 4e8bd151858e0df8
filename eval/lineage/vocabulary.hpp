// Vocabulary: the words of which invented reports are made, with how often each is drawn and which
// may stand for one another. Internal to this folder. Covered by eval/lineage/vocabulary_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/lineage/draws.hpp"

namespace hearsay::eval {

enum class WordKind : uint8_t { noun, verb, adjective, adverb, small };
constexpr size_t kDrawnKinds = 4;  // small words are never drawn

// A word of one kind by its rank among those; forms of a noun: singular, plural; of a verb:
// infinitive, past, gerund.
struct Word {
  WordKind kind = WordKind::noun;
  uint8_t form = 0;
  uint32_t rank = 0;
};

// The same on every machine. Safe to share between threads once made.
class Vocabulary {
 public:
  // Some 1,900 real words and, after them, 60,500 made of syllables. 20 ms, 12 MiB.
  Vocabulary();

  // A rank, by Zipf's law as Mandelbrot shifts it: as often as 1 / (rank + shift)^1.5. O(1).
  uint32_t draw(WordKind kind, Draws& draws) const;
  // Valid as long as the vocabulary.
  std::string_view text(Word word) const;
  // The word that is written so, in lower case. O(1).
  std::optional<Word> find(std::string_view text) const;
  // Another word of the same meaning, in the same form; the word itself where there is none.
  Word synonym(Word word, Draws& draws) const;

 private:
  struct Range {
    uint32_t begin, end;
  };
  struct Kind {
    uint32_t forms = 1;
    std::vector<Range> texts;     // in texts_, `forms` a word
    std::vector<uint32_t> first;  // of the class of a word: its first rank,
    std::vector<uint8_t> size;    // and its size
    std::vector<uint32_t> kept;   // Walker's alias method: the threshold,
    std::vector<uint32_t> other;  // and whom the rest belongs to
  };
  void add_word(WordKind kind, std::string_view base);
  void add_class(WordKind kind, const std::vector<std::string>& words);
  void add_written(WordKind kind, std::string_view classes);
  void add_made(WordKind kind, uint32_t count, Draws& draws);
  void prepare_draws(Kind& kind);

  std::string texts_;
  std::array<Kind, kDrawnKinds + 1> kinds_;
  std::vector<Word> slots_;  // open addressing by hash; rank UINT32_MAX for a free one
};

// A word of `syllables` syllables in lower case.
std::string made_word(Draws& draws, uint32_t syllables);

}  // namespace hearsay::eval
