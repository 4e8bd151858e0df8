#include "surfaces/http/guard.hpp"

#include <gtest/gtest.h>

namespace hearsay::http {
namespace {

constexpr std::string_view kToken = "0123456789abcdef";

Guard guard_of(ServerOptions options) {
  Result<Guard> made = Guard::make(options);
  EXPECT_TRUE(made.ok());
  return std::move(*made);
}

int status_of(const Guard& guard, std::vector<std::pair<std::string, std::string>> headers,
              std::string method = "GET") {
  Request request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  std::optional<Response> refused = guard.refuse(request);
  return refused ? refused->status : 200;
}

TEST(guard_test, away_from_this_machine_a_good_token_is_needed) {
  EXPECT_FALSE(Guard::make({.host = "0.0.0.0"}).ok());
  EXPECT_FALSE(Guard::make({.host = "192.168.1.2"}).ok());
  EXPECT_FALSE(Guard::make({.host = "127.evil.example"}).ok());
  EXPECT_FALSE(Guard::make({.host = "0.0.0.0", .token = "short"}).ok());
  EXPECT_TRUE(Guard::make({.host = "0.0.0.0", .token = std::string(kToken)}).ok());
  for (const char* host : {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    EXPECT_TRUE(Guard::make({.host = host}).ok()) << host;
}

TEST(guard_test, a_name_rebound_to_this_machine_gets_nothing) {
  Guard guard = guard_of({});
  for (const char* host : {"127.0.0.1:7272", "localhost", "LOCALHOST:80", "[::1]:7272"})
    EXPECT_EQ(status_of(guard, {{"host", host}}), 200) << host;
  for (const char* host :
       {"evil.example", "evil.example:7272", "localhost.evil.example", "127.0.0.1.evil.example",
        "192.168.1.2", "", "127.0.0.1@evil.example", "[::1", "127.0.0.1:80x", "[evil]:80"})
    EXPECT_EQ(status_of(guard, {{"host", host}}), 403) << host;
  EXPECT_EQ(status_of(guard, {}), 403);
  EXPECT_EQ(status_of(guard, {{"host", "localhost"}, {"host", "evil.example"}}), 403);
}

TEST(guard_test, names_that_were_given_are_ours) {
  Guard guard = guard_of({.names = {"News.example"}});
  EXPECT_EQ(status_of(guard, {{"host", "news.example:443"}}), 200);
  EXPECT_EQ(status_of(guard, {{"host", "xnews.example"}}), 403);
}

TEST(guard_test, names_behind_a_proxy_are_reached_by_https) {
  ServerOptions options;
  options.names = {"https://News.example:8443/", "http://archive.example"};
  Guard guard = *Guard::make(options);
  EXPECT_TRUE(guard.is_secure("news.example"));
  EXPECT_TRUE(guard.is_secure("news.example:443"));
  EXPECT_FALSE(guard.is_secure("archive.example"));
  EXPECT_FALSE(guard.is_secure("127.0.0.1:7272"));
  for (std::string name : {"https://news.example/hearsay", "", "https://", "news.example:port"}) {
    ServerOptions other;
    other.names = {name};
    EXPECT_EQ(Guard::make(other).error().kind, ErrorKind::usage) << name;
  }
  for (std::string host : {"news.example", "news.example:8443", "archive.example"}) {
    Request request;
    request.method = "GET";
    request.headers = {{"host", host}};
    EXPECT_FALSE(guard.refuse(request).has_value()) << host;
  }
}

TEST(guard_test, pages_of_other_sites_get_nothing) {
  Guard guard = guard_of({});
  const std::pair<std::string, std::string> host{"host", "127.0.0.1:7272"};
  EXPECT_EQ(status_of(guard, {host, {"origin", "http://127.0.0.1:7272"}}, "POST"), 200);
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:80",
                             "http://127.0.0.1:7272.evil.example", "file://", ""})
    for (const char* method : {"GET", "POST"})
      EXPECT_EQ(status_of(guard, {host, {"origin", origin}}, method), 403) << origin;
  EXPECT_EQ(status_of(guard, {host, {"sec-fetch-site", "cross-site"}}, "POST"), 403);
  EXPECT_EQ(status_of(guard, {host, {"sec-fetch-site", "cross-site"}}, "GET"), 200);
}

TEST(guard_test, asks_for_the_token) {
  Guard guard = guard_of({.host = "0.0.0.0", .token = std::string(kToken)});
  const std::pair<std::string, std::string> host{"host", "192.168.1.2:7272"};
  EXPECT_EQ(status_of(guard, {host}), 401);
  EXPECT_EQ(status_of(guard, {{"host", "evil.example"}}), 403);
  EXPECT_EQ(status_of(guard, {host, {"authorization", "Bearer " + std::string(kToken)}}), 200);
  for (const char* given : {"Bearer 0123456789abcdeg", "Bearer ", "Basic 0123456789abcdef",
                            "0123456789abcdef", "Bearer 0123456789abcdef0"})
    EXPECT_EQ(status_of(guard, {host, {"authorization", given}}), 401) << given;
  EXPECT_EQ(status_of(guard, {host, {"cookie", "hearsay=" + std::string(kToken)}}), 401);
}

TEST(guard_test, a_browser_is_let_in_once_and_for_all) {
  Guard guard = guard_of({.host = "0.0.0.0", .token = std::string(kToken)});
  EXPECT_FALSE(guard.admit("GET", "/stories?token=0123456789abcdeg").has_value());
  EXPECT_FALSE(guard.admit("GET", "/stories").has_value());
  EXPECT_FALSE(guard.admit("POST", "/?token=0123456789abcdef").has_value());
  std::optional<Response> let =
      guard.admit("GET", "//evil.example/a%2Fb?q=x%20y&token=0123456789abcdef");
  ASSERT_TRUE(let.has_value());
  EXPECT_EQ(let->status, 303);
  ASSERT_EQ(let->headers.size(), 2U);
  EXPECT_EQ(let->headers[0].second, "/evil.example/a%2Fb?q=x%20y");
  std::string cookie = let->headers[1].second;
  EXPECT_NE(cookie.find("HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_EQ(cookie.find(kToken), std::string::npos);
  EXPECT_EQ(status_of(guard, {{"host", "192.168.1.2"},
                              {"cookie", "a=b; " + cookie.substr(0, cookie.find(';'))}}),
            200);
  EXPECT_FALSE(guard_of({}).admit("GET", "/?token=0123456789abcdef").has_value());
}

}  // namespace
}  // namespace hearsay::http
