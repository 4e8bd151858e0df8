// Any target is refused or says the same when it is written again, and no redirect leads elsewhere.
#include <cstdlib>

#include "base/utf8.hpp"
#include "surfaces/api/addresses.hpp"
#include "surfaces/http/guard.hpp"
#include "surfaces/http/target.hpp"

namespace {

using namespace hearsay;
using namespace hearsay::http;

constexpr std::string_view kToken = "0123456789abcdef";

void expect(bool holds) {
  if (!holds) std::abort();
}

bool is_plain(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  return valid_utf8_prefix(text) == text.size();
}

std::string written(const Target& target) {
  std::string out;
  for (const std::string& segment : target.segments) out += "/" + percent_encoded(segment);
  char sign = '?';
  for (const auto& [name, value] : target.values) {
    out += sign + percent_encoded(name) + "=" + percent_encoded(value);
    sign = '&';
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Guard guard = [] {
    ServerOptions options;
    options.token = kToken;
    return *Guard::make(options);
  }();
  std::string text(reinterpret_cast<const char*>(data), size);
  std::optional<Target> target = parse_target(text);
  if (target) {
    expect(target->path.starts_with('/') && is_plain(target->path));
    for (const std::string& segment : target->segments)
      expect(is_plain(segment) && segment != "." && segment != "..");
    for (const auto& [name, value] : target->values) expect(is_plain(name) && is_plain(value));
    std::optional<Target> again = parse_target(written(*target));
    expect(again && again->segments == target->segments && again->values == target->values);
  }
  for (std::string_view sign : {"?", "&"}) {
    std::optional<Response> led =
        guard.admit("GET", text + std::string(sign) + "token=" + kToken.data());
    if (!led) continue;
    for (const auto& [name, value] : led->headers)
      if (name == "Location")
        expect(value.starts_with('/') && !value.starts_with("//") && is_plain(value));
  }
  return 0;
}
