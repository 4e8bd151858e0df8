// Identifiers that mean the same on every machine, in every run, in every order of arrival.
// Covered by base/ids_test.cpp.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hearsay {

// 128 bits; written as 32 lower-case hexadecimal digits, high half first, and ordered the same way.
struct Id128 {
  uint64_t high = 0;
  uint64_t low = 0;

  bool is_zero() const { return high == 0 && low == 0; }
  auto operator<=>(const Id128&) const = default;

  std::string hex() const;
  // Big-endian, so that byte order is id order.
  std::array<char, 16> bytes() const;
  static Id128 from_bytes(std::string_view sixteen);           // asserts size 16
  static std::optional<Id128> from_hex(std::string_view hex);  // exactly 32 digits, either case
};

// The tag keeps a report's id from being passed where a row's is meant.
template <class Tag>
struct TypedId : Id128 {
  TypedId() = default;
  explicit TypedId(Id128 id) : Id128(id) {}
};

using ReportId = TypedId<struct ReportTag>;
using RowId = TypedId<struct RowTag>;

}  // namespace hearsay
