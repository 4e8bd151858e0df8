// Origins: on whose reporting every report rests in the end. A copy rests on what it was copied
// from, and so on up to a report that has it from nobody; a page put together of several rests on
// all of theirs. Covered by sources/origins/origins_test.cpp, and by eval/samples.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "ingest/article/article.hpp"
#include "reported/statements/statements.hpp"
#include "reported/terms/terms.hpp"
#include "sources/copies/copies.hpp"
#include "sources/imprints/imprints.hpp"

namespace hearsay {

// How a report has it from the first report on the way to the origin (`via`). own: from nobody;
// adds: it copies, and quotes somebody whom nobody quoted before; copy: has words from there;
// cites: names the outlet of that report and adds nothing of its own; circle: it is one of reports
// that have it from each other and from nobody else, and rest on the first of them.
enum class OriginKind : uint8_t { own, adds, copy, cites, circle };
std::span<const std::string_view> names_of(OriginKind);

// One row per report and origin, in the order of the reports' ids, then the origins'.
struct Origins {
  static constexpr LayerName kLayer{"origins", 2, "On whose reporting every report rests."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<ReportId> report, origin, via;
  std::vector<OriginKind> kind;
  std::vector<Score> score;  // of the weakest step on the way, those within a circle aside
  Strings why;

  static constexpr auto columns() {
    return std::tuple{column("report", &Origins::report, "the report", InId::yes),
                      column("origin", &Origins::origin, "a report that it rests on", InId::yes),
                      column("kind", &Origins::kind, "own, adds, copy, cites or circle"),
                      column("via", &Origins::via, "the first report on the way there"),
                      column("score", &Origins::score, "of the least sure step on the way"),
                      column("why", &Origins::why, "what makes it so")};
  }
};

// O(reports + edges * origins), those of a report being few (OriginGraph::kMostOrigins).
Origins find_origins(const Across<Metadata, Terms, Statements>& reports, const CopyEdges& copies,
                     const Imprints& imprints);

}  // namespace hearsay
