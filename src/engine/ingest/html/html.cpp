// See html.hpp.
#include "ingest/html/html.hpp"

#include <algorithm>
#include <array>

#include "ingest/html/tree.hpp"
#include "ingest/html/tree_builder.hpp"

namespace hearsay {
namespace {

constexpr size_t kMostBytes = UINT32_MAX - 16;

void report(Page& page, uint32_t at, std::string_view code, std::string message) {
  if (at == UINT32_MAX) return;
  page.problems.push_back({std::string(code), std::move(message), at});
}

void report_cuts(const TreeBuilder& builder, uint32_t deep, const Limits& limits, Page& page) {
  const TreeBuilder::Cut& cut = builder.cut();
  report(
      page, std::min(deep, cut.too_deep), "too_deep",
      "elements nested deeper than " + std::to_string(builder.depth()) + " were read as siblings");
  report(page, cut.many_nodes, "too_many_nodes",
         "the page has more than " + std::to_string(limits.nodes) +
             " nodes; from here on it was read as text");
  report(page, cut.many_attributes, "too_many_attributes",
         "more attributes than the limits allow; the others were left out");
  report(page, cut.unfinished_tag, "unfinished_tag",
         "the page ends inside a tag; from here on it was left out");
}

size_t find_attribute(const Page& page, size_t node, std::string_view name) {
  for (size_t i = page.first_attribute[node]; i < page.first_attribute[node + 1]; ++i) {
    Span span = page.attributes.name[i];
    if (span.size() == name.size() &&
        equal_without_case(std::string_view(*page.text).substr(span.begin, span.size()), name)) {
      return i;
    }
  }
  return page.attributes.name.size();
}

}  // namespace

std::span<const std::string_view> names_of(NodeKind) {
  static constexpr std::array<std::string_view, 5> kNames = {"document", "element", "text",
                                                             "comment", "doctype"};
  return kNames;
}

Page parse_page(const Source& source, const Characters& characters, const Resources& resources) {
  Page page;
  page.text = characters.text;
  if (source.format != Format::html) return page;
  std::string_view text = *characters.text;
  TreeBuilder builder(text.substr(0, kMostBytes), resources.limits);
  builder.run();
  uint32_t deep = flatten(builder.tree(), builder.depth(), page);
  report_cuts(builder, deep, resources.limits, page);
  if (text.size() > kMostBytes) {
    report(page, static_cast<uint32_t>(kMostBytes), "cut", "the page is longer than 4 GiB");
  }
  for (Problem& problem : page.problems) {
    auto at = static_cast<uint32_t>(problem.offset);
    problem.offset = characters.offsets.to_source({at, at}).begin;
  }
  return page;
}

std::optional<std::string> attribute(const Page& page, size_t node, std::string_view name) {
  Span span = attribute_span(page, node, name);
  if (span.is_none()) return std::nullopt;
  return decode_references(std::string_view(*page.text).substr(span.begin, span.size()), true);
}

Span attribute_span(const Page& page, size_t node, std::string_view name) {
  size_t found = find_attribute(page, node, name);
  return found < page.attributes.name.size() ? page.attributes.value[found] : Span::none();
}

bool is_raw_text(const Page& page, size_t node) {
  constexpr std::string_view kSection = "<![CDATA[";
  std::string_view before = std::string_view(*page.text).substr(0, page.span[node].begin);
  if (before.ends_with(kSection)) return true;
  size_t parent = page.parent[node];
  return !page.foreign[parent].yes && has(page.tag[parent], kRaw);
}

}  // namespace hearsay
