// Assets: the program and the style of the page, which lie in this program as app/build made them.
// Covered by surfaces/web/web_test.cpp and tests/web.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "surfaces/http/http.hpp"

namespace hearsay::web {

struct Asset {
  std::string_view name;   // "app.js"
  std::string_view type;   // as HTTP names it
  std::string_view bytes;  // live as long as the program
  std::string address;     // "/assets/app.0123456789abcdef.js": another one for other bytes
};
std::span<const Asset> assets();
const Asset& asset(std::string_view name);  // asserts that there is one

// Answers with an asset that browsers may keep for ever.
http::Route assets_route();

}  // namespace hearsay::web
