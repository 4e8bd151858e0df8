// Links: what of one report comes from another, and which of several a report has it from. Covered
// by sources/copies/copy_edges_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sources/copies/copies.hpp"
#include "sources/copies/telling.hpp"
#include "sources/relations/relations.hpp"

namespace hearsay {

// Places in the texts of two reports.
struct LinkedPassage {
  Span from, to;         // bytes
  Span from_rows, rows;  // of the two sequences
  PassageForm form;
  // False of a summary: it tells of all of `from` and has no part of it.
  bool is_part() const { return form != PassageForm::summarised; }
};

// The later of two reports may have these passages from the other, or both have them from a third.
struct Link {
  uint32_t from = 0, to = 0;  // numbers of tellings
  bool derives = false;       // else both quote the same
  bool order_known = false;
  bool credited = false;  // the one names the other's outlet
  uint32_t lost = 0;      // words of `from` that `to` does not have
  uint32_t longest = 0;   // words of the longest quotation that both have
  double score = 0;
  std::vector<LinkedPassage> passages;
};

// What `to` may have from `from`; no passages if nothing. O(align); `reworded` as there.
Link link_reports(const Sequence& from, const Sequence& to, bool reworded = true);

// Links to one report of which choose_parents() looks at more than the number of words.
inline constexpr size_t kMostLinks = 64;

// Of all links to one report those it derives by, the one that explains most first; `words` are its
// own. Links that explain what others explain already are left out; quotations are taken from
// others only for what those by which it `derives` leave to explain. Of those that explain the
// same, within a few words, credited ones come first, then what `goes_before(a, b)`, reports by
// number. Of more than kMostLinks those count that explain most, of equals credited ones, then the
// first. O(links * words + kMostLinks * parents * words).
std::vector<Link> choose_parents(std::vector<Link> links, uint32_t words,
                                 const std::function<bool(uint32_t, uint32_t)>& goes_before);

// What the report of `words` words is to its parents; one relation for each of them.
std::vector<CopyRelation> relations_of(const std::vector<Link>& parents, uint32_t words);

}  // namespace hearsay
