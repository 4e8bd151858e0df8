// Inputs: from a stream of bytes to the reports in it, whatever it is. The format is recognised by
// content; containers may hold containers. Covered by ingest/inputs/inputs_test.cpp and fuzzed by
// ingest/inputs/inputs_fuzz.cpp.
#pragma once

#include <string>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay {

enum class InputFormat : uint8_t {
  automatic,
  text,
  html,
  jsonl,
  warc,
  feed,
  archive,     // zip, tar (also compressed)
  compressed,  // gzip, zstd, bzip2 or xz around one of the others
};
std::span<const std::string_view> names_of(InputFormat);

// What the first bytes of a stream (4096 are enough) say it is; `automatic` if they are no text at
// all (an image, an executable): such input is a failure, not a report. `name` only breaks ties.
InputFormat recognise(std::string_view head, std::string_view name);

// Reads all reports of a stream into the sink. Everything that is wrong becomes a problem of a report
// or a failure with path and offset. Memory: one report, plus what decompression needs. `forced` is
// a format to use instead of recognising the outermost one.
void read_inputs(ByteReader& bytes, const std::string& path, InputFormat forced,
                 const Limits& limits, SourceSink& sink);

}  // namespace hearsay
