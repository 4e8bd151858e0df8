// Teller: puts facts into sentences, by patterns of news with slots for words and names. Internal
// to this folder. Covered by eval/lineage/lineage_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eval/lineage/draws.hpp"
#include "eval/lineage/happening.hpp"
#include "eval/lineage/vocabulary.hpp"

namespace hearsay::eval {

// Tells one report: remembers who was introduced. Keeps references to what it is made from. All is
// O(bytes written).
class Teller {
 public:
  Teller(const Vocabulary& vocabulary, const Happening& happening, Draws& draws);

  // Sentences of `words` words altogether, or a few more.
  std::string paragraph(uint32_t words);
  // What opens a report.
  std::string lead(uint32_t words);
  // Words somebody may say, without marks and without the last full stop.
  std::string speech(uint32_t words);
  // A quotation with its speaker, as a paragraph.
  std::string quoted(const Quotation& quotation);
  std::string own_quotation(uint32_t words);
  std::string headline();
  // Fills the slots of a pattern. See teller.cpp for what may stand in one.
  std::string filled(std::string_view pattern);
  // From now on slots are filled with these words as far as they go, kind by kind.
  void prefer(std::vector<Word> words) { preferred_ = std::move(words); }

 private:
  void fill(std::string_view pattern, uint32_t depth);
  void fill_slot(char slot, uint32_t depth);
  template <class List>
  void fill_one_of(const List& patterns, uint32_t depth);
  void put(std::string_view word);
  void put_word(WordKind kind, uint8_t form);
  void put_person();
  void put_speaker(uint32_t index);
  void put_count();
  size_t words_since(size_t begin) const;
  void sentence(uint32_t words, bool spoken);
  void capitalise(size_t at);

  const Vocabulary& vocabulary_;
  const Happening& happening_;
  Draws& draws_;
  std::string out_;
  uint32_t introduced_ = 0;  // bits by index of people
  uint32_t person_ = 0;      // whom a pronoun means
  std::vector<Word> preferred_;
};

// How long reports, paragraphs, sentences and quotations are: drawn from quantiles.
uint32_t drawn_report_words(Draws& draws);
uint32_t drawn_paragraph_words(Draws& draws);
uint32_t drawn_quotation_words(Draws& draws);

}  // namespace hearsay::eval
