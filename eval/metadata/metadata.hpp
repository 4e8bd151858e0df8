// Scores titles, authors and publishers of pages against a benchmark's metadata.
// Covered by eval/metadata/metadata_test.cpp.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// What a benchmark says of one page. Empty strings: it does not say.
struct GoldMetadata {
  std::string id;    // folder or number of the page
  std::string file;  // the page itself, maybe gzipped
  std::string url;   // given to the engine as the container's claim
  std::string title;
  std::string byline;  // free words: "By A B and C D, Staff"
  std::string site;
  bool held_out = false;  // of the fifth that nothing may be tuned on
};

// Reads readability's test pages (`<page>/source.html.gz`, `expected-metadata.json`) or the
// articles of WCXB (`html/<id>.html.gz`, `ground-truth/<id>.json`), sorted by name. `missing` if
// the folder is neither, `damaged` with the file that is wrong.
Result<std::vector<GoldMetadata>> read_gold_pages(const std::string& folder);

// Case-folded (Unicode), letters, digits and marks only, words parted by one space. What remains of
// "Ferry - LOST!" is "ferry lost".
std::string folded_words(std::string_view text);

// The names in a byline, each as folded_words() leaves it: by-words, roles, degrees, dates,
// addresses, what stands in parentheses, and the outlet's own name (`site`) where it stands beside
// another name are dropped. Lists are parted at line ends, , ; & | / and "and" in some languages.
std::set<std::string> names_in_byline(std::string_view byline, std::string_view site);

// The suite: analyses the pages of the folder and compares.
Result<Scored> run_metadata(const std::string& folder);

}  // namespace hearsay::eval
