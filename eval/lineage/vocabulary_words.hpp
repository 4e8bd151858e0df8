// The real words of the vocabulary, written for it: the likeliest first, words that may stand for
// one another joined by '|'. Internal to this folder; covered by eval/lineage/vocabulary_test.cpp.
#pragma once

#include <string_view>

namespace hearsay::eval {

// In the singular; the plural follows a colon where it is not regular.
extern const std::string_view kNouns;
// In the infinitive; '+' doubles the last letter before "ed" and "ing", and what is not regular has
// its participle and its gerund after colons.
extern const std::string_view kVerbs;
extern const std::string_view kAdjectives;
extern const std::string_view kAdverbs;
// Words that are no part of the vocabulary but have others of the same meaning.
extern const std::string_view kSmallWords;

}  // namespace hearsay::eval
