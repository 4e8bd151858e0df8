// Imprints: in which outlet every report appeared, and whose that outlet is. Ten reports of one
// owner are not ten voices. Covered by sources/imprints/imprints_test.cpp.
#pragma once

#include <tuple>
#include <vector>

#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"

namespace hearsay {

// One row per report that says where it appeared, in the order of their ids.
struct Imprints {
  static constexpr LayerName kLayer{"imprints", 1, "In which outlet every report appeared."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<ReportId> report;
  Strings outlet;            // its usual name; the domain where nobody says a name
  Strings family;            // the owner or group (knowledge/outlets.tsv); else the outlet again
  std::vector<Flag> agency;  // others print what it sends

  static constexpr auto columns() {
    return std::tuple{column("report", &Imprints::report, "the report", InId::yes),
                      column("outlet", &Imprints::outlet, "name of the outlet"),
                      column("family", &Imprints::family, "outlets of one owner have the same"),
                      column("agency", &Imprints::agency, "a news agency")};
  }
};

// Reports of one domain are of one outlet, whatever name they give it: the one that most of them
// give. Names that the table does not know are one outlet, of whatever domains, where they are
// equal but for case. O(reports log reports).
Imprints find_imprints(const Across<Metadata>& reports, const Resources& resources);

}  // namespace hearsay
