// See output.hpp.
#include "surfaces/cli/output.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <system_error>

#include "base/utf8.hpp"

namespace hearsay::cli {
namespace {

std::string dressed(bool colour, std::string_view code, std::string_view text) {
  if (!colour || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

size_t terminal_width(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
}

// The other end of a pipe or socket is gone.
bool nobody_reads() {
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

struct Range {
  char32_t first, last;
};
// Unicode East_Asian_Width W and F, in blocks.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

size_t columns_of(char32_t point) {
  bool wide = std::any_of(std::begin(kWide), std::end(kWide), [point](const Range& range) {
    return range.first <= point && point <= range.last;
  });
  return wide ? 2 : 1;
}

constexpr int kBarCells = 20;
constexpr std::chrono::milliseconds kLineTime{900};  // between lines that stand by themselves

std::string bar_of(int percent) {
  int full = std::clamp(percent, 0, 100) * kBarCells / 100;
  std::string number = std::to_string(std::clamp(percent, 0, 100));
  return "[" + std::string(static_cast<size_t>(full), '#') +
         std::string(static_cast<size_t>(kBarCells - full), '-') + "] " +
         std::string(3 - number.size(), ' ') + number + " %  ";
}

}  // namespace

std::string Look::bold(std::string_view text) const {
  return dressed(colour, "1", text);
}
std::string Look::grey(std::string_view text) const {
  return dressed(colour, "2", text);
}
std::string Look::marked(std::string_view text) const {
  return dressed(colour, "1;33", text);
}

Look look_of(const Invocation& invocation) {
  Look look;
  bool terminal = ::isatty(STDOUT_FILENO) == 1;
  look.colour = terminal && !invocation.has("--no-color") && environment("NO_COLOR").empty() &&
                environment("TERM") != "dumb";
  if (terminal) look.width = terminal_width(STDOUT_FILENO);
  return look;
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

int finish_output(int code) {
  bool flushed = std::fflush(stdout) == 0;
  int reason = flushed ? 0 : errno;
  if ((flushed && std::ferror(stdout) == 0) || nobody_reads()) return code;
  print_error("hearsay: cannot write all of the output" +
              (reason == 0 ? "" : ": " + std::generic_category().message(reason)));
  return kFailure;
}

void print_error(std::string_view text) {
  std::fflush(stdout);
  std::string line = std::string(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string printable(std::string_view text, bool lines) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    bool line = lines && (step.point == '\n' || step.point == '\t');
    // C0, DEL, C1 and the marks that turn the direction of text around.
    bool control = step.point < 0x20 || (step.point >= 0x7F && step.point < 0xA0) ||
                   (step.point >= 0x202A && step.point <= 0x202E) ||
                   (step.point >= 0x2066 && step.point <= 0x2069) || !step.valid;
    if (!control || line)
      out += text.substr(at, step.size);
    else if (step.point == '\n' || step.point == '\t' || step.point == '\r')
      out += ' ';
    else
      append_utf8(out, kReplacement);
    at += step.size;
  }
  return out;
}

size_t columns_of(std::string_view text) {
  size_t columns = 0;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    columns += columns_of(step.point);
    at += step.size;
  }
  return columns;
}

std::string shortened(std::string_view text, size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  size_t room = columns > 0 ? columns - 1 : 0;
  size_t end = 0;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    size_t need = columns_of(step.point);
    if (need > room) break;
    room -= need;
    at += step.size;
    end = at;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string shortened_front(std::string_view text, size_t columns) {
  size_t width = columns_of(text);
  if (width <= columns) return std::string(text);
  size_t room = columns > 0 ? columns - 1 : 0;
  size_t at = 0;
  while (at < text.size() && width > room) {
    Utf8Step step = decode_utf8(text, at);
    width -= columns_of(step.point);
    at += step.size;
  }
  return "…" + std::string(text.substr(at));
}

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb") {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(const std::string& text, int percent) {
  if (quiet_) return;
  auto now = std::chrono::steady_clock::now();
  if (!terminal_ && now - last_ < kLineTime) return;
  last_ = now;
  std::string share = percent < 0 ? "" : ", " + std::to_string(percent) + " %";
  std::string line = text + share + "\n";
  if (terminal_) {
    std::string bar = percent < 0 ? "" : bar_of(percent);
    line = "\r" + shortened(bar + text, terminal_width(STDERR_FILENO) - 1) + "\x1b[K";
    shown_ = true;
  }
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace hearsay::cli
