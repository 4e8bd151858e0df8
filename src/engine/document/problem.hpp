// Problems: what was wrong with a report, as data. Covered by the tests of the stages that find them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hearsay {

// `code` is a stable snake_case word for programs (listed in docs/FORMATS.md), `message` a sentence
// for people, `offset` the byte of the source where it begins, -1 if it concerns the whole.
struct Problem {
  std::string code;
  std::string message;
  int64_t offset = -1;
  bool operator==(const Problem&) const = default;
};

// A stage reports problems by giving its layer a member `Problems problems;`.
using Problems = std::vector<Problem>;

}  // namespace hearsay
