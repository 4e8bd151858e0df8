// See output.hpp.
#include "surfaces/cli/output.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

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

size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 80;
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
  if (terminal) look.width = terminal_width();
  return look;
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

bool finish_output() {
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

void print_error(std::string_view text) {
  std::fflush(stdout);
  std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
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

ProgressLine::ProgressLine(bool quiet)
    : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb") {}

ProgressLine::~ProgressLine() {
  if (shown_ > 0) std::fprintf(stderr, "\r%*s\r", static_cast<int>(shown_), "");
}

void ProgressLine::show(const std::string& text) {
  if (quiet_) return;
  if (!terminal_) {
    std::fprintf(stderr, "%s\n", text.c_str());
    return;
  }
  size_t width = count_code_points(text);
  size_t padding = width < shown_ ? shown_ - width : 0;
  std::fprintf(stderr, "\r%s%*s", text.c_str(), static_cast<int>(padding), "");
  std::fflush(stderr);
  shown_ = width;
}

}  // namespace hearsay::cli
