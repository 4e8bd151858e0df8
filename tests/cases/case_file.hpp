// Case files: inputs with the dumps they must give, in plain text that people read and write.
//
//   # src/engine/ingest/html/cases/nested.case        its own path, checked
//   # What it is about, in as many such lines as it takes.
//   === a name                                         starts a case; not needed for a single one
//   --- html url="http://a.example/1" charset=latin1   an input: text, html or bytes
//   <p>One
//   --- visible                                        what must come out, by name
//   One
//
// A section's content is its lines joined by line feeds; the one before the next heading is no part
// of it. A line that cannot stand as it is (it looks like a heading, begins with a backslash, ends
// in white space or holds control characters) is written as \"...", with the escapes of bytes.
// `--- bytes` has C escapes in every line (\n \r \t \0 \\ \" \xHH \uHHHH), and a backslash at the
// end of a line joins it to the next. Attributes of inputs: format charset url title published
// publisher id author fetched, and limits by their names in document/resources.hpp. Covered by
// tests/cases/run_cases_test.py.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay::cases {

using Lines = std::vector<std::string>;

struct Section {
  std::string heading;  // the line as it stands, without "--- "
  std::string name;     // its first word
  Lines lines;
  size_t line = 0;  // of the heading, from 1

  bool is_input() const { return name == "text" || name == "html" || name == "bytes"; }
};

struct Case {
  std::string name;  // empty for the only one of its file
  Lines remarks;     // lines between "===" and the first section
  std::vector<Section> sections;
};

struct CaseFile {
  Lines header;  // the lines above the first case
  std::vector<Case> cases;
};

Lines split_lines(std::string_view text);
std::string join_lines(const Lines& lines);

// Checks the grammar and that the first line names `path`. The error's offset is a line number.
Result<CaseFile> parse_case_file(std::string_view text, const std::string& path);
std::string write_case_file(const CaseFile& file);

// The source that an input section stands for; attributes that are limits are set in `limits`.
Result<Source> read_input(const Section& section, Limits& limits);

// Text as lines of a section, and back.
Lines quote_lines(std::string_view text);
Result<std::string> unquote_lines(const Lines& lines);

}  // namespace hearsay::cases
