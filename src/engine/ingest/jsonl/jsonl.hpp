// JSONL: reports as JSON objects, one a line, or pretty-printed, or concatenated, or as one array
// (RFC 8259). Covered by ingest/jsonl/jsonl_test.cpp and fuzzed by jsonl_fuzz.cpp.
#pragma once

#include <string>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay {

// Every object gives a report. Of several fields of one meaning the first that is not empty counts:
//   the text     text, body, content, event_text; else html
//   url          url, link             title      title, headline
//   published    published, date, pub_date, publish_date, seendate
//   publisher    publisher, source, domain, media_name (also an object with a `name`)
//   external_id  id                    authors    authors, author (a string, or a list of them)
// Names are compared without case; numbers are taken as they are written. A text that is markup
// becomes Format::html.
//
// Source::path is path:LINE, where the object begins, counted from 1; an object that is not the
// first of its line is path:LINE:COLUMN (bytes, counted from 1).
//
// Common damage is mended and listed as the problem `mended_json`: bytes that are no UTF-8, control
// characters in strings, lone surrogates, NaN and Infinity. What is no object, is broken, longer
// than 2 * limits.report_bytes + 1 MiB, deeper than limits.json_depth, or has neither text nor
// html, is a failure with line and offset, and reading goes on with the next line that begins an
// object. Memory: one object.
void read_jsonl(BufferedReader& bytes, const std::string& path, const Limits& limits,
                SourceSink& sink);

// True if the first bytes are those of such a file: an object whose first member has a name and the
// beginning of a value, or an array of objects. A text that begins with a brace is not.
bool looks_like_jsonl(std::string_view plain_head);

}  // namespace hearsay
