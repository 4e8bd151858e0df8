// Scores the publication dates that Hearsay reads off pages against the days that people noted, by
// the measures of htmldate's evaluation. Covered by eval/dates/publication_dates_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// A page whose day is known.
struct DatedPage {
  std::string name;  // its address, or the name of its folder
  std::string url;   // empty where the benchmark has none
  std::string file;
  std::string day;  // "2018-05-21", as the page's own clock had it
};

// The pages of a folder, by name. It is htmldate's (`eval_default.json`, `html/FILE.gz`), WCXB's
// (`ground-truth/ID.json`, `html/ID.html.gz`) or Readability's (`NAME/expected-metadata.json`,
// `NAME/source.html.gz`); pages without a day in the key are left out. `missing` where it is none
// of these, `damaged` with the file that cannot be understood.
Result<std::vector<DatedPage>> read_dated_pages(const std::string& folder);

// What the answers to all pages came to. An answer is one day; a wider interval answers nothing.
struct DateCounts {
  uint64_t right = 0, wrong = 0, none = 0;
  uint64_t held = 0;  // intervals, of one day or wider, that hold the true day

  uint64_t all() const { return right + wrong + none; }
  // As htmldate's evaluation defines them; 0 where nothing was counted.
  double precision() const;
  double recall() const;
  double accuracy() const;  // no answer counts as wrong
  double f1() const;
};

// The suite. htmldate's evaluation gives no address with a page, so the first measures are without;
// the same with the address follow. Details are of the first.
Result<Scored> run_publication_dates(const std::string& folder);

}  // namespace hearsay::eval
