// Plain texts of benchmarks as the stages want them. Covered by eval/measures/paragraphs_test.cpp.
#pragma once

#include <string_view>

#include "ingest/clean/clean.hpp"

namespace hearsay::eval {

// A block for every paragraph, all kept; they are parted by `between`, such as an empty line. The
// first is a title if `titled`, all others are body.
Roles paragraphs_of(std::string_view text, std::string_view between, bool titled = false);

}  // namespace hearsay::eval
