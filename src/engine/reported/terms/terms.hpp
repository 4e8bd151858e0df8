// Terms: the words of the kept text as numbers, which is what comparing many reports works on:
// equal words have equal numbers, whatever their case and ending. Needs no language model:
// sentences are told by their marks. Covered by reported/terms/terms_test.cpp and its cases.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"
#include "reported/quotations/quotations.hpp"

namespace hearsay {

// In text order.
struct Terms {
  static constexpr LayerName kLayer{"terms", 2, "The words of the kept text as numbers."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;
  std::vector<uint32_t> stem;  // WordHash of the folded word, cut to its stem (base/stems)
  std::vector<Flag> sentence;  // begins one
  std::vector<Flag> block;     // begins one
  std::vector<Flag> title;     // stands in the title
  std::vector<Flag> quoted;    // stands between quotation marks
  std::vector<Flag> name;      // has a capital, and does not begin a sentence
  std::vector<Flag> number;    // begins with a digit

  size_t size() const { return span.size(); }

  static constexpr auto columns() {
    return std::tuple{column("span", &Terms::span, "where it stands"),
                      column("stem", &Terms::stem, "the same number for the same word"),
                      column("sentence", &Terms::sentence, "begins a sentence"),
                      column("block", &Terms::block, "begins a block"),
                      column("title", &Terms::title, "stands in the title"),
                      column("quoted", &Terms::quoted, "stands between quotation marks"),
                      column("name", &Terms::name, "has a capital amid a sentence"),
                      column("number", &Terms::number, "begins with a digit")};
  }
};

// O(text).
Terms find_terms(const Text& text, const Roles& roles, const Quotations& quotations);

// The stems as words, in order, for counting: visit(std::string_view stem).
void each_stem(std::string_view text, const std::function<void(std::string_view)>& visit);

}  // namespace hearsay
