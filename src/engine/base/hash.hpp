// Hashes, each for one purpose. Covered by base/hash_test.cpp.
//
// Reports are hostile input, so whatever decides whether two reports are one report uses SHA-256
// (FIPS 180-4): nobody can craft a page that passes for another one. Rows inside a report need only
// spread well and use XXH3 (xxHash 0.8, XXH3_128bits).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/ids.hpp"

namespace hearsay {

// Streaming SHA-256. Feed bytes in any pieces; the result does not depend on the cuts.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  // Adds the length first, so that ("ab","c") and ("a","bc") differ.
  void add_field(std::string_view field);
  // The 32 raw bytes of the digest. The object may not be used afterwards.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The first half of a digest as an id.
Id128 id_of_digest(std::string_view digest);

// Builds a row id from fields; the order of calls matters, the machine does not.
class RowHash {
 public:
  void add(std::string_view field);
  void add(uint64_t number);
  Id128 finish() const;

 private:
  std::string buffer_;
};

// Not for ids: spreads keys inside one run (64 bits of XXH3).
uint64_t spread(std::string_view bytes);

}  // namespace hearsay
