// WARC: the pages in a crawler's archive, ISO 28500 (versions 0.18, 1.0 and 1.1), plain or
// compressed record by record. Covered by ingest/warc/warc_test.cpp and fuzzed by warc_fuzz.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "document/resources.hpp"
#include "document/source.hpp"
#include "ingest/compression/compression.hpp"

namespace hearsay {

// Reads `response`, `resource` and `conversion` records. Of responses, those of status 2xx; of all,
// those whose content type is HTML, XHTML or plain text, or is missing or generic while the body
// looks like text. HTTP chunks are joined and content encodings undone. Returns how many records
// were passed over because they are no reports: other types, other statuses, images and the like.
//
// Source::path is path@OFFSET, the offset of the record in the stream as it lies. In a compressed
// stream that is the offset of the record's member; a record that does not begin its member is
// path@MEMBER+OFFSET, the second counted in the unpacked member.
//
// A record that is cut short gives what there is, with the problem `truncated`. Where the stream is
// damaged, one failure tells the offset, and reading goes on at the next member or the next line
// that begins a record. Memory: one report; a record longer than that is streamed.
uint64_t read_warc(Members& members, bool packed, const std::string& path, const Limits& limits,
                   Expansion& expansion, SourceSink& sink);

}  // namespace hearsay
