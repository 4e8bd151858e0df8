// Mend: makes JSON of what writers take for JSON. Internal to this folder.
// Covered by ingest/jsonl/jsonl_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

struct Mended {
  std::string json;
  std::string what;  // "2 lone surrogates, 1 control character"; empty if nothing was found
};

// Bytes that are no UTF-8 and lone surrogates become U+FFFD, control characters in strings are
// escaped, NaN and Infinity become null. O(bytes).
Mended mend_json(std::string_view json);

}  // namespace hearsay
