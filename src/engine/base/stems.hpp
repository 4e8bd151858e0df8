// Stems: words without their endings, so that "announces", "announced" and "announcing" are one.
// Like steps 1a and 1b of Porter's algorithm ("An algorithm for suffix stripping", 1980), and -ly,
// -ment and -e: light, because what is cut too far joins words that have nothing to do with each
// other. Covered by base/stems_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// Cuts a folded word to its stem, in place. Words that are not all ASCII letters, or shorter than
// four, stay as they are. O(word).
void cut_to_stem(std::string& word);

}  // namespace hearsay
