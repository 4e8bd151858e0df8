// See assets.hpp.
#include "surfaces/web/assets.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "base/hash.hpp"

// Written by cmake/stage.cmake.
extern "C" const char hearsay_web_0[], hearsay_web_0_end[];
extern "C" const char hearsay_web_1[], hearsay_web_1_end[];

namespace hearsay::web {
namespace {

Asset made(std::string_view stem, std::string_view ending, std::string_view name,
           std::string_view type, std::string_view bytes) {
  constexpr size_t kDigits = 16;
  return {name, type, bytes,
          "/assets/" + std::string(stem) + "." + sha256_hex(bytes).substr(0, kDigits) + "." +
              std::string(ending)};
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

http::Response answer(const http::Request& request, const Edition&) {
  std::string address = "/assets/" + std::string(request.value("name"));
  for (const Asset& one : assets()) {
    if (one.address != address) continue;
    http::Response out{.type = std::string(one.type), .body = std::string(one.bytes)};
    out.headers.emplace_back("cache-control", "public, max-age=31536000, immutable");
    return out;
  }
  return http::problem(404, "missing", "there is no such file; load the page again");
}

}  // namespace

std::span<const Asset> assets() {
  static const std::array<Asset, 2> kAssets = {
      made("app", "js", "app.js", "text/javascript; charset=utf-8",
           between(hearsay_web_0, hearsay_web_0_end)),
      made("style", "css", "style.css", "text/css; charset=utf-8",
           between(hearsay_web_1, hearsay_web_1_end))};
  return kAssets;
}

const Asset& asset(std::string_view name) {
  auto found = std::find_if(assets().begin(), assets().end(),
                            [&](const Asset& one) { return one.name == name; });
  assert(found != assets().end());
  return *found;
}

http::Route assets_route() {
  return {.pattern = "/assets/{name}",
          .name = "asset",
          .summary = "Program and style of the page",
          .parameters = {{.name = "name",
                          .doc = "name with the hash of its content",
                          .required = true}},
          .answer = answer,
          .kept = false,
          .documented = false};
}

}  // namespace hearsay::web
