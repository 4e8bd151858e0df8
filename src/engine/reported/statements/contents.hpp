// Contents: attributions as statements, each with what exactly is said, and whether it is quoted.
#pragma once

#include <vector>

#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// In text order. Content of a cue in other sentences becomes statements that go on; quotations that
// no attribution has become orphans. O(attributions + quotations).
std::vector<Draft> drafts_of(const Reading& reading, const Attributions& attributions);

// Without quotation marks around it, without a leading "that" or the "to" of an infinitive, and
// without the signs at its end that are not its own. None where nothing is left.
Span trimmed_content(const Reading& reading, Span content);

StatementKind kind_of(const Reading& reading, const std::vector<Span>& content);

}  // namespace hearsay::statements
