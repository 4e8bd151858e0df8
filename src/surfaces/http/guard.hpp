// Guard: who may ask. Hearsay serves one machine's private files over a port that every page in
// every browser on that machine can reach, so a request is answered only if it was meant for us:
// its Host must be an address or a name that we know (else a foreign name was rebound to us), its
// Origin, if it has one, must be ours (else another site's script or form sent it), and away from
// loopback it must carry the token. Covered by surfaces/http/guard_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "surfaces/http/http.hpp"

namespace hearsay::http {

// 127.0.0.0/8, ::1 or localhost.
bool is_loopback(std::string_view host);

class Guard {
 public:
  // `usage` if the host is no loopback address and there is no token, or the token has fewer than
  // 16 bytes.
  static Result<Guard> make(const ServerOptions& options);

  // What a request is refused with, or none. Looks at method and headers only. Takes equal time for
  // any wrong token.
  std::optional<Response> refuse(const Request& request) const;

  // Whether people reach this host by https.
  bool is_secure(std::string_view host) const;

  // A page that is opened with ?token=... is sent to the same address without it, and the browser
  // keeps what stands for the token. None if there is no right one in
  // `target`, or none is needed.
  std::optional<Response> admit(std::string_view method, std::string_view target) const;

 private:
  bool knows_host(std::string_view host) const;
  bool has_token(const Request& request) const;
  bool is_token(std::string_view token) const;

  bool loopback_ = true;
  std::vector<std::string> names_;   // lower case
  std::vector<std::string> secure_;  // those of them that are reached by https
  std::string token_;                // its SHA-256; empty if none is needed
  std::string cookie_;               // what a browser sends instead
};

// What every answer carries so that no browser runs, embeds, sniffs or passes on what a report
// says.
void add_protection(Response& response);

}  // namespace hearsay::http
