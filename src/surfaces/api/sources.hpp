// Sources: who copied whom, as people ask for it: parents and children of a report with the
// passages, on whose reporting it rests, its lineage as a tree, and the four counts of any reports.
// Covered by surfaces/api/sources_test.cpp and tests/command_line.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sources/appeared/appeared.hpp"
#include "sources/copies/copies.hpp"
#include "sources/copies/telling.hpp"
#include "sources/imprints/imprints.hpp"
#include "sources/origins/origins.hpp"
#include "store/store.hpp"

namespace hearsay {

// Four counts, never one. Outlets and families are those that are known; `unknown_outlet` are the
// reports that do not say where they appeared, which may be of as many outlets or of one.
struct Counts {
  uint64_t reports = 0, outlets = 0, families = 0, origins = 0, unknown_outlet = 0;
  bool operator==(const Counts&) const = default;
};
// "8 reports, 6 outlets (1 report of an unknown one), 5 families, 2 origins"; "2 reports of unknown
// outlets, 2 origins".
std::string counts_text(const Counts& counts);

// One report has something from another. `relation` is a CopyRelation; or "cites" where it names
// the other's outlet and shares no words with it, "circle" where they have it from each other. Of
// citations only the surest step to each origin is known.
struct Derivation {
  ReportId from, to;
  std::string_view relation;
  Score score;
  std::string_view why;
  std::vector<uint32_t> passages;  // rows of SourcesView::copies(), in order of their place in `to`

  // Whether anything says that it is not the other way round: days, or that one names the other.
  bool is_direction_known() const;
};

// A row of Origins.
struct OriginView {
  RowId id;
  ReportId report, origin;
  std::string_view kind;
  Score score;
  std::string_view why;
};

// A line of a lineage drawn as a tree, depth first.
struct LineageLine {
  ReportId report;
  uint32_t depth;
  const Derivation*
      from;    // by which it hangs on the line above that is one less deep; null at a root
  bool asked;  // one of those that were asked for
  bool again;  // stands above already, with what derives from it
};

// When a report appeared: days, as precise as known; both empty where nothing is. `first` alone is
// empty where only a bound is known.
struct Published {
  std::string first, last;
  Appeared appeared;
};

// Copies, origins and imprints of a store, read once. Views point into it. Empty where no stage
// finds them. Memory: the tables, some 270 bytes for every passage and 290 for every report.
class SourcesView {
 public:
  static Result<SourcesView> read(const Store& store);

  // Whom it has something from, the one it has most passages from first; and who has it from it,
  // the earliest first.
  std::vector<const Derivation*> parents(const ReportId& report) const;
  std::vector<const Derivation*> children(const ReportId& report) const;
  // With whom it shares words that both quote, in either direction.
  std::vector<const Derivation*> quoting(const ReportId& report) const;
  // All of them but shared quotations, by `to`, then `from`.
  std::span<const Derivation> derivations() const { return derivations_; }

  const CopyEdges& copies() const { return *copies_; }
  const RowId& copy_id(uint32_t row) const { return copy_ids_[row]; }

  // Of equals the surest first, then by id.
  std::vector<OriginView> origins(const ReportId& report) const;
  bool is_origin(const ReportId& report) const { return !own_kind(report).empty(); }
  // The OriginKind by which it rests on itself; empty if it does not.
  std::string_view own_kind(const ReportId& report) const;

  // Empty where it does not say.
  std::string_view outlet(const ReportId& report) const;
  std::string_view family(const ReportId& report) const;

  const Published& published(const ReportId& report) const;
  // In the order of order_of(), by which a story has its id: by day, those without one last, and a
  // date that leaves more than two days open is none; then by id.
  bool is_earlier(const ReportId& a, const ReportId& b) const;

  // Reports, each once. `origins`: of those that they rest on.
  Counts counts(std::span<const ReportId> reports) const;

  // Of them those that are no copy, whole, shortened or lengthened, of another: texts that were
  // written, though perhaps in view of others.
  uint64_t distinct_texts(std::span<const ReportId> reports) const;

  // These reports, all that they have something from, and, if `below`, all that has something from
  // them. Every report stands under each of those it has something from; what derives from it, only
  // the first time. The earlier ones stand above. O(lines log lines).
  std::vector<LineageLine> lineage(std::span<const ReportId> reports, bool below) const;

 private:
  SourcesView() = default;
  Result<void> read_tables(const Store& store);
  Result<void> read_days(const Store& store);
  void collect_copies();
  void collect_citations();
  std::optional<size_t> imprint(const ReportId& report) const;
  static std::vector<const Derivation*> between(const std::multimap<ReportId, uint32_t>& index,
                                                const std::vector<Derivation>& all,
                                                const ReportId& report);

  std::shared_ptr<const CopyEdges> copies_ = std::make_shared<CopyEdges>();
  std::shared_ptr<const Origins> origins_ = std::make_shared<Origins>();
  std::shared_ptr<const Imprints> imprints_ = std::make_shared<Imprints>();
  std::vector<RowId> copy_ids_, origin_ids_;
  std::vector<Derivation> derivations_, quotations_;
  std::multimap<ReportId, uint32_t> by_from_, by_to_;          // derivations_
  std::multimap<ReportId, uint32_t> quoted_from_, quoted_to_;  // quotations_
  std::multimap<ReportId, uint32_t> of_report_;                // origins_
  std::map<ReportId, uint32_t> imprint_of_;
  std::map<ReportId, Published> published_;
};

// Words of the kept text of `to`, its title aside, and how many of them stand in passages that it
// has from the other.
struct CopiedWords {
  uint32_t copied = 0, all = 0;
  uint32_t percent() const { return all == 0 ? 0 : copied * 100 / all; }
};
Result<CopiedWords> copied_words(const Store& store, const SourcesView& sources,
                                 const Derivation& derivation);

// Places in the texts of two reports, in bytes, where both have the same words in a row, at least
// six, in order of the second. Case and endings do not count. O(align).
struct SameWords {
  Span from, to;
};
Result<std::vector<SameWords>> same_words(const Store& store, const ReportId& from,
                                          const ReportId& to);

// How two reports compare by themselves: all that their score is computed of. The search for copies
// may have seen less of them, as it looks for other words only where they share enough prints; and
// it judges a pair together with others, so a row may say more or less than this.
struct Compared {
  struct Side {
    uint32_t told = 0;         // words outside of quotation marks,
    uint32_t same_told = 0;    // of those in runs of the same words,
    uint32_t in_passages = 0;  // and in passages
    uint32_t quoted = 0, same_quoted = 0;
  };
  Side from, to;
  uint32_t longest = 0;     // told words of a run, most
  std::string relatedness;  // none, quotation, rewrite, copy
  bool derives = false;
  Score score;  // of the derivation, if there is one
};
Result<Compared> compare_reports(const Store& store, const ReportId& from, const ReportId& to);

}  // namespace hearsay
