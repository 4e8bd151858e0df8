// Page of a record: from the block of one WARC record to a report. Internal to this folder.
// Covered by ingest/warc/warc_test.cpp.
#pragma once

#include <string>

#include "document/resources.hpp"
#include "document/source.hpp"
#include "ingest/compression/compression.hpp"
#include "ingest/warc/http.hpp"

namespace hearsay {

enum class Found : uint8_t { report, no_report };

// Fills `source` from the block of a record with this header. `no_report`: it is of another kind
// (see read_warc), nothing was wrong. An error: it should have been a report but cannot be read.
Result<Found> read_record(const Fields& header, BufferedReader& block, const Limits& limits,
                          Expansion& expansion, Source& source);

}  // namespace hearsay
