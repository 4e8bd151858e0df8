// Characters: the source as valid UTF-8, whatever encoding it came in, with every mended damage
// listed. The encodings and their labels are those of the WHATWG Encoding Standard; the order in
// which evidence counts is the HTML Standard's: byte order mark, transport, declaration in the
// first 1024 bytes (HTML `meta`, XML declaration), then valid UTF-8, then detection (uchardet),
// then windows-1252. Bytes speak louder than labels: UTF-8 with characters outside ASCII is
// believed against any declaration but a byte order mark, and a declaration under which one
// character in ten is broken is not. Covered by ingest/characters/characters_test.cpp and fuzz
// target.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "document/resources.hpp"
#include "document/source.hpp"
#include "document/text.hpp"

namespace hearsay {

// `text` is valid UTF-8 without U+0000. `offsets` leads from it to bytes of Source::bytes and is
// empty (identity) when nothing had to be changed.
struct Characters {
  static constexpr std::string_view kValueName = "characters";

  std::shared_ptr<const std::string> text = std::make_shared<const std::string>();
  OffsetMap offsets;
  std::string encoding;  // name of the standard, lower case: "utf-8", "windows-1252", "gb18030"
  // "byte order mark", "pattern of zeros", "declared by transport", "declared in the page",
  // "valid UTF-8", "mostly valid UTF-8", "detected" or "last resort".
  std::string how;
  // encoding_conflict, byte_order, cut, invalid_bytes, nul, replacement_characters, mojibake
  Problems problems;
};

// O(source). Never fails: what cannot be decoded becomes U+FFFD and a problem.
Characters read_characters(const Source& source, const Resources& resources);

}  // namespace hearsay
