// Single-byte encodings: the tables of the WHATWG Encoding Standard ("Indexes", legacy single-byte
// encodings). Covered by ingest/characters/single_byte_test.cpp, against ICU's converters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hearsay {

// Code points of the bytes 0x80 to 0xFF; 0 where the encoding has none. Bytes below are ASCII.
using SingleByteTable = std::array<char16_t, 128>;

// By the standard's name of the encoding; null if it is no single-byte encoding.
const SingleByteTable* single_byte_table(std::string_view encoding);

}  // namespace hearsay
