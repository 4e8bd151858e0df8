// See html.hpp.
#include "ingest/html/html.hpp"

#include <array>

namespace hearsay {

std::span<const std::string_view> names_of(NodeKind) {
  static constexpr std::array<std::string_view, 5> kNames = {"document", "element", "text",
                                                             "comment", "doctype"};
  return kNames;
}

Page parse_page(const Source&, const Characters&, const Resources&) { return {}; }
std::optional<std::string> attribute(const Page&, size_t, std::string_view) { return {}; }
Span attribute_span(const Page&, size_t, std::string_view) { return Span::none(); }
std::string decode_references(std::string_view raw, bool) { return std::string(raw); }
bool is_block_element(std::string_view) { return false; }

}  // namespace hearsay
