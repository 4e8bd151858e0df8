// Any bytes as a page: the rendered text is UTF-8 and every character of it leads back to bytes of
// the page that can be read as it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.hpp"
#include "ingest/rendering/rendering.hpp"

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

void check_pieces(const Rendering& rendering, const Page& page) {
  uint32_t end = 0;
  for (size_t i = 0; i < rendering.span.size(); ++i) {
    Span span = rendering.span[i];
    require(end <= span.begin && span.begin < span.end && span.end <= rendering.text->size());
    end = span.end;
    require(page.kind[rendering.node[i]] == NodeKind::text);
    require(page.span[rendering.node[i]].covers(rendering.offsets.to_source(span)));
  }
}

void check_map(const Rendering& rendering, const Page& page) {
  const std::string& text = *rendering.text;
  const OffsetMap& map = rendering.offsets;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    require(step.valid && step.point != 0);
    auto begin = static_cast<uint32_t>(at);
    Span place = map.to_source({begin, begin + step.size});
    require(place.end <= page.text->size());
    std::string_view bytes = std::string_view(*page.text).substr(place.begin, place.size());
    std::string_view shown = std::string_view(text).substr(at, step.size);
    switch (map.kind[map.run_at(begin)]) {
      case RunKind::verbatim:
        require(bytes == shown);
        break;
      case RunKind::entity:
        require(decode_references(bytes, false).find(shown) != shown.npos);
        break;
      case RunKind::collapsed:
        require(shown == " " || shown == "\n");
        break;
      case RunKind::inserted:
        require(bytes.empty() && (shown == "\n" || shown == "\t"));
        break;
      default:
        require(false);
    }
    at += step.size;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Source source;
  source.format = Format::html;
  Characters characters;
  characters.text =
      std::make_shared<const std::string>(mended({reinterpret_cast<const char*>(data), size}));
  Page page = parse_page(source, characters, Resources());
  Rendering rendering = render_page(page, characters);
  require(rendering.text->empty() || rendering.offsets.runs() > 0);
  check_pieces(rendering, page);
  check_map(rendering, page);
  return 0;
}
