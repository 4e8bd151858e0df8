// Lineage picture: who has it from whom as a drawing (SVG), the earlier reports on the left. What
// it shows stands in a table, too. Covered by surfaces/web/web_test.cpp.
#pragma once

#include <cstddef>
#include <map>

#include "surfaces/api/lineage_pages.hpp"
#include "surfaces/web/html_writer.hpp"

namespace hearsay::web {

// `pairs`: edges whose passages stand on the page, as #edge-N; these are links. Nothing where there
// are more reports than can be drawn.
void put_picture(Html& html, const LineageDetail& detail,
                 const std::map<const Derivation*, size_t>& pairs);

}  // namespace hearsay::web
