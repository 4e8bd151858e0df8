// See characters.hpp.
#include "ingest/characters/characters.hpp"

namespace hearsay {

Characters read_characters(const Source& source, const Resources&) {
  Characters out;
  out.text = std::make_shared<const std::string>(source.bytes);
  out.encoding = "utf-8";
  return out;
}

}  // namespace hearsay
