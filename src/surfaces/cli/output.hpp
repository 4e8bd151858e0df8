// Output: stdout for results, stderr for everything else, colour only where a person looks.
// Covered by tests/command_line.
#pragma once

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

// Writes to stdout; false when nobody reads any more (a closed pipe), which ends the verb quietly.
bool print(std::string_view text);
// Flushes stdout; false when not everything could be written (a full disk).
bool finish_output();
void print_error(std::string_view text);

// Makes text from reports safe for a terminal: control characters (escape sequences could move the
// cursor or worse) become visible. Line feeds stay when `lines` is true.
std::string printable(std::string_view text, bool lines = false);

// A line on stderr that replaces the last one on a terminal and otherwise stands by itself.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  void show(const std::string& text);

 private:
  bool quiet_, terminal_;
  size_t shown_ = 0;
};

}  // namespace hearsay::cli
