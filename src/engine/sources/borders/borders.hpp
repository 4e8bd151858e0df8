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
// speaker is a pronoun or speaks on, and who is named ahead of the statement in other passages
// only. Passages may overlap: it is no other if one report has both places. The same statement in
// the passage where it comes from gives the speaker (redundancy), unless it has none there, or one
// that is taken back too, or stands there twice and two say it (unresolved). These amendments win
// over those of resolved/speakers, even where a third report tells who says the same words: it is
// not asked here. Reads only spliced reports and those they are spliced of.
// O(statements * (passages + mentions) of a report).
Amendments cut_at_borders(const Across<Text, Mentions, Statements>& reports,
                          const CopyEdges& copies, const People& people, const Groups& groups);

}  // namespace hearsay
