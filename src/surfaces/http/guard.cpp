// See guard.hpp.
#include "surfaces/http/guard.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "surfaces/api/addresses.hpp"
#include "surfaces/http/target.hpp"

namespace hearsay::http {
namespace {

constexpr std::string_view kCookie = "hearsay";
constexpr size_t kShortestToken = 16;

bool is_ipv4(const std::string& host) {
  in_addr ignored;
  return ::inet_pton(AF_INET, host.c_str(), &ignored) == 1;
}
bool is_ipv6(const std::string& host) {
  in6_addr ignored;
  return ::inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

// Of "name:80", "[::1]:80" or either without a port; empty if it is neither.
std::string host_of(std::string_view authority) {
  std::string_view port;
  std::string host;
  if (authority.starts_with('[')) {
    size_t end = authority.find(']');
    if (end == std::string_view::npos) return "";
    host = authority.substr(1, end - 1);
    port = authority.substr(end + 1);
    if (!is_ipv6(host)) return "";
  } else {
    size_t colon = authority.find(':');
    host = authority.substr(0, colon);
    if (colon != std::string_view::npos) port = authority.substr(colon);
  }
  bool is_port =
      port.empty() || (port[0] == ':' && std::all_of(port.begin() + 1, port.end(),
                                                     [](char c) { return c >= '0' && c <= '9'; }));
  return is_port ? ascii::lowered(host) : "";
}

// Both of one length: no early end tells how much of it was right.
bool is_equal(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < a.size() && i < b.size(); ++i)
    difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
  return difference == 0;
}

std::string_view cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    std::string_view one = ascii::take_part(header, ';');
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
      return one.substr(name.size() + 1);
  }
  return {};
}

// Never "//name", which would lead to another host.
std::string without_token(const Target& address) {
  std::string out;
  for (const std::string& segment : address.segments)
    if (!segment.empty() || !out.empty()) out += "/" + percent_encoded(segment);
  if (out.empty()) out = "/";
  char sign = '?';
  for (const auto& [name, value] : address.values) {
    if (name == "token") continue;
    out += sign + percent_encoded(name) + "=" + percent_encoded(value);
    sign = '&';
  }
  return out;
}

}  // namespace

bool is_loopback(std::string_view host) {
  std::string name(host);
  return name == "localhost" || name == "::1" || (is_ipv4(name) && name.starts_with("127."));
}

Result<Guard> Guard::make(const ServerOptions& options) {
  Guard out;
  out.loopback_ = is_loopback(options.host);
  for (const std::string& name : options.names) {
    constexpr std::string_view kSecure = "https://", kPlain = "http://";
    std::string host = ascii::lowered(name);
    bool secure = host.starts_with(kSecure);
    if (secure) host.erase(0, kSecure.size());
    if (host.starts_with(kPlain)) host.erase(0, kPlain.size());
    while (host.ends_with('/')) host.pop_back();
    bool six = !host.starts_with('[') && host.find(':') != host.rfind(':');  // an address of IPv6
    if (!six) host = host_of(host);
    if (host.empty() || host.find('/') != std::string::npos)
      return Error{ErrorKind::usage, name + " is no name of a host; give one such as news.example",
                   "", -1};
    if (secure) out.secure_.push_back(host);
    out.names_.push_back(std::move(host));
  }
  if (!out.loopback_ && options.token.empty())
    return Error{ErrorKind::usage,
                 options.host +
                     " can be reached from other machines; give --token, or leave "
                     "--host away to serve this machine only",
                 "", -1};
  if (!options.token.empty() && options.token.size() < kShortestToken)
    return Error{ErrorKind::usage,
                 "the token is shorter than " + std::to_string(kShortestToken) +
                     " signs and could be guessed; `openssl rand -hex 16` makes a good one",
                 "", -1};
  if (!options.token.empty()) {
    out.token_ = sha256_hex(options.token);
    out.cookie_ = sha256_hex("cookie " + options.token);
  }
  return out;
}

bool Guard::knows_host(std::string_view authority) const {
  std::string host = host_of(authority);
  if (host.empty()) return false;
  if (std::find(names_.begin(), names_.end(), host) != names_.end()) return true;
  if (is_loopback(host)) return true;
  // No name server gives an address of numbers, so nobody can rebind one.
  return !loopback_ && (is_ipv4(host) || is_ipv6(host));
}

bool Guard::is_secure(std::string_view authority) const {
  return std::find(secure_.begin(), secure_.end(), host_of(authority)) != secure_.end();
}

bool Guard::is_token(std::string_view token) const {
  return is_equal(sha256_hex(token), token_);
}

bool Guard::has_token(const Request& request) const {
  if (token_.empty()) return true;
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view given = request.header("authorization");
  if (given.starts_with(kBearer)) return is_token(given.substr(kBearer.size()));
  return is_equal(cookie_of(request.header("cookie"), kCookie), cookie_);
}

std::optional<Response> Guard::refuse(const Request& request) const {
  auto hosts = std::count_if(request.headers.begin(), request.headers.end(),
                             [](const auto& one) { return one.first == "host"; });
  std::string_view host = request.header("host");
  if (hosts != 1 || !knows_host(host))
    return problem(403, "host",
                   "this name does not lead here; use the address that hearsay serve has printed, "
                   "or start it with --names");
  for (const auto& [name, value] : request.headers)
    if (name == "origin" && ascii::lowered(value) != "http://" + ascii::lowered(host) &&
        ascii::lowered(value) != "https://" + ascii::lowered(host))
      return problem(403, "origin", "pages of other sites may not ask");
  if (request.method == "POST" && request.header("sec-fetch-site") == "cross-site")
    return problem(403, "origin", "pages of other sites may not ask");
  if (!has_token(request)) {
    Response refused = problem(401, "token",
                               "give the token as Authorization: Bearer TOKEN, or open the address "
                               "with ?token=TOKEN once");
    refused.headers.emplace_back("WWW-Authenticate", "Bearer");
    return refused;
  }
  return std::nullopt;
}

std::optional<Response> Guard::admit(std::string_view method, std::string_view target) const {
  if (token_.empty() || method != "GET") return std::nullopt;
  std::optional<Target> address = parse_target(target);
  if (!address) return std::nullopt;
  bool given = std::any_of(address->values.begin(), address->values.end(), [this](const auto& one) {
    return one.first == "token" && is_token(one.second);
  });
  if (!given) return std::nullopt;
  Response out = redirect(without_token(*address));
  out.headers.emplace_back(
      "Set-Cookie", std::string(kCookie) + "=" + cookie_ + "; Path=/; HttpOnly; SameSite=Strict");
  return out;
}

void add_protection(Response& response) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
           {"X-Content-Type-Options", "nosniff"},
           {"X-Frame-Options", "DENY"},
           {"Referrer-Policy", "no-referrer"},
           {"Cross-Origin-Resource-Policy", "same-origin"},
           {"Cross-Origin-Opener-Policy", "same-origin"}})
    response.headers.emplace_back(name, value);
}

}  // namespace hearsay::http
