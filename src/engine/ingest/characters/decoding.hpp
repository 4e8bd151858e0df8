// Decoding: bytes in a known encoding as UTF-8, character by character, with the way back.
// Covered by ingest/characters/decoding_test.cpp and the fuzz target characters_fuzz.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/text.hpp"

namespace hearsay {

// How often something happened, and at which byte of the source first.
struct Tally {
  size_t count = 0;
  int64_t first = -1;
  void add(size_t at) {
    if (count++ == 0) first = static_cast<int64_t>(at);
  }
};

// `text` is valid UTF-8 without U+0000. `offsets` leads to the bytes given and is empty when the
// text is those bytes. A unit is one character; two characters only where the encoding writes a
// letter and its accent as one code (Big5).
struct Decoded {
  std::string text;
  OffsetMap offsets;
  size_t sound = 0;    // characters outside ASCII that were well encoded
  Tally invalid;       // ill-formed sequences, now U+FFFD each
  Tally nul;           // U+0000, now U+FFFD each
  Tally replacements;  // U+FFFD that the source itself has
};

// Decodes bytes[begin..] by the standard's name of an encoding (see labels.hpp); "replacement" and
// unknown names are read as windows-1252. Offsets count from the start of `bytes`. O(bytes).
// Legacy multi-byte encodings are ICU's converters closest to the standard.
Decoded decode(std::string_view bytes, size_t begin, std::string_view encoding);

}  // namespace hearsay
