// Explanation: what decided about one row of a layer, beyond the row's columns. It is not stored
// but found again from the report when somebody asks. A stage that can give one says so in its
// CMakeLists.txt (EXPLAIN function); the function takes what the stage's own takes, and the row.
// Covered by document/pipeline_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hearsay {

// One thing that a model looked at.
struct Factor {
  std::string name;   // as the model's files call it
  std::string says;   // what it is and its value in this row, for people
  int64_t value = 0;  // as the model sees it
  int64_t adds = 0;   // to the log odds
};

// What a model makes of a row: log odds, in units of 1 / Trees::kUnit, which are exactly `base`,
// the mean of the report's rows, and what all factors add.
struct Weighing {
  std::string by;
  int64_t log_odds = 0;
  int64_t base = 0;
  std::vector<Factor> factors;  // those that add something, the strongest first
};

struct Explanation {
  std::string summary;              // who decided, in a sentence
  std::string claim;                // what the log odds are of: "the block is of the article"
  std::vector<Weighing> weighings;  // first the one that counts; none where no model was asked
};

}  // namespace hearsay
