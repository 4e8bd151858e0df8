// See exporting.hpp.
#include "surfaces/api/exporting.hpp"

#include <algorithm>
#include <optional>

#include "surfaces/api/conllu.hpp"
#include "surfaces/api/lineage_graph.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/stories.hpp"

namespace hearsay {
namespace {

constexpr std::string_view kTokens = "tokens";
constexpr std::string_view kConllu = "conllu";
constexpr std::string_view kStories = "stories";
constexpr std::string_view kChains = "chains";
constexpr std::string_view kLineage = "lineage";

template <class Format>
std::optional<Format> format_of(std::string_view name) {
  auto names = names_of(Format{});
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Format>(found - names.begin());
}

Error usage(std::string message) {
  return {ErrorKind::usage, std::move(message), "", -1};
}

}  // namespace

std::vector<std::string> all_exports(const Pipeline& pipeline) {
  std::vector<std::string> out = exportable(pipeline);
  for (std::string_view name : {kStories, kChains, kLineage, kTokens})
    if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
  return out;
}

std::vector<std::string_view> export_formats() {
  std::vector<std::string_view> out;
  for (std::string_view name : names_of(ExportFormat{})) out.push_back(name);
  out.push_back(kConllu);
  for (std::string_view name : names_of(GraphFormat{})) out.push_back(name);
  return out;
}

Result<void> check_export(const Pipeline& pipeline, std::string_view what,
                          std::string_view format) {
  std::vector<std::string> known = all_exports(pipeline);
  if (std::find(known.begin(), known.end(), what) == known.end()) {
    std::string text = "there is nothing called \"" + std::string(what) + "\" to export; there are";
    for (const std::string& name : known) text += (name == known.front() ? " " : ", ") + name;
    return usage(text);
  }
  std::vector<std::string_view> formats = export_formats();
  if (std::find(formats.begin(), formats.end(), format) == formats.end())
    return usage("there is no format called \"" + std::string(format) + "\"");
  bool conllu = format == kConllu;
  if (conllu != (what == kTokens))
    return usage(conllu ? "only tokens are written as conllu: hearsay export tokens --format conllu"
                        : "tokens are written as conllu: hearsay export tokens --format conllu");
  bool graph = format_of<GraphFormat>(format).has_value();
  if (graph != (what == kLineage))
    return usage(graph ? "only the lineage is written as " + std::string(format) +
                             ": hearsay export lineage --format " + std::string(format)
                       : "the lineage is written as graphml or gexf: hearsay export lineage "
                         "--format graphml");
  return {};
}

Result<void> export_all(const Store& store, std::string_view what, std::string_view format,
                        const std::function<bool(std::string_view)>& write) {
  if (Result<void> fits = check_export(store.pipeline(), what, format); !fits) return fits;
  if (what == kTokens) return export_conllu(store, write);
  if (what == kLineage) return export_lineage(store, *format_of<GraphFormat>(format), write);
  ExportFormat records = *format_of<ExportFormat>(format);
  if (what == kStories) return export_stories(store, records, write);
  if (what == kChains) return export_chains(store, records, write);
  return export_records(store, what, records, write);
}

}  // namespace hearsay
