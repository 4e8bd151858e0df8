// Filters: what a list of stories, reports or hits is narrowed to, and the form to do so.
// Covered by surfaces/web/web_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "surfaces/api/edition.hpp"
#include "surfaces/http/http.hpp"
#include "surfaces/web/html_writer.hpp"

namespace hearsay::web {

// As it was typed.
struct Filter {
  std::string outlet;
  std::string from, to;  // 2018, 2018-05 or 2018-05-21; empty for any
  uint64_t origins = 0;  // least number of them

  static Filter of(const http::Request& request);
  bool narrows() const;
  DaysAsked days() const { return {from, to}; }
  void add_to(Url& url) const;
};

std::vector<http::Parameter> filter_parameters(bool origins);

// A form that leads to `path`; `kept` are values that are sent along. With `origins` it is of
// stories, which it counts for each outlet, else of reports.
void put_filter(Html& html, const Filter& filter, const Edition& edition, const Url& path,
                bool origins, const std::vector<std::pair<std::string, std::string>>& kept = {});

// Links to all of a list, narrowed alike, for spreadsheets and programs; `address` is of the API.
void put_exports(Html& html, const Filter& filter, std::string_view address,
                 const std::vector<std::pair<std::string, std::string>>& kept = {});

}  // namespace hearsay::web
