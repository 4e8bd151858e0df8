// Requests and responses. See http.hpp.
#include <algorithm>
#include <charconv>

#include "base/json.hpp"
#include "surfaces/http/http.hpp"

namespace hearsay::http {
namespace {

std::string_view find(const std::vector<std::pair<std::string, std::string>>& pairs,
                      std::string_view name) {
  for (const auto& [key, value] : pairs)
    if (key == name) return value;
  return {};
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Token needed";
    case 403:
      return "Forbidden";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 411:
      return "Length needed";
    case 413:
      return "Too large";
    case 415:
      return "Unsupported format";
    case 429:
      return "Too many requests";
    case 501:
      return "Not possible";
    case 503:
      return "Busy";
    default:
      return "Internal error";
  }
}

}  // namespace

std::string_view Request::value(std::string_view name) const {
  return find(values, name);
}

uint64_t Request::number(std::string_view name) const {
  std::string_view text = value(name);
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

bool Request::flag(std::string_view name) const {
  return value(name) == "1";
}

std::string_view Request::header(std::string_view lower_case_name) const {
  return find(headers, lower_case_name);
}

Response redirect(std::string_view path) {
  Response out;
  out.status = 303;
  out.type = "text/plain; charset=utf-8";
  out.body = "See " + std::string(path) + "\n";
  out.headers.emplace_back("Location", path);
  return out;
}

Response problem(int status, std::string_view code, std::string_view detail) {
  Json json;
  json.begin_object().field("type", "about:blank").field("title", title_of(status));
  json.field("status", status).field("detail", detail).field("code", code).end_object();
  Response out;
  out.status = status;
  out.type = "application/problem+json";
  out.body = json.line();
  out.detail = detail;
  return out;
}

Response problem(const Error& error) {
  switch (error.kind) {
    case ErrorKind::missing:
      return problem(404, "missing", error.message);
    case ErrorKind::usage:
      return problem(400, "usage", error.message);
    case ErrorKind::unsupported:
      return problem(501, "unsupported", error.message);
    case ErrorKind::damaged:
      return problem(500, "damaged", error.message);
    case ErrorKind::system:
      return problem(500, "system", error.message);
  }
  return problem(500, "system", error.message);
}

}  // namespace hearsay::http
