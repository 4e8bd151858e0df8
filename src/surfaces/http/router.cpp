// See router.hpp.
#include "surfaces/http/router.hpp"

#include <algorithm>
#include <charconv>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "surfaces/http/target.hpp"

namespace hearsay::http {
namespace {

constexpr size_t kMostText = 1000;

bool is_variable(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::vector<std::string> segments_of(std::string_view pattern) {
  std::vector<std::string> out;
  pattern.remove_prefix(1);
  while (true) {
    size_t slash = pattern.find('/');
    out.emplace_back(pattern.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    pattern.remove_prefix(slash + 1);
  }
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return pattern.size() == segments.size() &&
         std::equal(pattern.begin(), pattern.end(), segments.begin(),
                    [](const std::string& one, const std::string& other) {
                      return is_variable(one) ? !other.empty() : one == other;
                    });
}

// Whether a fits more closely than b: patterns that both fit the same segments.
bool is_closer(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (size_t i = 0; i < a.size(); ++i)
    if (is_variable(a[i]) != is_variable(b[i])) return is_variable(b[i]);
  return false;
}

// 2018, 2018-05, 2018-05-21.
bool is_day(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    bool digit = text[i] >= '0' && text[i] <= '9';
    if (i == 4 || i == 7 ? text[i] != '-' : !digit) return false;
  }
  return parse_iso_date(text).has_value();
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// The value as routes read it; an error says what would fit.
Result<std::string> checked(const Parameter& parameter, const std::string& value) {
  auto wrong = [&](const std::string& what) {
    return Error{ErrorKind::usage, parameter.name + " must be " + what, "", -1};
  };
  switch (parameter.kind) {
    case Parameter::Kind::text:
      if (value.size() > kMostText) return wrong("at most 1000 bytes long");
      return value;
    case Parameter::Kind::number: {
      uint64_t number = 0;
      auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (code != std::errc() || end != value.data() + value.size() || number > parameter.most)
        return wrong("a whole number" + (parameter.most == UINT64_MAX
                                             ? std::string()
                                             : " up to " + std::to_string(parameter.most)));
      return std::to_string(number);
    }
    case Parameter::Kind::choice:
      if (std::find(parameter.choices.begin(), parameter.choices.end(), value) ==
          parameter.choices.end())
        return wrong("one of " + joined(parameter.choices));
      return value;
    case Parameter::Kind::day:
      if (!is_day(value)) return wrong("a day, month or year such as 2018-05-21");
      return value;
    case Parameter::Kind::flag:
      if (value.empty() || value == "1" || value == "true") return std::string("1");
      if (value == "0" || value == "false") return std::string("0");
      return wrong("1 or 0");
  }
  return value;
}

const Parameter* parameter_of(const Route& route, std::string_view name) {
  for (const Parameter& one : route.parameters)
    if (one.name == name) return &one;
  return nullptr;
}

Error unknown(const Route& route, const std::string& name) {
  std::vector<std::string> known;
  for (const Parameter& one : route.parameters) known.push_back(one.name);
  return {ErrorKind::usage,
          "there is no parameter " + name +
              (known.empty() ? " here, nor any other" : "; there are " + joined(known)),
          "", -1};
}

// What a form sends for a field that was left empty is as if it had not been sent.
bool is_left_out(const Parameter& parameter, const std::string& value) {
  return value.empty() && parameter.kind != Parameter::Kind::flag;
}

Result<void> read_values(const Route& route,
                         const std::vector<std::pair<std::string, std::string>>& given,
                         Request& request) {
  for (const auto& [name, value] : given) {
    const Parameter* parameter = parameter_of(route, name);
    if (parameter == nullptr) return unknown(route, name);
    if (is_left_out(*parameter, value)) continue;
    if (std::any_of(request.values.begin(), request.values.end(),
                    [&, name = &name](const auto& one) { return one.first == *name; }))
      return Error{ErrorKind::usage, name + " is given twice", "", -1};
    Result<std::string> fit = checked(*parameter, value);
    if (!fit) return fit.error();
    request.values.emplace_back(name, std::move(*fit));
  }
  for (const Parameter& one : route.parameters) {
    if (!request.value(one.name).empty()) continue;
    if (one.required) return Error{ErrorKind::usage, one.name + " is missing", "", -1};
    if (!one.fallback.empty()) request.values.emplace_back(one.name, one.fallback);
  }
  return {};
}

// "/stories/1.json" as "/api/stories/1"; none if it is no twin.
std::optional<std::vector<std::string>> twin_of(std::vector<std::string> segments) {
  constexpr std::string_view kEnd = ".json";
  if (segments.front() == "api" || !segments.back().ends_with(kEnd)) return std::nullopt;
  segments.back().resize(segments.back().size() - kEnd.size());
  segments.insert(segments.begin(), "api");
  return segments;
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (const Route& route : routes_) {
    segments_.push_back(segments_of(route.pattern));
    if (route.pattern == "/*") fallback_ = &route;
  }
}

const Route* Router::match(const std::vector<std::string>& segments, std::string_view method,
                           std::set<std::string>& allowed) const {
  size_t best = routes_.size();
  for (size_t i = 0; i < routes_.size(); ++i) {
    if (!fits(segments_[i], segments)) continue;
    if (routes_[i].method != method)
      allowed.insert(routes_[i].method == "GET" ? "GET, HEAD" : routes_[i].method);
    else if (best == routes_.size() || is_closer(segments_[i], segments_[best]))
      best = i;
  }
  return best == routes_.size() ? nullptr : &routes_[best];
}

std::variant<const Route*, Response> Router::find(std::string_view method, std::string_view target,
                                                  Request& request) const {
  std::optional<Target> address = parse_target(target);
  if (!address) return problem(400, "address", "the address is broken; escape it as %XX of UTF-8");
  request.method = method == "HEAD" ? "GET" : method;
  request.path = address->path;
  request.query = address->query;
  std::set<std::string> allowed;
  std::vector<std::string> segments = address->segments;
  const Route* route = match(segments, request.method, allowed);
  if (std::optional<std::vector<std::string>> twin = twin_of(segments)) {
    if (const Route* other = match(*twin, request.method, allowed)) {
      route = other;
      segments = std::move(*twin);
    }
  }
  if (route == nullptr && !allowed.empty()) {
    std::string takes = joined({allowed.begin(), allowed.end()});
    Response refused = problem(405, "method", "this address takes " + takes);
    refused.headers.emplace_back("Allow", takes);
    return refused;
  }
  if (route == nullptr || route == fallback_)
    return problem(
        404, "missing",
        "there is nothing at " + address->path + "; /api/openapi.json lists what there is");
  std::vector<std::pair<std::string, std::string>> given;
  const std::vector<std::string>& pattern = segments_[static_cast<size_t>(route - routes_.data())];
  for (size_t i = 0; i < pattern.size(); ++i)
    if (is_variable(pattern[i]))
      given.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
  given.insert(given.end(), address->values.begin(), address->values.end());
  if (Result<void> read = read_values(*route, given, request); !read) return problem(read.error());
  return route;
}

}  // namespace hearsay::http
