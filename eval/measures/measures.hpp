// Measures: what every suite of `hearsay eval` gives. Covered by the tests of the suites.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
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

// What was found, of what there is.
struct F1Counts {
  uint64_t both = 0, found = 0, gold = 0;
  double precision() const;  // 0 where nothing was found
  double recall() const;
  double f1() const;  // 0 where there is nothing at all
};

// The bytes of a benchmark's file, unpacked where its name ends with .gz; `missing` says that
// `kind`
// ("a CoNLL-U file") is wanted, `damaged` that what is packed is broken.
Result<std::string> benchmark_file(const std::string& path, std::string_view kind);

// `right` of `all`; no score when there is nothing.
Measure share_measure(std::string name, std::string note, uint64_t right, uint64_t all);
// A score that is no share of counts, such as a mean over pages. `value` from 0 to 1.
Measure mean_measure(std::string name, std::string note, double value);
// Of a stage that is still to come.
Measure missing_measure(std::string name);

}  // namespace hearsay::eval
