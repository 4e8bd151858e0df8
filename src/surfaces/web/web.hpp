// Web: the page on which people look at what a store holds. Every page is whole without a program
// in the browser; the program (app/) adds what moves.
// Covered by surfaces/web/*_test.cpp and tests/web.
#pragma once

#include <string_view>
#include <vector>

#include "surfaces/http/http.hpp"

namespace hearsay::web {

// The pages, and what they load.
std::vector<http::Route> page_routes();

// A page that says what went wrong, for people; `detail` is a sentence that says what to do.
http::Response problem_page(int status, std::string_view detail);

}  // namespace hearsay::web
