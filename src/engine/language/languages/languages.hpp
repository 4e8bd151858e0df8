// Languages: which language a report is in. CLD2 (Compact Language Detector 2) over the kept text.
// Covered by language/languages/languages_test.cpp and its cases.
#pragma once

#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/text.hpp"
#include "ingest/clean/clean.hpp"

namespace hearsay {

// At most three rows, the largest share first; none when the text is too short or is no language.
struct Languages {
  static constexpr LayerName kLayer{"languages", 1, "Languages of the kept text, largest first."};

  Strings language;          // ISO 639-1 where there is one, else as CLD2 names it: "en", "zh-Hant"
  std::vector<Score> share;  // of the text's bytes
  std::vector<Flag> sure;    // CLD2 calls the result reliable

  static constexpr auto columns() {
    return std::tuple{column("language", &Languages::language, "ISO 639-1 code", InId::yes),
                      column("share", &Languages::share, "share of the kept text"),
                      column("sure", &Languages::sure, "the detector calls it reliable")};
  }
};

// Looks at the first 8 KiB of kept text, or of all text when nothing is kept. O(that).
Languages find_languages(const Text& text, const Roles& roles);

}  // namespace hearsay
