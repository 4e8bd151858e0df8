// Formats: what makes a file a store, which version of the format it has, and how an older one
// becomes the present one. SQLite's `application_id` says "store", `user_version` which format.
// A format's number is never used again; tests/formats keeps a file of each.
// Covered by store/formats/formats_test.cpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "store/sqlite/sqlite.hpp"

namespace hearsay {

inline constexpr int kStoreFormat = 1;         // written by this version
inline constexpr int kOldestStoreFormat = 1;   // still read, by migration
inline constexpr int kStoreMark = 0x48525359;  // "HRSY", the application_id

enum class StoreState : uint8_t {
  blank,  // an empty file, or one whose making was interrupted
  current,
  older,  // needs migrate_store() before it is written to
};

// Reads the marks, and in a store of the present format every table, index and view there is: one
// that this version did not make is refused, as is a missing one. `usage` for files that are no
// store, `unsupported` for newer formats, `damaged` for broken ones.
Result<StoreState> recognise_store(Database& database);

// Makes the tables of an empty store. All or nothing.
Result<void> create_store(Database& database);

// Brings an older store to kStoreFormat, one format after the other. All or nothing.
Result<void> migrate_store(Database& database);

}  // namespace hearsay
