// Scores how names of persons are compared, without anything else that is known of them. Covered by
// eval/name_pairs/name_pairs_test.cpp.
#pragma once

#include <string>

#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// `file`: lines of a name, another, and "same" or "different", with tabs between; lines that begin
// with '#' are notes. F1, precision and recall of "same". `damaged` with the line that is wrong.
Result<Scored> run_name_pairs(const std::string& file);

}  // namespace hearsay::eval
