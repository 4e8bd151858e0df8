// Reads the key, see lineage_scores.hpp.
#include "eval/copies/lineage_scores.hpp"
#include "eval/measures/json_lines.hpp"

namespace hearsay::eval {
namespace {

// {"bytes":[begin,end]}
bool read_place(JsonRow row, std::string_view key, Span& out) {
  JsonRow place;
  return row[key].get(place) == simdjson::SUCCESS && read_field(place, "bytes", out);
}

bool read_report(JsonRow row, LineageKey& out) {
  std::string id;
  std::vector<std::string> paths;
  simdjson::dom::array blocks;
  if (!read_field(row, "id", id) || !read_field(row, "paths", paths)) return false;
  if (row["blocks"].get(blocks)) return false;
  for (const std::string& path : paths) out.ids.emplace(path, id);
  std::vector<Span>& spans = out.blocks[id];
  for (JsonRow block : blocks)
    if (!read_field(block, "bytes", spans.emplace_back())) return false;
  return true;
}

bool read_copy(JsonRow row, LineageKey& out) {
  KeyEdge one;
  simdjson::dom::array passages;
  if (!read_field(row, "from", one.edge.from) || !read_field(row, "to", one.edge.to)) return false;
  if (!read_field(row, "relation", one.edge.relation)) return false;
  if (!read_field(row, "relations", one.relations) || row["passages"].get(passages)) return false;
  for (JsonRow passage : passages) {
    EdgePassage& place = one.edge.passages.emplace_back();
    if (!read_place(passage, "from", place.from) || !read_place(passage, "to", place.to))
      return false;
  }
  out.edges.push_back(std::move(one));
  return true;
}

bool read_story(JsonRow row, LineageKey& out) {
  KeyOrigins one;
  JsonRow counts;
  if (!read_field(row, "id", one.id) || !read_field(row, "reports", one.reports)) return false;
  if (row["counts"].get(counts) || !read_field(counts, "origins", one.origins)) return false;
  out.stories.push_back(std::move(one));
  return true;
}

}  // namespace

Result<LineageKey> read_lineage_key(const std::string& file) {
  LineageKey out;
  auto read = read_json_lines(file, "the key of a pile", [&](JsonRow row) {
    std::string kind;
    if (!read_field(row, "row", kind)) return false;
    if (kind == "report") return read_report(row, out);
    if (kind == "copy") return read_copy(row, out);
    if (kind == "story") return read_story(row, out);
    return true;
  });
  if (!read) return read.error();
  return out;
}

}  // namespace hearsay::eval
