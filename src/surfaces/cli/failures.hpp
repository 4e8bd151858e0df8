// Failures: how the verbs that go on after one show what failed. Covered by tests/command_line.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/json.hpp"
#include "document/source.hpp"

namespace hearsay::cli {

// A list on stderr under `heading`; nothing if nothing failed. `unlisted` failed besides.
void print_failures(std::string_view heading, std::span<const Failure> failed, uint64_t unlisted);

// The fields `failures` and `failures_not_listed` of the object that is open in `json`.
void add_failures(Json& json, std::span<const Failure> failed, uint64_t unlisted);

}  // namespace hearsay::cli
