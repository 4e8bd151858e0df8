// Any bytes as JSON-LD, as an address, as a byline, as a page and as plain text: no crash, every
// piece of evidence inside the input, every name whole code points.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "ingest/article/article.hpp"
#include "ingest/article/bylines.hpp"
#include "ingest/article/candidates.hpp"

namespace {

using namespace hearsay;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_span(Span span, std::string_view text) {
  if (span.is_none()) return;
  require(span.begin < span.end && span.end <= text.size());
  require(is_boundary(text, span.begin) && is_boundary(text, span.end));
}

void check_json_ld(std::string_view bytes) {
  article::Candidates candidates;
  Problems problems;
  article::read_json_ld(bytes, 0, Limits(), candidates, problems);
  for (const auto& candidate : candidates)
    require(candidate.source.begin <= candidate.source.end && candidate.source.end <= bytes.size());
  article::read_address(bytes, candidates);
}

// `text` is UTF-8.
void check_bylines(std::string_view text) {
  const std::vector<uint32_t> breaks = {3, 9, 20};
  for (auto cue :
       {article::BylineCue::none, article::BylineCue::marked, article::BylineCue::claimed}) {
    uint32_t end = 0;
    for (Span name : article::names_in_byline(text, breaks, cue)) {
      check_span(name, text);
      require(end <= name.begin);
      end = name.end;
    }
  }
  check_span(article::name_beside_date(text, breaks), text);
  check_span(article::name_with_role(text), text);
  check_span(article::name_in_signature(text), text);
  article::introduces_helper(text);
  article::ends_in_by_word(text);
  article::is_only_name(text);
  article::is_only_date(text);
}

void check_report(std::string_view bytes, Format format) {
  Resources resources;
  Source source;
  source.bytes = std::string(bytes);
  source.format = format;
  Characters characters = read_characters(source, resources);
  Page page = parse_page(source, characters, resources);
  Rendering rendering = render_page(page, characters);
  // Only the characters count here, not the way back.
  Text text(format == Format::html ? rendering.text : characters.text, OffsetMap());
  Blocks blocks = find_blocks(source, text, page, rendering);
  Metadata metadata = read_metadata(source, characters, page, rendering, text, blocks, resources);
  for (Span span : metadata.span) check_span(span, text.view());
  if (format == Format::text) check_bylines(text.view());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_json_ld(bytes);
  check_report(bytes, Format::html);
  check_report(bytes, Format::text);
  return 0;
}
