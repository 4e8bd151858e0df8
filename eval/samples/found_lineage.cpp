// See samples.hpp: what was found of who copied whom.
#include <map>

#include "eval/samples/samples.hpp"
#include "sources/copies/copies.hpp"
#include "sources/origins/origins.hpp"

namespace hearsay::eval {
namespace {

struct Found {
  std::string path;  // below the pile's folder
  Text text;
};

}  // namespace

Result<FoundLineage> read_lineage(const Store& store, const std::string& pile) {
  std::map<ReportId, Found> reports;
  Result<void> read = store.each_report([&](const StoredReport& report) {
    reports[report.id] = {report.paths.empty() ? "" : path_below(report.paths.front(), pile),
                          report.text};
    return true;
  });
  if (!read) return read.error();
  auto table = store.table(layer_info<CopyEdges>());
  if (!table) return table.error();
  const CopyEdges& edges = *std::static_pointer_cast<const CopyEdges>(*table);
  FoundLineage out;
  for (size_t row = 0; row < edges.from.size(); ++row) {
    const Found& from = reports[edges.from[row]];
    const Found& to = reports[edges.to[row]];
    CopyEdge edge{from.path,
                  to.path,
                  std::string(names_of(CopyRelation{})[static_cast<size_t>(edges.relation[row])]),
                  {}};
    edge.passages.push_back({from.text.to_source(edges.from_span[row][0].span),
                             to.text.to_source(edges.to_span[row][0].span)});
    out.copies.push_back(std::move(edge));
  }
  auto origins = store.table(layer_info<Origins>());
  if (!origins) return origins.error();
  const Origins& roots = *std::static_pointer_cast<const Origins>(*origins);
  for (size_t row = 0; row < roots.report.size(); ++row) {
    const std::string& report = reports[roots.report[row]].path;
    if (roots.kind[row] == OriginKind::adds) out.own.insert(report);
    if (roots.kind[row] == OriginKind::cites)
      out.citations.emplace_back(reports[roots.origin[row]].path, report);
  }
  return out;
}

}  // namespace hearsay::eval
