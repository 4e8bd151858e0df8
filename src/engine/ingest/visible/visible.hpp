// Visible text: what report.text is. For plain text the decoded source itself, for HTML the rendered
// page, in both cases with the way back to the bytes of the source.
// Covered by ingest/visible/visible_test.cpp, which decodes every character again from its bytes.
#pragma once

#include "document/text.hpp"
#include "ingest/characters/characters.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay {

// O(runs of the maps).
Text read_text(const Source& source, const Characters& characters, const Rendering& rendering);

}  // namespace hearsay
