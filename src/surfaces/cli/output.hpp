// Output: stdout for results, stderr for everything else, colour only where a person looks.
// Covered by tests/command_line.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {

// How this run may print. Made once from flags and environment (NO_COLOR, TERM).
struct Look {
  bool colour = false;
  size_t width = 80;

  std::string bold(std::string_view text) const;
  std::string grey(std::string_view text) const;
  std::string marked(std::string_view text) const;  // a found word
};
Look look_of(const Invocation& invocation);

// Writes to stdout; false when that failed, which ends the verb: finish_output() tells why.
bool print(std::string_view text);
// Flushes stdout and gives the exit code: `code`, also when nobody reads any more (`| head`); but
// 1, with a message, when not everything could be written (a full disk).
int finish_output(int code);
void print_error(std::string_view text);

// Makes text from reports safe for a terminal: control characters (escape sequences could move the
// cursor or worse) become visible. Line feeds stay when `lines` is true.
std::string printable(std::string_view text, bool lines = false);

// Columns that a terminal needs for text: East Asian wide characters and emoji take two.
size_t columns_of(std::string_view text);
// At most `columns` wide, with an ellipsis where something is missing: at the end or the beginning.
std::string shortened(std::string_view text, size_t columns);
std::string shortened_front(std::string_view text, size_t columns);

// A line on stderr that replaces the last one on a terminal, with a bar in front when the share of
// the work is known, and otherwise stands by itself, once a second.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  // `text` is printable. `percent` < 0 when not known.
  void show(const std::string& text, int percent = -1);

 private:
  bool quiet_, terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace hearsay::cli
