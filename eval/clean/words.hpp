// Words as the benchmarks of body extraction count them: what Python's `\w+` finds in a text.
// Covered by eval/clean/words_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hearsay::eval {

// The longest runs of letters (Unicode L), numbers (N) and the low line; marks part words, as they
// do in Python. Views into `text`, in order; case is kept. O(text).
std::vector<std::string_view> words_of(std::string_view text);

// The text in lower case by Unicode's full mappings, without regard to any language, as Python's
// str.lower() gives it. Bytes that are no UTF-8 become U+FFFD. O(text).
std::string lower_case(std::string_view text);

}  // namespace hearsay::eval
