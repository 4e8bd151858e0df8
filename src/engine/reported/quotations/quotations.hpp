// Quotations: what stands between quotation marks, of whatever kind: straight, curly, low, angled,
// backticks, single. Marks that stand the wrong way round, are missing or open without closing are
// paired as well as can be: every mark may open, close or be none, each reading has a price
// (against its shape, against the spaces around it, against what is open), and the cheapest reading
// of the whole text is taken (Viterbi 1967). So no text is refused. A quotation that a paragraph
// leaves open goes on in the next one if that opens again, or closes it. Covered by
// reported/quotations/quotations_test.cpp, its cases and fuzz target.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"

namespace hearsay {

// In text order, outer ones first. A quotation over several blocks has a row in each.
struct Quotations {
  static constexpr LayerName kLayer{"quotations", 1, "What stands between quotation marks."};
  static constexpr Storage kStorage = Storage::packed;

  std::vector<Span> span;       // with its marks, as far as there are any
  std::vector<Span> inner;      // without them
  std::vector<uint32_t> depth;  // 0 for one that stands in no other
  std::vector<Flag> single;     // between single marks
  std::vector<Flag> goes_on;    // what the block before left open
  std::vector<Flag> mended;     // a mark is missing, or stands the wrong way round

  static constexpr auto columns() {
    return std::tuple{
        column("span", &Quotations::span, "with its marks"),
        column("inner", &Quotations::inner, "without them"),
        column("depth", &Quotations::depth, "how many others it stands in"),
        column("single", &Quotations::single, "between single marks"),
        column("goes_on", &Quotations::goes_on, "of a quotation that an earlier block opened"),
        column("mended", &Quotations::mended, "a mark is missing or the wrong way round")};
  }
};

// O(text).
Quotations find_quotations(const Text& text, const Roles& roles);
Quotations quotations_in(std::string_view text, std::span<const Span> blocks);

}  // namespace hearsay
