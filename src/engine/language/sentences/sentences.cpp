// See sentences.hpp.
#include "language/sentences/sentences.hpp"

namespace hearsay {

Sentences find_sentences(const Encoding& encoding, const Tokens& tokens) {
  Sentences out;
  for (size_t i = 0; i < tokens.span.size(); ++i) {
    uint32_t atom = tokens.atom[i];
    if (encoding.begins[atom] == Begins::sentence || i == 0) {
      out.span.push_back(tokens.span[i]);
      out.first.push_back(static_cast<uint32_t>(i));
      out.count.push_back(0);
      out.score.push_back({encoding.sure[atom]});
    }
    out.span.back().end = tokens.span[i].end;
    ++out.count.back();
  }
  return out;
}

std::vector<SentenceBatch> batches_of(const Sentences& sentences) {
  constexpr uint32_t kTokens = 1000;
  std::vector<SentenceBatch> out;
  for (size_t i = 0; i < sentences.span.size(); ++i) {
    uint32_t count = sentences.count[i];
    if (out.empty() || out.back().tokens + count > kTokens)
      out.push_back({i, i, sentences.first[i], 0});
    out.back().end = i + 1;
    out.back().tokens += count;
  }
  return out;
}

}  // namespace hearsay
