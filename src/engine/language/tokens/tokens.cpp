// See tokens.hpp.
#include "language/tokens/tokens.hpp"

namespace hearsay {

Tokens find_tokens(const Encoding& encoding) {
  Tokens out;
  for (size_t i = 0; i < encoding.size(); ++i) {
    if (encoding.begins[i] == Begins::nothing && i > 0) {
      out.span.back().end = encoding.atom[i].end;
      continue;
    }
    // What is joined touches.
    bool joined = encoding.begins[i] == Begins::word && i > 0 &&
                  encoding.atom[i - 1].end == encoding.atom[i].begin;
    out.span.push_back(encoding.atom[i]);
    out.joined.push_back({joined});
    out.atom.push_back(static_cast<uint32_t>(i));
  }
  return out;
}

}  // namespace hearsay
