// Speakers across reports: every statement's speaker gets the name that he is usually known by
// (resolved/people, resolved/groups); and a quotation of which one report does not tell who spoke,
// or tells less well, gets the speaker whom others give the same words. Covered by
// resolved/speakers/speakers_test.cpp.
#pragma once

#include "document/collection.hpp"
#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"

namespace hearsay {

// Amendments of `speaker_name` where it differs, and, for whom other reports know better, of
// `speaker_entity` and `speaker_how` (redundancy), too. Words are the same where nearly all runs of
// five are, or, of fewer than nine, where they are equal; of those who are given them by who knows
// best all must be one.
// O(words of statements).
Amendments set_speakers(const Across<Text, Mentions, Statements>& reports, const People& people,
                        const Groups& groups);

}  // namespace hearsay
