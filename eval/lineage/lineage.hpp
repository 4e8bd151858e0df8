// Lineage generator: an endless pile of invented reports whose copying trees are known, to test and
// to time what finds copies and stories. Nothing in it is anybody's text.
// Covered by eval/lineage/lineage_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"

namespace hearsay::eval {

struct LineageSettings {
  uint32_t reports_per_day = 2000;  // at least one
  int64_t first_day = 18628;        // days since 1970-01-01: 2021-01-01
  uint32_t outlets = 240;           // at least one
  uint32_t agencies = 6;            // the first of the outlets; most copied
  uint32_t largest_story = 300;     // reports
  uint32_t story_days = 4;          // from the first report of a story to the last, at most
  double originals = 0.4;           // of the reports; the first of a story always is one

  // What happens to a copy; shares of the copies, the rest is copied whole.
  double truncated = 0.26;
  double extended = 0.22;
  double spliced = 0.08;
  double spun = 0.08;
  double requoted = 0.06;
  // And to any copy, besides.
  double other_byline = 0.6;
  double other_title = 0.4;
  double credited = 0.45;
  double false_date = 0.03;

  // Of all reports.
  double with_junk = 0.35;
  double undated = 0.02;
  // Of originals.
  double with_background = 0.25;
  double with_release = 0.25;
};

struct GeneratedReport {
  uint64_t number = 0;  // in the order of arrival, from 0
  uint64_t story = 0;
  std::string outlet, domain, url, title;
  std::string byline;       // may be empty
  std::string text;         // the whole plain text of the page; paragraphs parted by an empty line
  std::string published;    // ISO 8601; may be empty
  bool false_date = false;  // earlier than the date of every parent

  // A passage taken from another report. `how`: "verbatim" (the same words; marks of quotations may
  // differ), "spun" (other words of the same meaning, another order), "requoted" (what was quoted
  // is in other words).
  struct Derived {
    uint64_t parent = 0;  // lower than `number`
    std::string_view how;
    Span from, to;  // bytes of the parent's text and of this one
    bool operator==(const Derived&) const = default;
  };
  std::vector<Derived> parents;  // in the order of `to`; none for an original

  // What was done to a copy: "truncated", "extended", "spliced", "spun", "requoted", "byline",
  // "title", "credit", "junk", "false_date"; of an original only "junk".
  std::vector<std::string_view> changes;

  // Passages that reports have in common though neither was copied from the other. `what`:
  // "quotation" (somebody's words, quoted by several), "release" (a line of a press release),
  // "background" (a paragraph that the outlet places under any story), "junk" (of the page; a
  // credit, too).
  struct Common {
    std::string_view what;
    Span at;  // bytes of the text
    bool operator==(const Common&) const = default;
  };
  std::vector<Common> common;
  bool operator==(const GeneratedReport&) const = default;
};

// Reports in the order of arrival, of stories that begin all the time and go on for some days each.
// Report n is the same on every machine, whatever is made after it. Memory: the reports of the open
// stories, about 2.5 KiB for each of some 3 days' reports, and 30 MiB. Not for several threads.
class LineageGenerator {
 public:
  explicit LineageGenerator(uint64_t seed, const LineageSettings& settings = {});
  ~LineageGenerator();
  LineageGenerator(LineageGenerator&&) noexcept;

  // O(bytes of the report), plus O(log open reports). About 30 microseconds.
  GeneratedReport next();

 private:
  class Stories;
  std::unique_ptr<Stories> stories_;
};

}  // namespace hearsay::eval
