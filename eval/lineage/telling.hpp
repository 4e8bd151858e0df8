// Telling: one report in passages, as an original or as a copy, before it becomes a text. Internal
// to this folder. Covered by eval/lineage/lineage_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "eval/lineage/happening.hpp"
#include "eval/lineage/lineage.hpp"
#include "eval/lineage/vocabulary.hpp"

namespace hearsay::eval {

// A paragraph.
struct Passage {
  enum class Kind : uint8_t { own, quotation, release, background, junk };
  std::string text;
  Kind kind = Kind::own;
  uint32_t at = 0;  // byte of the report's text where it begins, once there is one
  struct Origin {
    uint64_t parent = 0;
    Span from, to;  // bytes of the parent's text, and of this passage
    std::string_view how;
  };
  std::optional<Origin> origin;
};

struct Told {
  uint64_t number = 0;
  uint32_t outlet = 0;
  int64_t published = 0;  // seconds since 1970; what it claims
  bool false_date = false;
  std::string title, byline;
  std::vector<Passage> passages;
  std::vector<std::string_view> changes;
};

// What all reports are made from.
struct World {
  Vocabulary vocabulary;
  LineageSettings settings;
  std::vector<Outlet> outlets;
};

// With outlets, their background and junk.
World invented_world(uint64_t seed, const LineageSettings& settings);

// What a report may be copied from, and by whom.
struct Source {
  const Told* report;
  const Happening* happening;
};

// `told` has a number, an outlet and the time of its arrival as `published`; the rest is filled.
void tell_original(const World& world, const Happening& happening, Draws& draws, Told& told);
// `sources`: at least one, of the same story; reports besides are spliced in.
void tell_copy(const World& world, const std::vector<Source>& sources, std::string_view method,
               Draws& draws, Told& told);
// "truncated", "extended", "spliced", "spun", "requoted", or "" for a copy of the whole.
std::string_view drawn_method(const LineageSettings& settings, Draws& draws);
// Quotations and a release, which reports of the story may use.
void add_sayings(const World& world, Happening& happening, Draws& draws);

// Places the passages and gives what is known of them.
GeneratedReport report_of(const World& world, uint64_t story, Told& told, Draws& draws);

}  // namespace hearsay::eval
