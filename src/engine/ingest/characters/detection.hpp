// Detection: which encoding bytes are in when nobody says it, or what is said is wrong.
// Covered by ingest/characters/detection_test.cpp.
#pragma once

#include <string_view>

namespace hearsay {

// "utf-16le" or "utf-16be" if the zeros in bytes without byte order mark show that they are, else
// empty. Looks at the first 64 KiB.
std::string_view utf16_by_zeros(std::string_view bytes);

// Whether the bytes are UTF-8 but for a few damaged places: at most one in ten of the sequences
// outside ASCII is ill-formed. `strictly` asks for ten sound ones and one in twenty, as evidence
// against a declaration. A character cut off at the very end does not count. O(bytes).
bool is_mostly_utf8(std::string_view bytes, bool strictly);

// Name of the encoding that uchardet finds likely, if the standard has it and it is in use;
// windows-1252 when all that is outside ASCII is the punctuation common to the windows encodings or
// fewer than four bytes, and as the last resort.
// Looks at 1 MiB, from the first byte outside ASCII on.
std::string_view guess_encoding(std::string_view bytes);

}  // namespace hearsay
