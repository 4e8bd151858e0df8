// Retelling: how a copy hides what it was copied from, one paragraph at a time. Internal to this
// folder. Covered by eval/lineage/retelling_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/span.hpp"
#include "eval/lineage/draws.hpp"
#include "eval/lineage/happening.hpp"
#include "eval/lineage/vocabulary.hpp"

namespace hearsay::eval {

// The words between the first mark of a quotation, curly or straight, and the last; none() if there
// is no such pair.
Span quotation_of(std::string_view paragraph);

// About two words in three that have a synonym are replaced by one, outside quotations, and about
// half of the sentences of two clauses begin with the other one. O(bytes).
std::string spun(std::string_view paragraph, const Vocabulary& vocabulary, Draws& draws);

// The quotation in other words, as if it had been translated and translated back: its speaker, most
// of its meaning by synonyms, and nothing of its sentences. The paragraph itself if it quotes
// nobody. O(bytes).
std::string requoted(std::string_view paragraph, const Vocabulary& vocabulary,
                     const Happening& happening, Draws& draws);

// With " for “ and ”.
std::string with_straight_marks(std::string_view paragraph);

}  // namespace hearsay::eval
