// Relays: through whom a statement came. Whoever said the statement around it; and outlets that the
// words at its cue name: told OUTLET, in an interview with OUTLET, in remarks carried by OUTLET,
// was quoted by OUTLET as saying, OUTLET quoted him as saying.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/outlets/outlets.hpp"
#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// Fills in the relay of all drafts, whose speakers are known. `publisher`, `domain`: the report's
// own outlet, which relays nothing, and its host; empty if unknown. O(statements * their
// sentences).
void find_relays(const Reading& reading, const Outlets& outlets, std::string_view publisher,
                 std::string_view domain, std::vector<Draft>& drafts);

}  // namespace hearsay::statements
