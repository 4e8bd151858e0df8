// Measures: what every suite of `hearsay eval` gives. Covered by the tests of the suites.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "document/columns.hpp"

namespace hearsay::eval {

// A score from 0 to 1, rounded down so that nothing looks better than it is, and what it was
// counted from where that is a simple share. Neither for a measure whose stage does not exist yet:
// `note` says so.
struct Measure {
  std::string name;
  std::string note;  // what exactly is counted
  std::optional<Score> score;
  std::optional<uint64_t> right;
  uint64_t all = 0;
};

struct Scored {
  std::vector<Measure> measures;
  std::vector<std::string> details;  // JSON lines, one a page or report, in order of their names
};

// `right` of `all`; no score when there is nothing.
Measure share_measure(std::string name, std::string note, uint64_t right, uint64_t all);
// A score that is no share of counts, such as a mean over pages. `value` from 0 to 1.
Measure mean_measure(std::string name, std::string note, double value);
// Of a stage that is still to come.
Measure missing_measure(std::string name);

}  // namespace hearsay::eval
