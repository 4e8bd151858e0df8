// Feature words: a feature and its value as a journalist can read them, for explain_block.
// Covered by ingest/clean/feature_words_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hearsay::clean {

// "share of it in links: 82.0 %" for linked, 820. A feature that has no words gets its own name.
std::string in_words(std::string_view feature, int32_t value);

}  // namespace hearsay::clean
