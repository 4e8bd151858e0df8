// Speakers: who says a statement, within what its report tells. The words at the cue are a name, a
// role, a pronoun, or nothing. Names that can be one person's are put together; a role goes to the
// one person whom the report gives that role; a pronoun to the best of the persons named before it,
// by a sum of weights (`kWeights` in speakers.cpp): how near, whether a subject, whether speaking
// before, whether of that gender. Where nothing speaks for anybody, nobody is named.
#pragma once

#include <string>
#include <vector>

#include "document/resources.hpp"
#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// Fills in speaker, name, named, how and speaker_score of all drafts. `author`: of the report,
// empty if unknown. O(statements * names near).
void find_speakers(const Reading& reading, const Resources& resources, std::string_view author,
                   std::vector<Draft>& drafts);

}  // namespace hearsay::statements
