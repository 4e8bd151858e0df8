// Borders: where a report is put together of passages of others, "he" behind the seam is nobody
// that stands before it. A speaker who was read on the other side of a border is taken back; the
// report that the passage comes from tells who it is, or nobody does. Covered by
// sources/borders/borders_test.cpp.
#pragma once

#include "document/collection.hpp"
#include "document/text.hpp"
#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"
#include "sources/copies/copies.hpp"

namespace hearsay {

// Amendments of speaker_name, speaker_how and speaker_entity of statements in spliced reports whose
// speaker is a pronoun or speaks on, and whose name stands in another passage than the statement.
// The same statement of the report that the passage comes from gives the speaker (redundancy),
// unless it has none itself, or one that is taken back too (unresolved). These amendments win over
// those of resolved/speakers, even where a third report tells who says the same words: it is not
// asked here. Reads only spliced reports and those they are spliced of.
// O(statements * passages of a report).
Amendments cut_at_borders(const Across<Text, Mentions, Statements>& reports,
                          const CopyEdges& copies, const People& people, const Groups& groups);

}  // namespace hearsay
