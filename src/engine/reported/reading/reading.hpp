// Reading: one report as those look at it who ask what its sentences say: tokens with their tags
// and tree, names, quotations, blocks. Covered by the tests and cases of reported/statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/text.hpp"
#include "ingest/clean/clean.hpp"
#include "language/parse/parse.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tags/tags.hpp"
#include "language/tokens/tokens.hpp"
#include "mentions/names/names.hpp"
#include "reported/quotations/quotations.hpp"

namespace hearsay {

// Tokens [first, end).
struct Tokened {
  uint32_t first = 0, end = 0;
  bool empty() const { return first >= end; }
  uint32_t size() const { return end - first; }
  bool has(uint32_t token) const { return first <= token && token < end; }
  bool overlaps(Tokened other) const { return first < other.end && other.first < end; }
};

class Reading {
 public:
  Reading(const Text& text, const Roles& roles, const Tokens& tokens, const Sentences& sentences,
          const Tags& tags, const Parse& parse, const Names& names, const Quotations& quotations);

  const Text& text;
  const Tokens& tokens;
  const Sentences& sentences;
  const Tags& tags;
  const Names names;  // without those that are plainly none
  const Quotations& quotations;
  std::vector<Span> blocks;           // kept, in order
  std::vector<BlockRole> block_role;  // of each

  uint32_t size() const { return static_cast<uint32_t>(tokens.span.size()); }
  std::string_view word(uint32_t token) const { return text[tokens.span[token]]; }
  std::string_view lemma(uint32_t token) const { return tags.lemma[token]; }  // "say", "Vard"
  Upos upos(uint32_t token) const { return tags.upos[token]; }
  bool has_feature(uint32_t token, std::string_view feature) const;  // "Number=Plur"
  // The relation without its subtype; "nsubj".
  std::string_view relation(uint32_t token) const;
  bool has_subtype(uint32_t token, std::string_view subtype) const;  // "pass"
  std::optional<uint32_t> head(uint32_t token) const;
  const std::vector<uint32_t>& children(uint32_t token) const { return children_[token]; }
  std::optional<uint32_t> child(uint32_t token, std::string_view relation) const;  // the first
  uint32_t sentence_of(uint32_t token) const { return sentence_of_[token]; }
  Tokened sentence(uint32_t number) const;
  // The block in which this byte lies, or the last before it.
  size_t block_of(uint32_t byte) const;

  // The tokens that these bytes touch.
  Tokened tokens_in(Span bytes) const;
  Span bytes_of(Tokened range) const;
  // Of a range the token whose head lies outside; the first that has most of the range below it.
  uint32_t top(Tokened range) const;
  bool is_below(uint32_t token, uint32_t ancestor) const;
  // A noun with the words before it that belong to it, and names behind it: "the old mayor of Vell"
  // gives "the old mayor".
  Tokened noun_group(uint32_t noun) const;

  // Nouns, names, and the words before them, that stand in a row from this token on, whatever the
  // tree says; none if there are none.
  std::optional<Tokened> noun_run(uint32_t first) const;

  // The name that covers this token; none if there is none.
  std::optional<size_t> name_at(uint32_t token) const;
  // The innermost quotation around a byte (between its marks); none if it is in none.
  std::optional<size_t> quotation_at(uint32_t byte) const;

 private:
  const Parse& parse_;
  std::vector<uint32_t> sentence_of_;
  std::vector<std::vector<uint32_t>> children_;
  std::vector<int32_t> name_at_;
};

}  // namespace hearsay
