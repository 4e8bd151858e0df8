// Recognising: what a stream is, by its first bytes. Internal to this folder.
// Covered by ingest/inputs/inputs_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace hearsay {

// For streams that are `automatic`: what they look like and what to do about it.
std::string why_no_report(std::string_view head);

}  // namespace hearsay
