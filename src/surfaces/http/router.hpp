// Router: which route a request is for, and whether its parameters are what that declares.
// Covered by surfaces/http/router_test.cpp.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "surfaces/http/http.hpp"

namespace hearsay::http {

class Router {
 public:
  explicit Router(std::vector<Route> routes);

  // The route, with everything of `request` set that its target gives; or what is wrong with it.
  // HEAD finds routes of GET. The address of a page with ".json" at its end, or else behind it,
  // finds what /api has under that address. Of several patterns that fit, the one whose segments
  // are given counts, from the first on. O(routes).
  std::variant<const Route*, Response> find(std::string_view method, std::string_view target,
                                            Request& request) const;

  const std::vector<Route>& routes() const { return routes_; }
  // The route of "/*"; null if there is none.
  const Route* fallback() const { return fallback_; }

 private:
  struct Placed;
  const Route* match(const std::vector<std::string>& segments, std::string_view method,
                     std::set<std::string>& allowed) const;

  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> segments_;  // of the patterns
  const Route* fallback_ = nullptr;
};

}  // namespace hearsay::http
