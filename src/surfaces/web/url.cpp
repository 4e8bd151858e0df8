// See url.hpp.
#include "surfaces/web/url.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace hearsay::web {
namespace {

// `plain` stands for itself, as letters and digits do.
void append_encoded(std::string& out, std::string_view text, std::string_view plain = "-._~") {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (ascii::is_letter(c) || ascii::is_digit(c) || plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
}

}  // namespace

std::optional<Url> Url::outside(std::string_view address) {
  std::string scheme = ascii::lowered(address.substr(0, 8));
  if (!scheme.starts_with("http://") && scheme != "https://") return std::nullopt;
  bool odd = std::any_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7F ||
           std::string_view("\"'<>\\^`{|}").find(c) != std::string_view::npos;
  });
  if (odd) return std::nullopt;
  return Url(std::string(address));
}

Url& Url::segment(std::string_view text) {
  append_encoded(text_, text);
  return *this;
}

Url& Url::query(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  text_ += text_.find('?') == std::string::npos ? '?' : '&';
  text_ += name;
  text_ += '=';
  append_encoded(text_, value);
  return *this;
}

Url& Url::query(std::string_view name, uint64_t value) {
  return query(name, std::to_string(value));
}

Url& Url::fragment(std::string_view name, const Id128& id) {
  return fragment(std::string(name) + id.hex());
}

Url& Url::fragment(std::string_view name) {
  text_ += '#';
  text_ += name;
  return *this;
}

Url& Url::words(std::string_view text) {
  // '-', ',' and '&' mean something in it.
  text_ += "#:~:text=";
  append_encoded(text_, text, "");
  return *this;
}

}  // namespace hearsay::web
