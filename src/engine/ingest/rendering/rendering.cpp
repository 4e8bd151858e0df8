// See rendering.hpp.
#include "ingest/rendering/rendering.hpp"

namespace hearsay {

Rendering render_page(const Page&, const Characters&) { return {}; }

}  // namespace hearsay
