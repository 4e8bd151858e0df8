// Cues: words by which the parts of a news page that are not its article give themselves away, in
// the text (knowledge/cues.txt) and in the names that page makers give to elements
// (knowledge/class_names.txt). Covered by ingest/clean/cues_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/folded_words.hpp"
#include "document/resources.hpp"

namespace hearsay::clean {

// Which hashes may be among those added: a quick no.
class Sieve {
 public:
  void add(uint32_t hash) { bits_[hash >> kShift] |= uint64_t{1} << (hash & 63); }
  bool may_hold(uint32_t hash) const { return (bits_[hash >> kShift] >> (hash & 63) & 1) != 0; }

 private:
  static constexpr int kShift = 25;
  std::array<uint64_t, size_t{1} << (32 - kShift)> bits_{};
};

enum class Cue : uint8_t {
  share,
  promo,
  related,
  comment,
  navigation,
  legal,
  credit,
  byline,
  date,
  source_note,
  bio,
};
inline constexpr size_t kCues = 11;
std::span<const std::string_view> names_of(Cue);

// How strongly a text gives each cue: 0 not, 1 somewhere, 2 at its beginning, 3 it is nothing else.
using CueStrengths = std::array<uint8_t, kCues>;

class CueLexicon {
 public:
  explicit CueLexicon(const Resources& resources);
  // O(words).
  CueStrengths find(const Words& words) const;

 private:
  enum class Where : uint8_t { anywhere, begin, whole };
  struct Phrase {
    std::vector<std::string> rest;  // words after the first
    Cue cue;
    Where where;
    bool colon;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_first_;
  Sieve firsts_;
};

// What the name of an element can say of what is inside.
enum class Naming : uint8_t {
  article,
  body,
  deck,
  title,
  byline,
  bio,
  date,
  comment,
  share,
  promo,
  related,
  navigation,
  footer,
  sidebar,
  caption,
  hidden,
  cookie,
  login,
  quote,
  note,
};
inline constexpr size_t kNamings = 20;

class NamingLexicon {
 public:
  explicit NamingLexicon(const Resources& resources);
  // Bit i: some word of the attribute's value says Naming i. O(value).
  uint32_t find(std::string_view value) const;

 private:
  struct Entry {
    uint32_t prefix = 0;  // bits, for words that begin with it
    uint32_t whole = 0;
  };
  void look_up(std::string_view word, uint32_t& out) const;

  std::unordered_map<std::string, Entry> entries_;
  Sieve prefixes_;
  size_t longest_ = 0;
};

}  // namespace hearsay::clean
