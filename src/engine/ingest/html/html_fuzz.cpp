// Any bytes as a page: what parse_page promises must hold. The first byte chooses the limits.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.hpp"
#include "ingest/html/html.hpp"

namespace {

using namespace hearsay;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string mended(std::string_view bytes) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    Utf8Step step = decode_utf8(bytes, at);
    append_utf8(out, step.point == 0 ? kReplacement : step.point);
    at += step.size;
  }
  return out;
}

void check_attributes(const Page& page) {
  for (size_t i = 0; i < page.attributes.name.size(); ++i) {
    require(page.attributes.name[i].begin < page.attributes.name[i].end);
    require(page.attributes.name[i].end <= page.attributes.value[i].begin);
    require(page.attributes.value[i].begin <= page.attributes.value[i].end);
    require(page.attributes.value[i].end <= page.text->size());
  }
}

void check(const Page& page, uint32_t depth_limit) {
  size_t nodes = page.kind.size();
  require(nodes > 0 && page.subtree_end[0] == nodes && page.first_attribute.size() == nodes + 1);
  require(page.name.size() == nodes && page.parent.size() == nodes && page.span.size() == nodes &&
          page.close.size() == nodes && page.foreign.size() == nodes);
  std::vector<uint32_t> depth(nodes, 0);
  for (size_t node = 1; node < nodes; ++node) {
    uint32_t parent = page.parent[node];
    require(parent < node && page.kind[parent] != NodeKind::text);
    require(node < page.subtree_end[node] && page.subtree_end[node] <= page.subtree_end[parent]);
    depth[node] = depth[parent] + 1;
    require(page.kind[node] != NodeKind::element || depth[node] <= depth_limit);
    Span span = page.span[node];
    require(span.begin <= span.end && span.end <= page.close[node]);
    require(page.close[node] <= page.text->size());
    require(is_boundary(*page.text, span.begin) && is_boundary(*page.text, span.end));
    require(page.first_attribute[node] <= page.first_attribute[node + 1]);
    if (page.kind[node] == NodeKind::text) require(!span.empty());
  }
  check_attributes(page);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  Resources resources;
  resources.limits.tree_depth = data[0] % 2 == 0 ? 512 : 8 + data[0] / 16U;
  resources.limits.nodes = data[0] % 4 < 2 ? 2'000'000 : 20;
  resources.limits.attributes = data[0] % 8 < 4 ? 512 : 3;
  Source source;
  source.format = Format::html;
  Characters characters;
  characters.text = std::make_shared<const std::string>(
      mended({reinterpret_cast<const char*>(data) + 1, size - 1}));
  Page page = parse_page(source, characters, resources);
  check(page, resources.limits.tree_depth);
  for (size_t node = 0; node < page.kind.size(); ++node) {
    if (page.kind[node] == NodeKind::element) attribute(page, node, "href");
    if (page.kind[node] == NodeKind::text) is_raw_text(page, node);
  }
  return 0;
}
