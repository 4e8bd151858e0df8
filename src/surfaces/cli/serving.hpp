// Serving: what `hearsay serve` and `hearsay demo` share. Covered by tests/http.
#pragma once

#include <string>

#include "surfaces/cli/verb.hpp"
#include "surfaces/http/http.hpp"

namespace hearsay::cli {

// The port that is tried first.
inline constexpr uint16_t kPort = 7272;

// Serves API and page of a store until Ctrl-C, and prints where. Of no port in `options`, kPort is
// taken or, if somebody has that, any that is free. Gives the exit code.
int serve_store(const std::string& file, http::ServerOptions options, bool json);

}  // namespace hearsay::cli
