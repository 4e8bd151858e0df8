// The floor: passages that two texts share word by word, with no knowledge of anything. To be
// printed beside our figures. Covered by eval/copies/word_runs_test.cpp.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "eval/copies/copies_engine.hpp"

namespace hearsay::eval {

// Runs of so many words, in lower case, that stand in both texts are seeds; a seed that lies within
// 40 words of a passage, on both sides, is part of it. Passages of fewer than 30 words are none.
// O(words + seeds * passages).
std::vector<Detection> find_word_runs(std::string_view source, std::string_view suspicious,
                                      size_t run);

}  // namespace hearsay::eval
