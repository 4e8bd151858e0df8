// Lineage: who has it from whom as a graph that other programs draw. Covered by
// surfaces/api/lineage_graph_test.cpp, tests/command_line and tests/conformance.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "store/store.hpp"
#include "surfaces/api/sources.hpp"
#include "surfaces/api/stories.hpp"

namespace hearsay {

enum class GraphFormat : uint8_t {
  graphml,  // http://graphml.graphdrawing.org
  gexf,     // https://gexf.net, 1.3
};
std::span<const std::string_view> names_of(GraphFormat);

// Every report as a node (title, outlet, family, published, story, is_origin), in the order of
// their ids, and every derivation as an edge from the report that was first to the one that has it
// from there (relation, score, words: how many words of it come from there). Valid XML 1.0,
// whatever reports say. Holds the derivations and stories, and one report at a time.
Result<void> export_lineage(const Store& store, GraphFormat format,
                            const std::function<bool(std::string_view)>& write);

// The same of the lineage of some reports: of them, of all that they have something from, and, if
// `below`, of all that has something from them. Reports that are gone are left out, with what
// leads to and from them.
Result<void> export_lineage_of(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, std::span<const ReportId> reports,
                               bool below, GraphFormat format,
                               const std::function<bool(std::string_view)>& write);

}  // namespace hearsay
