// See languages.hpp.
#include "language/languages/languages.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <string>

namespace hearsay {
namespace {

// CLD2 reads at most this much: the language of a report shows early, and looking is dear.
constexpr size_t kMost = size_t{8} << 10;

std::string sample(const Text& text, const Roles& roles) {
  std::string out;
  std::vector<Span> spans = kept_spans(roles);
  if (spans.empty()) spans = roles.span;
  for (Span span : spans) {
    if (out.size() >= kMost) break;
    out += text[span];
    out += '\n';
  }
  return out;
}

}  // namespace

Languages find_languages(const Text& text, const Roles& roles) {
  Languages out;
  std::string kept = sample(text, roles);
  CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language found[3];
  int percent[3];
  double scores[3];
  int bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(kept.data(), static_cast<int>(kept.size()), true, &hints, 0, found,
                                 percent, scores, nullptr, &bytes, &reliable);
  for (size_t i = 0; i < 3; ++i) {
    if (found[i] == CLD2::UNKNOWN_LANGUAGE || percent[i] <= 0) continue;
    out.language.push_back(CLD2::LanguageCode(found[i]));
    out.share.push_back(Score::of(percent[i] / 100.0));
    out.sure.push_back({reliable});
  }
  return out;
}

}  // namespace hearsay
