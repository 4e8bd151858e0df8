// Speakers: who says a statement, within what its report tells. The words at the cue are a name, a
// role, a pronoun, or nothing. Names that can be one person's are put together. Whom a role or a
// pronoun means, trees say who weigh everybody whom the report names (reported/cast); where
// nobody is likely, nobody is named, and a role stays what it is.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document/resources.hpp"
#include "language/encoder/encoder.hpp"
#include "reported/cast/cast.hpp"
#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// Sees every role and pronoun with its candidates before one of them is chosen.
using WatchCandidates = std::function<void(const Mention&, const std::vector<Candidate>&)>;

// Fills in speaker, name, named, how and speaker_score of all drafts. `author`: of the report,
// empty if unknown. O(statements * names near).
void find_speakers(const Reading& reading, const Encoding& encoding, const Resources& resources,
                   std::string_view author, std::vector<Draft>& drafts,
                   const WatchCandidates& watch = {});

}  // namespace hearsay::statements
