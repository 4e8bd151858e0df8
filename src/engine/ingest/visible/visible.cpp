// See visible.hpp.
#include "ingest/visible/visible.hpp"

namespace hearsay {

Text read_text(const Source& source, const Characters& characters, const Rendering& rendering) {
  if (source.format == Format::text) return {characters.text, characters.offsets};
  if (rendering.text->empty()) return {};
  auto size = static_cast<uint32_t>(rendering.text->size());
  return {rendering.text, OffsetMap::compose(rendering.offsets, characters.offsets, size)};
}

}  // namespace hearsay
