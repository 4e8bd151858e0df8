// Xml: text inside XML 1.0, whatever the text is. Covered by base/xml_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// Appends `text` as character data that may also stand in an attribute between quotation marks:
// & < > " ' and line breaks are written as references, invalid UTF-8 becomes U+FFFD, and what XML
// 1.0 (5th edition, section 2.2) does not allow at all, control characters and the noncharacters
// U+FFFE and U+FFFF, is left out. O(n).
void append_xml(std::string& out, std::string_view text);

}  // namespace hearsay
