// Layout: what stands around the content of every page.
// Covered by surfaces/web/web_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "surfaces/http/http.hpp"
#include "surfaces/web/html_writer.hpp"

namespace hearsay::web {

struct Page {
  enum class Place : uint8_t { none, stories, speakers, reports, search };
  Place place = Place::none;
  std::string title;  // may hold words of a report
  std::string kind;   // class of the body
  Html content;
  std::string looked_for = {};   // stands in the search field
  std::string feed = {};         // address of the Atom document of the page
  bool has_twin = true;          // whether the same is there for programs, at .json,
  bool twin_takes_query = true;  // with the same query
};

// The whole document. `status` is that of the answer.
http::Response lay_out(const Page& page, const http::Request& request, int status = 200);
http::Response problem_page(const Error& error);

// A page as a route: what it cannot show becomes a page that says so.
using MakePage = std::function<Result<Page>(const http::Request&, const Edition&)>;
http::Route page_route(std::string pattern, std::string name, std::string summary,
                       std::vector<http::Parameter> parameters, MakePage make);

}  // namespace hearsay::web
