// Prescan: the encoding a document declares in itself, found as the HTML Standard ("prescan a byte
// stream to determine its encoding", "get an XML encoding") finds it.
// Covered by ingest/characters/prescan_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// The label as written ("ISO-8859-1") in a `meta` element of the first 1024 bytes, outside
// comments; empty if there is none that the Encoding Standard knows.
std::string declared_in_html(std::string_view bytes);

// The same of an XML declaration at the very start.
std::string declared_in_xml(std::string_view bytes);

// Name of the encoding that such a label stands for: whoever could read the declaration byte by
// byte does not read UTF-16, so that this becomes utf-8; x-user-defined becomes windows-1252.
std::string_view encoding_of_declaration(std::string_view label);

}  // namespace hearsay
