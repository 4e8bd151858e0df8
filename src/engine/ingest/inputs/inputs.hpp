// Inputs: from a stream of bytes to the reports in it, whatever it is. The format is recognised by
// content; containers may hold containers. Covered by ingest/inputs/inputs_test.cpp and fuzzed by
// ingest/inputs/inputs_fuzz.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

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
// all (an image, an executable): such input is a failure, not a report. `name` only breaks ties:
// a text with a little markup is html if it is called so.
InputFormat recognise(std::string_view head, std::string_view name);

// What became of an input. `passed_over` counts what is no report and was not meant to be one: WARC
// records of other types, statuses and content types, and folders and links in archives.
struct InputCounts {
  uint64_t reports = 0;
  uint64_t failures = 0;
  uint64_t passed_over = 0;
};

// Reads all reports of a stream into the sink. Everything that is wrong becomes a problem of a
// report or a failure with path and offset. Memory: one report, plus what decompression needs.
// `forced` is a format to use instead of recognising it; compression and archives are unpacked
// first, so that `forced` speaks of what is in them, unless it is `archive` or `compressed` itself.
InputCounts read_inputs(ByteReader& bytes, const std::string& path, InputFormat forced,
                        const Limits& limits, SourceSink& sink);

}  // namespace hearsay
