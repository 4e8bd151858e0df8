// Target: the target of a request, taken apart and checked. Covered by
// surfaces/http/target_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearsay::http {

struct Target {
  std::string path;                                         // decoded, begins with '/'
  std::string query;                                        // as sent, without '?'
  std::vector<std::string> segments;                        // decoded parts of the path
  std::vector<std::pair<std::string, std::string>> values;  // decoded parts of the query
};

// The target of a request line in origin form (RFC 9112, 3.2.1). None if it is anything else, or
// holds broken escapes, invalid UTF-8, control characters, a segment "." or "..", or more than 64
// segments or values. An escaped slash is part of its segment.
std::optional<Target> parse_target(std::string_view target);

// Percent-decoded; '+' is a space where `form`. None if an escape is broken or it is no valid
// UTF-8, or holds control characters.
std::optional<std::string> decode(std::string_view text, bool form);

}  // namespace hearsay::http
