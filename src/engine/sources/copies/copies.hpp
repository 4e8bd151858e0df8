// Copies: which reports, and which passages of them, come from which. Reading order of the folder:
// telling (a report as it takes part), tellings (all of them), shared_parts, links (of two
// reports), copies. Covered by sources/copies/copy_edges_test.cpp, its cases, and eval/samples.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay {

// How a report derives from another: word for word, whole (identical), in part (truncated), with
// something added (extended; it may have lost something as well); mostly in other words
// (rewritten); as one of several or as less than half of it, or half of it if that is less than
// half word for word and yet not mostly in other words (spliced). Or it does not, and both quote
// the same words (shared_quotation).
enum class CopyRelation : uint8_t {
  identical,
  truncated,
  extended,
  rewritten,
  spliced,
  shared_quotation,
};
std::span<const std::string_view> names_of(CopyRelation);

// How the words of a passage were taken.
enum class PassageForm : uint8_t { verbatim, rewritten, summarised, quotation };
std::span<const std::string_view> names_of(PassageForm);

// How the `why` of an edge begins whose direction rests on something else than the days.
inline constexpr std::string_view kOrderUnknown = "which came first is not known";

// One row per passage. A report derives from the few reports that explain most of it, never from
// one that is known to be later; of several that explain the same, from the first.
struct CopyEdges {
  static constexpr LayerName kLayer{"copy_edges", 1,
                                    "Which reports, and which passages of them, come from which."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<ReportId> from, to;
  std::vector<CopyRelation> relation;  // of the two reports: the same in all rows of the pair
  std::vector<PassageForm> form;
  Lists<Place> from_span, to_span;  // one place each
  std::vector<Score> score;         // how sure it is that `to` has it from `from`
  Strings why;

  static constexpr auto columns() {
    return std::tuple{column("from", &CopyEdges::from, "the report it comes from", InId::yes),
                      column("to", &CopyEdges::to, "the report that has it", InId::yes),
                      column("relation", &CopyEdges::relation, "of the two reports"),
                      column("form", &CopyEdges::form, "how the words were taken"),
                      column("from_span", &CopyEdges::from_span, "the passage there", InId::yes),
                      column("to_span", &CopyEdges::to_span, "the passage here", InId::yes),
                      column("score", &CopyEdges::score, "how sure it is that it comes from there"),
                      column("why", &CopyEdges::why, "what speaks for it")};
  }
};

// Keeps some 1,100 bytes a report of average length, and the words of 1,024 reports at a time or of
// one batch: those of 512 pairs and of the rest of the last report's. O(words log words + pairs of
// reports that share prints).
CopyEdges find_copies(const Across<Metadata, Terms>& reports, const Resources& resources);

}  // namespace hearsay
