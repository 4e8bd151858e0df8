// See ids.hpp.
#include "base/ids.hpp"

#include <cassert>

namespace hearsay {

std::array<char, 16> Id128::bytes() const {
  std::array<char, 16> out{};
  for (size_t i = 0; i < 8; ++i) {
    out[i] = static_cast<char>(high >> (56 - 8 * i));
    out[8 + i] = static_cast<char>(low >> (56 - 8 * i));
  }
  return out;
}

Id128 Id128::from_bytes(std::string_view sixteen) {
  assert(sixteen.size() == 16);
  Id128 id;
  for (size_t i = 0; i < 8; ++i) {
    id.high = id.high << 8 | static_cast<unsigned char>(sixteen[i]);
    id.low = id.low << 8 | static_cast<unsigned char>(sixteen[8 + i]);
  }
  return id;
}

std::string Id128::hex() const {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (char c : bytes()) {
    auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::optional<Id128> Id128::from_hex(std::string_view hex) {
  if (hex.size() != 32) return std::nullopt;
  Id128 id;
  for (size_t i = 0; i < 32; ++i) {
    char c = hex[i];
    uint64_t digit = 0;
    if (c >= '0' && c <= '9') digit = static_cast<uint64_t>(c - '0');
    else if (c >= 'a' && c <= 'f') digit = static_cast<uint64_t>(c - 'a') + 10;
    else if (c >= 'A' && c <= 'F') digit = static_cast<uint64_t>(c - 'A') + 10;
    else return std::nullopt;
    uint64_t& half = i < 16 ? id.high : id.low;
    half = half << 4 | digit;
  }
  return id;
}

}  // namespace hearsay
