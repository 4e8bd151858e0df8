// Times: the day on which something was said, where its sentence tells: "on Monday", "December 19",
// "yesterday", "last week". Words that count from the day of the report need that to be known; a
// weekday is the last one before it (or that day itself).
#pragma once

#include <optional>
#include <vector>

#include "base/dates.hpp"
#include "reported/statements/draft.hpp"

namespace hearsay::statements {

// The days on which the report may have been published, by its own clock.
struct Published {
  std::optional<int64_t> first, last;  // days since 1970-01-01
};
Published published_of(const Metadata& metadata);

// Fills in dates. O(statements * their sentences).
void find_times(const Reading& reading, const Published& published, std::vector<Draft>& drafts);

}  // namespace hearsay::statements
