// Claims: what the container said of a stored report, read over any connection.
// Covered by store/store_test.cpp.
#pragma once

#include "document/source.hpp"
#include "store/sqlite/sqlite.hpp"

namespace hearsay {

// Everything of the source of report number `n` but its bytes and path; `damaged` if it has none.
Result<Source> read_claims(Database& database, int64_t n);

// Problems of reading the source (`of_source`) or of analysing it, in the order they were found.
Result<Problems> read_problems(Database& database, int64_t n, bool of_source);

}  // namespace hearsay
