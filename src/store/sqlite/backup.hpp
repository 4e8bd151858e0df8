// Backup: a consistent copy of a database that others read and write meanwhile (SQLite's online
// backup). Covered by store/store_test.cpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/sqlite/sqlite.hpp"

namespace hearsay {

// Copies what `from` sees into a new file, by way of `file`.part, so that `file` is whole or not
// there at all. `usage` if there is already a file of that name.
Result<void> copy_database(Database& from, const std::string& file);

}  // namespace hearsay
