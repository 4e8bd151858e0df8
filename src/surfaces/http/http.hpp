// HTTP: what a request and its answer are, what is served, and the server itself.
//
// A surface that has something to serve (surfaces/web) gives routes; the server knows how to guard,
// bound, cache and stream them, and nothing of what they say. Covered by
// surfaces/http/*_test.cpp and tests/http.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/records.hpp"

namespace hearsay::http {

// A parameter of a route, in its pattern ("{id}") or in the query. The router refuses what is not
// declared, is missing, or does not fit, so a route reads checked values only.
struct Parameter {
  enum class Kind : uint8_t {
    text,    // valid UTF-8 of at most 1,000 bytes, no control characters
    number,  // 0 to `most`
    choice,  // one of `choices`
    day,     // 2018, 2018-05 or 2018-05-21
    flag,    // "1", "true" or empty; "0" or "false"
  };
  std::string name;
  Kind kind = Kind::text;
  std::string doc;  // one sentence without a full stop
  std::string fallback = {};
  std::vector<std::string> choices = {};
  uint64_t most = UINT64_MAX;
  bool required = false;
};

struct Route;

struct Request {
  const Route* route = nullptr;
  std::string method;   // GET (of HEAD, too) or POST
  std::string path;     // decoded, begins with '/'
  std::string query;    // as sent, without '?'
  bool secure = false;  // whether it came to a name that is reached by https
  std::vector<std::pair<std::string, std::string>>
      values;  // of pattern and query, decoded, with fallbacks
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body_file;  // of POST: where the body lies; removed after the answer
  uint64_t body_size = 0;

  // Empty where it is not given.
  std::string_view value(std::string_view name) const;
  uint64_t number(std::string_view name) const;  // 0 where it is not given
  bool flag(std::string_view name) const;
  std::string_view header(std::string_view lower_case_name) const;
};

// Takes pieces of a body; false when nobody reads any more.
using Write = std::function<bool(std::string_view)>;

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // If there is one, it writes the body instead, in a thread of its own, as slowly as the client
  // reads. What fails on the way ends the connection before the body is complete.
  std::function<Result<void>(const Write&)> stream;
  std::string detail;  // of a problem(): what to do, for people
};

// A JSON object (or list) of that shape, with a line feed at the end.
Response json(const Shape& shape, const Value& value);
Response redirect(std::string_view path);
// application/problem+json (RFC 9457): `code` is a word for programs, `detail` a sentence that says
// what to do.
Response problem(int status, std::string_view code, std::string_view detail);
Response problem(const Error& error);  // missing: 404, usage: 400, unsupported: 501, else 500

struct Route {
  std::string method = "GET";
  // "/api/stories/{id}"; a segment in braces takes any one segment. The route of "/*" answers to
  // people what went wrong outside of /api: its values are `status` and
  // `detail`.
  std::string pattern;
  std::string name;     // for programs: operationId, metrics
  std::string summary;  // one sentence without a full stop
  std::vector<Parameter> parameters = {};
  int status = 200;  // when all is well
  // What it then answers, as type and shape; a shape is null for what is no JSON.
  std::vector<std::pair<std::string, std::shared_ptr<const Shape>>> answers = {};
  std::function<Response(const Request&, const Edition&)> answer;
  // Whether the answer hangs on nothing but request and edition, so that it may be kept.
  bool kept = true;
  bool documented = true;  // in /api/openapi.json
};

// The routes of the API: reports, statements, entities, stories, sources, search, explain, export.
std::vector<Route> api_routes();

// What GET /api/openapi.json answers: OpenAPI 3.1 of these routes.
std::string openapi(const std::vector<Route>& routes);

struct ServerOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 0;      // 0: any that is free
  bool else_any = false;  // any that is free if somebody has that one
  std::string token;      // needed for every other host than a loopback address
  // Hosts under which it is reached besides its address, in front of them https:// where a proxy
  // speaks TLS for it.
  std::vector<std::string> names;
  uint64_t most_body = uint64_t{64} << 20;  // bytes of a POST
};

// Serves until `stop`; `listening` is called with the address of the page once it does. What is in
// flight is then answered. Reports that are posted are added to the store of `file`.
Result<void> serve(const std::string& file, const ServerOptions& options, std::vector<Route> routes,
                   const std::function<void(const std::string& url)>& listening,
                   const std::atomic<bool>& stop);

}  // namespace hearsay::http
