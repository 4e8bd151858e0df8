// Labels: the names by which documents and servers call character encodings, as the table "Names
// and labels" of the WHATWG Encoding Standard has them.
// Covered by ingest/characters/labels_test.cpp.
#pragma once

#include <string_view>

namespace hearsay {

// Name of the encoding in lower case ("utf-8", "windows-1252", "gb18030"), or empty if the standard
// knows no such label. White space around the label and its case do not count. Encodings that the
// standard refuses to decode (hz-gb-2312, iso-2022-kr ...) are called "replacement".
std::string_view encoding_of_label(std::string_view label);

}  // namespace hearsay
