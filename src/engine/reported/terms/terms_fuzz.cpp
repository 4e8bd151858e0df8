// Whatever stands in a text, its terms lie in kept blocks, one behind the other, at code points and
// not empty; every block that has any begins a block and a sentence; and counting sees the same.
#include "reported/terms/terms.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/folded_words.hpp"
#include "base/utf8.hpp"

namespace {

using namespace hearsay;

void must(bool holds) {
  if (!holds) std::abort();
}

// Bytes as signs that are worth trying.
std::string text_of(const uint8_t* data, size_t size) {
  static constexpr std::string_view kParts[] = {
      " ",  ".",  ",",      "'",      "’",      "s", "S",  "U",   "S.",    "a",          "Vard",
      "Mr", "5",  "0",      "\n",     "\n\n",   "“", "”",  "\"",  "!",     "?",          "…",
      "-",  "é",  "Й",      "漢",     "。",     "½", "№",  "ة",   "𝄞",     "\U0010FFFD", "\u0301",
      "№",  "\t", "\u00A0", "\u200B", "\u00AD", "º", "ed", "ing", "\uFFFD"};
  std::string out;
  for (size_t i = 0; i < size; ++i) out += kParts[data[i] % std::size(kParts)];
  return out;
}

// Blocks are lines, and now and then begin right behind the one before.
Roles blocks_of(std::string_view text) {
  Roles out;
  uint32_t begin = 0;
  auto add = [&](uint32_t end) {
    if (end > begin) {
      out.span.push_back({begin, end});
      out.role.push_back(out.role.empty() ? BlockRole::title : BlockRole::body);
      out.kept.push_back({out.kept.size() % 4 != 2});
    }
    begin = end;
  };
  for (uint32_t at = 0; at < text.size(); ++at)
    if (text[at] == '\t' || (text[at] == '\n' && at % 3 != 0)) add(at);
  add(static_cast<uint32_t>(text.size()));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string text = text_of(data, size);
  Roles roles = blocks_of(text);
  Terms terms = find_terms(Text(text, {}), roles, quotations_in(text, roles.span));
  must(columns_are_level(layer_info<Terms>(), &terms));
  size_t row = 0;
  for (size_t block = 0; block < roles.span.size(); ++block) {
    if (!roles.kept[block].yes) continue;
    bool first = true;
    uint32_t last = roles.span[block].begin;
    std::string_view within =
        std::string_view(text).substr(roles.span[block].begin, roles.span[block].size());
    each_stem(within, [&](std::string_view stem) {
      must(row < terms.size());
      Span span = terms.span[row];
      must(!span.empty() && span.begin >= last && roles.span[block].covers(span));
      must(is_boundary(text, span.begin) && is_boundary(text, span.end));
      must(terms.block[row].yes == first && (!first || terms.sentence[row].yes));
      must(terms.title[row].yes == (roles.role[block] == BlockRole::title));
      must(!terms.name[row].yes || (!terms.sentence[row].yes && !terms.number[row].yes));
      must(!stem.empty() && word_hash(stem) == terms.stem[row]);
      last = span.end;
      first = false;
      ++row;
    });
  }
  must(row == terms.size());
  return 0;
}
