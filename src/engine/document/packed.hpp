// Packed layers: any layer as one string of bytes, for storage. The format is described in
// docs/FORMATS.md. Covered by document/packed_test.cpp and fuzzed by document/packed_fuzz.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/columns.hpp"

namespace hearsay {

// Columns by name, numbers as variable-length differences. Same layer, same bytes, on any machine.
std::string pack(const LayerInfo& info, const void* layer);

// The layer again. Unknown columns are passed over; a missing or ill-formed one is `damaged`. Never
// allocates more than a small multiple of bytes.size().
Result<std::shared_ptr<const void>> unpack(const LayerInfo& info, std::string_view bytes);

// One list cell as bytes and back, for tables that keep rows.
std::string pack_spans(std::span<const Span> spans);
std::string pack_places(std::span<const Place> places);
std::string pack_strings(std::span<const std::string> strings);
Result<std::vector<Span>> unpack_spans(std::string_view bytes);
Result<std::vector<Place>> unpack_places(std::string_view bytes);
Result<std::vector<std::string>> unpack_strings(std::string_view bytes);

}  // namespace hearsay
