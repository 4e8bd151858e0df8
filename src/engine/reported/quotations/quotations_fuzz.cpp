// Whatever marks a text has, quotations lie in it, in order, each in one block, none across
// another.
#include "reported/quotations/quotations.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.hpp"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

// Bytes as signs that are worth trying, so that most of what is tried is marks.
std::string text_of(const uint8_t* data, size_t size) {
  static constexpr std::string_view kParts[] = {
      "\"", "“", "”", "„", "«",  "»", "'", "‘", "’",      "``",     "''", " ",
      "\n", ".", ",", "a", "Bs", "9", "(", "—", "\u00A0", "\uFFFD", ": ", "s' b"};
  std::string out;
  for (size_t i = 0; i < size; ++i) out += kParts[data[i] % std::size(kParts)];
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  std::string text = text_of(data, size);
  std::vector<Span> blocks;
  for (uint32_t at = 0; at < text.size();) {
    auto end = static_cast<uint32_t>(std::min(text.find('\n', at), text.size()));
    if (end > at) blocks.push_back({at, end});
    at = end + 1;
  }
  Quotations found = quotations_in(text, blocks);
  for (size_t i = 0; i < found.span.size(); ++i) {
    Span span = found.span[i];
    must(found.span[i].covers(found.inner[i]) && !found.inner[i].empty());
    must(is_boundary(text, span.begin) && is_boundary(text, span.end));
    bool inside = false;
    for (Span block : blocks) inside = inside || block.covers(span);
    must(inside);
    if (i == 0) continue;
    Span last = found.span[i - 1];
    must(last.begin <= span.begin);
    must(!last.overlaps(span) || last.covers(span));
  }
  return 0;
}
