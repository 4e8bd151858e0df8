// Cues: words that say who speaks and that the heads of the encoder overlooked or took for
// something else, looked for in the tree. Covered by reported/statements/cases.
#pragma once

#include <span>
#include <vector>

#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// Without the signs and blanks at its end: "Shemirzan, who chairs it,".
Span trimmed_source(const Reading& reading, Span source);

// Cue and source of content that is a clause of a verb of speech: "State TV earlier said that ...".
void find_cue(const Reading& reading, Span content, Draft& draft);

// "Vard said: “...”": the verb right before the colon before this content, and its subject. False
// if there is none.
bool find_cue_before_colon(const Reading& reading, Span content, Draft& draft);

// The source that was overlooked: the subject of the cue's verb, or of the verb that it hangs on
// ("He left, admitting that ..."). None if there is none.
Span find_source(const Reading& reading, Span cue, std::span<const Span> contents);

// "The Wire reported Mr Joruk as saying that ...": he says it, and the Wire quotes him. Takes what
// comes before the saying off the first content; may leave no content.
void quoted_as_saying(const Reading& reading, std::vector<Span>& contents, Draft& draft);

// "which quoted one official [as]": the official is the source.
void quoted_source(const Reading& reading, Draft& draft);

}  // namespace hearsay::statements
